import { DraftKeeper } from "$lib/drafts";
import {
  call,
  commands,
  CallError,
  toCallError,
  type Grid,
  type GridEdit,
  type GridPaste,
  type MappedDateOrder,
} from "$lib/ipc";
import { toasts, type SavedState } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";
import { GridModel, type Column } from "./grid-model";
import { pasteColumn, type PasteColumn } from "./pasted-block";

/** A block that was pasted and waits for a yes. */
export type Pasted = { block: Block; answer: GridPaste; rows: PastedRow[] };
type Block = { start: string; column: PasteColumn; text: string };
export type PastedRow = { edit: GridEdit; label: string; before: GridEdit | null };

/**
 * Entering counts for one measure. A row is stored when it is left; what could not be stored is
 * kept as a draft and laid over the grid when it is opened again.
 */
export class CountEntry {
  readonly grid = new AsyncState<Grid>();
  model = $state.raw<GridModel | null>(null);
  saved = $state.raw<SavedState>({ name: "untouched" });
  pasted = $state.raw<Pasted | null>(null);
  /** Why a paste or the way to other periods failed. */
  problem = $state.raw<CallError | null>(null);
  /** How many rows typed earlier and never stored were brought back. */
  broughtBack = $state(0);

  /** Typed rows of periods that are not on the page. */
  #elsewhere: GridEdit[] = [];
  #queue: Promise<void> = Promise.resolve();
  #isLeft = false;
  readonly #measureId: string;
  #keeper: DraftKeeper<GridEdit[]>;

  constructor(measureId: string) {
    this.#measureId = measureId;
    this.#keeper = this.#newKeeper();
  }

  /** Opens the grid at the newest periods, or around a date. */
  async load(around: string | null): Promise<void> {
    const kept = (await this.#keeper.load().catch(() => null)) ?? [];
    this.broughtBack = kept.length;
    await this.#show(around, kept);
  }

  /** Goes to earlier or later periods; everything typed is stored first. */
  async goTo(around: string): Promise<void> {
    await this.saveAll();
    await this.#show(around, this.#unsaved());
  }

  /** Takes the grid after a key or a click. */
  change(model: GridModel): void {
    const before = this.model;
    this.model = model;
    if (before && before.rows !== model.rows) this.#keeper.touch();
  }

  /** Stores a row that was left, if it was changed. */
  leaveRow(start: string): void {
    const edit = this.model?.unsavedRow(start);
    if (edit) void this.#save([edit]);
  }

  /** Stores every row that is not stored yet. */
  saveAll = (): Promise<void> => this.#save(this.#unsaved());

  /** Asks what a pasted block would change. Nothing changes yet. */
  async readBlock(start: string, into: Column, text: string): Promise<void> {
    this.problem = null;
    const column = pasteColumn(text, into);
    if (!column) {
      toasts.show("Paste a block into a column of counts; notes are typed one at a time.");
      return;
    }
    await this.#readAs({ start, column, text }, null);
  }

  /** Answers the question that the pasted block left open; it is read anew. */
  async answer(order: string): Promise<void> {
    if (this.pasted) await this.#readAs(this.pasted.block, order as MappedDateOrder);
  }

  async #readAs(block: Block, order: MappedDateOrder | null): Promise<void> {
    const { start, column, text } = block;
    try {
      const answer = await call(commands.gridPaste(this.#measureId, start, column, text, order));
      this.pasted = { block, answer, rows: answer.edits.map((edit) => this.#pastedRow(edit)) };
    } catch (thrown) {
      this.pasted = null;
      this.problem = toCallError(thrown);
    }
  }

  /** Puts the pasted block in and stores it; one Ctrl+Z takes it back. */
  async putIn(): Promise<void> {
    const { pasted, model } = this;
    if (!pasted || !model) return;
    this.pasted = null;
    const { edits } = pasted.answer;
    const onPage = model.rows.map((row) => row.start);
    this.#elsewhere = merge(
      this.#elsewhere,
      edits.filter((edit) => !onPage.includes(edit.start)),
    );
    const before = model.commit();
    const put = model.putIn(edits);
    this.change(put);
    // A block that says what stands there already is no step of its own.
    const step = put.lastStep === before.lastStep ? null : put.lastStep;
    await this.#save(edits);
    toasts.show(
      edits.length === 1 ? "1 row put in." : `${edits.length} rows put in.`,
      () => this.#takeOut(step),
      "Undo",
    );
  }

  /** Takes a pasted block out again, as long as it is the last thing done in a grid that is still open. */
  #takeOut(step: object | null): Promise<void> {
    if (this.#isLeft || step === null || this.model?.lastStep !== step) {
      const message =
        "The grid was left or changed since, so the rows stay as they are. They can be corrected there.";
      throw CallError.ofForm([{ field: "grid", message }]);
    }
    this.undo();
    return this.#queue;
  }

  /** Takes the last change back, in the store as well. */
  undo = (): void => {
    if (!this.model) return;
    this.change(this.model.undo());
    void this.saveAll();
  };

  /** Keeps what could not be stored, and stops. */
  async stop(): Promise<void> {
    this.#isLeft = true;
    if (this.#unsaved().length > 0) await this.saveAll();
    await this.#keeper.stop();
  }

  async #show(around: string | null, pending: GridEdit[]): Promise<void> {
    await this.grid.load(() => call(commands.gridLoad(this.#measureId, around)));
    const grid = this.grid.data;
    if (!grid) return;
    this.model = GridModel.from(grid, pending, around);
    const onPage = grid.rows.map((row) => row.start);
    this.#elsewhere = pending.filter((edit) => !onPage.includes(edit.start));
  }

  /** One save at a time, in the order in which rows were left. */
  #save(edits: GridEdit[]): Promise<void> {
    if (edits.length === 0) return Promise.resolve();
    this.#queue = this.#queue.then(() => this.#saveNow(edits));
    return this.#queue;
  }

  async #saveNow(edits: GridEdit[]): Promise<void> {
    if (this.saved.name !== "failed") this.saved = { name: "saving" };
    try {
      const answer = await call(commands.gridSave(this.#measureId, edits));
      this.model = this.model?.withAnswer(edits, answer) ?? null;
      const refused = edits.filter((edit) => answer.problems.some((problem) => problem.start === edit.start));
      const stored = edits.filter((edit) => !refused.includes(edit)).map((edit) => edit.start);
      this.#elsewhere = this.#elsewhere.filter((edit) => !stored.includes(edit.start));
      this.saved =
        refused.length === 0
          ? { name: "saved", at: answer.at }
          : { name: "failed", message: refusedText(refused.length) };
      await this.#settleDraft();
    } catch (thrown) {
      const { message } = toCallError(thrown);
      this.saved = { name: "failed", message: `Not saved yet, and nothing is lost. ${message}` };
    }
  }

  /** The draft holds what the store does not; when that is nothing, there is no draft. */
  async #settleDraft(): Promise<void> {
    if (this.#unsaved().length > 0) return this.#keeper.touch();
    const done = this.#keeper;
    this.#keeper = this.#newKeeper();
    // A draft that stays behind holds only what the store holds as well.
    await done.discard().catch(() => undefined);
    if (this.#unsaved().length > 0) this.#keeper.touch();
  }

  #newKeeper(): DraftKeeper<GridEdit[]> {
    return new DraftKeeper({ key: `grid:${this.#measureId}`, form: () => this.#unsaved() });
  }

  #unsaved(): GridEdit[] {
    return merge(this.#elsewhere, this.model?.unsaved() ?? []);
  }

  #pastedRow(edit: GridEdit): PastedRow {
    const row = this.model?.rows.find((each) => each.start === edit.start);
    const before = row ? { start: row.start, ...row.now } : null;
    return { edit, label: row?.label ?? edit.start, before };
  }
}

function merge(older: GridEdit[], newer: GridEdit[]): GridEdit[] {
  return [...older.filter((edit) => !newer.some((each) => each.start === edit.start)), ...newer];
}

function refusedText(rows: number): string {
  return rows === 1
    ? "One row is not saved yet: see what is marked in it. It is kept as you typed it."
    : `${rows} rows are not saved yet: see what is marked in them. They are kept as you typed them.`;
}
