"""Findings of the command `import`, worded: files that are refused, and what an editor should look at."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

_AS_DOCX = "请在 Word 或 WPS 里打开它，另存为 .docx 再导入；也可以复制全文，打 make import FILE=- 贴进来"

INTAKE: Mapping[str, Entry] = {
    # Files that are not taken
    "import-missing": Entry(
        "error", "找不到要导入的文件“{path}”", "找过：{tried}。请检查文件名和它所在的文件夹"
    ),
    "import-unreadable": Entry(
        "error", "打不开“{path}”：{reason}", "请检查这个文件，关掉正在打开它的程序，再导入一次"
    ),
    "import-empty": Entry("error", "这个文件是空的", "请向来稿单位再要一份，或者复制全文贴进来"),
    "import-no-text": Entry(
        "error", "这个文件里没有文字", "只有照片的，请把照片放进 content/media，再 make new REPORT=… 写说明"
    ),
    "import-large": Entry(
        "error", "这个文件超过 {size} MB，没有导入", "请先在 Word 里压缩图片，或者分成几个文件"
    ),
    "import-text-large": Entry("error", "这个文本文件超过 1 MB，没有导入", "请分成几个文件，一篇一个"),
    "import-too-long": Entry(
        "error", "文字太长，一篇放不下，没有导入", "一篇最多约 2500 段；请分成几个文件再导入"
    ),
    "import-too-much": Entry(
        "error", "这个 Markdown 文件程序处理不了：{reason}", "请先按这句话改，或者把文字存成 .txt 再导入"
    ),
    "import-encoding": Entry(
        "error", "这个文件不是文本，或者编码认不出来", "请用记事本打开，另存为 UTF-8 编码再导入"
    ),
    "import-kind": Entry(
        "error", "“{suffix}”这种文件不能导入", f"能导入的有 .docx、.doc、.txt、.md。{_AS_DOCX}"
    ),
    "import-pdf": Entry(
        "error",
        "这是 PDF，不能导入",
        "请向来稿单位要 Word 原稿；要不到的，打开 PDF 复制全文，打 make import FILE=- 贴进来",
    ),
    "import-locked": Entry(
        "error", "这个文件加了密码，读不了", "请在 Word 里打开，去掉密码另存为 .docx 再导入"
    ),
    "import-old-word": Entry("error", "这是旧格式的 Word 文件", _AS_DOCX),
    "import-doc-no-office": Entry(
        "error",
        "这是旧格式的 .doc 文件，这台机器上没有能转换它的 LibreOffice",
        f"{_AS_DOCX}。常有 .doc 来稿的，可以请管理员装 LibreOffice",
    ),
    "import-doc-failed": Entry("error", "LibreOffice 没有转换成这个 .doc 文件", _AS_DOCX),
    "import-damaged": Entry("error", "这个文件已经损坏，或者不是 Word 文件，打不开", _AS_DOCX),
    "import-not-word": Entry(
        "error",
        "这不是 Word 文件，里面没有正文",
        "电子表格请放进 content/requests 或者 content/lists；别的文件请另存为 .docx",
    ),
    "import-bomb": Entry(
        "error",
        "这个文件解开以后大得不正常，为了安全没有打开",
        "请核实它的来历；确是来稿的，在 Word 里打开另存为一个新的 .docx",
    ),
    "import-entities": Entry(
        "error",
        "这个文件里有 Word 不会写的内容（实体定义），为了安全没有打开",
        "请核实它的来历；确是来稿的，在 Word 里打开另存为一个新的 .docx",
    ),
    "import-unwritable": Entry(
        "error",
        "不能写入“{path}”：{reason}",
        "请检查文件夹能不能写入、磁盘有没有满，再导入一次；没有留下半截文件",
    ),
    "import-folder-empty": Entry(
        "error", "文件夹“{path}”里没有能导入的文件", "能导入的有 .docx、.doc、.txt、.md"
    ),
    # What an editor should look at: what was told of the report
    "import-title-guessed": Entry("notice", "标题取的是最前面一行：“{title}”", "不对就改“标题”"),
    "import-title-made-up": Entry("warning", "没有找到标题，先用了第一句：“{title}”", "请写上标题"),
    "import-title-twice": Entry(
        "warning", "已经有一篇同样标题的：{other}", "如果是同一件事的前后两稿，请只留一篇"
    ),
    "import-line-left": Entry("notice", "标题上面这一行没有放进正文：“{text}”", "要用请自己加上"),
    "import-dateline": Entry(
        "notice", "电头“{text}”没有放进正文，记者、通讯员写在“作者”里了", "印的时候署名在文末"
    ),
    "import-unit-missing": Entry(
        "warning", "没有找到报送单位，“单位”空着", "请填单位名单里的名称或者简称，不填编不出来"
    ),
    "import-unit-unknown": Entry("warning", "来稿写的单位是“{name}”，单位名单里没有，“单位”空着", "{near}"),
    "import-unit-guessed": Entry("notice", "单位是从{place}里认出来的：{unit}", "请核对是不是报送单位"),
    "import-day-missing": Entry(
        "warning", "没有找到日期，“日期”空着，文件名以“未定”开头", "请填事情发生的日期，不填编不出来"
    ),
    "import-day-guessed": Entry("notice", "日期取的是正文里最先出现的 {day}", "请核对是不是事情发生的那一天"),
    "import-signed-period": Entry(
        "warning",
        "日期 {day} 在已定稿的{title}的报道期间里，填了“栏目”“标签”，那一期的“选取”可能把这一篇收进去，"
        "那一期就会报错",
        "请先在 {file} 里把“选取”改成“文章”，写明原来的几篇；只在新的一期的“文章”里写这一篇，不管用",
    ),
    "import-year-guessed": Entry("notice", "日期没有写年份，按{why}定为 {day}", "请核对年份"),
    "import-numbers-kept": Entry(
        "notice",
        "小标题的序号不是从一起挨着数、或者不是“一、（一）1.（1）”这个次序，照原样留着",
        "请核对；想让程序自动编号，把序号删去",
    ),
    "import-bold-headings": Entry(
        "notice", "有 {count} 行加粗的短行当作小标题，印的时候前面自动加序号", "不是小标题的，删去行首的“##”"
    ),
    "import-bold-dropped": Entry("notice", "正文大半是粗体，都改成了普通字", "要强调的地方请自己加 **"),
    "import-line-broken": Entry(
        "warning",
        "有一段没有写完就另起一段：“…{text}”，下面是“{next}…”",
        "本来是一段的，请把两段接起来；是小标题或者单独一行的，不用改",
    ),
    "import-heading-empty": Entry("notice", "有一个没有文字的小标题，没有放进来"),
    "import-signs-widened": Entry("notice", "文中“*”“_”“[”这类符号太多，都换成了全角的", "请核对"),
    "import-braces": Entry(
        "notice",
        "文中有连写的花括号，程序会当作台账里的数，已在两个括号中间加了空格",
        "真要印台账里的数，请自己改成连写",
    ),
    # What an editor should look at: what was left out or made simpler
    "import-tracked": Entry(
        "warning", "有 {count} 处修订：增加的按接受处理，删去的没有放进来", "请同来稿单位核对是不是最后的稿子"
    ),
    "import-comments": Entry("warning", "有 {count} 条批注，没有放进来", "请在 Word 里看一看写的是什么"),
    "import-hidden": Entry("warning", "有 {count} 处隐藏文字，没有放进来", "请在 Word 里看一看写的是什么"),
    "import-text-boxes": Entry("warning", "有 {count} 个文本框，里面的文字放在了它后面", "请核对位置"),
    "import-formulas": Entry("warning", "有 {count} 个公式，没有放进来", "请自己补上，或者截成图片"),
    "import-objects": Entry(
        "warning", "有 {count} 个嵌入的对象（表格、公式、附件等），没有放进来", "请自己补上，或者截成图片"
    ),
    "import-charts": Entry(
        "warning", "有 {count} 个 Word 图表，没有放进来", "要用的话，请在 Word 里另存为图片"
    ),
    "import-smart-art": Entry(
        "warning", "有 {count} 个 SmartArt 图形，没有放进来", "要用的话，请在 Word 里另存为图片"
    ),
    "import-chunks": Entry(
        "warning", "有 {count} 段插入的外部文档，没有放进来", "请在 Word 里另存一次再导入"
    ),
    "import-links": Entry("notice", "有 {count} 个指向文件外面的链接，没有打开，只留了文字"),
    "import-macros": Entry("warning", "这个文件带有宏，没有运行，也没有放进来", "请核实它的来历"),
    "import-raised": Entry("notice", "上标或下标“{text}”成了普通的字", "请核对，例如 m² 可以直接打“²”"),
    "import-note-lost": Entry(
        "warning", "这条脚注没有放进来，正文里没有它的位置：“{text}”", "要用请自己加上"
    ),
    "import-table-merged": Entry(
        "warning", "“{text}”开头的表格有合并的格子，拆开了，内容写在第一格，其余空着", "请对照原稿核对"
    ),
    "import-table-nested": Entry("warning", "“{text}”开头的表格里套着表格，拉平了", "请对照原稿核对"),
    "import-cropped": Entry(
        "warning",
        "有 {count} 张图片在 Word 里裁剪过，取出来的是没有裁剪的原图",
        "请看一看裁掉的部分能不能登，不能登请自己再裁",
    ),
    "import-picture-outside": Entry(
        "warning", "有一张图片不在文件里，是外面的链接，没有去取", "请向来稿单位要这张图片"
    ),
    "import-picture-missing": Entry(
        "warning", "没有找到图片“{path}”", "请把它放在来稿旁边再导入，或者自己加进“图片”"
    ),
    "import-picture-refused": Entry(
        "warning", "第 {number} 张图片没有取出来：{what}", "请在 Word 里把它另存为 JPG 或 PNG，再加进“图片”"
    ),
    "import-picture-small": Entry(
        "warning", "第 {number} 张图片只有 {width}×{height} 像素，印出来会不清楚", "请向来稿单位要原图"
    ),
}
