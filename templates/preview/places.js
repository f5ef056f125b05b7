/** Places in the editor's files: named in words, opened in the editor or copied. */

/** `content/reports/a.md:12` → its file and line; null where it is no place. */
export function parsePlace(text) {
  const cut = text.lastIndexOf(":");
  const line = Number(text.slice(cut + 1));
  return cut > 0 && Number.isInteger(line) && line > 0 ? { file: text.slice(0, cut), line, column: 1 } : null;
}

/** The place in words, with the file's name alone: `0528-jiaoyu.md 第12行`. */
export function placeWords(place) {
  return `${place.file.split("/").pop()} 第${place.line}行`;
}

/**
 * Opens the editor at a place where a command for it is set, else copies `file:line`.
 * Returns the sentence that says what was done.
 */
export async function openPlace(place, hasEditor) {
  if (hasEditor) {
    const message = await askEditor(place);
    if (message === "") return `已在编辑器里打开 ${placeWords(place)}`;
    return `${message}；${await copyPlace(place)}`;
  }
  return copyPlace(place);
}

/** "" where the editor was opened, else why not. */
async function askEditor({ file, line, column }) {
  try {
    const answer = await fetch("/api/open", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ file, line, column: column || 1 }),
    });
    if (answer.ok) return "";
    const { message } = await answer.json();
    return String(message).replace(/[。；]$/, "");
  } catch {
    return "没有打开：预览程序没有应答";
  }
}

async function copyPlace(place) {
  const text = `${place.file}:${place.line}`;
  return (await copied(text)) ? `已复制 ${text}` : `请在编辑器里打开 ${text}`;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without the permission, the old way through a selected field still works in most browsers.
    const before = document.activeElement;
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;top:0;opacity:0";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    before?.focus?.({ preventScroll: true });
    return done;
  }
}
