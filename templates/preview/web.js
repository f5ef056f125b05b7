/** The web page of the chosen issue in its frame. */

import { address } from "./dom.js";

export class WebPane {
  #folder = null;
  #version = "";
  #asked = "";
  #live = null;

  /** `moved(folder)` is called when the reader followed a link to another page in the frame. */
  constructor(frame, moved) {
    this.frame = frame;
    frame.addEventListener("load", () => {
      const folder = folderOf(frame);
      if (folder === null) return;
      // A page that is no page of the site, as a refusal, has no live part.
      if (this.#live && this.#live.window.document !== frame.contentDocument) this.#live = null;
      if (folder !== this.#folder) {
        this.#folder = folder;
        moved(folder);
      }
    });
  }

  /** Shows the page of a folder in a version; the same folder in another version changes in place. */
  show(folder, version) {
    if (folder === this.#folder) {
      if (version !== this.#version) this.renew(version);
      return;
    }
    this.#folder = folder;
    this.#version = this.#asked = version;
    this.#live = null;
    // Replaced, so that the browser's way back leads through issues and not through the frame's pages.
    this.frame.contentWindow.location.replace(`/site/${folder ? `${address(folder)}/` : ""}index.html`);
  }

  /** Whether the frame has the page of a folder, in whatever version. */
  shows(folder) {
    return folder === this.#folder;
  }

  /** The page of the same folder is another one now. */
  renew(version) {
    this.#version = version;
    if (this.#live) {
      this.#asked = version;
      this.#live.renew();
    }
  }

  /** Asks again for what may not have come. */
  again() {
    this.#live?.renew();
  }

  restyle(version) {
    this.#live?.restyle(version);
  }

  step(forward) {
    this.#live?.step(forward);
  }

  /** The live part of a page in the frame says that it is there. */
  attach(live) {
    if (live.window !== this.frame.contentWindow) return;
    this.#live = live;
    // What came while the page was on its way is caught up.
    if (this.#asked !== this.#version) {
      this.#asked = this.#version;
      live.renew();
    }
  }
}

/** The folder below the output whose page a frame shows; null where it is none. */
function folderOf(frame) {
  const match = /^\/site\/(.*?)\/?(?:index\.html)?$/.exec(frame.contentWindow.location.pathname);
  return match ? decodeURIComponent(match[1]) : null;
}
