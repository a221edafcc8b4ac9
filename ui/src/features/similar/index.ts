export { default as LikeCard } from "./LikeCard.svelte";
export { default as RecurrenceDialog } from "./RecurrenceDialog.svelte";
export { CaseLike } from "./case-like.svelte";
