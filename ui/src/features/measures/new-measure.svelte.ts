import { isoDay } from "$lib/format";
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
  /** What somebody chose of the usual checks; null while nobody has. */
  #usualChecks = $state<boolean | null>(null);

  /** The case that asked for it; the measure is linked to it at once. */
  readonly caseId: string | null;

  readonly #today: string;

  constructor(serviceId: string, caseId: string | null, today: string) {
    this.serviceId = serviceId;
    this.caseId = caseId;
    this.#today = today;
  }

  /** The day of the change lies before today, so that checks recorded now would be shown as judged afterwards. */
  get changeIsPast(): boolean {
    const change = isoDay(this.changeOn);
    return change !== null && change < this.#today;
  }

  /** Records the usual check dates; by itself where the change is still to come. */
  get usualChecks(): boolean {
    return this.#usualChecks ?? (isoDay(this.changeOn) !== null && !this.changeIsPast);
  }

  set usualChecks(chosen: boolean) {
    this.#usualChecks = chosen;
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
        usual_checks: orNull(this.changeOn) !== null && this.usualChecks,
        case_id: this.caseId,
        lead: this.caseId !== null && this.lead,
      }),
    );
  }
}

function orNull(typed: string): string | null {
  return typed.trim() === "" ? null : typed.trim();
}
