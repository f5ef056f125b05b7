"""What is wrong with units, pictures, reports, their text, and issues, as they are loaded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

CONTENT: Mapping[str, Entry] = {
    # The site and its units
    "publication-id": Entry(
        "error",
        "刊物的代号“{id}”不能用",
        "代号要用作文件夹名，只用小写英文字母、数字和短横，例如 gongzuo-jianbao",
    ),
    "publication-id-taken": Entry("error", "刊物的代号不能是“{id}”，程序自己要用这个名称", "请换一个代号"),
    "unit-name-twice": Entry(
        "error",
        "“{name}”这个名称已经用过，在第 {line} 行",
        "单位的名称、简称、曾用名都不能相同，请改其中一处",
    ),
    "unit-class-unknown": Entry(
        "warning", "单位类别“{text}”不在词表里", "词表里有：{allowed}；新类别请加到 site.yaml 的“词表”里"
    ),
    "unit-unknown": Entry("error", "单位名单里没有“{name}”", "{near}"),
    # Paths and pictures
    "path-absolute": Entry(
        "error", "“{path}”是电脑上的完整路径", "请写从 content 文件夹算起的路径，例如：{example}"
    ),
    "path-up": Entry("error", "路径“{path}”里不能有“..”", "请写从 content 文件夹算起的路径，例如：{example}"),
    "path-address": Entry(
        "error",
        "“{path}”是一个网址，这里只能用站点里的文件",
        "请把文件存到 content 文件夹里，再写它的路径，例如：{example}",
    ),
    "path-outside": Entry(
        "error",
        "“{path}”指到了站点的 content 文件夹以外",
        "请把文件复制到 content 文件夹里，再写它的路径，例如：{example}",
    ),
    "photo-missing": Entry("error", "找不到图片“{path}”", "{near}"),
    "photo-broken": Entry(
        "error", "“{path}”不是图片，或者已经损坏", "请用看图软件打开检查，另存为 JPG 或 PNG 再放进来"
    ),
    "photo-format": Entry("error", "“{path}”是 {format} 格式，不能用来排版", "请另存为 JPG 或 PNG"),
    "photo-too-large": Entry(
        "error", "图片“{path}”有 {width}×{height} 个像素，太大了", "请缩小到宽 4000 像素以内再放进来"
    ),
    # Reports
    "report-no-front": Entry(
        "error",
        "文件开头没有标题、单位、日期这几行",
        "请在第一行写“---”，下面写标题、单位、日期，再用一行“---”结束",
    ),
    "report-front-open": Entry(
        "error", "开头的“---”没有配对的另一行“---”", "请在标题、单位、日期这几行下面另起一行写“---”"
    ),
    "report-body-empty": Entry("warning", "没有正文", "请在第二条“---”下面写正文"),
    "report-body-no-chinese": Entry("warning", "正文里没有一个汉字", "请检查内容是不是贴错了"),
    "report-title-long": Entry(
        "warning", "标题有 {count} 个字，排出来会占好几行", "标题请控制在 {limit} 个字以内"
    ),
    # Markdown
    "html-tag": Entry(
        "error", "正文里不能写网页代码“{tag}”", "请删掉它；要强调文字请写 **文字**，要印出尖括号请用〈〉"
    ),
    "html-comment": Entry(
        "error", "正文里不能写这种批注“<!--”", "请删掉；对校对提示的说明请写成 <!-- 校对: … -->"
    ),
    "link-not-web": Entry("error", "链接“{address}”不能用", "链接只能指向 http:// 或 https:// 开头的网址"),
    "text-too-dense": Entry(
        "error", "这一段里的特殊符号（* _ ` [ 等）太多，程序无法处理", "请分成几段，或者删掉多余的符号"
    ),
    "text-too-deep": Entry("error", "这里的列表或引用套得太深", "请减少层次，最多套 {limit} 层"),
    "text-too-long": Entry("error", "正文超过 {limit} 行", "请分成几个文件"),
    "text-marks-unclear": Entry(
        "error",
        "这一段里的“*”或“_”没有配好对，程序分不清强调从哪里到哪里",
        "要强调的文字前后各写两个“*”：**文字**；要印出“*”请写成“\\*”",
    ),
    "heading-empty": Entry("warning", "这里有一个没有文字的小标题", "请写上文字，或者删掉行首的“#”"),
    "heading-too-deep": Entry("warning", "小标题超过了四级", "公文只有 一、（一）1.（1） 四级，请减少“#”"),
    "text-run-together": Entry(
        "warning",
        "这一行会接在上一行后面，成为同一段",
        "要另起一段，请在两行之间空一行（从 Word 粘贴来的文字常缺空行）",
    ),
    "table-no-rule": Entry(
        "warning",
        "这几行像表格，但缺少表头下面的横线行，会照原样印出竖线",
        "请在表头下面加一行，例如：| --- | --- |",
    ),
    "table-wide": Entry(
        "warning", "这个表格有 {count} 列，纸面上排不下", "请把表格拆开，或者行列对调；一般不超过 {limit} 列"
    ),
    "table-rule": Entry(
        "error",
        "表头下面这一行有 {count} 格，表头有 {expected} 格",
        "请让表头下面的“---”与表头一一对应，一列一个",
    ),
    "table-cells-extra": Entry(
        "error",
        "表格这一行有 {count} 格，表头只有 {expected} 格",
        "多出来的格子印不出来，请检查“|”是不是写多了",
    ),
    "table-cells-short": Entry(
        "warning", "表格这一行只有 {count} 格，表头有 {expected} 格", "缺的格子会空着，请检查“|”是不是写少了"
    ),
    "footnote-missing": Entry("error", "没有脚注“{name}”的内容", "请在文末另起一行写：[^{name}]: 脚注的内容"),
    "footnote-twice": Entry("error", "脚注“{name}”写了两次", "请给其中一个换一个编号"),
    "footnote-unused": Entry(
        "warning", "正文里没有用到脚注“{name}”", "请在正文里要加注的地方写 [^{name}]，或者删掉它"
    ),
    "footnote-nested": Entry("error", "脚注里面不能再加脚注", "请把两条脚注合成一条"),
    # Issues
    "issue-folder-unknown": Entry("error", "文件夹“{name}”不是 site.yaml 里的刊物", "{near}"),
    "issue-place": Entry("error", "这一期没有放在刊物的文件夹里", "请移到 content/issues/刊物的代号/ 里面"),
    "report-title-empty": Entry("error", "标题里没有字", "“\\\\”只表示在哪里折行，请写上标题"),
    "issue-twice": Entry("error", "这一期有两个文件，另一个是“{other}”", "请只留一个"),
    "issue-note-twice": Entry("error", "按语写了两次：上面的“按语”和下面的正文", "请只留一处"),
    "issue-no-number": Entry("error", "定稿必须有期号", "请加上一行，例如：期号: 5"),
    "issue-empty": Entry("error", "这一期没有文章", "请在“栏目”里用“文章”列出报送信息，或者用“选取”写明条件"),
    "report-missing": Entry("error", "找不到报送信息“{path}”", "{near}"),
    "report-twice": Entry("error", "“{path}”在这一期里用了两次，第一次在第 {line} 行", "请删掉其中一处"),
}
