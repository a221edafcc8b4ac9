import { dayText, isoDay } from "$lib/format";

/** A date and a time as somebody typed them; what they mean is decided by the program, not here. */
export type TypedWhen = { date: string; time: string | null; offset_min: number | null; about: boolean };

/** A typed time as it is read beside another wording of it; "" where none was typed. */
export function whenSaid({ date, time, about }: TypedWhen): string {
  const iso = isoDay(date);
  const said = [iso ? dayText(iso) : date.trim(), time?.trim() ?? ""]
    .filter((part) => part !== "")
    .join(", ");
  return about && said !== "" ? `about ${said}` : said;
}

/** Whether two typed times mean the same. A time without its place in the hour that comes twice leaves that open. */
export function isSameWhen(one: TypedWhen, other: TypedWhen): boolean {
  const leavesOpen = one.offset_min === null || other.offset_min === null;
  return whenSaid(one) === whenSaid(other) && (leavesOpen || one.offset_min === other.offset_min);
}

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
