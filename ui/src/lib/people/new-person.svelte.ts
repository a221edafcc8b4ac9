import { call, CallError, commands, toCallError, type PersonDetail, type PersonKind } from "$lib/ipc";
import type { Choice } from "$lib/kit";

/** Somebody new, added from within another form: a name and what they are to the service, the rest later. */
export class NewPerson {
  kind = $state<PersonKind | null>(null);
  busy = $state(false);
  error = $state.raw<CallError | null>(null);

  constructor(private readonly serviceId: string) {}

  /** Adds them under this name and returns how they are chosen; null where that was refused. */
  async add(name: string): Promise<Choice | null> {
    if (this.busy) return null;
    this.error = null;
    if (this.kind === null) {
      return this.#refuse("kind", "Say what they are to the service.");
    }
    this.busy = true;
    try {
      const added = await call(commands.personAdd(this.serviceId, { name: name.trim(), kind: this.kind }));
      this.kind = null;
      return asChoice(added.row);
    } catch (thrown) {
      this.error = toCallError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  #refuse(field: string, message: string): null {
    this.error = CallError.ofForm([{ field, message }]);
    return null;
  }
}

/** Those on the list who go by this name already. */
export function namesakesOf(name: string, options: readonly Choice[]): Choice[] {
  const flat = (text: string) => text.trim().replace(/\s+/g, " ").toLowerCase();
  return name.trim() === "" ? [] : options.filter((option) => flat(option.label) === flat(name));
}

/** Somebody as a list offers them to be chosen. */
export function asChoice(row: PersonDetail["row"]): Choice {
  return { value: row.id, label: row.name, hint: `${row.reference}, ${row.kind_label}` };
}
