const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An ISO date as people type it: "2026-02-07" is "7 Feb 2026". Anything else stays as it is. */
export function dayText(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const month = parts && months[Number(parts[2]) - 1];
  if (!parts || !month) return iso;
  return `${Number(parts[3])} ${month} ${parts[1]}`;
}

const longDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** An ISO date in full: "2026-02-07" is "Saturday 7 February 2026". Anything else stays as it is. */
export function longDayText(iso: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso;
  const day = new Date(`${iso}T00:00:00Z`);
  // Some systems write a comma after the weekday.
  return Number.isNaN(day.getTime()) ? iso : longDay.format(day).replace(",", "");
}

/** The time of day in a sentence such as "25 November 2026, 09:00", or "" when it has none. */
export function timeText(sentence: string): string {
  const parts = /\b(\d{1,2}):(\d{2})\b/.exec(sentence);
  return parts ? `${parts[1]?.padStart(2, "0")}:${parts[2]}` : "";
}

/**
 * A day as people type it, as an ISO date: "9 Feb 2026", "09/02/2026", "Mon 9 February 26". Null for anything else.
 * The program itself reads what is stored; this is for what the window says while somebody types.
 */
export function isoDay(typed: string): string | null {
  const parts = typed
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "" && !/^[a-z]+day$|^(mon|tue|wed|thu|fri|sat|sun)$/i.test(part));
  if (parts.length !== 3) return null;
  const [day, month, year] = /^\d{4}$/.test(parts[0] ?? "") ? parts.reverse() : parts;
  const number = monthNumber(month ?? "");
  if (number === null || !/^\d{1,2}(st|nd|rd|th)?$/i.test(day ?? "") || !/^(\d{2}|\d{4})$/.test(year ?? ""))
    return null;
  const full = year?.length === 2 ? `20${year}` : (year ?? "");
  const iso = `${full}-${String(number).padStart(2, "0")}-${String(parseInt(day ?? "", 10)).padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

function monthNumber(text: string): number | null {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : null;
  const at = months.findIndex((month) => month.toLowerCase() === text.slice(0, 3).toLowerCase());
  return at < 0 ? null : at + 1;
}
