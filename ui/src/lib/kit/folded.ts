const mostCharacters = 360;
const mostLines = 4;

/** Whether a text is long enough to be folded after its first lines. */
export function isFolded(text: string): boolean {
  return text.length > mostCharacters || text.split("\n").length > mostLines;
}
