export { default as DemonstrationBand } from "./DemonstrationBand.svelte";
export { default as Rail } from "./Rail.svelte";
export { default as ShortcutList } from "./ShortcutList.svelte";
export { default as WarningBand } from "./WarningBand.svelte";
export { Help } from "./help.svelte";
export { commandOf } from "./press";
export { screens } from "./screens";
