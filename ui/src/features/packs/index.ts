export { default as PackBuilder } from "./PackBuilder.svelte";
export { default as PackRegisterScreen } from "./PackRegisterScreen.svelte";
export { default as PackResult } from "./PackResult.svelte";
