export { dayText, isoDay, timeText } from "./date";
export { countText, durationText, listOf, plural, shorten } from "./text";
