export { default as BinCard } from "./BinCard.svelte";
export { default as ChangesCard } from "./ChangesCard.svelte";
export { default as KnownOnCard } from "./KnownOnCard.svelte";
export { default as KnownOnView } from "./KnownOnView.svelte";
export { default as MovesCard } from "./MovesCard.svelte";
export { Bin, type BinEntry } from "./bin.svelte";
export { CaseHistory, knownOn } from "./case-history.svelte";
