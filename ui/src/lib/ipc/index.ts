export type * from "../../bindings";
export { commands } from "../../bindings";
export { call, CallError, toCallError } from "./call";
export {
  onCheckProgress,
  onDemonstrationProgress,
  onImportProgress,
  onLockComing,
  onLocked,
  onWarningsChanged,
} from "./listen";
export type { WorkProgress } from "./listen";
export { onCloseRequested } from "./window";
