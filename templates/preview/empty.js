/** What is said where there is no page to show, and what to do. */

import { h } from "./dom.js";
import { reasons } from "./findings.js";

/** The words in place of an issue's page in a look; null where there is a page. */
export function wordsForNothing(view, issue, look) {
  if (view.issues.length === 0) return noIssues(view);
  if (!issue) return words("没有这一期", "它可能已经删去，或者改了文件名。请从“各期”里另选一期。");
  if (issue.secret) {
    return words("这一期涉密，不在预览里显示", "涉密的内容不经过浏览器。要看，请在 output 文件夹里打开它的 PDF。");
  }
  if (!issue.folder) {
    if (issue.stopped) return words("这一期还没有编成过", "按上面说的改好，一保存，这里就有了。");
    return words("正在编这一期", "编好就显示，请稍等。");
  }
  if (look === "print" && !issue.pages) {
    return words("印出来的页还没有排好", "排好就显示，请稍等；这时可以先看网页。");
  }
  return null;
}

function noIssues(view) {
  if (view.busy) return words("正在编第一遍", "编好一期，就显示一期，请稍等。");
  if (reasons(view, "").length > 0) return words("现在编不出来", "按上面说的改好，一保存，这里就有了。");
  return words(
    "这个站点里还没有一期",
    "新建一期：在终端里输入 make new ISSUE=刊物代号，比如 make new ISSUE=gongzuo-jianbao。",
    "也可以把写好的一期放进 content/issues/刊物代号/ 文件夹。放进去，这里就有了。",
  );
}

function words(title, ...lines) {
  return [h("h2", {}, title), lines.map((text) => h("p", {}, text))].flat();
}
