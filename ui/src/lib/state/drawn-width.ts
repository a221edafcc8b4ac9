/** The narrowest and widest picture that is drawn; beyond them it is scaled. */
const narrowest = 320;
const widest = 1600;

/**
 * The width to draw a picture at so that its words grow with the zoom: at 200 % it is drawn half
 * as wide and shown twice as large.
 *
 * @param shown the width of its place in CSS pixels
 * @param rootFont the font size of the root element in CSS pixels, 16 at 100 %
 */
export function drawnWidth(shown: number, rootFont: number): number {
  const scale = rootFont > 0 ? rootFont / 16 : 1;
  return Math.max(narrowest, Math.min(widest, Math.round(shown / scale)));
}

/** `drawnWidth` for a place in this window. */
export function drawnWidthHere(shown: number): number {
  return drawnWidth(shown, parseFloat(getComputedStyle(document.documentElement).fontSize));
}
