import { call, CallError, commands, toCallError, type PersonDetail, type PersonKind } from "$lib/ipc";
import type { Choice } from "$lib/kit";
import { another, Namesakes } from "./namesakes.svelte";

/** Somebody new, added from within another form: a name and what they are to the service, the rest later. */
export class NewPerson {
  kind = $state<PersonKind | null>(null);
  busy = $state(false);
  error = $state.raw<CallError | null>(null);
  /** Who is meant, where somebody of that name is recorded already. */
  readonly which = new Namesakes();

  constructor(private readonly serviceId: string) {}

  /** Somebody recorded already who was said to be meant; null while a new record is wanted. */
  existing(name: string): string | null {
    const answer = this.which.answerFor(name);
    return answer === another ? null : answer;
  }

  /**
   * Adds them under this name, or finds whoever was said to be meant, and returns how they are chosen; null where that
   * was refused or something has to be said first.
   */
  async add(name: string): Promise<Choice | null> {
    if (this.busy) return null;
    this.error = null;
    const existing = this.existing(name);
    if (existing === null && this.kind === null) {
      return this.#refuse("kind", "Say what they are to the service.");
    }
    if (this.which.concerns(name) && this.which.answer === null) {
      return this.#refuse("which", "Say who is meant.");
    }
    this.busy = true;
    try {
      const { row } = await (existing === null ? this.#record(name) : call(commands.personGet(existing)));
      this.kind = null;
      return asChoice(row);
    } catch (thrown) {
      this.error = toCallError(thrown);
      this.which.ask(this.error, name);
      return null;
    } finally {
      this.busy = false;
    }
  }

  #record(name: string): Promise<PersonDetail> {
    return call(
      commands.personAdd(this.serviceId, {
        name: name.trim(),
        kind: this.kind ?? "supported",
        which: this.which.answerFor(name),
      }),
    );
  }

  #refuse(field: string, message: string): null {
    this.error = CallError.ofForm([{ field, message }]);
    return null;
  }
}

/** Somebody as a list offers them to be chosen. */
export function asChoice(row: PersonDetail["row"]): Choice {
  return { value: row.id, label: row.name, hint: `${row.reference}, ${row.kind_label}` };
}
