export { default as PartDialogs, type OpenedPart } from "./PartDialogs.svelte";
export { default as PartSections } from "./PartSections.svelte";
export { CaseParts, whichOfKey, type Preset, type WhichPart } from "./case-parts.svelte";
export { countOf, groups } from "./groups";
export { ofCase, ofGroup, stageMove } from "./owner";
