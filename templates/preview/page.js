/** A web page made new in its place: what the reader sees stays where it is, style sheets change without a flash. */

import { calm, flash } from "./dom.js";
import { morph } from "./morph.js";

const BLOCK = "p, li, tr, figure, figcaption, h1, h2, h3, h4, h5, h6, dt, dd, blockquote, pre, svg, img, summary";
/** More changed blocks than this are a new page, and marking everything marks nothing. */
const MOST_MARKED = 24;
/** Blocks below the first one on screen that can hold the place when that one is taken away. */
const HOLDERS = 30;

/** Makes the page of `view` equal to `html`. Returns the blocks that changed, from top to bottom. */
export function renewPage(view, html) {
  const page = view.document;
  const wanted = new DOMParser().parseFromString(html, "text/html");
  const keepPlace = holdPlace(view);
  renewHead(page, wanted);
  const touched = morph(page.body, wanted.body);
  keepPlace();
  return blocks(touched, page);
}

/** Marks changed blocks for a moment, unless they are too many to tell anything. */
export function markChanged(changed, view) {
  if (changed.length > MOST_MARKED) return;
  for (const block of changed) flash(block, view);
}

/** Where the changed blocks are: "" when one is on screen or there is none, else "above" or "below". */
export function whereChanged(changed, view) {
  if (changed.length === 0) return "";
  const boxes = changed.map((block) => block.getBoundingClientRect());
  if (boxes.some((box) => box.bottom > 0 && box.top < view.innerHeight)) return "";
  return boxes.some((box) => box.top >= view.innerHeight) ? "below" : "above";
}

/** Brings the first changed block that lies in a direction to the middle of the screen. */
export function showChanged(changed, where, view) {
  const lies = (block) => {
    const box = block.getBoundingClientRect();
    return where === "below" ? box.top >= view.innerHeight : box.bottom <= 0;
  };
  const block = changed.find((one) => one.isConnected && lies(one)) ?? changed[0];
  block.scrollIntoView({ block: "center", behavior: calm(view) ? "instant" : "smooth" });
  flash(block, view);
}

/** Fetches the style sheets of a page again; an old one goes when the new one is there. */
export function renewSheets(page, version) {
  for (const link of page.querySelectorAll('link[rel="stylesheet"]')) {
    const fresh = link.cloneNode();
    const target = new URL(link.href);
    target.searchParams.set("v", version);
    if (target.href === link.href) continue;
    fresh.href = target.href;
    replaceSheet(link, fresh);
  }
}

function replaceSheet(link, fresh) {
  fresh.addEventListener("load", () => link.remove(), { once: true });
  fresh.addEventListener("error", () => fresh.remove(), { once: true });
  link.after(fresh);
}

/**
 * Remembers where the blocks on screen stand. Returns what moves the page afterwards so that the first of them
 * that is still there stands where it stood. A page at its top stays at its top.
 */
function holdPlace(view) {
  if (view.scrollY <= 0) return () => undefined;
  const root = view.document.documentElement;
  const holders = [];
  for (const block of view.document.body.querySelectorAll(BLOCK)) {
    const box = block.getBoundingClientRect();
    if (box.height === 0 || box.bottom <= 0) continue;
    if (box.top >= view.innerHeight || holders.length === HOLDERS) break;
    holders.push({ block, top: box.top });
  }
  // A block that begins above the screen may grow there, so one that begins on it holds the place better.
  holders.sort((one, other) => (one.top < 0 ? 1 : 0) - (other.top < 0 ? 1 : 0));
  // The browser keeps places by rules of its own; both at once would move the page twice.
  root.style.overflowAnchor = "none";
  return () => {
    const holder = holders.find(({ block }) => block.isConnected);
    const moved = holder ? holder.block.getBoundingClientRect().top - holder.top : 0;
    if (moved !== 0) view.scrollBy({ top: moved, behavior: "instant" });
    view.requestAnimationFrame(() => {
      root.style.removeProperty("overflow-anchor");
      if (!root.getAttribute("style")) root.removeAttribute("style");
    });
  };
}

function renewHead(page, wanted) {
  if (page.title !== wanted.title) page.title = wanted.title;
  for (const name of ["lang", "class"]) {
    const value = wanted.documentElement.getAttribute(name);
    if (value === null) page.documentElement.removeAttribute(name);
    else page.documentElement.setAttribute(name, value);
  }
  const path = (link) => `${link.getAttribute("media") ?? ""} ${new URL(link.getAttribute("href"), page.baseURI).pathname}`;
  const sheets = (from) => [...from.querySelectorAll('head link[rel="stylesheet"]')];
  const there = new Set(sheets(page).map(path));
  const needed = new Set(sheets(wanted).map(path));
  for (const link of sheets(wanted)) if (!there.has(path(link))) page.head.append(page.importNode(link));
  for (const link of sheets(page)) if (!needed.has(path(link))) link.remove();
}

function blocks(touched, page) {
  const found = new Set();
  for (const element of touched) {
    if (!element.isConnected || element === page.body || element.localName === "main") continue;
    found.add(element.closest(BLOCK) ?? element);
  }
  const all = [...found].filter((one) => ![...found].some((other) => other !== one && one.contains(other)));
  return all.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
}
