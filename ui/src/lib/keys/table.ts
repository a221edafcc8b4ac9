/** One press: `mod` is Ctrl, or Command on a Mac. `key` is what the key writes, in small letters, or a name as "F1". */
export type Combo = { mod?: boolean; alt?: boolean; shift?: boolean; key: string };

export type CommandId =
  | "find"
  | "find-on-page"
  | "record-concern"
  | "go-cases"
  | "go-people"
  | "go-measures"
  | "go-packs"
  | "go-settings"
  | "lock"
  | "undo"
  | "redo"
  | "mask-names"
  | "help"
  | "shortcuts"
  | "zoom-in"
  | "zoom-out"
  | "zoom-reset";

export type Binding = {
  id: CommandId;
  combos: Combo[];
  /** What it does, as the shortcuts page says it. */
  label: string;
  group: "Go to" | "Do" | "See" | "Help";
  /** Works before anybody has unlocked. */
  beforeUnlock: boolean;
  /** Works while a dialog is open; what leaves the screen does not. */
  inDialog: boolean;
  /** A field that is typed in answers the press itself. */
  notTyping?: boolean;
};

/** Every key the window binds. The shortcuts page is this table. */
export const bindings: readonly Binding[] = [
  {
    id: "find",
    combos: [{ mod: true, key: "k" }],
    label: "Find anything, or do something",
    group: "Go to",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "go-cases",
    combos: [{ alt: true, key: "1" }],
    label: "Cases",
    group: "Go to",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "go-people",
    combos: [{ alt: true, key: "2" }],
    label: "People",
    group: "Go to",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "go-measures",
    combos: [{ alt: true, key: "3" }],
    label: "Measures",
    group: "Go to",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "go-packs",
    combos: [{ alt: true, key: "4" }],
    label: "Packs",
    group: "Go to",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "go-settings",
    combos: [{ alt: true, key: "5" }],
    label: "Settings",
    group: "Go to",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "record-concern",
    combos: [{ mod: true, key: "n" }],
    label: "Record a concern",
    group: "Do",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "lock",
    combos: [{ mod: true, key: "l" }],
    label: "Lock now",
    group: "Do",
    beforeUnlock: false,
    inDialog: true,
  },
  {
    id: "undo",
    combos: [{ mod: true, key: "z" }],
    label: "Undo the last act",
    group: "Do",
    beforeUnlock: false,
    inDialog: false,
    notTyping: true,
  },
  {
    id: "redo",
    combos: [
      { mod: true, key: "y" },
      { mod: true, shift: true, key: "z" },
    ],
    label: "Do it again",
    group: "Do",
    beforeUnlock: false,
    inDialog: false,
    notTyping: true,
  },
  {
    id: "find-on-page",
    combos: [{ mod: true, key: "f" }],
    label: "Find on this page",
    group: "See",
    beforeUnlock: false,
    inDialog: false,
  },
  {
    id: "mask-names",
    combos: [{ mod: true, shift: true, key: "m" }],
    label: "Mask names, or show them again",
    group: "See",
    beforeUnlock: false,
    inDialog: true,
  },
  {
    id: "zoom-in",
    combos: [{ mod: true, key: "+" }],
    label: "Larger",
    group: "See",
    beforeUnlock: true,
    inDialog: true,
  },
  {
    id: "zoom-out",
    combos: [{ mod: true, key: "-" }],
    label: "Smaller",
    group: "See",
    beforeUnlock: true,
    inDialog: true,
  },
  {
    id: "zoom-reset",
    combos: [{ mod: true, key: "0" }],
    label: "Usual size",
    group: "See",
    beforeUnlock: true,
    inDialog: true,
  },
  {
    id: "help",
    combos: [{ key: "F1" }],
    label: "Help for the field or screen you are in",
    group: "Help",
    beforeUnlock: true,
    inDialog: true,
  },
  {
    id: "shortcuts",
    combos: [{ mod: true, key: "/" }, { key: "?" }],
    label: "This list",
    group: "Help",
    beforeUnlock: true,
    inDialog: false,
  },
];

/** Keys that parts of a page answer themselves, for the shortcuts page. */
export const localKeys: readonly { where: string; keys: string; label: string }[] = [
  { where: "Tables", keys: "↑ ↓ Home End", label: "Move from row to row" },
  { where: "Tables", keys: "Enter", label: "Open the row" },
  { where: "Pictures", keys: "← → Home End", label: "Move from mark to mark" },
  { where: "Pictures", keys: "Enter", label: "Open the record behind the mark" },
  { where: "Documents", keys: "← → Home End", label: "Turn from page to page" },
  { where: "Tabs", keys: "← →", label: "Move from tab to tab" },
  { where: "Dialogs", keys: "Esc", label: "Close" },
  { where: "Record…", keys: "↑ ↓ Enter", label: "Move through the list, open the form" },
  { where: "Find", keys: "↑ ↓ Enter", label: "Move through what was found, open it" },
  { where: "Find on this page", keys: "Enter", label: "Next match" },
  { where: "Find on this page", keys: "Shift+Enter", label: "Match before" },
  { where: "Find on this page", keys: "Esc", label: "Close, and take the marks away" },
  { where: "Finding somebody", keys: "↑ ↓ Enter", label: "Move through the list, choose" },
  { where: "Text", keys: "Ctrl+Z", label: "Undo what was typed" },
  { where: "Text", keys: "Ctrl+Shift+V", label: "Paste the plain words" },
  { where: "Week grid", keys: "Tab, Shift+Tab", label: "Next cell, cell before" },
  { where: "Week grid", keys: "Enter", label: "Down one row" },
  { where: "Week grid", keys: "F2", label: "Edit what is in the cell" },
  { where: "Week grid", keys: "Esc", label: "Put back what the cell held" },
  { where: "Week grid", keys: "Ctrl+Z", label: "Undo the last cell" },
  { where: "Week grid", keys: "Ctrl+V", label: "Paste a block from a spreadsheet" },
];
