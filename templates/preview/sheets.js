/** Printed pages as pictures: one frame for each, of the right size from the start; a picture changes without a flash. */

import { address, flash, h } from "./dom.js";
import { pointsToPx, sizeOf, spreadOf } from "./zoom.js";

export class Sheets {
  #sheets = [];
  #zoom = 1;
  #dpi = 96;
  #loads = new Set();

  constructor(scroller, book) {
    this.scroller = scroller;
    this.book = book;
    const about = { root: scroller, rootMargin: "60% 0px" };
    this.near = new IntersectionObserver((seen) => this.#came(seen), about);
    this.inSight = new IntersectionObserver((seen) => this.#seen(seen), { root: scroller, threshold: 0.1 });
  }

  get length() {
    return this.#sheets.length;
  }

  get zoom() {
    return this.#zoom;
  }

  /** Shows other pages in place of those that stand there. Returns the numbers of those that look different. */
  put(key, pages, same) {
    const changed = [];
    while (this.#sheets.length > pages.length) this.#remove(this.#sheets.pop());
    pages.forEach((page, index) => {
      const sheet = this.#sheets[index] ?? this.#add(index + 1);
      if (same && sheet.page?.signature !== page.signature) changed.push(index + 1);
      if (!same) this.#clear(sheet);
      sheet.key = key;
      sheet.page = page;
      this.#turn(sheet, page.signature, same);
    });
    return changed;
  }

  /** Says what the pages will look like: of those that are near the pictures are fetched before the list is there. */
  announce(signatures) {
    this.#sheets.slice(0, signatures.length).forEach((sheet, index) => {
      this.#turn(sheet, signatures[index], true);
      if (sheet.isNear) this.#load(sheet);
    });
  }

  /** Sizes all pages. `reload`: pictures of the right fineness are fetched now; else the old ones are stretched. */
  lay(zoom, dpi, facing, ratio, reload) {
    this.#zoom = zoom;
    this.#dpi = dpi;
    this.book.classList.toggle("facing", facing);
    for (const sheet of this.#sheets) {
      const size = sizeOf(sheet.page, zoom, ratio);
      sheet.element.style.width = `${size.width}px`;
      sheet.element.style.height = `${size.height}px`;
      sheet.element.style.gridRow = facing ? spreadOf(sheet.number, true) + 1 : "auto";
      sheet.element.style.gridColumn = facing ? (sheet.number % 2 ? 2 : 1) : "auto";
      sheet.element.classList.toggle("left", facing && sheet.number % 2 === 0);
      if (sheet.image) this.#fit(sheet, ratio);
      if (reload && sheet.isNear) this.#load(sheet);
    }
  }

  /** Resolves when no picture is on its way. */
  async loaded() {
    await Promise.all(this.#loads);
  }

  element(number) {
    return this.#sheets[number - 1]?.element ?? null;
  }

  /** Where a page stands in the scroller: px from its top and left. */
  position(number) {
    const { offsetTop: top, offsetLeft: left, offsetHeight: height, offsetWidth: width } = this.element(number);
    return { top, left, height, width };
  }

  isInSight(number) {
    return this.#sheets[number - 1]?.isInSight ?? false;
  }

  /** The mark at a point of the window, with where it stands; null where there is none. */
  markAt(x, y, target) {
    const element = target.closest?.(".sheet");
    const sheet = element && this.#sheets[Number(element.dataset.page) - 1];
    if (!sheet) return null;
    const box = element.getBoundingClientRect();
    const scale = pointsToPx(1, this.#zoom);
    const [px, py] = [(x - box.left) / scale, (y - box.top) / scale];
    const within = (mark) => px >= mark.x && px <= mark.x + mark.width && py >= mark.y && py <= mark.y + mark.height;
    const found = sheet.page.marks.filter(within);
    if (found.length === 0) return null;
    return this.#thing(sheet, found.reduce((one, other) => (area(other) < area(one) ? other : one)));
  }

  /** All marks in the order of the pages, each as a thing for the tag. */
  things() {
    return this.#sheets.flatMap((sheet) => sheet.page.marks.map((mark) => this.#thing(sheet, mark)));
  }

  #thing(sheet, mark) {
    const box = () => {
      const at = sheet.element.getBoundingClientRect();
      const px = (points) => pointsToPx(points, this.#zoom);
      return { left: at.left + px(mark.x), top: at.top + px(mark.y), width: px(mark.width), height: px(mark.height) };
    };
    return { place: { file: mark.file, line: mark.line, column: 1 }, mark, page: sheet.number, box };
  }

  #add(number) {
    const element = h("figure", { class: "sheet", "data-page": number, "aria-label": `第 ${number} 页` });
    const sheet = { number, element, image: null, url: "", wanted: "", signature: "" };
    Object.assign(sheet, { changed: false, isNear: false, isInSight: false });
    this.#sheets.push(sheet);
    this.book.append(element);
    this.near.observe(element);
    this.inSight.observe(element);
    return sheet;
  }

  #remove(sheet) {
    this.near.unobserve(sheet.element);
    this.inSight.unobserve(sheet.element);
    sheet.element.remove();
    sheet.wanted = "";
  }

  #clear(sheet) {
    sheet.element.replaceChildren();
    Object.assign(sheet, { image: null, url: "", wanted: "", signature: "", changed: false });
  }

  /** What a page is to look like from now on. `mark`: when it does so and is in sight, it is marked. */
  #turn(sheet, signature, mark) {
    if (sheet.signature === signature) return;
    sheet.signature = signature;
    sheet.changed = mark;
  }

  #load(sheet) {
    const load = this.#fetch(sheet).finally(() => this.#loads.delete(load));
    this.#loads.add(load);
  }

  async #fetch(sheet) {
    const { signature } = sheet;
    const url = `/api/print/${address(sheet.key)}/${sheet.number}.png?dpi=${this.#dpi}&v=${encodeURIComponent(signature)}`;
    if (sheet.wanted === url) return;
    // What is shown already needs nothing; another picture that is on its way comes too late.
    sheet.wanted = sheet.url === url ? "" : url;
    if (!sheet.wanted) return;
    const image = new Image();
    image.alt = `印出来的第 ${sheet.number} 页`;
    image.draggable = false;
    image.src = url;
    try {
      await image.decode();
    } catch {
      // The program went away, or the page was made anew meanwhile: what stands there stays until the next event.
      if (sheet.wanted === url) sheet.wanted = "";
      return;
    }
    if (sheet.wanted !== url) return;
    sheet.wanted = "";
    sheet.url = url;
    sheet.image = image;
    this.#fit(sheet, window.devicePixelRatio);
    sheet.element.dataset.signature = signature;
    sheet.element.replaceChildren(image);
    if (sheet.isInSight) this.#flash(sheet);
  }

  /** A picture of the right fineness is shown dot for dot, another is stretched over its page. */
  #fit(sheet, ratio) {
    const { image, element } = sheet;
    const width = parseFloat(element.style.width);
    const dots = image.naturalWidth / ratio;
    image.style.width = Math.abs(dots - width) * ratio < 2.5 ? `${dots}px` : "100%";
  }

  #came(seen) {
    for (const entry of seen) {
      const sheet = this.#of(entry.target);
      if (!sheet) continue;
      sheet.isNear = entry.isIntersecting;
      if (sheet.isNear && sheet.page) this.#load(sheet);
    }
  }

  #seen(seen) {
    for (const entry of seen) {
      const sheet = this.#of(entry.target);
      if (!sheet) continue;
      sheet.isInSight = entry.isIntersecting;
      if (sheet.isInSight && sheet.image && !sheet.wanted) this.#flash(sheet);
    }
  }

  /** A page that changed out of sight is marked when it comes into sight. */
  #flash(sheet) {
    if (!sheet.changed) return;
    sheet.changed = false;
    flash(sheet.element);
  }

  #of(element) {
    return this.#sheets[Number(element.dataset.page) - 1];
  }
}

function area({ width, height }) {
  return width * height;
}
