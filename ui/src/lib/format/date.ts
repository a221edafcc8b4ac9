const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An ISO date as people type it: "2026-02-07" is "7 Feb 2026". Anything else stays as it is. */
export function dayText(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const month = parts && months[Number(parts[2]) - 1];
  if (!parts || !month) return iso;
  return `${Number(parts[3])} ${month} ${parts[1]}`;
}

/** The time of day in a sentence such as "25 November 2026, 09:00", or "" when it has none. */
export function timeText(sentence: string): string {
  const parts = /\b(\d{1,2}):(\d{2})\b/.exec(sentence);
  return parts ? `${parts[1]?.padStart(2, "0")}:${parts[2]}` : "";
}
