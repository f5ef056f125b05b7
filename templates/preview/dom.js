/** Making elements, and the few questions about the document that several modules ask. */

/** An element: h("p", {class: "hint", hidden: true}, "text", child). Attributes that are null or false are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Whether the reader asked the system for as little movement as possible. */
export function calm(view = window) {
  return view.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Marks something as changed for a moment. The frame fades, in a few steps: a machine without a graphics card
 * paints the page anew for each, and may have the next change to set meanwhile. For who wants no movement it
 * stands and goes.
 */
export function flash(element, view = window) {
  for (const running of element.getAnimations()) if (running.id === "preview-changed") running.cancel();
  const shown = { outline: "2px solid rgb(206 140 24 / 80%)", outlineOffset: "4px" };
  const gone = { outline: "2px solid rgb(206 140 24 / 0%)", outlineOffset: "4px" };
  const frames = calm(view) ? [shown, shown] : [shown, { ...shown, offset: 0.35 }, gone];
  element.animate(frames, { id: "preview-changed", duration: calm(view) ? 1500 : 2200, easing: "steps(10)" });
}

/** Whether an event came from something that takes text, so that keys belong to it. */
export function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof Element && target.matches("input, select, textarea, [contenteditable]");
}

/** A path of several parts, made safe for an address. */
export function address(path) {
  return path.split("/").map(encodeURIComponent).join("/");
}
