import type { ActionStrength, InPractice, Progress } from "$lib/ipc";

export const strengths: { value: ActionStrength; label: string; hint: string }[] = [
  {
    value: "strong",
    label: "Strong",
    hint: "Changes the work itself: a redesign, an alert, something that makes the mistake hard.",
  },
  {
    value: "medium",
    label: "Medium",
    hint: "Changes how people work together: a checklist, a protocol, more staff.",
  },
  {
    value: "weak",
    label: "Weak alone",
    hint: "Asks people to remember: training, a reminder, a policy. Useful beside a stronger one.",
  },
];

export const progresses: { value: Progress; label: string }[] = [
  { value: "not_started", label: "Not started" },
  { value: "in_progress", label: "In progress" },
  { value: "done", label: "Done" },
  { value: "superseded", label: "Replaced by another action" },
];

export const practices: { value: InPractice; label: string }[] = [
  { value: "yes", label: "Yes, seen in practice" },
  { value: "partly", label: "Partly" },
  { value: "no", label: "No" },
];

/** How long a new way of working may take to settle; a settled phase is then shown apart. */
export function settlingTimes(recorded: number): { value: string; label: string }[] {
  const weeks = [...new Set([0, 2, 4, 8, 12, recorded])].sort((a, b) => a - b);
  return weeks.map((count) => ({
    value: String(count),
    label: count === 0 ? "None: it works from the first day" : count === 1 ? "1 week" : `${count} weeks`,
  }));
}
