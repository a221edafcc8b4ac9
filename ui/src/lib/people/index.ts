export { Namesakes } from "./namesakes.svelte";
export { default as WhichPerson } from "./WhichPerson.svelte";
