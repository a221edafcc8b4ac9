/** The rows of the table of verdicts: number, condition, verdict. The first that fits wins. */
export const verdictRows: string[][] = [
  ["0", "An error in the data, or no usable period before", "None; the error is shown"],
  ["1", "No usable period after", "Too early to say"],
  [
    "2",
    "The bad direction, with 3 events or more (before, where higher is better), and: p ≤ 0.01; or E in the bad direction ≥ 20 at this look; or a planned check and p ≤ 0.05; or the last 8 points after on the bad side and p ≤ 0.20",
    "Got worse",
  ],
  ["3", "None before, and lower is better", "Too early to say: it cannot show a fall"],
  [
    "4",
    "Fewer than 4 periods after (3 where they are 28 days or longer), or under 28 days",
    "Too early to say",
  ],
  [
    "5",
    "The good direction, route A or B met, not dependent on the worst period, every guard holds",
    "Worked",
  ],
  ["6", "As row 5, but a guard fails", "May have worked"],
  [
    "7",
    "A hint and not dependent on the worst period. A hint: the good direction and p ≤ 0.05; or E ≥ 5; or planned and p ≤ 0.10; or 8 points or more in a row now on the good side and p ≤ 0.20",
    "May have worked",
  ],
  [
    "8",
    "The interval leaves out the aim; or the ratio is at least the square root of the aim, and the aim would have been seen with a chance of one half or more",
    "No sign yet",
  ],
  ["9", "364 days or more, and at least as much exposure after as before", "No sign yet: too few to settle"],
  ["10", "Otherwise", "Too early to say, with what would settle it"],
];

/** The guards of row 5: code, what has to hold. */
export const guardRows: string[][] = [
  ["short_baseline", "8 usable periods or more before"],
  ["short_after", "6 or more after, over 84 days or more"],
  ["missing_share", "Missing at most 20 % before and 10 % after"],
  [
    "adverse_signal",
    "No shift, no 2 points beyond the bad limit, no trend ending now, in the bad direction after the change",
  ],
  ["depends_on_worst_period", "p ≤ 0.05 also without the worst, or the prompting, periods"],
  ["reporting_may_have_fallen", "No sign that only reports fell"],
  ["already_falling", "No slope in the good direction before the change"],
  ["season_not_covered", "For seasonal measures: calendar months overlap by 60 % or more"],
  ["sites_disagree", "No site goes the wrong way with p ≤ 0.10"],
  ["not_independent", "Different people, or linked ones: otherwise no more than “may have worked”"],
];
