export { default as ImportSteps } from "./ImportSteps.svelte";
