export const sections = [
  { value: "data", label: "Where my data is" },
  { value: "appearance", label: "Appearance" },
  { value: "locking", label: "Locking" },
  { value: "councils", label: "Councils and their targets" },
  { value: "holidays", label: "Bank holidays" },
  { value: "own-answers", label: "Your own answers" },
  { value: "repeats", label: "Repeated events" },
  { value: "check", label: "Check the store" },
  { value: "activity", label: "Activity" },
  { value: "keyboard", label: "Keyboard" },
] as const satisfies readonly { value: string; label: string }[];

export type Section = (typeof sections)[number]["value"];

export function isSection(value: string | null): value is Section {
  return sections.some((section) => section.value === value);
}
