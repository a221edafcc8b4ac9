import { getCurrentWindow } from "@tauri-apps/api/window";

/**
 * Runs `flush` when the window is asked to close, then lets it close.
 * The window closes even when `flush` fails: what could not be saved has been said on the screen already.
 */
export function onCloseRequested(flush: () => Promise<void>): () => void {
  let stopped = false;
  let stop: (() => void) | null = null;
  try {
    getCurrentWindow()
      .onCloseRequested(async () => {
        await flush();
      })
      .then(
        (unlisten) => {
          if (stopped) unlisten();
          else stop = unlisten;
        },
        () => {
          // Outside the program there is no window to ask.
        },
      );
  } catch {
    // Outside the program there is no window to ask.
  }
  return () => {
    stopped = true;
    stop?.();
  };
}
