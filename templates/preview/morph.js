/**
 * Makes a live tree of nodes equal to another one and keeps every node that need not go: what is scrolled,
 * selected, opened or focused in it stays.
 *
 * Children are paired in three rounds: the same, then alike (most lines of text in common: an article of which a
 * paragraph changed), then by order. What is left over is removed or put in.
 */

/** Attributes that no reader sees: a line that moved in the source is no change of the page. */
const QUIET = new Set(["data-source"]);
const QUIET_TEXT = / data-source="[^"]*"/g;
const OPENED = /(<details\b[^>]*?) open=""/g;
/** Pairs that are compared at most for one list of children; beyond it only order counts. */
const MOST_PAIRS = 400_000;
const MOST_ALIKE = 2_500;

/** Changes `live` into `wanted`. Returns the elements whose own text, attributes or children changed. */
export function morph(live, wanted) {
  const touched = new Set();
  morphNode(live, wanted, touched);
  return touched;
}

function morphNode(live, wanted, touched) {
  if (live.isEqualNode(wanted) || live.localName === "script") return;
  if (live.nodeType !== Node.ELEMENT_NODE) {
    changeText(live, wanted.data);
    if (live.parentElement) touched.add(live.parentElement);
    return;
  }
  if (morphAttributes(live, wanted)) touched.add(live);
  morphChildren(live, wanted, touched);
}

/** Only the middle that differs is replaced, so that a selection before or after it stays. */
function changeText(node, text) {
  const before = node.data;
  const most = Math.min(before.length, text.length);
  let start = 0;
  while (start < most && before[start] === text[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  node.replaceData(start, before.length - start - end, text.slice(start, text.length - end));
}

function morphAttributes(live, wanted) {
  let changed = false;
  const keep = (name) => name === "open" && live.localName === "details";
  for (const { namespaceURI, localName, name, value } of [...wanted.attributes]) {
    if (keep(name) || live.getAttributeNS(namespaceURI, localName) === value) continue;
    live.setAttributeNS(namespaceURI, name, value);
    changed ||= !QUIET.has(name);
  }
  for (const { namespaceURI, localName, name } of [...live.attributes]) {
    if (keep(name) || wanted.hasAttributeNS(namespaceURI, localName)) continue;
    live.removeAttributeNS(namespaceURI, localName);
    changed ||= !QUIET.has(name);
  }
  return changed;
}

function morphChildren(live, wanted, touched) {
  const before = [...live.childNodes];
  const after = [...wanted.childNodes];
  const partner = pairs(before, after);
  const kept = new Set(partner);
  for (const node of before) {
    if (kept.has(node) || node.localName === "script") continue;
    if (!isBlank(node)) touched.add(node.nextElementSibling ?? node.previousElementSibling ?? live);
    node.remove();
  }
  let cursor = live.firstChild;
  after.forEach((node, index) => {
    const own = partner[index];
    if (own) {
      morphNode(own, node, touched);
      cursor = own.nextSibling;
      return;
    }
    const fresh = live.ownerDocument.importNode(node, true);
    live.insertBefore(fresh, cursor);
    if (!isBlank(fresh)) touched.add(fresh.nodeType === Node.ELEMENT_NODE ? fresh : live);
  });
}

function isBlank(node) {
  return node.nodeType !== Node.ELEMENT_NODE && !node.data.trim();
}

/** For each node of `after` the node of `before` that becomes it, or undefined; in the order of both. */
function pairs(before, after) {
  const found = new Array(after.length);
  const texts = new Map();
  const text = (node) => known(texts, node, seen);
  const same = (one, other) => text(one) === text(other);
  const lines = new Map();
  const alike = (one, other) => isAlike(known(lines, one, linesOf), known(lines, other, linesOf), one, other);
  const whole = [0, before.length, 0, after.length];
  for (const gap of match(before, after, whole, same, MOST_PAIRS, found)) {
    for (const rest of match(before, after, gap, alike, MOST_ALIKE, found)) inOrder(before, after, rest, found);
  }
  return found;
}

function known(values, node, make) {
  let value = values.get(node);
  if (value === undefined) {
    value = make(node);
    values.set(node, value);
  }
  return value;
}

/** What of a node a reader sees, as text to compare. */
function seen(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeName}${node.data}`;
  return node.outerHTML.replace(QUIET_TEXT, "").replace(OPENED, "$1");
}

function linesOf(node) {
  return new Set(node.textContent.split("\n").filter((line) => line.trim()));
}

function isAlike(some, others, one, other) {
  if (one.nodeName !== other.nodeName || some.size === 0 || others.size === 0) return false;
  let common = 0;
  for (const line of some) if (others.has(line)) common += 1;
  return common * 2 > Math.max(some.size, others.size);
}

/**
 * Pairs the longest common sequence of a gap [from, to, from, to] and returns the gaps that are left between the
 * pairs. `most` limits how many pairs are looked at.
 */
function match(before, after, [low, high, first, last], same, most, found) {
  let [b, bEnd, a, aEnd] = [low, high, first, last];
  while (b < bEnd && a < aEnd && same(before[b], after[a])) found[a++] = before[b++];
  while (b < bEnd && a < aEnd && same(before[bEnd - 1], after[aEnd - 1])) {
    found[--aEnd] = before[--bEnd];
  }
  const rows = bEnd - b;
  const columns = aEnd - a;
  if (rows === 0 || columns === 0 || rows * columns > most) return [[b, bEnd, a, aEnd]];
  const lengths = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
  const equal = Array.from({ length: rows }, () => new Uint8Array(columns));
  for (let i = rows - 1; i >= 0; i -= 1) {
    for (let j = columns - 1; j >= 0; j -= 1) {
      equal[i][j] = same(before[b + i], after[a + j]) ? 1 : 0;
      lengths[i][j] = equal[i][j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const gaps = [];
  let [i, j, gapB, gapA] = [0, 0, 0, 0];
  const close = () => (i > gapB || j > gapA) && gaps.push([b + gapB, b + i, a + gapA, a + j]);
  while (i < rows && j < columns) {
    if (equal[i][j]) {
      close();
      found[a + j++] = before[b + i++];
      [gapB, gapA] = [i, j];
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  [i, j] = [rows, columns];
  close();
  return gaps;
}

/** Pairs what is left of one kind in the order in which it stands. */
function inOrder(before, after, [low, high, first, last], found) {
  let b = low;
  for (let a = first; a < last; a += 1) {
    const place = before.slice(b, high).findIndex((node) => node.nodeName === after[a].nodeName);
    if (place < 0) continue;
    found[a] = before[b + place];
    b += place + 1;
  }
}
