/** A whole number with thousands marked: 31,853. */
export function countText(count: number): string {
  return count.toLocaleString("en-GB");
}

/** "1 case", "2 cases", "no cases". */
export function plural(count: number, one: string, many = `${one}s`): string {
  if (count === 0) return `no ${many}`;
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** At most `most` characters, cut between words, with an ellipsis where something was left out. */
export function shorten(text: string, most: number): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most - 1);
  // A cut that falls between two words needs no going back.
  const space = flat[most - 1] === " " ? cut.length : cut.lastIndexOf(" ");
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:.]+$/, "")}…`;
}

/** A length of time to wait: "30 seconds", "1 minute", "2 min 5 s". */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return whole === 1 ? "1 second" : `${whole} seconds`;
  const minutes = Math.floor(whole / 60);
  const rest = whole % 60;
  if (rest === 0) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${minutes} min ${rest} s`;
}
