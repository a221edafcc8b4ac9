import type { InPractice, Progress, ActionStrength } from "$lib/ipc";

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
