export { another, Namesakes } from "./namesakes.svelte";
export { asChoice } from "./new-person.svelte";
export { personKinds } from "./person-kinds";
export { default as PersonPicker } from "./PersonPicker.svelte";
export { default as WhichPerson } from "./WhichPerson.svelte";
