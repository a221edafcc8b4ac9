const months = "January|February|March|April|May|June|July|August|September|October|November|December";
/** A date, or a number with its thousands, decimals and per cent. */
const found = new RegExp(
  `\\d{1,2} (?:${months})(?: \\d{4})?|(?:${months}) \\d{4}|(\\d[\\d,.]*\\d%?|\\d%?)`,
  "g",
);

/** A sentence in parts, those that are numbers marked; dates are no numbers. */
export function numbersIn(sentence: string): { text: string; isNumber: boolean }[] {
  const parts: { text: string; isNumber: boolean }[] = [];
  let from = 0;
  for (const match of sentence.matchAll(found)) {
    if (match[1] === undefined) continue;
    if (match.index > from) parts.push({ text: sentence.slice(from, match.index), isNumber: false });
    parts.push({ text: match[1], isNumber: true });
    from = match.index + match[1].length;
  }
  if (from < sentence.length) parts.push({ text: sentence.slice(from), isNumber: false });
  return parts;
}
