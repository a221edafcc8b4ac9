/** Bullets that Word writes in fonts of its own, where every other program shows an empty box. */
const symbolBullets = /[\uF0B7\uF0A7\uF0D8\uF076\uF0FC\uF0A8\uF0E0\u00B7](?=[\t \u00A0])/g;

/** What stands for characters that are no plain ones; "" for those that are no words at all. */
const plainFor: Readonly<Record<number, string>> = {
  0x0b: "\n", // a line broken inside a paragraph
  0x0c: "\n", // a new page
  0x85: "\n",
  0x2028: "\n",
  0x2029: "\n\n",
  0x1e: "-", // a hyphen that keeps its words together
  0x2011: "-",
  0xa0: " ", // a space that keeps its words together
  0x202f: " ",
  0x7f: "",
  0xad: "", // a place where a word may be divided
  0x200b: "",
  0x2060: "",
  0xfeff: "",
  0xfffc: "", // a picture
};

/**
 * The words of a text from the clipboard: paragraphs, lines and lists stay, in plain characters; marks of comments,
 * pictures and fields, which are no words, go.
 */
export function plainPaste(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").replace(symbolBullets, "•");
  let plain = "";
  for (const character of lines) {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 && character !== "\n" && character !== "\t";
    plain += plainFor[code] ?? (isControl ? "" : character);
  }
  return plain;
}

/** Puts words where the caret is, in place of what is selected, so that Ctrl+Z takes them out again. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}
