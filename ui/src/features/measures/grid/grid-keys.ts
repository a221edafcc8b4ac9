import type { GridModel } from "./grid-model";

/** What the grid needs to know of a key press. */
export type KeyPress = { key: string; shift: boolean; ctrl: boolean };

/** `handled`: the browser must not act on the key as well. */
export type KeyAnswer = { model: GridModel; handled: boolean };

const PAGE = 10;

/**
 * Answers a key as a spreadsheet does. Tab is left to the browser (each cell is a tab stop), and
 * so are letters and digits, which reach the model as the new text of the cell.
 */
export function press(model: GridModel, { key, shift, ctrl }: KeyPress): KeyAnswer {
  const { row, column } = model.cursor;
  const go = (rows: number, columns: number): KeyAnswer => ({
    model: model.commit().moveTo({ row: row + rows, column: column + columns }),
    handled: true,
  });
  const leave: KeyAnswer = { model, handled: false };
  const done = (next: GridModel): KeyAnswer => ({ model: next, handled: true });

  if (ctrl) {
    switch (key.toLowerCase()) {
      case "z":
        return done(shift ? model.redo() : model.undo());
      case "y":
        return done(model.redo());
      case "home":
        return done(model.moveTo({ row: 0, column: 0 }));
      case "end":
        return done(model.moveTo({ row: model.rows.length, column: model.columns.length }));
      default:
        return leave;
    }
  }
  switch (key) {
    case "Enter":
      return go(shift ? -1 : 1, 0);
    case "ArrowDown":
      return go(1, 0);
    case "ArrowUp":
      return go(-1, 0);
    case "PageDown":
      return go(PAGE, 0);
    case "PageUp":
      return go(-PAGE, 0);
    case "F2":
      return done(model.editInPlace());
    case "Escape":
      return model.editing ? done(model.restore()) : leave;
  }
  if (model.caretInText || shift) return leave;
  switch (key) {
    case "ArrowRight":
      return go(0, 1);
    case "ArrowLeft":
      return go(0, -1);
    case "Home":
      return go(0, -column);
    case "End":
      return go(0, model.columns.length);
    case "Delete":
    case "Backspace":
      return model.editing ? leave : done(model.clearCell());
    default:
      return leave;
  }
}
