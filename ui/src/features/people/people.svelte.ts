import { call, commands, toCallError, type CallError, type PersonDetail, type PersonRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";
import type { PersonForm } from "./person-form.svelte";

/** Everybody whom the services know: listed, added, amended, merged and taken apart. */
export class People {
  readonly rows = new AsyncState<PersonRow[]>();
  /** Why the last change that belongs to no form did not happen. */
  problem = $state.raw<CallError | null>(null);

  load = (): void => void this.rows.load(() => call(commands.peopleList()));

  get(id: string): Promise<PersonDetail> {
    return call(commands.personGet(id));
  }

  /** Adds them, or amends what is known; throws the refusal, which belongs to the form. */
  async save(form: PersonForm, draftKey: string): Promise<PersonDetail> {
    const draft = form.draft(draftKey);
    const saved =
      form.id !== null && form.rev !== null
        ? await call(commands.personAmend(form.id, form.rev, draft))
        : await call(commands.personAdd(form.serviceId, draft));
    const { row } = saved;
    if (form.id === null) toasts.show(`Added as ${row.reference}.`, () => this.remove(row), "Remove");
    else toasts.show(`${row.reference} amended. The earlier wording is kept.`);
    this.load();
    return saved;
  }

  /** Somebody recorded already is meant, so nobody is added. What was typed can be put back among unfinished forms. */
  putAside(form: PersonForm, draftKey: string): void {
    const body = JSON.stringify(form.keep());
    toasts.show("Nobody was added. What you had typed was thrown away.", () =>
      call(commands.draftSave(draftKey, null, body)),
    );
  }

  remove(person: PersonRow): Promise<CallError | null> {
    return this.#change(async () => {
      const { row } = await call(commands.personRemove(person.id, person.rev));
      toasts.show(`${row.reference} removed.`, () => this.putBack(row));
    });
  }

  putBack(person: PersonRow): Promise<CallError | null> {
    return this.#change(async () => {
      const { row } = await call(commands.personRestore(person.id, person.rev));
      toasts.show(`${row.reference} put back.`, () => this.remove(row), "Remove");
    });
  }

  /** Lets `into` stand for this record; throws the refusal, which belongs to the form. */
  async merge(person: PersonRow, into: string, reason: string): Promise<PersonDetail> {
    const standing = await call(commands.personMerge(person.id, person.rev, into, reason.trim()));
    const merged = standing.merged.find((row) => row.id === person.id);
    toasts.show(
      `${standing.row.reference} stands for ${person.reference} from now on.`,
      merged ? () => this.takeApart(merged) : null,
      "Take apart",
    );
    this.load();
    return standing;
  }

  takeApart(person: PersonRow): Promise<CallError | null> {
    return this.#change(async () => {
      await call(commands.personUnmerge(person.id, person.rev));
      toasts.show(`${person.reference} stands for itself again.`);
    });
  }

  /** A refusal stands in `problem`, and is returned. */
  async #change(work: () => Promise<void>): Promise<CallError | null> {
    this.problem = null;
    try {
      await work();
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
    this.load();
    return this.problem;
  }
}

/** What stands open over the list. */
export type OpenedPerson =
  | { name: "details"; id: string }
  | { name: "amend"; id: string }
  | { name: "new"; serviceId: string }
  | { name: "merge"; person: PersonRow };

/** Where the unfinished form is kept. */
export const draftKeyOf = (of: { id: string } | { serviceId: string }): string =>
  "id" in of ? `person:${of.id}` : `person:${of.serviceId}:new`;

/** The form that a draft's key stands for, or null where it stands for none of these. */
export function openedByKey(key: string | null): OpenedPerson | null {
  const [name, id, last, more] = (key ?? "").split(":");
  if (name !== "person" || !id || more !== undefined) return null;
  if (last === undefined) return { name: "amend", id };
  return last === "new" ? { name: "new", serviceId: id } : null;
}
