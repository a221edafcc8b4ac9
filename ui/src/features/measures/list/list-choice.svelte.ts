import type { MeasureSort } from "./measure-order";

/** How the list was last looked at; it is remembered for as long as the window lives, and no longer. */
export const listChoice = $state<{ sort: MeasureSort; service: string }>({ sort: "attention", service: "" });
