export { dayText, timeText } from "./date";
export { countText, durationText, listOf, plural, shorten } from "./text";
