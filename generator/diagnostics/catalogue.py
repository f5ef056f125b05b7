"""Every finding's sentence: what is wrong and what to do, in the editors' words.

A code is made of the thing and the fault. `docs/messages.md` is generated from this table.
The sentences are `str.format` templates over the data of the finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class Entry(NamedTuple):
    severity: Literal["error", "warning", "notice"]
    message: str
    hint: str = ""


CATALOGUE: Mapping[str, Entry] = {
    # Files
    "file-missing": Entry("error", "找不到文件“{path}”", "{near}"),
    "file-unreadable": Entry("error", "打不开这个文件：{reason}", "请检查它是不是普通文件、有没有读取权限"),
    "file-outside": Entry(
        "error",
        "这个文件实际放在站点的 content 文件夹以外",
        "请把文件本身复制到 content 文件夹里，不要放快捷方式（链接）",
    ),
    "file-empty": Entry("error", "这个文件是空的", "请写上内容；不用的文件请删掉"),
    "file-too-large": Entry(
        "error",
        "这个文件有 {size} MB，超过了 1 MB",
        "这里只放文字；图片请另存到 content/media 文件夹，再写上它的路径",
    ),
    "file-binary": Entry(
        "error",
        "这不是文本文件",
        "如果它是 Word 文档或者表格，请把文字复制出来，另存为纯文本，编码选 UTF-8",
    ),
    "file-encoding": Entry(
        "error", "从这里起有认不出的文字编码", "请用原来的编辑软件打开，另存为纯文本，编码选 UTF-8"
    ),
    "file-gb18030": Entry("notice", "这个文件的编码是 GB 18030，已经照样读取", "下次保存时编码请选 UTF-8"),
    "site-missing": Entry(
        "error", "这个文件夹里没有 site.yaml，不是一个站点", "请换到站点的文件夹，或者用 --site 指出它在哪里"
    ),
    "site-no-content": Entry("error", "站点里没有 content 文件夹", "请在 site.yaml 旁边新建 content 文件夹"),
    "units-missing": Entry(
        "error",
        "找不到单位名单 content/units.yaml",
        "请新建这个文件，一行写一个单位：- {{名称: 市教育局, 类别: 市直}}",
    ),
    # How YAML is written
    "yaml-wide-colon": Entry(
        "error", "“{key}”后面用了全角冒号“：”", "请改成半角冒号，后面空一格：{key}: {value}"
    ),
    "yaml-no-space": Entry("error", "“{key}:”后面少了一个空格", "请在冒号后面空一格：{key}: {value}"),
    "yaml-tab": Entry("error", "行首用了制表符（Tab 键）", "请改用空格，每退一级空两格"),
    "yaml-wide-comma": Entry(
        "error", "这里用了“{mark}”来分隔", "括号里的各项请用半角逗号加一个空格分开：[甲, 乙]"
    ),
    "yaml-wide-bracket": Entry("error", "这里用了全角括号“{mark}”", "请改成半角括号“{right}”"),
    "yaml-wide-quote": Entry("error", "这里用了全角引号来包住内容", '请改成半角引号 "，前后都要改'),
    "yaml-quote-open": Entry("error", "这里的引号 {mark} 没有配对的另一个", "请在这段内容的末尾补上 {mark}"),
    "yaml-bracket-open": Entry(
        "error", "这里的“{mark}”没有配对的“{right}”", "请在最后一项后面补上“{right}”，各项之间用半角逗号分开"
    ),
    "yaml-colon-in-value": Entry(
        "error",
        "“{key}”的内容里有半角冒号，程序分不清哪里是内容",
        '请把这个冒号改成全角“：”，或者给整个内容加上半角引号 "',
    ),
    "yaml-special-start": Entry("error", "内容不能直接用“{mark}”开头", '请给整个内容加上半角引号："{mark}…"'),
    "yaml-after-quote": Entry("error", "引号后面还有文字", "引号要包住整个内容；内容里面的引号请用全角“”"),
    "yaml-indent": Entry("error", "这一行的缩进和上下行对不齐", "同一级的各行请从同一列开始，下一级多空两格"),
    "yaml-list-mixed": Entry(
        "error", "列表里的这一行没有用“- ”开头", "列表的每一项都要用“- ”开头，并且左边对齐"
    ),
    "yaml-duplicate-key": Entry("error", "“{key}”写了两次，第一次在第 {line} 行", "请只留一处"),
    "yaml-documents": Entry(
        "error", "这里又出现了一条“---”，一个文件里只能有一份内容", "请删掉这条“---”，或者另存成两个文件"
    ),
    "yaml-alias-loop": Entry("error", "“*”引用的内容里又引用了它自己", "请删掉“&”和“*”的写法，直接写内容"),
    "yaml-alias-bomb": Entry("error", "“*”引用展开以后超过 {limit} 项", "请删掉“&”和“*”的写法，直接写内容"),
    "yaml-alias-unknown": Entry("error", "内容不能直接用“*”开头", '请给整个内容加上半角引号："*…"'),
    "yaml-too-deep": Entry("error", "这里套得太深，超过 {limit} 层", "请检查括号和行首的“- ”是不是写多了"),
    "yaml-tag": Entry("error", "内容不能直接用“!”开头", '请给整个内容加上半角引号："!…"'),
    "yaml-control": Entry("error", "这里有一个看不见的控制字符", "请删掉这个字符，重新输入这一处"),
    "yaml-key-not-text": Entry("error", "冒号前面应当只是一个名称", "请写成“名称: 内容”"),
    "yaml-not-mapping": Entry("error", "这里应当是“名称: 内容”的形式", "例如：{example}"),
    "yaml-not-list": Entry("error", "这里应当是一个列表", "每一项各写一行，用“- ”开头"),
    "yaml-syntax": Entry("error", "这里的写法程序读不懂", "请对照上下行，检查冒号、引号、括号和缩进"),
    # Keys and values
    "key-unknown": Entry("error", "不认识“{key}”", "{near}"),
    "key-twice": Entry("error", "“{key}”和第 {line} 行的“{other}”是同一项", "请只留一处"),
    "key-missing": Entry("error", "缺少“{name}”", "请加上一行，例如：{example}"),
    "value-blank": Entry("error", "“{name}”没有写内容", "请写上内容，例如：{example}"),
    "value-not-text": Entry("error", "“{name}”只能写一段文字", "请写成一行，例如：{example}"),
    "value-not-list": Entry("error", "“{name}”应当是一个列表", "请写成：{name}: [甲, 乙]"),
    "value-not-mapping": Entry("error", "“{name}”应当分几项来写", "例如：{example}"),
    "value-blank-item": Entry("error", "“{name}”里有一项是空的", "请写上内容，或者删掉这一项"),
    "value-not-yes-no": Entry("error", "“{name}”应当写“是”或“否”，不能是“{text}”", "请写成：{name}: 是"),
    "value-not-count": Entry(
        "error", "“{name}”应当是一个数，不能是“{text}”", "请只写阿拉伯数字，例如：{example}"
    ),
    "value-count-small": Entry("error", "“{name}”不能小于 {least}", "请检查这个数"),
    "value-count-large": Entry("error", "“{name}”不能大于 {most}", "请检查这个数"),
    "value-not-weekday": Entry(
        "error", "“{name}”应当是一周里的一天，不能是“{text}”", "请写周一到周日中的一个，例如：{name}: 周一"
    ),
    "value-not-choice": Entry("error", "“{name}”不能是“{text}”", "可以写：{allowed}"),
    "value-wrong": Entry("error", "“{name}”的内容不对", "请对照手册里的例子改写，例如：{example}"),
    "date-form": Entry("error", "“{text}”不是程序认得的日期", "请写成 2022-06-03、2022年6月3日 或 2022/6/3"),
    "date-impossible": Entry("error", "没有这一天：{year}年{month}月只有 {last} 天", "请检查“{text}”里的日"),
    "date-no-month": Entry("error", "没有这一天：一年没有{month}月", "请检查“{text}”里的月"),
    "date-year": Entry("error", "“{text}”里的年份不对", "年份请写四位数，例如 2022"),
    "time-form": Entry("error", "“{text}”里的时间写法不对", "请写成 2022-06-05 14:30"),
    "time-impossible": Entry("error", "“{text}”里的时间不存在", "时间从 0:00 到 24:00"),
    "period-form": Entry(
        "error",
        "“{text}”不是程序认得的起止日期",
        "请写成 2022-05-30 至 2022-06-05、2022年第22周、2022年5月、2022年第二季度 或 2022年",
    ),
    "period-backwards": Entry(
        "error", "起止日期“{text}”里，后一个日期比前一个早", "请把两个日期对调，或者检查年份"
    ),
    "week-impossible": Entry("error", "没有{year}年第{number}周，这一年只有 {count} 周", "请检查周数"),
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
    "issue-twice": Entry("error", "这一期有两个文件，另一个是“{other}”", "请只留一个"),
    "issue-note-twice": Entry("error", "按语写了两次：上面的“按语”和下面的正文", "请只留一处"),
    "issue-no-number": Entry("error", "定稿必须有期号", "请加上一行，例如：期号: 5"),
    "issue-empty": Entry("error", "这一期没有文章", "请在“栏目”里用“文章”列出报送信息，或者用“选取”写明条件"),
    "report-missing": Entry("error", "找不到报送信息“{path}”", "{near}"),
    "report-twice": Entry("error", "“{path}”在这一期里用了两次，第一次在第 {line} 行", "请删掉其中一处"),
    # End of loading
    # Templates and output
    "template-missing": Entry(
        "error",
        "找不到模板“{name}”",
        "站点的 templates/ 里如果改过文件名，请改回原名；没有改过，请重新安装本程序",
    ),
    "template-syntax": Entry(
        "error",
        "模板写错了，读不下去",
        "请检查这一行前后的 {{{{ }}}} 和 {{% %}} 是否成对、有没有写错字（模板引擎的原话：{reason}）",
    ),
    "template-undefined": Entry(
        "error",
        "模板里用了一个不存在的名称“{name}”",
        "请对照程序自带的同名模板改正；名称区分大小写",
    ),
    "template-failed": Entry(
        "error",
        "模板执行到这一行时出错",
        "请对照程序自带的同名模板改正（模板引擎的原话：{reason}）",
    ),
    "template-encoding": Entry(
        "error",
        "模板“{name}”不是 UTF-8 编码",
        "请用编辑器把它另存为 UTF-8 编码",
    ),
    "media-missing": Entry(
        "error",
        "找不到图片“{path}”",
        "请把图片放进 content/media/，或者改正文章里的图片文件名",
    ),
    "media-unreadable": Entry(
        "error",
        "图片“{path}”打不开",
        "文件可能已经损坏，或者不是图片；请用看图软件打开后另存为 JPG 再用",
    ),
    "output-unwritable": Entry(
        "error",
        "不能写入“{path}”：没有权限",
        "请换一个文件夹（--output 文件夹），或者请管理员给这个文件夹写入权限",
    ),
    "output-blocked": Entry(
        "error",
        "不能写入“{path}”：{obstacle}占着这个位置",
        "请把它改名或者移走，再做一次",
    ),
    "output-full": Entry(
        "error",
        "不能写入“{path}”：磁盘已满",
        "请腾出空间再做一次；原来的成品没有改动",
    ),
    "output-failed": Entry(
        "error",
        "不能写入“{path}”：{reason}",
        "请检查这个文件夹是否还在、能不能打开；原来的成品没有改动",
    ),
    # Compiling: numbers, selection, foot
    "number-duplicate": Entry(
        "error",
        "{label}用了两次：“{other}”也是{label}",
        "请改正其中一期的“期号”；草稿可以不写“期号”，由程序接着排",
    ),
    "total-duplicate": Entry(
        "error",
        "总第{total}期用了两次：“{other}”也是总第{total}期",
        "请改正其中一期的“总期号”，或者删去这一行，由程序接着数",
    ),
    "number-skipped": Entry(
        "warning",
        "《{name}》没有{missing}，这里已经是{label}",
        "如果缺的那一期还没有录入，请补上；如果期号写错了，请改“期号”",
    ),
    "number-order": Entry(
        "warning",
        "{label}的签发日期比“{other}”（{before}）晚，期号却比它小",
        "请核对这两期的“期号”和“签发日期”",
    ),
    "total-unexpected": Entry(
        "warning",
        "总期号接不上：前一期是总第{before}期，这一期写的是总第{total}期",
        "如果没有缺期，请改成{expected}，或者删去“总期号”，由程序接着数",
    ),
    "total-below-number": Entry(
        "warning",
        "《{name}》的第一期会印成“{line}”，总期号比期号还小",
        "请在 site.yaml 的这个刊物下写“总期起始”，也就是这里第一期的总期号，例如“总期起始: 78”",
    ),
    "report-used-twice": Entry(
        "error",
        "“{report}”在“{first}”和“{second}”里都用了",
        "同一种刊物里一篇只用一次，请从其中一期的“文章”里删去；"
        "如果“{first}”是按“选取”收进去的，请在那一期收紧“选取”的条件",
    ),
    "report-unused": Entry(
        "warning", "“{title}”还没有哪一期采用", "要用就写进一期的“文章”；暂时不用可以不管"
    ),
    "report-broken": Entry(
        "error", "这一期要用的“{path}”没有读进来，这一期先不生成", "请先按提示改正那个文件，再重新生成"
    ),
    "selection-empty": Entry(
        "warning",
        "栏目“{section}”按“选取”没有找到文章，不印这个栏目里的选取部分（报道期间：{period}）",
        "请核对“选取”的条件和“报道期间”；前面各期用过的、这一期“文章”里写明的，不会再选",
    ),
    "section-empty": Entry(
        "warning", "栏目“{section}”没有文章，不印这个栏目", "请在这个栏目下写“文章”或者“选取”，或者删去栏目"
    ),
    "issue-without-articles": Entry(
        "error",
        "这一期选不出文章，没有可以印的内容",
        "请在“栏目”下用“文章”写明要用的文件，或者放宽“选取”的条件",
    ),
    "period-needed": Entry(
        "error",
        "这一期用了“选取”，还要写“报道期间”",
        "《{name}》的“频次”推算不出期间，请写上，例如“报道期间: 2022-05-30 至 2022-06-05”",
    ),
    "class-without-units": Entry(
        "warning",
        "“{name}”是单位类别，但 units.yaml 里没有这一类的单位，印数没有算上它",
        "请在 units.yaml 里给这些单位写上“类别”，或者直接写“印数”",
    ),
    "kind-not-made": Entry(
        "error",
        "《{name}》的类型是“{kind}”，现在还不能生成这种刊物",
        "现在能生成的类型：{kinds}。请改“类型”，或者先把 content/issues/{publication} 移到别处",
    ),
    # Typesetting
    "faces-none": Entry(
        "error",
        "这台机器上一种中文字体也没有，做不了成品",
        "请运行 make faces 取字体；不能上网时，把办公室自己的字体文件放进字体文件夹（make doctor 会说在哪里）",
    ),
    "faces-substituted": Entry(
        "notice", "没有{role}，暂用“{used}”代替", "运行 make faces 取字体，或者装上办公室自己的字体"
    ),
    "glyph-missing": Entry(
        "error",
        "“{char}”（{code}）这个字，哪一种字体里都没有，印出来会是空白",
        "请核对是不是打错的字；确实要用，请装上有这个字的字体，再重新生成",
    ),
    "page-remark": Entry("notice", "排版程序提示：{text}", "如果页面看上去没有问题，可以不管"),
    "page-failed": Entry(
        "error",
        "这一期排版时程序出错：{text}",
        "内容没有受损，原来的成品还在。请把这条消息连同这一期的文件一起交给维护人员",
    ),
    # Layout profile (templates/profiles) and measuring
    "profile-missing": Entry(
        "error",
        "找不到版式文件“{path}”，或者打不开它",
        "请检查 site.yaml 里“版式”写的名称，文件放在 templates/profiles 文件夹里",
    ),
    "profile-syntax": Entry(
        "error", "版式文件的这里程序读不懂", "请对照上下行，检查冒号、括号和逗号，都要用半角"
    ),
    "profile-empty": Entry("error", "版式文件“{path}”里没有内容", "请复制一份 gbt9704.yaml，再改里面的数"),
    "profile-key-unknown": Entry("error", "版式里没有“{key}”这一项", "是不是想写“{near}”？"),
    "profile-key-twice": Entry("error", "“{key}”和前面的“{other}”是同一项", "请只留一处"),
    "profile-key-missing": Entry("error", "版式里缺少“{key}”", "请从 gbt9704.yaml 里把这一项抄过来"),
    "profile-not-number": Entry(
        "error", "“{key}”应当是一个数，不能是“{text}”", "请只写阿拉伯数字，例如：15.793"
    ),
    "profile-not-whole": Entry(
        "error", "“{key}”应当是一个整数，不能是“{text}”", "请只写阿拉伯数字，例如：28"
    ),
    "profile-value": Entry("error", "“{key}”的写法不对", "请对照 gbt9704.yaml 里同一项的写法"),
    "pdf-missing": Entry("error", "找不到 PDF 文件“{path}”", "请检查文件名和它所在的文件夹"),
    "pdf-locked": Entry("error", "“{path}”加了密码，量不了", "请换一份没有密码的 PDF"),
    "pdf-unreadable": Entry("error", "“{path}”不是完好的 PDF", "请重新生成这个文件"),
    "pdf-without-text": Entry(
        "error", "“{path}”里没有文字，量不了", "扫描成图片的 PDF 不能量，请用程序生成的那一份"
    ),
    "profile-unknown": Entry(
        "error", "没有叫“{name}”的版式", "现有的版式：{known}。请改 site.yaml 里的“版式”"
    ),
    "issue-unknown": Entry("error", "没有“{name}”这一期", "{near}"),
    "build-stopped": Entry("notice", "已中断，已经写好的成品都是完整的；再运行一次会接着做"),
    # New files
    "new-exists": Entry(
        "error",
        "已经有“{path}”，没有改动它",
        "要接着写这个文件，请直接打开；要另建一个，请先把它改名，或者换一个名称",
    ),
    "new-publication-unknown": Entry(
        "error", "site.yaml 里没有代号是“{name}”的刊物", "请写刊物的代号，{near}"
    ),
    "new-name-unsafe": Entry(
        "error",
        "“{name}”不能用作文件名",
        "只用汉字、字母、数字和短横，不超过 60 个字，不写文件夹，例如 0603-shijiaoyuju",
    ),
    "new-placeholder": Entry(
        "error",
        "新建文件用的模板里有程序不认识的“{text}”",
        "可以用：{known}；要写出“$”这个字符，请写成“$$”",
    ),
    "new-unwritable": Entry(
        "error",
        "不能新建“{path}”：{reason}",
        "请检查站点的文件夹能不能写入、磁盘有没有满",
    ),
}
