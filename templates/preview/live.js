/**
 * What every served page carries: it changes in place when it was made anew, and says from which line each paragraph
 * came. Inside the preview the frame around it tells when; alone in a tab it listens itself.
 */

import { isTyping } from "./dom.js";
import { Latest, Line } from "./events.js";
import { Notes } from "./notes.js";
import { markChanged, renewPage, renewSheets, showChanged, whereChanged } from "./page.js";
import { openPlace, parsePlace, placeWords } from "./places.js";
import { SourceTag } from "./tag.js";

const WHERE = { above: "改动在上面 ↑", below: "改动在下面 ↓" };
const shell = window.parent !== window ? window.parent.preview ?? null : null;
const notes = new Notes();
let watcher = null;
let hasEditor = false;

/* ---- the page made new ---- */

async function renew() {
  let answer;
  try {
    answer = await fetch(location.pathname, { cache: "no-cache" });
  } catch {
    return; // The program went away meanwhile; the line tells, and asks again when it is back.
  }
  if (answer.ok) show(await answer.text());
}

const renewing = new Latest(renew);

function show(html) {
  const changed = renewPage(window, html);
  // The paragraph may be gone, or stand in another line now.
  if (tag.shown) tag.show(tag.shown.block.isConnected ? thingOf(tag.shown.block) : null);
  if (changed.length === 0) return;
  markChanged(changed, window);
  offerWay(changed);
}

/** A change out of sight gets a button that leads there, until it comes into sight. */
function offerWay(changed) {
  watcher?.disconnect();
  const where = whereChanged(changed, window);
  notes.offer(WHERE[where] ?? "", () => showChanged(changed, where, window));
  if (where === "") return;
  watcher = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    notes.offer("", () => undefined);
    watcher.disconnect();
  });
  for (const block of changed.slice(0, 50)) watcher.observe(block);
}

/* ---- from a paragraph to its line ---- */

function thingOf(element) {
  const block = element?.closest?.("[data-source]");
  const place = block ? parsePlace(block.dataset.source) : null;
  return place && { place, block, box: () => block.getBoundingClientRect() };
}

const tag = new SourceTag(document.body, (_x, _y, event) => thingOf(event.target), open);

async function open(place) {
  if (shell) shell.open(place);
  else notes.say(await openPlace(place, hasEditor));
}

/** Goes to the next or the previous block that has a line of its own, and shows its tag. */
function step(forward) {
  const blocks = [...document.querySelectorAll("[data-source]")];
  const here = tag.shown ? blocks.indexOf(tag.shown.block) : -1;
  const onScreen = () => blocks.findIndex((block) => block.getBoundingClientRect().top >= 0);
  const next = here >= 0 ? here + (forward ? 1 : -1) : onScreen();
  const block = blocks[next];
  if (!block) return;
  block.scrollIntoView({ block: "nearest", behavior: "instant" });
  // The scroll event comes a frame later and would hide what is shown without the focus.
  tag.show(thingOf(block), true);
}

document.addEventListener("focusin", (event) => {
  const thing = thingOf(event.target);
  if (thing && event.target.matches(":focus-visible")) tag.show(thing);
});

document.addEventListener("keydown", (event) => {
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(event.key === "ArrowDown");
  } else if (shell && !isTyping(event)) shell.key(event);
});

/* ---- links ---- */

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!shell || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = new URL(link.href);
  // A PDF and other people's pages would take the place of the page in its frame.
  if (target.origin === location.origin && !target.pathname.endsWith(".pdf")) return;
  event.preventDefault();
  window.open(target.href, "_blank", "noopener");
});

/* ---- inside the preview, or alone ---- */

if (shell) {
  shell.attach({
    window,
    renew: () => renewing.ask(),
    restyle: (version) => renewSheets(document, version),
    step,
  });
} else {
  listenAlone();
}

function listenAlone() {
  // Browsers ask for a picture that no site of ours has.
  const icon = Object.assign(document.createElement("link"), { rel: "icon", href: "data:," });
  document.head.append(icon);
  const folder = decodeURIComponent(location.pathname).replace(/^\/site\//, "").replace(/\/?(index\.html)?$/, "");
  let view = null;
  let issue = null;
  let shown = null;
  let lost = false;
  let offline = 0;

  async function look() {
    let answer;
    try {
      answer = await fetch("/api/view", { cache: "no-store" });
    } catch {
      return;
    }
    if (!answer.ok) return;
    const before = view;
    const wasKnown = issue !== null;
    view = await answer.json();
    hasEditor = view.editor;
    issue = view.issues.find((one) => folder && one.folder === folder) ?? null;
    notes.complain(complaint());
    if (before && before.assets !== view.assets) renewSheets(document, view.assets);
    // A page that belongs to no issue, as the list of all, has no version of its own.
    const version = issue ? `${view.run} ${issue.web}` : view.busy ? shown : `${view.run} ${view.serial}`;
    if (version !== shown) {
      shown = version;
      renewing.ask();
    }
    if (issue && !wasKnown) line.open();
  }

  function complaint() {
    if (!issue?.stopped) return "";
    const concerns = ({ severity, keys }) => severity === "error" && (keys.length === 0 || keys.includes(issue.key));
    const error = view.findings.find(concerns);
    const place = error?.file ? `${placeWords(error)}：` : "";
    return `这一期现在编不出来，下面是改错以前的样子。${error ? `\n${place}${error.message}` : ""}`;
  }

  const looking = new Latest(look);
  const line = new Line(() => issue?.key ?? "", {
    open() {
      clearTimeout(offline);
      notes.complain(view ? complaint() : "");
      if (lost) renewing.ask();
      lost = false;
    },
    lost() {
      if (lost) return;
      lost = true;
      offline = setTimeout(() => notes.complain("预览程序没有在运行，正在重新连接……"), 800);
    },
    view: ({ run, serial }) => (run !== view?.run || serial !== view?.serial) && looking.ask(),
    web({ key, version }) {
      if (key !== issue?.key) return;
      shown = `${view.run} ${version}`;
      renewing.ask();
    },
    print: () => undefined,
    assets: ({ version }) => renewSheets(document, version),
  });
  line.open();
}
