export { default as CountGrid } from "./grid/CountGrid.svelte";
export { default as LinkMeasureDialog } from "./LinkMeasureDialog.svelte";
export { default as MeasureForm } from "./MeasureForm.svelte";
export { default as MeasureListScreen } from "./MeasureListScreen.svelte";
export { default as MeasureScreen } from "./MeasureScreen.svelte";
export { default as MeasureTitle } from "./MeasureTitle.svelte";
export { default as MethodScreen } from "./method/MethodScreen.svelte";
export { default as PhaseTable } from "./PhaseTable.svelte";
