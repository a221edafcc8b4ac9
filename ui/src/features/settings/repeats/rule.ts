import type { RepeatRule } from "$lib/ipc";
import { plural } from "$lib/format";

/** "3 concerns within 12 weeks". */
export function ruleText({ events, weeks }: RepeatRule): string {
  return `${plural(events, "concern")} within ${plural(weeks, "week")}`;
}

/** What a rule does, in a sentence. */
export function ruleSentence({ events, weeks }: RepeatRule): string {
  return `Evident points a case out where it is one of ${events} or more concerns about the same person, or with the same alleged source, within ${plural(weeks, "week")} before or after it.`;
}

/** Whether two rules are one. */
export function isSame(one: RepeatRule, other: RepeatRule): boolean {
  return one.events === other.events && one.weeks === other.weeks;
}

/** The whole number typed; 0, which the program refuses at its field, for anything else. */
export function wholeOf(typed: string): number {
  const digits = typed.trim();
  return /^\d{1,6}$/.test(digits) ? Number(digits) : 0;
}
