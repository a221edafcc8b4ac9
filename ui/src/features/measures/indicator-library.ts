import { holdsWords } from "$lib/format";
import type { IndicatorRow, ServiceKind } from "$lib/ipc";

/**
 * The indicators that hold every word of the search, in their name, numerator, denominator or
 * help; those that suit the kind of service come first, otherwise the library's order stays.
 */
export function findIndicators(
  indicators: readonly IndicatorRow[],
  search: string,
  service: ServiceKind | null,
): IndicatorRow[] {
  const found = indicators.filter((indicator) =>
    holdsWords(
      [indicator.name, indicator.numerator, indicator.denominator ?? "", indicator.help].join(" "),
      search,
    ),
  );
  const suits = (indicator: IndicatorRow) => service !== null && indicator.suits.includes(service);
  return [...found.filter(suits), ...found.filter((indicator) => !suits(indicator))];
}

const every = { day: "daily", week: "weekly", month: "monthly", quarter: "quarterly" } as const;

/** "Lower is better · weekly · per 1,000". */
export function inShort(indicator: Pick<IndicatorRow, "direction_label" | "every" | "unit">): string {
  return [indicator.direction_label, every[indicator.every], indicator.unit].join(" · ");
}

const period = {
  day: "Day",
  week: "Week beginning",
  month: "Month",
  quarter: "Quarter",
} as const;

/** What a row of the grid stands for. */
export const periodLabel = (of: IndicatorRow["every"]): string => period[of];

const periods = { day: "days", week: "weeks", month: "months", quarter: "quarters" } as const;

/** "weeks", for a button that shows earlier ones. */
export const periodsWord = (of: IndicatorRow["every"]): string => periods[of];
