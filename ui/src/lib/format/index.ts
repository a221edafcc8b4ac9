export { dayText, isoDay, longDayText, timeText } from "./date";
export { folded, holdsWords } from "./search";
export { countText, durationText, listOf, plural, shorten } from "./text";
