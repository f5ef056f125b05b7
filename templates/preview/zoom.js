/** How large printed pages are shown: pure calculation. Sizes of pages in pt, of the screen in CSS px. */

const PX_PER_PT = 96 / 72;
export const SMALLEST = 0.5;
export const LARGEST = 3;
const STEPS = [0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const MOST_DPI = 300;
const LEAST_DPI = 48;
/** A page that is to fit a narrow window may be smaller than what can be chosen. */
const LEAST_FIT = 0.15;

/** The free space around and between pages, in px. */
export const EDGE = 16;

/**
 * The zoom and the dpi of the pictures for it. A zoom that was fitted is made a little smaller, so that each dot of
 * the picture is one of the screen: a picture that is stretched by a hundredth is blurred.
 */
export function measure(choice, pages, room, facing, ratio) {
  const width = Math.max(...pages.map((page) => page.width)) * PX_PER_PT * (facing ? 2 : 1);
  const height = Math.max(...pages.map((page) => page.height)) * PX_PER_PT;
  const byWidth = (room.width - 2 * EDGE) / width;
  const byHeight = (room.height - 2 * EDGE) / height;
  const wanted = choice === "width" ? byWidth : choice === "page" ? Math.min(byWidth, byHeight) : choice;
  const zoom = Math.min(LARGEST, Math.max(typeof choice === "number" ? SMALLEST : LEAST_FIT, wanted));
  const dpi = Math.min(MOST_DPI, Math.max(LEAST_DPI, Math.floor(96 * zoom * ratio + 0.001)));
  const exact = dpi / (96 * ratio);
  return { zoom: Math.abs(exact - zoom) < 0.02 ? exact : zoom, dpi };
}

/** The size in px of a page at a zoom, in whole dots of a screen with `ratio` dots a px. */
export function sizeOf(page, zoom, ratio) {
  const snap = (points) => Math.ceil(points * PX_PER_PT * zoom * ratio - 0.01) / ratio;
  return { width: snap(page.width), height: snap(page.height) };
}

/** The next zoom in a direction, from those that people know. */
export function nextZoom(zoom, larger) {
  if (larger) return STEPS.find((step) => step > zoom + 0.01) ?? LARGEST;
  return [...STEPS].reverse().find((step) => step < zoom - 0.01) ?? SMALLEST;
}

/** Pages that stand beside each other as in a bound book: the first alone at the right, then 2 and 3. */
export function spreadOf(number, facing) {
  return facing ? Math.floor(number / 2) : number - 1;
}

export function pointsToPx(points, zoom) {
  return points * PX_PER_PT * zoom;
}
