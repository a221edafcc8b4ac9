import { getCurrentWindow } from "@tauri-apps/api/window";

/** How long closing waits for what is being kept. */
const closesAfterMs = 3000;

/**
 * Runs `flush` when the window is asked to close, then lets it close.
 * The window closes even when `flush` fails or hangs: what could not be saved has been said on the screen already.
 */
export function onCloseRequested(flush: () => Promise<void>): () => void {
  let stopped = false;
  let stop: (() => void) | null = null;
  try {
    getCurrentWindow()
      .onCloseRequested(async () => {
        const late = new Promise<void>((resolve) => setTimeout(resolve, closesAfterMs));
        await Promise.race([flush().catch(() => undefined), late]);
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
