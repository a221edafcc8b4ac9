import type { HelpEntry } from "./help";

/** Help for bringing past concerns in from a spreadsheet, and for cases that were removed. */
export const importHelp: Record<string, HelpEntry> = {
  "import-concerns": {
    title: "Importing past concerns",
    paragraphs: [
      "A register kept in a spreadsheet becomes cases: one for each row, with what the file says of the adult, the types, the referral and the council’s decision. Excel (XLSX) and CSV files can be read.",
      "The check shows first what becomes of every row. A row that cannot be read, or that is here already, stays out and says why. Nothing comes in before the last button, and then all of it or none.",
      "The whole import can be undone, also weeks later: its cases go to the bin, and can be put back.",
    ],
    example:
      "Orchard Court’s register, 20 concerns since September 2025: the times to the referral and to the decision can be compared at once.",
  },
  "import-concerns.columns": {
    title: "Which column holds what",
    paragraphs: [
      "Evident guesses from the headings; look at each guess. The day on which you became aware is the one thing every row needs.",
      "“One answer for every row” is for what the file does not say, because it was always the same, such as the council.",
      "The columns are known again for the next file with the same headings.",
    ],
    example: "“Identified” answers when you became aware; “Hours to referral” counts from there.",
  },
  "import-concerns.question": {
    title: "Questions about the file",
    paragraphs: [
      "A date such as 03/09/2026 can be read two ways. Evident asks once for the whole file, and never guesses row by row.",
      "Where a name comes more than once, or is known here already, say whether one name is always one person. People recorded twice can still be merged later under People.",
    ],
    example: "Mary Smith in two rows: the same resident both times.",
  },
  "import-concerns.undo": {
    title: "Undoing an import",
    paragraphs: [
      "Undo moves the cases of an import to the bin, all together. A case in which something was recorded since stays, and is named; it goes too only when you say so.",
      "Put back brings them all back as they were. The record keeps both.",
    ],
    example: "18 cases moved to the bin; 2 stayed, because a telephone call had been added to each.",
  },
  "case-remove": {
    title: "Removing a case",
    paragraphs: [
      "Only for a case that should not be here at all: recorded twice, or in the wrong service. Say why; the reason stays with it.",
      "It goes to the bin with everything in it and can be put back. A concern that is real is closed instead, also one that needed nothing further, so that it still counts.",
    ],
    example: "SG-2026-014: recorded twice, see SG-2026-013.",
  },
  "case-bin": {
    title: "Bin of cases",
    paragraphs: [
      "Cases that were removed, each with who removed it, when and why. They stand in no list, no count and no pack.",
      "Put back returns a case as it was, with its own reference. Nothing here is thrown away by itself.",
    ],
    example: "SG-2026-014, removed on 9 February by the registered manager: recorded twice.",
  },
};
