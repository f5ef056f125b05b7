/** The pane of the printed pages: turning, zoom, facing pages; pages change in place. */

import { address, calm } from "./dom.js";
import { Latest } from "./events.js";
import { Sheets } from "./sheets.js";
import { SourceTag } from "./tag.js";
import { EDGE, LARGEST, measure, nextZoom, SMALLEST, spreadOf } from "./zoom.js";

/** After a window changed its size, pictures are stretched until it rested this long. */
const REST = 160;
const SETTING = 300;
/** What waits for pages that are on their way waits no longer than this. */
const ON_THE_WAY = 400;

export class Printed {
  #key = "";
  #version = "";
  #active = false;
  #pages = [];
  #choice = "width";
  #facing = false;
  #rest = 0;
  #setting = 0;
  #offered = 0;
  #room = "";
  #asking = new Latest(() => this.#fetch());

  /** `parts` are the elements of the pane by name; `keep(choices)` remembers, `open(place)` opens the editor. */
  constructor(parts, { zoom, facing, keep, open }) {
    this.parts = parts;
    this.keep = keep;
    this.sheets = new Sheets(parts.scroller, parts.book);
    this.tag = new SourceTag(parts.scroller, (x, y, event) => this.sheets.markAt(x, y, event.target), open);
    this.#choice = ["width", "page"].includes(zoom) ? zoom : limited(Number(zoom)) || "width";
    this.#facing = facing === true;
    this.#listen();
    this.#showChoices();
  }

  /** Shows an issue's pages in a version. Only an `active` pane fetches anything. */
  show(key, version, active) {
    const other = key !== this.#key;
    const came = active && !this.#active;
    this.#active = active;
    if (!active) this.tag.show(null);
    if (other) {
      this.#key = key;
      this.#pages = [];
      this.sheets.put(key, [], false);
      this.parts.scroller.scrollTop = 0;
      this.#offer(0);
      const pdf = `/api/pdf/${address(key)}`;
      this.parts.open.href = this.parts.save.href = pdf;
      this.setting(false);
    }
    if (active && version && (other || version !== this.#version)) this.renew(version);
    else if (came) this.#lay(true);
    this.#showNumber();
  }

  /** The pages of the issue are others now. */
  renew(version) {
    this.#version = this.#active ? version : "";
    if (this.#active) this.#asking.ask();
  }

  /** The pages of an issue will look like this: those that are near need not wait for the list. */
  announce(key, signatures) {
    if (this.#active && key === this.#key) this.sheets.announce(signatures);
  }

  /** Asks again for what may not have come. */
  again() {
    if (this.#active && this.#version) this.#asking.ask();
  }

  /** Resolves when the pages that are on their way are shown. */
  async arrived() {
    const late = new Promise((done) => setTimeout(done, ON_THE_WAY));
    await Promise.race([this.#asking.done.then(() => this.sheets.loaded()), late]);
  }

  /** Says that the pages are being set again, if it takes long enough to be seen. */
  setting(under) {
    clearTimeout(this.#setting);
    if (under) this.#setting = setTimeout(() => (this.parts.setting.hidden = false), SETTING);
    else this.parts.setting.hidden = true;
  }

  /** Whether a key was for the pane. */
  press(event) {
    if (!this.#active || event.ctrlKey || event.metaKey || event.altKey) return false;
    const sideways = this.parts.scroller.scrollWidth > this.parts.scroller.clientWidth + 1;
    const actions = {
      PageDown: () => this.turn(1),
      PageUp: () => this.turn(-1),
      ArrowRight: () => this.turn(1),
      ArrowLeft: () => this.turn(-1),
      Home: () => this.go(1),
      End: () => this.go(this.#pages.length),
      "+": () => this.#zoomBy(true),
      "=": () => this.#zoomBy(true),
      "-": () => this.#zoomBy(false),
      0: () => this.#choose("width"),
    };
    // A page that is wider than its pane is moved with the arrows, as everywhere else.
    if (!(event.key in actions) || (sideways && event.key.startsWith("Arrow"))) return false;
    actions[event.key]();
    return true;
  }

  /** Turns pages: one, or two where they face each other. */
  turn(forward) {
    const spread = spreadOf(this.number, this.#facing) + forward;
    this.go(Math.max(1, this.#facing ? 2 * spread : spread + 1));
  }

  go(number) {
    if (this.#pages.length === 0) return;
    const wanted = Math.min(this.#pages.length, Math.max(1, number));
    this.parts.scroller.scrollTo({ top: this.sheets.position(wanted).top - EDGE, behavior: "instant" });
    this.#showNumber(wanted);
  }

  /** The page that is read: the one at a third of the height. */
  get number() {
    const { scrollTop, clientHeight } = this.parts.scroller;
    const last = this.#pages.length;
    if (last === 0) return 1;
    const line = scrollTop + clientHeight / 3;
    let number = 1;
    while (number < last && this.sheets.position(number + 1).top <= line) number += 1;
    return this.#facing && number > 1 && number % 2 === 1 ? number - 1 : number;
  }

  /** Goes to the next or the previous paragraph that has a line of its own, and shows its tag. */
  step(forward) {
    const things = this.sheets.things();
    const shown = this.tag.shown;
    const here = shown ? things.findIndex(({ mark }) => mark === shown.mark) : -1;
    const onScreen = () => things.findIndex((thing) => thing.box().top >= this.parts.scroller.getBoundingClientRect().top);
    const thing = things[here >= 0 ? here + (forward ? 1 : -1) : onScreen()];
    if (!thing) return;
    const { scroller } = this.parts;
    const frame = scroller.getBoundingClientRect();
    const { top, height } = thing.box();
    if (top < frame.top || top + height > frame.bottom) {
      scroller.scrollTo({ top: scroller.scrollTop + top - frame.top - frame.height / 3, behavior: "instant" });
    }
    this.tag.show(thing, true);
  }

  async #fetch() {
    const key = this.#key;
    let answer;
    try {
      answer = await fetch(`/api/print/${address(key)}`, { cache: "no-store" });
    } catch {
      return; // The line tells when the program is back; then it is asked again.
    }
    if (!answer.ok || key !== this.#key) return;
    const print = await answer.json();
    const same = this.#pages.length > 0;
    this.#pages = print.pages;
    const changed = this.sheets.put(key, print.pages, same);
    this.tag.show(null);
    this.#lay(true);
    this.setting(false);
    this.#offerWay(changed);
  }

  #offerWay(changed) {
    if (changed.length === 0) return;
    this.#offer(changed.some((number) => this.sheets.isInSight(number)) ? 0 : changed[0]);
  }

  #offer(number) {
    this.#offered = number;
    this.parts.jump.hidden = number === 0;
    if (number > 0) this.parts.jump.textContent = `改动在第 ${number} 页 ${number < this.number ? "↑" : "↓"}`;
  }

  /* ---- size ---- */

  #lay(reload, hold = this.#middle()) {
    if (this.#pages.length === 0 || !this.#active) return;
    const { scroller } = this.parts;
    const style = { width: scroller.clientWidth, height: scroller.clientHeight };
    const ratio = window.devicePixelRatio;
    const { zoom, dpi } = measure(this.#choice, this.#pages, style, this.#facing, ratio);
    this.sheets.lay(zoom, dpi, this.#facing, ratio, reload);
    if (hold) this.#restore(hold);
    this.#showChoices();
    this.#showNumber();
  }

  /** A point of a page that is to stay where it is: the top left of what is seen, or a point of the window. */
  #middle(x = 0, y = 0) {
    if (this.#pages.length === 0 || !this.sheets.element(1)?.style.width) return null;
    const { scroller } = this.parts;
    const at = scroller.scrollTop + y;
    let number = 1;
    while (number < this.sheets.length && this.sheets.position(number + 1).top <= at) number += 1;
    const page = this.sheets.position(number);
    return { number, x, y, down: (at - page.top) / page.height, right: (scroller.scrollLeft + x - page.left) / page.width };
  }

  #restore({ number, x, y, down, right }) {
    const { scroller } = this.parts;
    const page = this.sheets.position(Math.min(number, this.sheets.length));
    const top = page.top + down * page.height - y;
    if (Math.abs(scroller.scrollTop - top) >= 1) scroller.scrollTop = top;
    scroller.scrollLeft = page.left + right * page.width - x;
  }

  #choose(choice, hold) {
    this.#choice = choice;
    this.keep({ zoom: choice });
    this.#lay(hold === undefined, hold);
    if (hold !== undefined) this.#laterReload();
  }

  #zoomBy(larger) {
    this.#choose(nextZoom(this.sheets.zoom, larger));
  }

  #face(facing) {
    const number = this.number;
    this.#facing = facing;
    this.keep({ facing });
    this.#lay(true);
    this.go(number);
  }

  #laterReload() {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#lay(true), REST);
  }

  /* ---- the tool bar ---- */

  #showChoices() {
    const { zoom, single, facing } = this.parts;
    single.setAttribute("aria-pressed", String(!this.#facing));
    facing.setAttribute("aria-pressed", String(this.#facing));
    const own = zoom.querySelector('[value="own"]');
    const known = [...zoom.options].some(({ value }) => value === String(this.#choice));
    own.hidden = known;
    own.textContent = `${Math.round(this.sheets.zoom * 100)}%`;
    zoom.value = known ? String(this.#choice) : "own";
    zoom.title = `现在是 ${Math.round(this.sheets.zoom * 100)}%`;
  }

  #showNumber(number = this.number) {
    const { field, count } = this.parts;
    count.textContent = this.#pages.length;
    if (document.activeElement !== field) field.value = this.#pages.length ? number : "";
    if (this.#offered && this.sheets.isInSight(this.#offered)) this.#offer(0);
  }

  #listen() {
    const { tools, zoom, scroller, field, jump } = this.parts;
    const actions = {
      previous: () => this.turn(-1),
      next: () => this.turn(1),
      single: () => this.#face(false),
      facing: () => this.#face(true),
      smaller: () => this.#zoomBy(false),
      larger: () => this.#zoomBy(true),
    };
    tools.addEventListener("click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
    zoom.addEventListener("change", () => this.#choose(Number(zoom.value) || zoom.value));
    field.addEventListener("change", () => this.go(Number(field.value) || this.number));
    field.addEventListener("keydown", (event) => event.key === "Enter" && scroller.focus());
    scroller.addEventListener("scroll", () => this.#showNumber(), { passive: true });
    scroller.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    jump.addEventListener("click", () => this.#jump());
    new ResizeObserver(() => this.#resized()).observe(scroller);
  }

  #wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    if (this.#pages.length === 0) return;
    const frame = this.parts.scroller.getBoundingClientRect();
    const hold = this.#middle(event.clientX - frame.left, event.clientY - frame.top);
    const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 33;
    const zoom = limited(this.sheets.zoom * Math.exp(-pixels * 0.0018));
    this.#choose(Math.round(zoom * 100) / 100, hold);
  }

  #jump() {
    const number = this.#offered;
    this.#offer(0);
    const behavior = calm() ? "instant" : "smooth";
    this.parts.scroller.scrollTo({ top: this.sheets.position(number).top - EDGE, behavior });
  }

  #resized() {
    const room = `${this.parts.scroller.clientWidth} ${this.parts.scroller.clientHeight} ${window.devicePixelRatio}`;
    if (room === this.#room) return;
    this.#room = room;
    this.#lay(false);
    this.#laterReload();
  }
}

function limited(zoom) {
  return Math.min(LARGEST, Math.max(SMALLEST, zoom));
}
