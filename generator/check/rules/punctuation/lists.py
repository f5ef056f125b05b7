"""Marks between the parts of a list, colons within colons, what is no title."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN, before
from generator.model.prose import CAPTION, CELL, HEADS, RUNNING, Block

_SERIES = pattern(r"“[^“”、]{1,60}”(?:、“[^“”]{1,60}”)+|《[^《》]{1,80}》(?:、《[^《》]{1,80}》)+")
_BETWEEN = pattern(r"(?<=[》”])、(?=[《“])")


def between_pairs(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if "”、“" not in text and "》、《" not in text:
        return
    for series in _SERIES.finditer(text):
        # A list of which other members stand without marks, or with something in brackets, keeps its 、.
        if before(text, series.start()) == "、" or text[series.end() : series.end() + 1] in ("、", "（"):
            continue
        for match in _BETWEEN.finditer(text, series.start(), series.end()):
            sides = text[match.start() - 1] + text[match.end()]
            yield Hit(match.start(), match.end(), {"left": sides[0], "right": sides[1]}, "")


_AND = pattern(
    rf"、(?P<word>以及|及(?![时早格第物至])|或者(?=[一-鿿“《])|并且|而且|或(?![许者])(?=[一-鿿“《])"
    rf"|并(?![网购轨联发案行列重举存表处排肩线用拢蒂])(?=[一-鿿])|[和与](?=[{HAN}“《]{{1,12}}(?:[，。；）]"
    rf"|(?<=等)))|[和与](?=[{HAN}“《0-9A-Z]{{2}}))"
)
_NAMED = pattern("和[一-鿿]{1,2}[（(]")
"""和 is a surname, too."""
_COMMA_AND = pattern(rf"，(?P<word>和)(?=[{HAN}]{{2,4}}(?:[，。；]|等|\Z))")
_ABOUT = pattern(r"和[^，。；]{1,16}(?:[有相无]关|[一两]样|相比|[类相]似)")
_ITEM_BEFORE = pattern(rf"、[{HAN}]{{2,6}}\Z")

_NO_AND = pattern(
    r"和[谐平田县解风睦美顺声林硕静政龙服衷蔼善好约盘弦面悦缓局棋亲洽音暖畅煦雅乐义仁合顺某会]"
    r"|和气(?![表罐瓶体温象])"
    r"|与[时会众其此日人民世生国邻虎之某同]"
)
# 、和群众拉家常 is no end of a list: 和 with whom something is done.
_WITH = pattern(
    rf"[和与](?:[^，。；的]{{0,8}}(?:群众|百姓|村民|居民|老人|企业家?|孩子|大家|学生|农户|商户|干部|同志|乡亲"
    rf"|[他她我你]们?)"
    rf"(?=[{HAN}])|[^，。；]{{0,8}}(?:一起|一道|同[吃住劳学]|交[流心朋往]|谈[心话]|聊|对接|连心|结对"
    rf"|相[约处伴比邻识关]|相(?:结合|衔接|适应|配套|统一|一致)"
    r"|接轨|拉(?:家常|话|呱)|打(?:交道|成)|比(?:一比|着|了|较)|共[同建享商治谋]|并(?:肩|轨|列)|挂钩|做(?:朋友"
    r"|邻居|亲戚)|算账"
    r"|签(?:订|约|下|了)|协作|合作(?!社)|沟通))"
)
_AND_ENDS = pattern(rf"[{HAN}“《]{{1,12}}(?:[，。；）]|(?<=等)|(?<=共)[0-9])")
_LISTED = pattern(rf"、[{HAN}]{{2,6}}\Z")
_PEOPLE = pattern(
    rf"[{HAN}]{{1,5}}[员手民生师工人者长兵匠童士]、[{HAN}]{{1,5}}[员手民生师工人者众友属长兵匠童士]\Z"
)
"""演员、乐手、和村民: who does something together with others."""
_ITEM = pattern(rf"[{HAN}A-Za-z0-9“”《》]{{1,12}}\Z")


def before_and(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _AND.finditer(text):
        start = match.start()
        if match["word"] in "和与":
            if any(one.match(text, start + 1) for one in (_NO_AND, _WITH, _ABOUT)):
                if not _NO_AND.match(text, start + 1) and _PEOPLE.search(text, max(0, start - 14), start):
                    yield Hit(start, start + 1, {"word": match["word"]})
                continue
            if not _ITEM.search(text, max(0, start - 12), start):
                continue
            sure = match["word"] == "和" and not _NAMED.match(text, start + 1)
            ends = sure or _AND_ENDS.match(text, start + 2)
            if not ends and not _LISTED.search(text, max(0, start - 20), start):
                continue
        yield Hit(start, start + 1, {"word": match["word"]})
    for match in _COMMA_AND.finditer(text):
        start = match.start()
        if any(one.match(text, start + 1) for one in (_NO_AND, _WITH, _ABOUT)):
            continue
        if _ITEM_BEFORE.search(text, max(0, start - 8), start):
            yield Hit(start, start + 1, {"word": "和"})


_NESTED = pattern(
    r"(?:强调|指出|要求|提出|明确|如下|表示|认为|介绍|[说道讲问答](?!明)|坦言|回忆|透露|感慨|反问|补充|总结道"
    r"|解释|回应|答复|直言|告诉[\u4e00-\u9fff]{1,6}|建议|决定|通知|显示|分析|反映|部署|发现|提醒|说明|规定"
    r"|约定|确定"
    r"|包括|总结)：(?![一1](?:是|、|\.))[^。！？；：“”]{1,60}"
    r"(?:[一二三四五六七八九十两几0-9][个点项条方面是类件种大步][^。！？；：，“”]{0,8}|如下|包括|即"
    r"|分别[是为]|主要[是有为]"
    r"|就是|例如|比如|问题|措施|任务|原因|做法|特点|内容|难题|困难|要求|事情?|愿望|建议|意见|方面|打算|办法"
    r"|好处|变化)(?P<colon>：)"
)


_INNER = pattern(
    r"[：](?<=[一-鿿”》）]：)(?![一1第（(](?:是|、|\.|条|[一1]))(?P<inner>[^。！？；：“”\n 　]{0,40}"
    r"(?:(?:下列|以下|如下|这些|这样|这么|这几|下面)[^，。：]{0,8}|做到|包括|分别[是为有]?|例如|比如|问题"
    r"|原因|措施|结果|时间|地点|办法|方式|流程|顺序|名单|理由|特点"
    r"|[一二三四五六七八九十两几0-9][个点项条类件种大步处份批段期][^，。：、]{0,8}|(?<=[^，：]{3})(?:[是为有]"
    r"|在于)))(?P<colon>：)(?=[^\s])"
)
_SPEAKER = pattern(
    r"(?:\A|[。！？\n])(?:问|答|记者|主持人|[一-鿿]{1,8}(?:某[甲乙丙丁]?|先生|女士|同志|书记"
    r"|[局县市镇院校部处科]长|主任|老师|教授|代表|委员|居民|村民))\Z"
)
_ORDINAL = pattern(r"[一1]是|[一1]、|第一|（一）|①|1[.．]")


def nested_colon(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if text.count("：") < 2:
        return
    found = {match.start("colon") for match in _NESTED.finditer(text)}
    for match in _INNER.finditer(text):
        start = match.start()
        if not (_ORDINAL.match(match["inner"]) or _SPEAKER.search(text[max(0, start - 12) : start])):
            found.add(match.start("colon"))
    for place in sorted(found):
        yield Hit(place, place + 1)


_NO_TITLE = pattern(
    r"(?:召开|举办|举行|参加|出席|开展|组织|启动|传达|贯彻)[了好]?(?P<title>《[^《》]{2,30}(?:会|会议|活动"
    r"|大赛|培训班|文化节|行动|论坛)》)"
    r"(?!的?(?:纪要|方案|通知|材料|侧记|综述|报道|一文|一书|宣传|学习|宣讲|解读|专题))"
)


_CERTIFICATE = pattern(
    r"(?:颁发|核发|领取|取得|获得|持有|换发|发放|办理|补办|授予)(?:了|的)?(?P<title>《[^《》]{2,20}(?:证|证书"
    r"|执照|奖状|奖|称号|奖章)》)"
)
_BRAND = pattern(
    r"(?P<title>《[^《》]{2,16}(?<![法例典定则案见知纲告约准范度章程书报例])》)"
    r"(?:主题)?(?:(?:品牌|会议|证书|称号|大赛|论坛|志愿服务|(?:专项|整治|攻坚|志愿)?行动|评选|颁奖(?:仪式"
    r"|典礼|晚会)|评比|竞赛)(?!的?(?:通知|方案|材料|纪要|报道|精神))|活动(?=[，。；启在，]))"
)


_COURSE = pattern(
    r"(?P<title>《[^《》]{1,14}》)(?=课程(?!标准)|课(?![本题文件堂])|等?(?:[0-9]|[两三四五六七八九十])门课)"
    r"|(?P<office>《(?:[一-鿿]{1,6}[省市县区镇乡]|[省市县区镇])[一-鿿]{1,10}(?:局|委|厅|委员会|政府|公司|中心"
    r"|医院|学校|法院|检察院|办公室)》)"
)


def no_title(block: Block, office: Office) -> Iterator[Hit]:
    found: dict[int, str] = {}
    for one in (_NO_TITLE, _CERTIFICATE, _BRAND, _COURSE):
        for match in one.finditer(block.text):
            found[match.start(str(match.lastgroup))] = match[str(match.lastgroup)]
    for start, title in sorted(found.items()):
        yield Hit(start, start + len(title), {"title": title[1:-1]})


RULES: tuple[Rule, ...] = (
    BlockRule("pause-between-pairs", between_pairs, needs="”》"),
    BlockRule("pause-before-and", before_and, needs="和及与或并且"),
    BlockRule("colon-nested", nested_colon, RUNNING | HEADS | {CELL, CAPTION}, needs="："),
    BlockRule("title-marks-misused", no_title, needs="《"),
)
