/** The parts of the page on how a change is judged, in order. */
export const forManagers = [
  { id: "short", title: "In short" },
  { id: "verdicts", title: "What the five verdicts mean" },
  { id: "early", title: "Too early to say, and what would settle it" },
  { id: "guards", title: "What has to hold before it says “worked”" },
  { id: "looking", title: "Looking often" },
  { id: "limits", title: "What it cannot tell you" },
] as const;

export const inFull = [
  { id: "data", title: "Data and charts" },
  { id: "signals", title: "Signals, baseline and new limits" },
  { id: "counts", title: "Two periods of counts compared" },
  { id: "others", title: "Proportions, scores, surveys and times" },
  { id: "slope", title: "Step, slope, season and the worst period" },
  { id: "waiting", title: "How long to wait, and looking often" },
  { id: "sites", title: "Several sites; fewer reports" },
  { id: "table", title: "The table of verdicts" },
  { id: "held", title: "Did it hold?" },
  { id: "behaviour", title: "How it behaves, and its known limits" },
  { id: "sources", title: "Sources" },
] as const;
