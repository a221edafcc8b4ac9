import type { Theme } from "$lib/ipc";

export const zoomSteps = [80, 90, 100, 110, 125, 150, 175, 200] as const;

/** The next step larger or smaller than `zoom`, within 80 and 200 %. */
export function zoomStep(zoom: number, way: "in" | "out"): number {
  if (way === "in") return zoomSteps.find((step) => step > zoom) ?? 200;
  return zoomSteps.findLast((step) => step < zoom) ?? 80;
}

/** Puts theme and size on the page. Every size is in rem, so one number makes all of it larger. */
export function applyLook({ theme, zoom }: { theme: Theme; zoom: number }): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  root.style.fontSize = `${zoom}%`;
  measureAnew(document.body);
}

/**
 * Chromium answers a container query in rem anew only when its container changes its width, not when
 * the size of a rem does: the page is made a pixel narrower for one layout that is never painted.
 */
function measureAnew(body: HTMLElement): void {
  body.style.width = "calc(100% - 1px)";
  void body.offsetWidth;
  body.style.width = "";
}
