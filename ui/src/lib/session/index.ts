export { watchActivity } from "./activity";
export { zoomStep, zoomSteps } from "./look";
export { session, type AppState } from "./session.svelte";
