/** The small tag that says from which line of which file a paragraph came, and opens it. */

import { h } from "./dom.js";
import { placeWords } from "./places.js";

const SHOW_AFTER = 220;
const HIDE_AFTER = 420;
const LONG_TOUCH = 500;

const STYLE = `
  :host { all: initial; }
  .frame, button { position: fixed; box-sizing: border-box; z-index: 2147483000; }
  .frame { border: 1px solid rgb(31 95 168 / 45%); border-left-width: 3px; border-radius: 2px; pointer-events: none; }
  button { appearance: none; border: 0; border-radius: 3px; background: #1f4f86; color: #fff; cursor: pointer;
    font: 500 12px/1 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; padding: 6px 9px; margin: 0;
    max-width: calc(100vw - 8px); overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
    box-shadow: 0 1px 4px rgb(0 0 0 / 25%); }
  button:hover { background: #163b66; }
  button:focus-visible { outline: 3px solid #f0b429; outline-offset: 1px; }
  [hidden] { display: none; }
  @media print { .frame, button { display: none; } }
`;

/**
 * `find(x, y, event)` says what lies at a point of the window: {place, box()} or null; `open(place)` is called when
 * the tag is pressed. The host stands outside the body, where nothing that makes the page new meets it.
 */
export class SourceTag {
  #shown = null;
  #timer = 0;

  constructor(area, find, open) {
    this.find = find;
    this.host = h("preview-tag", { "data-preview": true });
    this.frame = h("div", { class: "frame", hidden: true });
    this.button = h("button", { type: "button", hidden: true });
    this.host.attachShadow({ mode: "open" }).append(h("style", {}, STYLE), this.frame, this.button);
    document.documentElement.append(this.host);
    this.button.addEventListener("click", () => this.#shown && open(this.#shown.place));
    this.button.addEventListener("pointerenter", () => clearTimeout(this.#timer));
    this.button.addEventListener("pointerleave", () => this.#later(null, HIDE_AFTER));
    this.#listen(area);
  }

  /** Shows the tag of a thing now; `focus` for who works with keys. */
  show(thing, focus = false) {
    clearTimeout(this.#timer);
    this.#shown = thing;
    this.frame.hidden = this.button.hidden = thing === null;
    if (thing === null) return;
    this.button.textContent = placeWords(thing.place);
    this.button.title = `${thing.place.file} 第${thing.place.line}行`;
    this.#put(thing.box());
    if (focus) this.button.focus({ preventScroll: true });
  }

  get shown() {
    return this.#shown;
  }

  #put({ left, top, width, height }) {
    const edge = 4;
    this.frame.style.cssText = `left:${left - 8}px;top:${top - edge}px;width:${width + 12}px;height:${height + 2 * edge}px`;
    const size = this.button.getBoundingClientRect();
    const right = Math.min(left + width + edge, innerWidth - edge) - size.width;
    // Above the block, for there it covers nothing of it; where there is no room, on its first line.
    const above = top - edge - size.height;
    const y = above >= 0 ? above : Math.max(0, Math.min(top, innerHeight - size.height));
    this.button.style.cssText = `left:${Math.max(edge, right)}px;top:${y}px`;
  }

  #later(thing, wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(thing), wait);
  }

  #listen(area) {
    // What lies under a pointer that rests changes too, when the page is scrolled: that is told by "over" alone.
    for (const name of ["pointermove", "pointerover"]) {
      area.addEventListener(name, (event) => event.pointerType === "mouse" && this.#over(event));
    }
    area.addEventListener("pointerleave", () => this.#shown ? this.#later(null, HIDE_AFTER) : clearTimeout(this.#timer));
    document.addEventListener("scroll", () => this.#scrolled(), { capture: true, passive: true });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.show(null));
    area.addEventListener("pointerdown", (event) => event.pointerType !== "mouse" && this.#touch(event, area));
  }

  #over(event) {
    const thing = this.find(event.clientX, event.clientY, event);
    if (thing?.place.file === this.#shown?.place.file && thing?.place.line === this.#shown?.place.line) {
      if (thing) clearTimeout(this.#timer);
      return;
    }
    if (thing) this.#later(thing, SHOW_AFTER);
    else this.#later(null, HIDE_AFTER);
  }

  #touch(event, area) {
    const { clientX, clientY } = event;
    const timer = setTimeout(() => this.show(this.find(clientX, clientY, event)), LONG_TOUCH);
    const stop = (moved) => {
      if (moved.type === "pointermove" && Math.hypot(moved.clientX - clientX, moved.clientY - clientY) < 8) return;
      clearTimeout(timer);
      for (const name of ["pointerup", "pointercancel", "pointermove"]) area.removeEventListener(name, stop);
    };
    this.show(null);
    for (const name of ["pointerup", "pointercancel", "pointermove"]) area.addEventListener(name, stop);
  }

  #scrolled() {
    if (!this.#shown) return;
    if (this.host.shadowRoot.activeElement === this.button) this.#put(this.#shown.box());
    else this.show(null);
  }
}
