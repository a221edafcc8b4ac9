/** What a verdict is coloured by; its shape and its word say the same without the colour. */
export type VerdictTone = "better" | "worse" | "open";

/** The tone of a verdict, by its code. A verdict that this window does not know is shown without a colour. */
export function toneOf(verdict: string | null): VerdictTone {
  switch (verdict) {
    case "worked":
    case "may_have_worked":
      return "better";
    case "got_worse":
      return "worse";
    default:
      return "open";
  }
}
