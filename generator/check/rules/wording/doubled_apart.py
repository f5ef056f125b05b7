"""A word typed twice with others between: 对企业对一律实行, 竹编、剪纸、竹编."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.check.pattern import pattern
from generator.check.rules.wording.doubled_places import LEADS, LISTED, TITLED, Place

Twice = tuple[int, int, str]
"""Where the second one stands, and the word."""

_CLAUSE = r"[^，。；：！？、\n的“”]"
"""A character of a clause, in which no 的 makes what is before it belong to something: 已签约的企业已开工."""
_OF_ONE_CLAUSE = (
    r"把(?<![一几两每拖火]把)(?![握手关柄脉戏持控门酒舵])[^，。；：！？\n]{2,14}?(?<![一几两每拖火手])(?P<把>把)"
    r"(?=改[成为造建作]|建成|变成|打造|做成|当[作成]|列[入为]|纳入|送[到给往]|交[给到由]|放[到在进]|作为|换成|装[进到上]|搬[到进]|转[为化交移]"
    r"|推[进向到]|[送运搬装写带请引抓接移传种卖融](?:进|到|入|给|往|上|出|向|在|成|为)|拆[除成]|分[成为]|划[分为]|清[理运]|整治|办[好成到]|落[到实]|摆[到上在])",
    r"由(?<![自理来事缘原经]由)(?!来|此|于|衷)[^，。；：！？\n改到变]{2,14}?(?<![自理来事缘原经改])(?P<由>由)"
    r"(?=主[办持讲演导]|承[办担建包]|牵头|负责|组织|协办|提供|出[资面]|统一|实施|管理|建设|审[核批定]|[签印颁]发|发放|带队|代[办表]|派|[拨支]付"
    r"|担任|设计|指导|监督|受理|办理|召集|起草|执笔|兜底|保障|接管|运营|经营|养护)",
    r"对(?![方口于外面象应联手比照接策抗立称待症])[^，。；：！？\n]{2,12}?(?<![应核面针反校结绝相一派成配])(?P<对>对)"
    r"(?=一律|进行|开展|实[行施]|采取|予以|加以|给予|及时|依法|全部|逐[一户个项]|[提作做]出|提供|组织|均|都|也|作了|做了)",
    r"将(?<![即必行终干健虎大上中少战]将)(?![军领士近来要])[^，。；：！？\n的]{2,14}?(?<![即必行终])(?P<将>将)"
    r"(?=依法|严[肃格]|按照?|进行|予以|继续|进一步|全面|逐步|统一|组织|开展|给予|送[回到往至医上]|带[回到]|移[交送]|转[移交送]|交[给由]|安置|护送|重点|切实|会同|联合|适时|陆续|推出|实[施行]|举[行办]|达到|超过|成为)",
    r"将(?:通过|依托|以|采取|围绕|利用|投入|投资|统筹|依法|按照)(?<![即必行终干健虎大上中少战]将..)[^，。；：！？\n]{2,30}?(?<![即必行终中大上])(?P<将>将)"
    r"(?=新增|实现|进一步|建成|完成|达到|形成|打造|推[动进出]|全面|改[善造]|解决|提[高升供]|增加|惠及|带动|有效|陆续|逐步|继续|开展|组织|启动|培[养训育]|吸引)",
    r"与(?<![参给赠授付寓相干]与)(?!会|时|此|其|日)[^，。；：！？\n、的]{2,12}?(?<![参给赠授付寓相干])(?P<与>与)"
    r"(?=签[订署约了]|达成|建立|开展|共同|联合|结成|召开)",
    r"为(?<![成作认称以因行视改变分列定人转名译选更较极最颇甚作]为)(?![了主期民何由止首准例生人数先此害])[^，。；：！？\n、的]{2,8}?(?<![成作认称以因行视改变分列定转名译选更较极最])(?P<为>为)"
    r"(?=提供|解决|办[实好理]|送[去上]|发放|开展|讲解|争取|排忧|补[发办]|追回|垫付|安装|配备|送医|减轻|打通|搭建)",
    r"被[^，。；：！？\n、的]{2,10}?(?<![棉植覆])(?P<被>被)(?=评为|授予|列[入为]|认定|纳入|责令|依法|公安|处以|判|命名|确定)",
    r"经(?<![已曾财神正佛圣历途未路]经)(?!济|营|过|费|验|常|理|历|办|典|手|纬|络|受)[^，。；：！？\n、的]{2,10}?(?<![已曾财神正佛圣历途未])(?P<经>经)(?=批准|同意|审[核批查]|研究|鉴定|调查|核实|检[测验]|评审|协[调商]|调解)",
    r"自[12一二三四五六七八九十去今上本](?<!来自.)[^，。；：！？\n、的]{1,9}?[年月日起](?:以来)?(?P<自>自)(?=开展|实施|启动|成立|开[工业放]|建成|运行|投入|推行|举办)",
    rf"已于{_CLAUSE}{{1,12}}?(?P<已>已)(?![知婚故退离])",
    r"已经[^，。；：！？、\n的“”或和并]{1,12}?(?P<已>已)(?=全部|经|基本|完成|建成|投入|开[工通业放]|累计|达|正式|陆续|实现|办结|整改|通过"
    r"|启动|竣工|贯通|交付|到[位账]|结束|落实|受理)",
    r"由(?<![自理来事缘原经改]由)[^，。；：！？\n的改到变]{2,8}?(?<![自理来事缘原经改])(?P<由>由)"
    r"(?=[^，。；的]{1,8}?(?:进行|负责|承担|主[持办]|组织|牵头|实施|办理|调解|审核|提供))",
    r"在(?<![正实存所现]在)[^，。；：！？\n的]{2,10}?[内中上下里](?P<在>在)(?=开展|进行|组织|实施|推进|推行|召开|举行|举办|落实|部署)",
    r"向(?![上下阳前])[^，。；：！？\n、]{2,8}?(?P<向>向)"
    r"(?=发放|捐[赠款]|赠送|通报|汇报|报告|宣传|介绍|提供|公[布开]|反馈|反映|提出|申请|咨询|求助|推介|展示|赠|投|征求|拨付|移交|说明|讲解|表示|全社会)",
    r"给(?<!供给)[^，。；：！？\n、的]{2,8}?(?P<给>给)(?=发放|送|办|讲|带来|安装|补|配)",
    r"为了[^，。；：！？\n、]{3,12}?(?P<为了>为了)",
    rf"从{_CLAUSE}{{2,10}}?[起开](?:始)?(?P<从>从)(?![事业容而严众重此来前头小优简速轻政军医教])",
    r"就(?<=[\u4e00-\u9fff]就)(?<![早成一]就)(?![业是医近地餐学读要能会在把有像算])[^，。；：！？\n]{3,14}?(?<![早成])(?P<就>就)(?![业是医近地餐学读])"
    r"(?=[^，。；：！？\n]{2,14}(?:作了|做了|进行了?|提出了?|达成|展开|交换|交流|座谈|征求|答[复疑]|讲解|示范|说明|部署|解读|介绍))",
)
_IN_CLAUSE = tuple(pattern(one) for one in _OF_ONE_CLAUSE)
_WORDS = (
    r"(?P<word>可以|应当|必须|能够|正在|已经|尚未|即将|今年|去年|本月|上月|目前|经过|每年|每月|每周"
    r"|陆续|仍然|一律|平均每?|累计|分别|共同|继续|进一步|逐步|积极|先后|共有|大约|同时)"
)
_WORD_AGAIN = pattern(
    rf"{_WORDS}[^，。；：！？、\n的“”不和与或及比并且又也最]{{1,12}}?(?P=word)(?![的是]|[^，。；：！？、\n]{{1,12}}的)"
)
_SENTENCE_AGAIN = pattern(
    r"(?P<word>目前|当前|近日|日前|近期|近年来|今年以来|据了解|据悉|随后|截至目前)，[^。；！？\n“”：]{2,36}?(?<![截至到与和比])(?P=word)(?!为止|的|情况)"
)
_WHOLE_AGAIN = pattern(
    r"(?P<word>全[市县区省镇乡村国])(?:今年|去年|目前|现|共|已|上半年|下半年|本月|上月|当天|近日)(?P=word)"
)
_PERIOD_AGAIN = pattern(
    r"[上下全今去一二三四本当近半](?P<word>半年|季度|月|年以来)[，,]?(?:全[市县区省镇乡]|我[市县区省局]|[^，。；：！？\n、的与和比较]{2,3})(?P<again>[上下全今去一二三四本当近半])(?P=word)(?![的份末底])"
)
_LIKE = pattern(
    r"以及和(?![平谐])|均都|都均(?!匀)|已经已|正在正|为了为(?!了|民)|更加更(?!换|新|改)|最为最|首先先|全部都全|共计共"
)
"""Two that say the same, one behind the other."""
_BEFORE_SAME = pattern(r"[为把由被](?<=([\u4e00-\u9fff]{2}).)\1")
_BELONGS = pattern(
    r"的(?!敌人|朋友|邻居|同学|同事|亲戚|老师|上级|下级|客户|子女|孩子)([\u4e00-\u9fff]{2,4})(?P<again>的\1)(?![\u4e00-\u9fff]{0,2}[^\u4e00-\u9fff]?的\1)"
)
"""的通知的通知"""
_QUOTED = pattern(
    r"“(?P<first>[^“”\n]{2,14}”)(?P<again>“(?P=first))|《(?P<title>[^《》\n]{2,30}》)(?P<twice>《(?P=title))"
)
_DONE = pattern(
    r"了(?<=(?P<again>进行|开展|召开|完成|实现|组织|举行|举办|建立|发放|推进|落实|提高|加强|取得|投入|得到|增加|成立|制定|提供|形成|安排|发现|出台|印发|新建|改造"
    r"|签订|获得|受到|达到|邀请|征求|通报|听取|采取|建成|引进|培训|下发|整改|受理|办结|拨付|减少|带动|发挥)了)(?P=again)"
)
"""开展了开展"""
_ENDING = pattern(
    r"，(?<=(?P<clause>[\u4e00-\u9fff]{2}[\u4e00-\u9fff]{2})，)(?P<again>[\u4e00-\u9fff]{2})，(?!再|还)"
)
"""油烟扰民问题，问题，"""
_EVERY = (
    *_IN_CLAUSE,
    *(_WORD_AGAIN, _SENTENCE_AGAIN, _WHOLE_AGAIN, _PERIOD_AGAIN),
    *(_LIKE, _BELONGS, _DONE, _ENDING, _BEFORE_SAME),
)
_OF_KIND: tuple[tuple[int, ...], ...] = (
    *(tuple(number for number, one in enumerate(_OF_ONE_CLAUSE) if one.startswith(lead)) for lead in LEADS),
    *(tuple(range(len(_IN_CLAUSE), len(_IN_CLAUSE) + 3)),),
    *((number,) for number in range(len(_IN_CLAUSE) + 3, len(_EVERY))),
)
"""Which expressions are tried at a place of each kind."""
_TOGETHER = (
    "组成",
    "联合",
    "共同",
    "参加",
    "参与",
    "负责",
    "协同",
    "配合",
    "牵头",
    "派出",
    "抽调",
    "主办",
    "承办",
    "协办",
)
_REACH = 12
_BREAK = pattern(r"[，。；：！？（）()\n“”《》…—]")
_MEMBER = 2
"""Characters of a member of a list."""
_JOINED = pattern("以及|[和与及或的无]")
_MOST = 7
_LED = pattern("[有是为括如及了在种养售卖的和对]")
_ENDS = ("", *"、等和及与以，。；）\n")


def apart(text: str, places: Sequence[Place]) -> Iterator[Twice]:
    """What stands twice in a clause, a sentence or a list of a text: at those of the places (`may_be_apart`)
    where it does. Behind the text a line ends."""
    ends: dict[int, int] = {}
    for start, kind in places:
        if kind == LISTED:
            yield from _listed(text)
        elif kind == TITLED:
            for match in _QUOTED.finditer(text):
                group = "again" if match["again"] else "twice"
                yield match.start(group), match.end(), match[group]
        else:
            for number in _OF_KIND[kind]:
                told = _EVERY[number].match(text, start) if start >= ends.get(number, 0) else None
                if told:
                    ends[number] = told.end()
                    yield from _told(number, told, text)


def _told(number: int, match: re.Match[str], text: str) -> Iterator[Twice]:
    one, start = _EVERY[number], match.start()
    if number < len(_IN_CLAUSE):
        yield match.start(str(match.lastgroup)), match.end(), str(match.lastgroup)
    elif one in (_WORD_AGAIN, _SENTENCE_AGAIN, _WHOLE_AGAIN):
        word = match["word"]
        yield match.end() - len(word), match.end(), word
    elif one is _PERIOD_AGAIN:
        if match["again"] == match[0][0]:
            yield match.start("again"), match.end(), match["again"] + match["word"]
    elif one in (_BELONGS, _DONE):
        yield match.start("again"), match.end(), match[0][1:]
    elif one is _ENDING:
        if match["clause"].endswith(match["again"]):
            yield match.start("again"), match.end("again"), match["again"]
    elif one is _LIKE:
        yield start, match.end(), match[0][: len(match[0]) // 2]
    else:
        clause = _BREAK.split(text[max(0, start - _REACH) : start - 2])[-1]
        if text[start] in clause:
            yield start, match.end(), match[0]


def _listed(text: str) -> Iterator[Twice]:
    """The second of two members of a list that are the same."""
    if "、" not in text:
        return
    place, first, seen = 0, "", set[str]()
    for part in text.split("、"):
        is_member = (
            len(part) <= _MOST
            and part.isalnum()
            and first != ""
            and not _JOINED.search(part)
            # 出版、印刷、发行单位出版、印刷: the list is told again, of something else.
            and (part == first or not part.endswith(first))
        )
        whole = part if is_member else _ended(part, seen)
        if whole in seen and _is_member(whole):
            yield place, place + len(whole), whole
        if is_member:
            seen.add(part)
        else:
            # Something else ends in it, and the first member of the next list is its end.
            last = _BREAK.split(part[-_REACH:])[-1]
            first = last[-_MEMBER:] or "\n"
            seen = {_LED.split(last)[-1]}
        place += len(part) + 1


def _ended(text: str, seen: set[str]) -> str:
    """The member that a text begins with: 竹编等传统手工艺."""
    return next(
        (
            one
            for one in seen
            if one
            and text.startswith(one)
            and (text[len(one) : len(one) + 1] in _ENDS or text.startswith(_TOGETHER, len(one)))
        ),
        "",
    )


def _is_member(text: str) -> bool:
    return (
        len(text) >= _MEMBER
        and text.isalpha()
        and "某" not in text
        and "×" not in text
        and not text.isascii()
    )
