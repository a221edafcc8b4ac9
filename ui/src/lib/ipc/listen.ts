import { events, type CheckView, type FilesDropped } from "../../bindings";

type Stop = () => void;
type Listenable<T> = { listen: (callback: (event: { payload: T }) => void) => Promise<Stop> };

/** Calls back on every event until the returned function is called, even before listening has begun. */
function subscribe<T>(source: Listenable<T>, callback: (payload: T) => void): Stop {
  let stopped = false;
  let stop: Stop | null = null;
  source
    .listen((event) => callback(event.payload))
    .then(
      (unlisten) => {
        if (stopped) unlisten();
        else stop = unlisten;
      },
      () => {
        // Outside the program there is nothing to listen to.
      },
    );
  return () => {
    stopped = true;
    stop?.();
  };
}

/** The program will lock in so many seconds: flush what is typed, then lock. */
export const onLockComing = (callback: (seconds: number) => void): Stop =>
  subscribe(events.lockComing, (payload) => callback(payload.seconds));

/** The program has locked. */
export const onLocked = (callback: () => void): Stop => subscribe(events.locked, callback);

/** How far the check is that the unlock screen waits for. */
export const onCheckProgress = (callback: (progress: CheckView) => void): Stop =>
  subscribe(events.checkProgress, callback);

/** What stays on every screen has changed. */
export const onWarningsChanged = (callback: (warnings: string[]) => void): Stop =>
  subscribe(events.warningsChanged, (payload) => callback(payload.warnings));

/** How far a long piece of work is. */
export type WorkProgress = { done: number; total: number; text: string };

export const onDemonstrationProgress = (callback: (progress: WorkProgress) => void): Stop =>
  subscribe(events.demonstrationProgress, callback);

/** How far a document is on its way in or out. */
export const onEvidenceProgress = (callback: (progress: WorkProgress) => void): Stop =>
  subscribe(events.evidenceProgress, callback);

/** A place in the pixels of the page. */
export type PagePoint = { x: number; y: number };

/** Files are being dragged over the window. */
export const onFilesDragged = (callback: (at: PagePoint) => void): Stop =>
  subscribe(events.filesDragged, callback);

/** They were dragged out of it again, or let go where nothing came of it. */
export const onDragLeft = (callback: () => void): Stop => subscribe(events.dragLeft, () => callback());

/** Something was dropped on the window; no files where the system named none. */
export const onFilesDropped = (callback: (dropped: FilesDropped) => void): Stop =>
  subscribe(events.filesDropped, callback);

export const onImportProgress = (callback: (progress: WorkProgress) => void): Stop =>
  subscribe(events.importProgress, callback);
