/** A date and a time as somebody typed them; what they mean is decided by the program, not here. */
export type TypedWhen = { date: string; time: string | null; offset_min: number | null; about: boolean };

/** Which field of a typed time a refusal is about. */
export type WhenErrors = { date?: string | null; time?: string | null };

/** The two meanings of a time in the hour that comes twice when the clocks go back. */
export const twiceChoices = [
  { value: "60", label: "The first time", hint: "British Summer Time, before the clocks went back" },
  { value: "0", label: "The second time", hint: "Greenwich Mean Time, after the clocks went back" },
] as const;

export function emptyWhen(): TypedWhen {
  return { date: "", time: "", offset_min: null, about: false };
}
