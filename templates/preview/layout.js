/** Which parts of the window are open and how wide: the list, the findings, the panes. */

import { remember } from "./memory.js";

/** Below these widths the list is a drawer, and web and printed pages do not stand side by side. */
const ROOM_FOR_LIST = "(min-width: 62rem)";
const ROOM_FOR_BOTH = "(min-width: 56rem)";
/** From this width on, as in the style sheet, the findings stand beside the page and not below it. */
const ROOM_FOR_FINDINGS = "(min-width: 75rem)";
const NARROWEST = 200;
const WIDEST = 480;
const USUAL = 276;
const KEY_STEP = 16;

export class Layout {
  #docked;
  #drawer = false;
  #width;
  #wanted;
  #some = false;

  /** `$` finds an element by its id, `kept` are the choices of last time, `changed` is called when a part opens. */
  constructor($, kept, changed) {
    this.$ = $;
    this.changed = changed;
    this.#docked = kept.list !== false;
    this.#wanted = ["open", "closed"].includes(kept.findings) ? kept.findings : "auto";
    this.#setWidth(Number(kept.width) || USUAL);
    this.wide = window.matchMedia(ROOM_FOR_LIST);
    this.both = window.matchMedia(ROOM_FOR_BOTH);
    this.beside = window.matchMedia(ROOM_FOR_FINDINGS);
    for (const query of [this.wide, this.both, this.beside]) query.addEventListener("change", () => this.#apply());
    $("list-toggle").addEventListener("click", () => this.toggleList());
    $("curtain").addEventListener("click", () => this.closeDrawer());
    $("findings-toggle").addEventListener("click", () => this.toggleFindings());
    $("findings-close").addEventListener("click", () => this.toggleFindings());
    this.#listenToSplitter();
    this.#apply();
  }

  /** The look that there is room for. */
  look(wanted) {
    return wanted === "both" && !this.both.matches ? "print" : wanted;
  }

  /* ---- the list ---- */

  get listIsOpen() {
    return this.wide.matches ? this.#docked : this.#drawer;
  }

  toggleList() {
    if (this.wide.matches) {
      this.#docked = !this.#docked;
      remember({ list: this.#docked });
    } else {
      this.#drawer = !this.#drawer;
    }
    this.#apply();
    if (this.#drawer) this.$("filter").focus();
  }

  openFilter() {
    if (!this.listIsOpen) this.toggleList();
    this.$("filter").focus();
    this.$("filter").select();
  }

  /** Closes the list where it lies over the page; where it stands beside it, it stays. */
  closeDrawer() {
    if (!this.#drawer) return;
    this.#drawer = false;
    this.#apply();
    this.$("list-toggle").focus();
  }

  /* ---- the findings ---- */

  get findingsAreOpen() {
    return this.#wanted === "auto" ? this.#some : this.#wanted === "open";
  }

  /** Unless the reader decided, the findings are open while there are `some`; below the page only for errors. */
  findings(some, errors) {
    this.#some = this.beside.matches ? some : errors;
    this.#applyFindings();
  }

  toggleFindings() {
    const open = !this.findingsAreOpen;
    this.#wanted = open === this.#some ? "auto" : open ? "open" : "closed";
    remember({ findings: this.#wanted });
    this.#applyFindings();
    this.changed();
  }

  /* ---- the stage ---- */

  /** `look` "" hides both panes. */
  panes(look, empty) {
    const panes = this.$("panes");
    panes.dataset.look = look;
    panes.classList.toggle("away", look === "" || empty);
    this.$("print").hidden = false;
    for (const [id, name] of [["web", "web"], ["print", "print"]]) {
      this.$(id).classList.toggle("away", look !== name && look !== "both");
    }
  }

  /** Something stands over the page, large or small; `lasting`: over a page that is shown. */
  stopped(is, small, lasting) {
    this.$("stage").classList.toggle("is-stopped", is);
    this.$("stage").classList.toggle("is-dimmed", is && lasting && !small);
    this.$("stopped").hidden = !is;
    if (!is) this.$("stopped").replaceChildren();
  }

  /* ---- applying it ---- */

  #apply() {
    if (this.wide.matches) this.#drawer = false;
    const open = this.listIsOpen;
    const work = this.$("work");
    work.classList.toggle("with-list", open && this.wide.matches);
    work.classList.toggle("with-drawer", open && !this.wide.matches);
    this.$("list").hidden = !open;
    this.$("splitter").hidden = !(open && this.wide.matches);
    this.$("curtain").hidden = !(open && !this.wide.matches);
    this.$("list-toggle").setAttribute("aria-expanded", String(open));
    document.querySelector('button[data-look="both"]').hidden = !this.both.matches;
    this.changed();
  }

  #applyFindings() {
    const open = this.findingsAreOpen;
    this.$("findings").hidden = !open;
    this.$("work").classList.toggle("with-findings", open);
    this.$("findings-toggle").setAttribute("aria-expanded", String(open));
  }

  #setWidth(width) {
    this.#width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
    this.$("work").style.setProperty("--list-width", `${this.#width}px`);
    this.$("splitter").setAttribute("aria-valuenow", this.#width);
  }

  #listenToSplitter() {
    const splitter = this.$("splitter");
    const done = () => remember({ width: this.#width });
    splitter.addEventListener("pointerdown", (event) => {
      splitter.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    splitter.addEventListener("pointermove", (event) => {
      if (splitter.hasPointerCapture(event.pointerId)) this.#setWidth(event.clientX);
    });
    splitter.addEventListener("lostpointercapture", done);
    splitter.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP };
      if (!(event.key in steps)) return;
      event.preventDefault();
      event.stopPropagation();
      this.#setWidth(this.#width + steps[event.key]);
      done();
    });
  }
}
