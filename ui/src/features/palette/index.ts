export { addressOf } from "./address";
export { commandsFor } from "./commands";
export { default as Palette } from "./Palette.svelte";
