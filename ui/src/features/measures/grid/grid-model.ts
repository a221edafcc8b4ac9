import type { Grid, GridEdit, GridRow, GridSaved } from "$lib/ipc";

/** A column that can be typed into. */
export type Column = "events" | "exposure" | "note";

/** A cell by its place on screen: both counted from 0. */
export type Position = { row: number; column: number };

type Values = Record<Column, string>;

/** One period as typed (`now`) beside what the store holds (`saved`). */
export type EntryRow = {
  start: string;
  label: string;
  state: GridRow["state"];
  saved: Values;
  now: Values;
};

type CellChange = { start: string; column: Column; before: string; after: string };

/** Cells changed by one act: what one Ctrl+Z takes back. */
type Step = CellChange[];

/** `caret`: F2 or a double click, so that left and right move inside the text. */
type OpenEdit = { start: string; column: Column; before: string; caret: boolean };

type Fields = {
  columns: Column[];
  rows: EntryRow[];
  cursor: Position;
  edit: OpenEdit | null;
  undone: Step[];
  steps: Step[];
  problems: ReadonlyMap<string, string>;
};

/**
 * The week grid without a screen: values, cursor, the cell being typed in, undo and problems.
 * Every method gives a new model and leaves this one as it was.
 */
export class GridModel {
  private constructor(private readonly fields: Fields) {}

  /**
   * The rows of the store, with edits that were typed earlier and never saved laid over them.
   * The cursor stands in the period that holds the date `at`, else in the first one to fill.
   */
  static from(grid: Grid, pending: GridEdit[] = [], at: string | null = null): GridModel {
    const columns: Column[] =
      grid.exposure_label === null ? ["events", "note"] : ["events", "exposure", "note"];
    const rows = grid.rows.map((row) => {
      const saved = { events: row.events, exposure: row.exposure, note: row.note };
      const typed = pending.find((edit) => edit.start === row.start);
      const now = typed ? { events: typed.events, exposure: typed.exposure, note: typed.note } : saved;
      return { start: row.start, label: row.label, state: row.state, saved, now };
    });
    const wanted = at === null ? -1 : rows.findLastIndex((row) => row.start <= at);
    const firstEmpty = rows.findIndex((row) => row.state === "empty");
    return new GridModel({
      columns,
      rows,
      cursor: { row: wanted >= 0 ? wanted : Math.max(0, firstEmpty), column: 0 },
      edit: null,
      steps: [],
      undone: [],
      problems: new Map(),
    });
  }

  get columns(): readonly Column[] {
    return this.fields.columns;
  }

  get rows(): readonly EntryRow[] {
    return this.fields.rows;
  }

  /** What the next Ctrl+Z takes back, to be told from other steps; null where there is nothing. */
  get lastStep(): object | null {
    return this.fields.steps.at(-1) ?? null;
  }

  get cursor(): Position {
    return this.fields.cursor;
  }

  get editing(): boolean {
    return this.fields.edit !== null;
  }

  /** True while left and right arrows belong to the text of the cell. */
  get caretInText(): boolean {
    return this.fields.edit?.caret ?? false;
  }

  get canUndo(): boolean {
    return this.fields.edit !== null || this.fields.steps.length > 0;
  }

  value({ row, column }: Position): string {
    const name = this.fields.columns[column];
    const entry = this.fields.rows[row];
    return name && entry ? entry.now[name] : "";
  }

  problem(start: string, column: Column): string | null {
    return this.fields.problems.get(`${start} ${column}`) ?? null;
  }

  /** Rows whose typed values differ from the saved ones, oldest first. */
  unsaved(): GridEdit[] {
    return this.fields.rows
      .filter((row) => differs(row.now, row.saved))
      .map((row) => ({ start: row.start, ...row.now }));
  }

  /** The values of one row if they differ from the saved ones. */
  unsavedRow(start: string): GridEdit | null {
    return this.unsaved().find((edit) => edit.start === start) ?? null;
  }

  /** Goes to a cell (kept inside the grid); what was being typed elsewhere stays as typed. */
  moveTo(to: Position): GridModel {
    const row = clamp(to.row, this.fields.rows.length);
    const column = clamp(to.column, this.fields.columns.length);
    const { cursor } = this.fields;
    if (row === cursor.row && column === cursor.column) return this;
    return this.commit().with({ cursor: { row, column } });
  }

  /** Takes the text now in the cell under the cursor; the first key opens the edit. */
  type(text: string): GridModel {
    const open = this.fields.edit ? this : this.beginEdit(false);
    const { edit } = open.fields;
    return edit ? open.put([{ ...edit, after: text }]) : this;
  }

  /** Opens the cell so that arrows move inside its text (F2, double click). */
  editInPlace(): GridModel {
    const { edit } = this.fields;
    return edit ? this.with({ edit: { ...edit, caret: true } }) : this.beginEdit(true);
  }

  /** Esc: gives the cell back the text it had before this edit. */
  restore(): GridModel {
    const { edit } = this.fields;
    if (!edit) return this;
    return this.put([{ ...edit, after: edit.before }]).with({ edit: null });
  }

  /** Empties the cell under the cursor. */
  clearCell(): GridModel {
    return this.commit().type("").commit();
  }

  /** Closes the edit; a changed cell becomes one step that can be undone. */
  commit(): GridModel {
    const { edit } = this.fields;
    if (!edit) return this;
    const after = this.rowOf(edit.start)?.now[edit.column] ?? edit.before;
    const closed = this.with({ edit: null });
    return after === edit.before
      ? closed
      : closed.remember([{ start: edit.start, column: edit.column, before: edit.before, after }]);
  }

  /** Puts in a pasted block as one step. Periods that are not on this page are left out. */
  putIn(edits: GridEdit[]): GridModel {
    const base = this.commit();
    const step: Step = [];
    for (const edit of edits) {
      const row = base.rowOf(edit.start);
      if (!row) continue;
      for (const column of base.fields.columns) {
        if (row.now[column] !== edit[column]) {
          step.push({
            start: edit.start,
            column,
            before: row.now[column],
            after: edit[column],
          });
        }
      }
    }
    return step.length === 0 ? base : base.put(step).remember(step);
  }

  /** Ctrl+Z: takes back the open edit, or else the last step, and goes to its cell. */
  undo(): GridModel {
    if (this.fields.edit) return this.restore();
    const step = this.fields.steps.at(-1);
    if (!step) return this;
    return this.put(step.map((change) => ({ ...change, after: change.before })))
      .with({ steps: this.fields.steps.slice(0, -1), undone: [...this.fields.undone, step] })
      .focusOn(step);
  }

  /** Ctrl+Y: does again what was last undone. */
  redo(): GridModel {
    const step = this.fields.undone.at(-1);
    if (!step || this.fields.edit) return this;
    return this.put(step)
      .with({ undone: this.fields.undone.slice(0, -1), steps: [...this.fields.steps, step] })
      .focusOn(step);
  }

  /**
   * Takes the store's answer to `sent`. A row without a problem now counts as saved with the
   * values that were sent, so that typing done meanwhile is still unsaved.
   */
  withAnswer(sent: GridEdit[], answer: Pick<GridSaved, "problems">): GridModel {
    const problems = new Map(this.fields.problems);
    for (const edit of sent) {
      for (const column of this.fields.columns) problems.delete(`${edit.start} ${column}`);
    }
    for (const { start, column, message } of answer.problems) {
      problems.set(`${start} ${column}`, message);
    }
    const refused = new Set(answer.problems.map((problem) => problem.start));
    const rows = this.fields.rows.map((row): EntryRow => {
      const edit = sent.find((each) => each.start === row.start);
      if (!edit || refused.has(row.start)) return row;
      const saved = { events: edit.events, exposure: edit.exposure, note: edit.note };
      const filled = saved.events.trim() !== "" || saved.exposure.trim() !== "";
      const state = filled ? "entered" : row.state === "entered" ? "empty" : row.state;
      return { ...row, saved, state };
    });
    return this.with({ rows, problems });
  }

  private with(changes: Partial<Fields>): GridModel {
    return new GridModel({ ...this.fields, ...changes });
  }

  private rowOf(start: string): EntryRow | undefined {
    return this.fields.rows.find((row) => row.start === start);
  }

  private beginEdit(caret: boolean): GridModel {
    const { cursor, rows, columns } = this.fields;
    const row = rows[cursor.row];
    const column = columns[cursor.column];
    if (!row || !column) return this;
    return this.with({ edit: { start: row.start, column, before: row.now[column], caret } });
  }

  private put(changes: Pick<CellChange, "start" | "column" | "after">[]): GridModel {
    const rows = this.fields.rows.map((row) => {
      const mine = changes.filter((change) => change.start === row.start);
      if (mine.length === 0) return row;
      const now = { ...row.now };
      for (const change of mine) now[change.column] = change.after;
      return { ...row, now };
    });
    return this.with({ rows });
  }

  private remember(step: Step): GridModel {
    return this.with({ steps: [...this.fields.steps, step], undone: [] });
  }

  private focusOn(step: Step): GridModel {
    const first = step[0];
    if (!first) return this;
    const row = this.fields.rows.findIndex((each) => each.start === first.start);
    const column = this.fields.columns.indexOf(first.column);
    return row < 0 || column < 0 ? this : this.with({ cursor: { row, column } });
  }
}

function differs(a: Values, b: Values): boolean {
  return a.events !== b.events || a.exposure !== b.exposure || a.note !== b.note;
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
