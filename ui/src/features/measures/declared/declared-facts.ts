import { dayText, listOf, plural } from "$lib/format";
import type { Every, SettingsView } from "$lib/ipc";

const period: Record<Every, string> = { day: "day", week: "week", month: "month", quarter: "quarter" };

/** What a measure compares, as its page says it; what was never set beyond the usual is not listed. */
export function declaredFacts(settings: SettingsView, every: Every): { label: string; value: string }[] {
  const facts = [
    {
      label: "Baseline",
      value:
        settings.baseline_from && settings.baseline_to
          ? `${dayText(settings.baseline_from)} to ${dayText(settings.baseline_to)}`
          : "Not set yet",
    },
    { label: "Day of the change", value: settings.change_on ? dayText(settings.change_on) : "Not set yet" },
  ];
  const add = (label: string, value: string) => void facts.push({ label, value });
  if (settings.aim) add("Aim", settings.aim);
  if (settings.target_value) add("Value to be reached", settings.target_value);
  if (settings.transition_periods > 0)
    add("Settling in, on neither side", plural(settings.transition_periods, period[every]));
  if (settings.trigger_periods.length > 0)
    add(`What prompted it (${period[every]} from)`, listOf(settings.trigger_periods.map(dayText)));
  if (settings.seasonal) add("Season", "It follows the seasons");
  if (settings.matched) add("Compared with", "The same time a year before");
  if (!settings.independent) add("People", "The same people may be on both sides, not linked");
  if (settings.different_people) add("Rounds without codes", "Different people before and after");
  if (settings.smallest_gain) add("Smallest gain that matters", settings.smallest_gain);
  return facts;
}
