/** What is remembered: the choices of this reader in the browser, the chosen issue in the address. */

const NAME = "preview";
export const LOOKS = ["web", "print", "both"];

/** All choices that were kept. Storage may be switched off or hold what someone else wrote. */
export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return kept !== null && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  } catch {
    return {};
  }
}

/** Keeps some choices beside those that are kept already. */
export function remember(choices) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...recall(), ...choices }));
  } catch {
    return; // Nothing depends on it: the next window starts with the usual choices.
  }
}

/** `#/gongzuo-jianbao/2022-05?look=both` → {key, look}; "" for what is not there. */
export function readHash(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const look = new URLSearchParams(query).get("look") ?? "";
  let key = path;
  try {
    key = decodeURIComponent(path);
  } catch {
    key = ""; // Half an escape: an address that was typed or cut off.
  }
  return { key, look: LOOKS.includes(look) ? look : "" };
}

/** The hash of an issue in a look. */
export function writeHash(key, look) {
  return `#/${key.split("/").map(encodeURIComponent).join("/")}?look=${look}`;
}
