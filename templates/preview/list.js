/** The list of all issues: by publication, newest first, with state and number of findings. */

import { h } from "./dom.js";
import { writeHash } from "./memory.js";
import { morph } from "./morph.js";

/** Issues of a publication that stand in the list before the reader asks for the earlier ones. */
const FIRST_SHOWN = 60;

export class IssueList {
  #folded = new Set();
  #whole = new Set();
  #last = null;

  constructor(body, filter) {
    this.body = body;
    this.filter = filter;
    filter.addEventListener("input", () => this.#again());
    body.addEventListener("click", (event) => {
      const fold = event.target.closest("[data-fold]");
      const whole = event.target.closest("[data-whole]");
      if (fold) toggle(this.#folded, fold.dataset.fold);
      if (whole) this.#whole.add(whole.dataset.whole);
      if (fold || whole) this.#again();
    });
  }

  /** Shows the issues of a view; `key` is the chosen one, `look` how it is looked at. */
  render(view, key, look) {
    this.#last = [view, key, look];
    const words = this.filter.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const groups = grouped(view.issues.filter((issue) => words.every((word) => haystack(issue).includes(word))));
    const fresh = this.body.cloneNode(false);
    for (const [name, issues] of groups) fresh.append(this.#group(name, issues, key, look, words.length > 0));
    if (groups.size === 0 && view.issues.length > 0) fresh.append(h("p", { class: "none" }, "没有找到。换一个词，或者清空上面的框。"));
    morph(this.body, fresh);
  }

  /** Brings the chosen issue into sight. */
  reveal() {
    this.body.querySelector('[aria-current="page"]')?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  #again() {
    if (this.#last) this.render(...this.#last);
  }

  #group(name, issues, key, look, searching) {
    const open = searching || !this.#folded.has(name);
    const all = this.#whole.has(name) || issues.length <= FIRST_SHOWN + 5;
    const shown = all ? issues : issues.filter((issue, index) => index < FIRST_SHOWN || issue.key === key);
    const fold = h(
      "button",
      { type: "button", class: "fold", "data-fold": name, "aria-expanded": String(open) },
      h("span", { class: "fold-name" }, name),
      h("span", { class: "fold-count" }, `${issues.length} 期`),
    );
    const group = h("section", { class: "group", "data-publication": name }, h("h2", {}, fold));
    if (!open) return group;
    group.append(h("ul", {}, shown.map((issue) => item(issue, key, look))));
    if (!all) {
      const rest = issues.length - FIRST_SHOWN;
      group.append(h("button", { type: "button", class: "whole", "data-whole": name }, `更早的 ${rest} 期`));
    }
    return group;
  }
}

/** An issue's name without the publication's, which stands over it. */
export function shortLabel(issue) {
  const short = issue.label.startsWith(issue.publication) ? issue.label.slice(issue.publication.length).trim() : issue.label;
  return short || issue.label;
}

/** The state of an issue as a badge. */
export function stateBadge(issue) {
  return issue.state && h("span", { class: issue.state === "定稿" ? "badge state final" : "badge state" }, issue.state);
}

/** What keeps an issue from being made, and what was found in it. */
function troubles(issue) {
  return [
    issue.secret && h("span", { class: "badge secret" }, "涉密"),
    issue.secret && h("span", { class: "why" }, "不在预览里显示"),
    issue.stopped && h("span", { class: "badge stop" }, "编不出来"),
    issue.errors > 0 && h("span", { class: "badge error" }, `${issue.errors} 个错误`),
    issue.warnings > 0 && h("span", { class: "badge warning" }, `${issue.warnings} 个警告`),
  ].filter(Boolean);
}

function item(issue, key, look) {
  const badges = troubles(issue);
  const inside = [
    h("span", { class: "item-name" }, shortLabel(issue)),
    stateBadge(issue),
    h("span", { class: "item-date" }, issue.date),
    badges.length > 0 && h("span", { class: "badges" }, badges),
  ];
  if (issue.secret) return h("li", {}, h("span", { class: "item closed", "data-key": issue.key }, inside));
  const current = issue.key === key ? "page" : null;
  const link = { class: "item", href: writeHash(issue.key, look), "data-key": issue.key, "aria-current": current };
  return h("li", {}, h("a", link, inside));
}

/** Publications in the order in which they come, the issues of each newest first. */
function grouped(issues) {
  const groups = new Map();
  for (const issue of issues) {
    const name = issue.publication;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(issue);
  }
  for (const group of groups.values()) group.sort(newestFirst);
  return groups;
}

/** Dates are compared as numbers, so that `2026-1-5` and `2026年1月5日` are the same. */
export function newestFirst(one, other) {
  const [a, b] = [one, other].map(({ date }) => (date.match(/\d+/g) ?? []).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (b[index] ?? 0) - (a[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return other.key.localeCompare(one.key, "zh", { numeric: true });
}

function haystack(issue) {
  const extra = [issue.stopped && "编不出来", issue.errors > 0 && "错误", issue.warnings > 0 && "警告", issue.secret && "涉密"];
  return [issue.publication, issue.label, issue.date, issue.state, issue.key, ...extra].filter(Boolean).join(" ").toLowerCase();
}

function toggle(set, value) {
  if (!set.delete(value)) set.add(value);
}
