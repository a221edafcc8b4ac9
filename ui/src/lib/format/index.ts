export { dayText, isoDay, timeText } from "./date";
export { folded, holdsWords } from "./search";
export { countText, durationText, listOf, plural, shorten } from "./text";
