export { default as ActsDialog } from "./ActsDialog.svelte";
export { acts } from "./here";
export { onTurn } from "./on-turn.svelte";
