/** The line to the preview program: server-sent events, opened again whenever they break off. */

const FIRST_WAIT = 300;
const LONGEST_WAIT = 2000;
/** A hidden window gives its line back after this long, since a browser has six for one host. */
const HIDDEN = 30_000;
/** A clock that jumped this far says that the machine slept; the line may be dead without anyone being told. */
const SLEPT = 20_000;
const CLOCK = 5_000;

/**
 * Calls `on.view`, `on.web`, `on.print`, `on.assets` with the data of each event, `on.open` and `on.lost`
 * when the line is there and when it is not. `key()` names the issue that the window shows.
 */
export class Line {
  #source = null;
  #timer = 0;
  #hiding = 0;
  #wait = FIRST_WAIT;
  #tick = Date.now();
  #name = Math.random().toString(36).slice(2, 12);

  constructor(key, on) {
    this.key = key;
    this.on = on;
    document.addEventListener("visibilitychange", () => this.#seen());
    window.addEventListener("pageshow", (event) => event.persisted && this.open());
    window.addEventListener("pagehide", () => this.close());
    window.addEventListener("online", () => this.open());
    setInterval(() => this.#listenToClock(), CLOCK);
  }

  /** Opens the line, or opens it anew: for another issue, or because it may be dead. */
  open() {
    this.close();
    const query = new URLSearchParams({ window: this.#name, key: this.key() });
    const source = new EventSource(`/api/events?${query}`);
    this.#source = source;
    source.onopen = () => {
      this.#wait = FIRST_WAIT;
      this.on.open();
    };
    source.onerror = () => this.#broke(source);
    for (const name of ["view", "web", "print", "assets"]) {
      source.addEventListener(name, (event) => this.on[name](JSON.parse(event.data)));
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #broke(source) {
    if (source !== this.#source) return;
    this.close();
    this.on.lost();
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  #seen() {
    clearTimeout(this.#hiding);
    if (document.hidden) this.#hiding = setTimeout(() => this.close(), HIDDEN);
    else if (this.#source === null) this.open();
  }

  #listenToClock() {
    const passed = Date.now() - this.#tick;
    this.#tick = Date.now();
    if (passed > SLEPT && !document.hidden) this.open();
  }
}

/** Work that is asked for at any moment and never done twice at once: what is asked meanwhile is done after. */
export class Latest {
  #running = false;
  #again = false;
  #done = Promise.resolve();

  constructor(work) {
    this.work = work;
  }

  /** Resolves when everything that was asked for is done. */
  get done() {
    return this.#done;
  }

  ask() {
    this.#again = true;
    if (!this.#running) this.#done = this.#run();
  }

  async #run() {
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.work();
      }
    } finally {
      this.#running = false;
    }
  }
}
