export { default as PeopleScreen } from "./PeopleScreen.svelte";
