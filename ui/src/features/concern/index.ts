export { default as ConcernScreen } from "./ConcernScreen.svelte";
