import { dayText, isoDay } from "$lib/format";
import type { FieldInput, FieldType, FieldView } from "$lib/ipc";
import { emptyWhen, type TypedWhen } from "$lib/kit/when";

/** What stands in one field of a form; which part of it counts depends on what the field takes. */
export type Answer = { text: string; codes: string[]; when: TypedWhen };

export function answerOf(input: FieldInput | undefined): Answer {
  const when = input?.when;
  return {
    text: input?.text ?? "",
    codes: [...(input?.codes ?? [])],
    when: when ? { ...when, time: when.time ?? "" } : emptyWhen(),
  };
}

/** The answer as it goes over the wire. */
export function inputOf(takes: FieldType, answer: Answer): FieldInput {
  if (takes === "when") {
    const time = answer.when.time?.trim() ?? "";
    const when = {
      date: answer.when.date.trim(),
      time: time === "" ? null : time,
      offset_min: time === "" ? null : answer.when.offset_min,
      about: answer.when.about,
    };
    return isBlank(takes, answer) ? {} : { when };
  }
  return holdsCodes(takes) ? { codes: [...answer.codes] } : { text: answer.text };
}

export function isBlank(takes: FieldType, answer: Answer): boolean {
  if (takes === "when") return answer.when.date.trim() === "" && (answer.when.time ?? "").trim() === "";
  return holdsCodes(takes) ? answer.codes.length === 0 : answer.text.trim() === "";
}

/** Whether two answers say the same, however they were typed: 7/2/2026 is 7 Feb 2026. */
export function isSame(takes: FieldType, one: Answer, other: Answer): boolean {
  switch (takes) {
    case "when":
      return (
        isSameDay(one.when.date, other.when.date) &&
        (one.when.time ?? "").trim() === (other.when.time ?? "").trim() &&
        one.when.about === other.when.about &&
        // Without an answer to which of two times is meant there is only one that can be.
        (one.when.offset_min ?? other.when.offset_min) === (other.when.offset_min ?? one.when.offset_min)
      );
    case "date":
      return isSameDay(one.text, other.text);
    case "number":
      return one.text.replace(/[\s,]/g, "") === other.text.replace(/[\s,]/g, "");
    case "line":
    case "long":
      return tidied(one.text) === tidied(other.text);
    default:
      return one.codes.length === other.codes.length && one.codes.every((code) => other.codes.includes(code));
  }
}

/** The answer in words, as somebody reads it beside another one. */
export function wordsOf(field: FieldView, answer: Answer): string {
  if (field.takes === "when") {
    if (isBlank("when", answer)) return "";
    const moment = [answer.when.date, answer.when.time ?? ""]
      .map((part) => part.trim())
      .filter(Boolean)
      .join(", ");
    return answer.when.about ? `About ${moment}` : moment;
  }
  if (field.takes === "date") return dayText(answer.text.trim());
  if (!holdsCodes(field.takes)) return answer.text.trim();
  const between = field.takes === "person" || field.takes === "people" ? ", " : "; ";
  return answer.codes.map((code) => labelOf(field, code)).join(between);
}

function labelOf(field: FieldView, code: string): string {
  const choice = field.choices.find((each) => each.value === code);
  if (choice) return choice.label;
  return field.takes === "person" || field.takes === "people"
    ? "Somebody no longer on the list"
    : "Something no longer on the list";
}

function holdsCodes(takes: FieldType): boolean {
  switch (takes) {
    case "choice":
    case "choices":
    case "person":
    case "people":
    case "part":
    case "parts":
    case "file":
      return true;
    default:
      return false;
  }
}

function isSameDay(one: string, other: string): boolean {
  return (isoDay(one) ?? one.trim()) === (isoDay(other) ?? other.trim());
}

/** As the program keeps a text: one kind of line end, no spaces at the ends. */
function tidied(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}
