export type * from "../../bindings";
export { commands } from "../../bindings";
export { call, CallError, toCallError } from "./call";
export {
  onCheckProgress,
  onDemonstrationProgress,
  onDragLeft,
  onEvidenceProgress,
  onFilesDragged,
  onFilesDropped,
  onImportProgress,
  onLockComing,
  onLocked,
  onWarningsChanged,
} from "./listen";
export type { PagePoint, WorkProgress } from "./listen";
export { onCloseRequested } from "./window";
