export { default as DemonstrationScreen } from "./DemonstrationScreen.svelte";
export { default as FirstRunScreen } from "./FirstRunScreen.svelte";
export { default as UnlockScreen } from "./UnlockScreen.svelte";
