import {
  call,
  commands,
  toCallError,
  type AudienceRow,
  type CallError,
  type PackContents,
  type PackRow,
} from "$lib/ipc";
import { AsyncState } from "$lib/state/async.svelte";

/** What a draft keeps of the form. */
export type KeptPack = { audience: string | null; recipient: string; purpose: string; basis: string };

/** A pack being made from one case. */
export class PackForm {
  readonly audiences = new AsyncState<AudienceRow[]>();
  /** What would be in the pack for the chosen audience, and what would not. */
  readonly contents = new AsyncState<PackContents>();
  audience = $state<string | null>(null);
  recipient = $state("");
  purpose = $state("");
  basis = $state("");
  busy = $state(false);
  error = $state.raw<CallError | null>(null);

  readonly #caseId: string;

  constructor(caseId: string) {
    this.#caseId = caseId;
  }

  /** The audiences a pack can be made for now. */
  get offered(): AudienceRow[] {
    return (this.audiences.data ?? []).filter((audience) => audience.available);
  }

  load = (): Promise<void> => this.audiences.load(() => call(commands.audiencesList()));

  choose(audience: string): Promise<void> {
    this.audience = audience;
    return this.contents.load(() => call(commands.packContents(this.#caseId, audience)));
  }

  keep(): KeptPack {
    return {
      audience: this.audience,
      recipient: this.recipient,
      purpose: this.purpose,
      basis: this.basis,
    };
  }

  bringBack(kept: KeptPack): void {
    this.recipient = kept.recipient;
    this.purpose = kept.purpose;
    this.basis = kept.basis;
    if (kept.audience !== null) void this.choose(kept.audience);
  }

  /** Builds the pack and enters it in the register; null when it was refused. */
  async build(): Promise<PackRow | null> {
    if (this.audience === null || this.busy) return null;
    this.busy = true;
    this.error = null;
    try {
      return await call(
        commands.packBuild({
          case_id: this.#caseId,
          audience: this.audience,
          recipient: this.recipient.trim(),
          purpose: this.purpose.trim(),
          basis: this.basis.trim(),
        }),
      );
    } catch (thrown) {
      this.error = toCallError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
