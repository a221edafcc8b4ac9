export { default as Chronology } from "./Chronology.svelte";
export { default as EventDialog } from "./EventDialog.svelte";
export { default as WordingsDialog } from "./WordingsDialog.svelte";
export { Timeline } from "./timeline.svelte";
