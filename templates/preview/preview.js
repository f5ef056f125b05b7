/** The preview: keeps what the program says and what the reader chose, and has each part show it. */

import { h, isTyping } from "./dom.js";
import { wordsForNothing } from "./empty.js";
import { Latest, Line } from "./events.js";
import { counts, reasons, renderFindings, renderStopped } from "./findings.js";
import { Layout } from "./layout.js";
import { IssueList, newestFirst, stateBadge } from "./list.js";
import { LOOKS, readHash, recall, remember, writeHash } from "./memory.js";
import { morph } from "./morph.js";
import { openPlace } from "./places.js";
import { Printed } from "./printed.js";
import { WebPane } from "./web.js";

/** A line that breaks off for a moment is nothing to tell of. */
const OFFLINE_AFTER = 800;
/** While a build is under way the whole view is fetched no more often than this. */
const BUSY_PAUSE = 250;
const SAID = 5000;

const $ = (id) => document.getElementById(id);
const kept = recall();

let view = null;
let key = "";
let look = LOOKS.includes(kept.look) ? kept.look : "web";
let place = "issue"; // or "list": the frame shows the page of all issues
let shrunk = false;
let lost = false;
let offline = 0;
let saying = 0;

const layout = new Layout($, kept, () => render());
const list = new IssueList($("list-body"), $("filter"));
const web = new WebPane($("page"), followed);
const printed = new Printed(
  {
    ...{ scroller: $("sheets"), book: $("book"), zoom: $("zoom"), field: $("page-number"), count: $("page-count") },
    ...{ jump: $("jump"), setting: $("setting"), open: $("pdf-open"), save: $("pdf-save") },
    tools: $("print").querySelector(".tools"),
    single: $("print").querySelector('[data-do="single"]'),
    facing: $("print").querySelector('[data-do="facing"]'),
  },
  { zoom: kept.zoom, facing: kept.facing, keep: remember, open },
);

/* ---- what the program says ---- */

let fetched = 0;
const looking = new Latest(async () => {
  if (view?.busy) await new Promise((done) => setTimeout(done, Math.max(0, fetched + BUSY_PAUSE - performance.now())));
  // The list and the findings can wait for the pages that somebody waits for.
  await printed.arrived();
  fetched = performance.now();
  let answer;
  try {
    answer = await fetch("/api/view", { cache: "no-store" });
  } catch {
    return; // The line breaks off at the same moment and tells when the program is back.
  }
  if (answer.ok) take(await answer.json());
});

const line = new Line(() => key, {
  open() {
    clearTimeout(offline);
    $("offline").hidden = true;
    if (!lost) return;
    lost = false; // What was on its way when the line broke off may not have come.
    web.again();
    printed.again();
  },
  lost() {
    if (lost) return;
    lost = true;
    offline = setTimeout(() => ($("offline").hidden = false), OFFLINE_AFTER);
  },
  view(said) {
    if (view) Object.assign(view, { busy: said.busy, done: said.done, total: said.total });
    showBusy();
    if (said.run !== view?.run || said.serial !== view?.serial) looking.ask();
  },
  web({ key: changed, version }) {
    const issue = noted(changed, "web", version);
    if (!issue?.folder || changed !== key || place !== "issue") return;
    // A page that nobody sees waits, so that the printed pages come sooner.
    if (layout.look(look) !== "print") web.show(issue.folder, stamp(issue, "web"));
    printed.setting(true);
  },
  print({ key: changed, version, signatures = [] }) {
    const issue = noted(changed, "pages", version);
    if (!issue || changed !== key) return;
    printed.announce(key, signatures);
    // A picture is asked for only when what runs now is done: it is to be the first.
    queueMicrotask(showPanes);
  },
  assets({ version }) {
    if (view) view.assets = version;
    web.restyle(version);
  },
});

/** Takes down the new state of an issue, so that the next view brings nothing that is shown already. */
function noted(changed, part, version) {
  const issue = view?.issues.find((one) => one.key === changed);
  if (issue) issue[part] = version;
  return issue;
}

/** The state of an issue's page: in another run of the program nothing is taken to be the same. */
function stamp(issue, part) {
  return issue[part] && `${view.run} ${issue[part]}`;
}

function take(fresh) {
  const before = view;
  view = fresh;
  if (before && before.assets !== view.assets) web.restyle(view.assets);
  if (!key) choose(first());
  if (!view.busy) printed.setting(false);
  render();
}

/** The issue to begin with: the one that was looked at last, else the newest that can be shown. */
function first() {
  const shown = view.issues.filter((issue) => !issue.secret);
  const last = shown.find((issue) => issue.key === kept.key);
  return (last ?? [...shown].sort(newestFirst)[0])?.key ?? "";
}

/* ---- what the reader chooses ---- */

function choose(wanted, wantedLook = look) {
  const other = wanted !== key;
  [key, look] = [wanted, wantedLook];
  if (key) {
    remember({ key, look });
    const hash = writeHash(key, look);
    if (location.hash !== hash) history[readHash(location.hash).key ? "pushState" : "replaceState"](null, "", hash);
  }
  if (other) {
    shrunk = false;
    line.open(); // The program makes first what a window looks at.
  }
  place = "issue";
  render();
  if (other) list.reveal();
}

function readAddress() {
  const said = readHash(location.hash);
  if (said.key) choose(said.key, said.look || look);
}

/** A link in the frame led to another page: of an issue, or that of all issues. */
function followed(folder) {
  const issue = view?.issues.find((one) => folder && one.folder === folder);
  if (issue) {
    choose(issue.key);
    return;
  }
  place = "list";
  render();
}

async function open(target) {
  say(await openPlace(target, view?.editor ?? false));
}

function say(text) {
  clearTimeout(saying);
  $("said").textContent = text;
  saying = setTimeout(() => ($("said").textContent = ""), SAID);
}

/* ---- showing it ---- */

function chosen() {
  return view?.issues.find((issue) => issue.key === key) ?? null;
}

function render() {
  if (!view) return;
  const issue = chosen();
  $("site-name").textContent = view.site;
  $("summary").textContent = view.summary;
  $("list-toggle").title = `各期（L）：共 ${view.issues.length} 期`;
  if (layout.listIsOpen) list.render(view, key, look);
  showHead(issue);
  showBusy();
  showStopped(issue);
  showFindings(issue);
  showPanes();
}

function showHead(issue) {
  const name = h("span", { class: "chosen-name" }, issue ? nameOf(issue) : view.site || "预览");
  const fresh = h("h1", { class: "chosen", id: "chosen" }, name);
  if (issue) {
    const stop = issue.stopped && h("span", { class: "badge stop" }, "编不出来");
    fresh.append(h("span", { class: "item-date" }, issue.date), h("span", { class: "badges" }, stateBadge(issue), stop));
  }
  morph($("chosen"), fresh);
  document.title = issue ? `${issue.stopped ? "编不出来 · " : ""}${nameOf(issue)} · 预览` : "预览";
  for (const button of document.querySelectorAll("button[data-look]")) {
    button.setAttribute("aria-pressed", String(button.dataset.look === layout.look(look)));
  }
}

function nameOf(issue) {
  return issue.label.startsWith(issue.publication) ? issue.label : `${issue.publication} ${issue.label}`;
}

function showBusy() {
  const busy = view?.busy ?? false;
  const bar = $("progress");
  bar.hidden = !busy;
  $("busy").textContent = busy ? (view.total > 1 ? `正在编：${view.done}/${view.total} 期` : "正在编……") : "";
  if (!busy) return;
  bar.setAttribute("aria-valuemax", view.total || 1);
  bar.setAttribute("aria-valuenow", view.done);
  bar.firstElementChild.style.width = `${(100 * Math.max(view.done, 0.3)) / Math.max(view.total, 1)}%`;
}

function showStopped(issue) {
  const found = reasons(view, key);
  const stopped = issue ? issue.stopped && !issue.secret : view.issues.length === 0 && found.length > 0;
  if (!stopped) shrunk = false;
  const lasting = Boolean(issue?.folder);
  layout.stopped(stopped, shrunk && lasting, lasting);
  if (stopped) renderStopped($("stopped"), found, { shrunk: shrunk && lasting, lasting });
}

function showFindings(issue) {
  const count = counts(view, key);
  const own = count.error + count.warning + count.notice;
  const mark = h("span", { class: "counts", id: "findings-count" });
  if (count.error) mark.append(h("span", { class: "badge error" }, `${count.error}`));
  if (count.warning) mark.append(h("span", { class: "badge warning" }, `${count.warning}`));
  morph($("findings-count"), mark);
  $("findings-toggle").setAttribute("aria-label", `问题：${count.error} 个错误，${count.warning} 个警告`);
  // What stands over the page already need not stand beside it too.
  const told = issue?.stopped && !shrunk && own === reasons(view, key).length;
  // Below the page they would take the room that shrinking the reasons has just given back.
  layout.findings(own > 0 && !told, count.error > 0 && !issue?.stopped);
  if (layout.findingsAreOpen) renderFindings($("findings-body"), view, key);
}

function showPanes() {
  const issue = chosen();
  const effective = place === "list" ? "web" : layout.look(look);
  const words = place === "list" ? null : wordsForNothing(view, issue, effective);
  const empty = $("empty");
  empty.hidden = words === null;
  layout.panes(words === null ? effective : "", words !== null);
  if (words) morph(empty, h("section", { class: "empty", id: "empty", "aria-live": "polite" }, words));
  const shown = issue && issue.folder && !issue.secret;
  if (place === "list") {
    if (!view.busy) web.show("", `${view.run} ${view.serial}`);
  } else if (shown && (effective !== "print" || !web.shows(issue.folder))) web.show(issue.folder, stamp(issue, "web"));
  if (shown) $("page").title = `网页：${nameOf(issue)}`;
  const active = Boolean(shown) && effective !== "web" && words === null;
  printed.show(shown ? issue.key : "", shown ? stamp(issue, "pages") : "", active);
}

/* ---- keys and buttons ---- */

function press(event) {
  if (event.key !== "Escape" && isTyping(event)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const part = layout.look(look) === "web" ? web : printed;
    part.step(event.key === "ArrowDown");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const actions = {
    1: () => choose(key, "web"),
    2: () => choose(key, "print"),
    3: () => choose(key, "both"),
    l: () => layout.toggleList(),
    "/": () => layout.openFilter(),
    p: () => layout.toggleFindings(),
    "?": () => $("help").showModal(),
    Escape: () => layout.closeDrawer(),
  };
  const action = actions[event.key.toLowerCase()] ?? actions[event.key];
  if (action) action();
  else if (!printed.press(event)) return;
  event.preventDefault();
}

function listen() {
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", readAddress);
  window.addEventListener("popstate", readAddress);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-look], [data-file], #stopped [data-do=shrink]");
    const item = event.target.closest("a.item");
    if (item && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      choose(item.dataset.key);
      layout.closeDrawer();
    } else if (button?.dataset.look) choose(key, button.dataset.look);
    else if (button?.dataset.file) open(placeOf(button.dataset));
    else if (button) {
      shrunk = !shrunk;
      render();
    }
  });
  $("help-toggle").addEventListener("click", () => $("help").showModal());
}

function placeOf({ file, line: number, column }) {
  return { file, line: Math.max(1, Number(number)), column: Math.max(1, Number(column)) };
}

/** What pages inside the frame use. */
window.preview = { attach: (live) => web.attach(live), open, key: press };

listen();
readAddress();
if (!key) line.open();
looking.ask();
