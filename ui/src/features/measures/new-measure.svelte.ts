import { call, commands, type Every, type IndicatorRow, type MeasureRow } from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** A measure being defined: an indicator from the library, for one service. */
export class NewMeasureForm {
  readonly library = new AsyncState<IndicatorRow[]>();
  search = $state("");
  indicator = $state.raw<IndicatorRow | null>(null);
  serviceId = $state("");
  every = $state<Every>("week");
  baselineFrom = $state("");
  baselineTo = $state("");
  changeOn = $state("");
  lead = $state(true);

  /** The case that asked for it; the measure is linked to it at once. */
  readonly caseId: string | null;

  constructor(serviceId: string, caseId: string | null) {
    this.serviceId = serviceId;
    this.caseId = caseId;
  }

  load = (): Promise<void> => this.library.load(() => call(commands.indicatorsList()));

  choose(indicator: IndicatorRow): void {
    this.indicator = indicator;
    this.every = indicator.every;
  }

  /** Stores the measure; throws the refusal. */
  save(indicator: IndicatorRow): Promise<MeasureRow> {
    return call(
      commands.measureAdd({
        service_id: this.serviceId,
        indicator: indicator.code,
        every: this.every === indicator.every ? null : this.every,
        baseline_from: orNull(this.baselineFrom),
        baseline_to: orNull(this.baselineTo),
        change_on: orNull(this.changeOn),
        case_id: this.caseId,
        lead: this.caseId !== null && this.lead,
      }),
    );
  }
}

function orNull(typed: string): string | null {
  return typed.trim() === "" ? null : typed.trim();
}
