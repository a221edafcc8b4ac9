export type * from "../../bindings";
export { commands } from "../../bindings";
export { call, CallError, toCallError } from "./call";
export { onCheckProgress, onDemonstrationProgress, onLockComing, onLocked } from "./listen";
export { onCloseRequested } from "./window";
