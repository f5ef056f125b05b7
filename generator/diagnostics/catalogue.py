"""Every finding's sentence: what is wrong and what to do, in the editors' words.

A code is made of the thing and the fault. `docs/messages.md` is generated from this table.
The sentences are `str.format` templates over the data of the finding.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry
from generator.diagnostics.words_adoption import ADOPTION
from generator.diagnostics.words_archive import ARCHIVE
from generator.diagnostics.words_blocks import BLOCKS
from generator.diagnostics.words_content import CONTENT
from generator.diagnostics.words_corrections import CORRECTIONS
from generator.diagnostics.words_dispatch import DISPATCH
from generator.diagnostics.words_editions import EDITIONS
from generator.diagnostics.words_figures import FIGURES
from generator.diagnostics.words_files import FILES
from generator.diagnostics.words_finals import FINALS
from generator.diagnostics.words_intake import INTAKE
from generator.diagnostics.words_ledger import LEDGER
from generator.diagnostics.words_press import PRESS
from generator.diagnostics.words_privacy import PRIVACY
from generator.diagnostics.words_proofreading import PROOFREADING
from generator.diagnostics.words_send import SENDING
from generator.diagnostics.words_statistics import STATISTICS
from generator.diagnostics.words_volume import VOLUME
from generator.diagnostics.words_word import WORD

__all__ = ["CATALOGUE", "Entry"]

CATALOGUE: Mapping[str, Entry] = {
    **FILES,
    **CONTENT,
    **LEDGER,
    **STATISTICS,
    **FIGURES,
    **BLOCKS,
    **PRIVACY,
    **PROOFREADING,
    **INTAKE,
    **WORD,
    **DISPATCH,
    **CORRECTIONS,
    **SENDING,
    **FINALS,
    **ARCHIVE,
    **PRESS,
    **VOLUME,
    **ADOPTION,
    **EDITIONS,
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
    # Compiling: figures
    "ledger-none": Entry(
        "error",
        "这一期要用台账里的数，站点里还没有台账",
        "请把热线系统导出的表格（CSV、Excel）放进 content/requests/，再编一次",
    ),
    "ledger-incomplete": Entry(
        "error",
        "台账里有错误，这一期的数算不准，先不编",
        "请先改正 content/requests/ 里各个文件的错误，再编一次",
    ),
    "listing-broken": Entry(
        "error",
        "这一期要印清单“{name}”，可是清单文件里有错误，读不进来",
        "请先改正 content/{path}，再编一次",
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
    "report-broken-selected": Entry(
        "error",
        "“{path}”没有读进来，这一期的“选取”可能要用它，这一期先不生成",
        "请先按提示改正那个文件，再重新生成；不用的文件请移出 content/reports",
    ),
    "selection-empty": Entry(
        "warning",
        "栏目“{section}”按“选取”没有找到文章，不印这个栏目里的选取部分（报道期间：{period}）",
        "请核对“选取”的条件和“报道期间”；前面各期用过的、这一期“文章”里写明的，不会再选；"
        "这一期确实没有的，从这一期的“栏目”里删去这个栏目，就不再提醒",
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
    "unit-nearly": Entry(
        "warning", "“{name}”不是 units.yaml 里的单位，照原样印，按 1 份算", "是不是想写“{near}”？"
    ),
    "class-without-units": Entry(
        "warning",
        "“{name}”是单位类别，但 units.yaml 里没有这一类的单位，印数没有算上它",
        "请在 units.yaml 里给这些单位写上“类别”，或者直接写“印数”",
    ),
    # Typesetting
    "faces-none": Entry(
        "error",
        "这台机器上一种中文字体也没有，做不了成品",
        "请运行 make faces 取字体；不能上网时，把办公室自己的字体文件放进字体文件夹"
        "（make doctor 会说在哪里）",
    ),
    "faces-substituted": Entry(
        "notice", "没有{role}，暂用“{used}”代替", "运行 make faces 取字体，或者装上办公室自己的字体"
    ),
    "glyph-missing": Entry(
        "error",
        "“{char}”（{code}）这个字，哪一种字体里都没有，印出来会是空白",
        "请核对是不是打错的字，表情符号请删去；确实要用的字，请装上有它的字体，再重新生成",
    ),
    "footnotes-long": Entry(
        "warning", "第 {page} 页的脚注太长，超过了半页，可能排不好", "请把脚注改短，或者写进正文"
    ),
    "foot-misplaced": Entry(
        "error", "版记没有落在最后一页，大概是脚注太长", "请把最后几页的脚注改短，或者写进正文"
    ),
    "templates-face-table": Entry(
        "error",
        "字体表 templates/shared/faces.yaml 读不懂：{reason}",
        "请对照程序自带的字体表改正，或者删去站点里的这个文件",
    ),
    "cache-unwritable": Entry(
        "error",
        "不能写入缓存文件夹“{path}”：{reason}",
        "请检查它是不是一个文件、本人能不能写入；这个文件夹可以删去",
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
