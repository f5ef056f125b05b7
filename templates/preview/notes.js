/** What stands over a page that is open: where the change is, what was done, what is wrong. */

import { h } from "./dom.js";

const SAID = 5000;

const STYLE = `
  :host { all: initial; }
  .notes { position: fixed; inset: auto 0 14px; z-index: 2147482000; display: flex; flex-direction: column;
    align-items: center; gap: 8px; pointer-events: none;
    font: 14px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
  .notes > * { pointer-events: auto; max-width: min(40rem, calc(100vw - 24px)); box-sizing: border-box; margin: 0; }
  button { appearance: none; border: 1px solid #d9b45b; border-radius: 999px; background: #fff8e4; color: #5e4200;
    cursor: pointer; font: inherit; padding: 5px 16px; box-shadow: 0 2px 8px rgb(0 0 0 / 14%); }
  button:hover { background: #ffefc2; }
  button:focus-visible { outline: 3px solid #1a5fb4; outline-offset: 2px; }
  .said { background: #2b2a28; color: #fff; border-radius: 4px; padding: 6px 14px; overflow-wrap: anywhere; }
  .wrong { background: #fff; color: #1f1d1a; border: 1px solid #e2b6b1; border-left: 4px solid #b3241b; border-radius: 4px;
    padding: 8px 14px; white-space: pre-wrap; overflow-wrap: anywhere; box-shadow: 0 2px 12px rgb(0 0 0 / 16%); }
  [hidden] { display: none; }
  @media print { .notes { display: none; } }
`;

export class Notes {
  #timer = 0;

  constructor() {
    const host = h("preview-notes", { "data-preview": true });
    this.wrong = h("p", { class: "wrong", role: "alert", hidden: true });
    this.said = h("p", { class: "said", role: "status", hidden: true });
    this.jump = h("button", { type: "button", hidden: true });
    const notes = h("div", { class: "notes" }, this.jump, this.wrong, this.said);
    host.attachShadow({ mode: "open" }).append(h("style", {}, STYLE), notes);
    document.documentElement.append(host);
  }

  /** A sentence that goes by itself. */
  say(text) {
    clearTimeout(this.#timer);
    this.said.textContent = text;
    this.said.hidden = false;
    this.#timer = setTimeout(() => (this.said.hidden = true), SAID);
  }

  /** A sentence that stays until it is "". */
  complain(text) {
    if (this.wrong.textContent !== text) this.wrong.textContent = text;
    this.wrong.hidden = text === "";
  }

  /** Offers the way to a change; `go` is called when it is taken, and the offer goes. */
  offer(text, go) {
    this.jump.textContent = text;
    this.jump.hidden = text === "";
    this.jump.onclick = () => {
      this.jump.hidden = true;
      go();
    };
  }
}
