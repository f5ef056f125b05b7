/** Findings beside the page, and the reasons over a page that cannot be made now. */

import { h } from "./dom.js";
import { morph } from "./morph.js";

const WORDS = { error: "错误", warning: "警告", notice: "注意" };
const ORDER = { error: 0, warning: 1, notice: 2 };
/** Characters of a line that are shown: around the place where there is one, else from its beginning. */
const BEFORE = 28;
const WHOLE = 84;

/** Findings that stop an issue: its own errors and those that concern all; what a proofreader finds stops none. */
export function reasons(view, key) {
  return sorted(view.findings.filter((one) => one.severity === "error" && !one.slip && concerns(one, key)));
}

/** How many errors, warnings and notices an issue has, those that concern all among them. */
export function counts(view, key) {
  const count = { error: 0, warning: 0, notice: 0 };
  for (const one of view.findings) if (concerns(one, key)) count[one.severity] += 1;
  return count;
}

/** `2 个错误，1 个警告`, or that there is nothing. */
export function countWords(count) {
  const words = Object.entries(WORDS).filter(([severity]) => count[severity] > 0);
  return words.map(([severity, word]) => `${count[severity]} 个${word}`).join("，") || "没有发现问题";
}

/** Shows all findings: those of the chosen issue, those of all, and the others folded. */
export function renderFindings(body, view, key) {
  const own = sorted(view.findings.filter(({ keys }) => keys.includes(key)));
  const common = sorted(view.findings.filter(({ keys }) => keys.length === 0));
  const others = sorted(view.findings.filter(({ keys }) => keys.length > 0 && !keys.includes(key)));
  const fresh = body.cloneNode(false);
  const section = (name, found) => found.length > 0 && h("section", {}, h("h3", {}, name), found.map(finding));
  const parts = [section("这一期", own), section("各期都有关系", common)].filter(Boolean);
  if (parts.length === 0) parts.push(h("p", { class: "none" }, "这一期没有发现问题。"));
  if (others.length > 0) {
    const summary = h("summary", {}, `其他各期（${countWords(tally(others))}）`);
    parts.push(h("details", {}, summary, others.map(finding)));
  }
  fresh.append(...parts);
  morph(body, fresh);
}

/** Shows why an issue cannot be made. `lasting`: an earlier state of it stands below. */
export function renderStopped(box, found, { shrunk, lasting }) {
  const fresh = box.cloneNode(false);
  fresh.removeAttribute("hidden");
  fresh.classList.toggle("shrunk", shrunk);
  const words = lasting ? "改好一保存，这里就消失。下面是改错以前的样子。" : "它还没有编成过，改好一保存就有了。";
  fresh.append(
    h(
      "div",
      { class: "stopped-head" },
      h("h2", {}, "这一期现在编不出来"),
      h("p", {}, shrunk ? countWords(tally(found)) : words),
      lasting &&
        h("button", { type: "button", "data-do": "shrink", "aria-expanded": String(!shrunk) }, shrunk ? "看是什么错" : "收小"),
    ),
  );
  if (!shrunk) {
    const none = h("p", { class: "none" }, "原因见终端窗口里的最后几行。");
    fresh.append(h("div", { class: "stopped-body", tabindex: "0", role: "region", "aria-label": "错在哪里" }, found.length ? found.map(finding) : none));
  }
  box.hidden = false;
  morph(box, fresh);
}

function concerns({ keys }, key) {
  return keys.length === 0 || keys.includes(key);
}

function sorted(found) {
  return [...found].sort((one, other) => ORDER[one.severity] - ORDER[other.severity]);
}

function tally(found) {
  const count = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of found) count[severity] += 1;
  return count;
}

function finding(one) {
  const place = { type: "button", class: "place", "data-file": one.file, "data-line": one.line, "data-column": one.column };
  return h(
    "article",
    { class: `finding ${one.severity}` },
    h("p", { class: "message" }, h("span", { class: "severity" }, WORDS[one.severity]), one.message),
    one.file && h("button", place, h("span", { class: "file" }, one.file), one.line > 0 && h("span", {}, `第${one.line}行`)),
    one.around.length > 0 && h("div", { class: "around" }, one.around.map((line) => sourceLine(line, one.column))),
    one.hint && h("p", { class: "hint" }, one.hint),
  );
}

function sourceLine({ number, text, hit }, column) {
  const number_ = h("span", { class: "number" }, number);
  return h("p", { class: hit ? "line hit" : "line" }, number_, h("code", {}, hit ? around(text, column) : start(text)));
}

function start(text) {
  const characters = [...text];
  return characters.length > WHOLE ? `${characters.slice(0, WHOLE - 24).join("")}……` : text;
}

/** The part of a line around a column (from 1), with the character there marked. */
function around(text, column) {
  const characters = [...text];
  const from = characters.length > WHOLE ? Math.max(0, column - 1 - BEFORE) : 0;
  const to = Math.min(characters.length, from + WHOLE);
  const cut = (low, high) => characters.slice(Math.max(low, 0), Math.max(high, 0)).join("");
  if (column < 1 || column > characters.length) return [from > 0 ? "……" : "", cut(from, to), to < characters.length ? "……" : ""];
  return [
    from > 0 ? "……" : "",
    cut(from, column - 1),
    h("mark", {}, characters[column - 1]),
    cut(column, to),
    to < characters.length ? "……" : "",
  ];
}
