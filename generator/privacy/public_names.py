"""Citizens who are named in full, found for a public edition: rather a word too many than a name too few.

A name is what stands behind a word for citizens: a surname and one or two characters. What follows decides
only how long it is, never whether it is one; what no name is, is told by lists. What is left over and may be
a name all the same is told to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.privacy.found import NAME, Found
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_ROLES = (
    r"居民|村民|市民|群众|业主|住户|租户|租客|房东|房客|户主|承租人|购房[人者]|农户|农民|牧民|渔民|贫困户|脱贫户|低保户|五保户"
    "|特困人员|监测户|种植户|养殖户|大户|老党员|老兵|退[役伍]军人|军属|家长|学生|大学生|毕业生|考生|学员|店主|店老板|商户|摊主|经营户"
    "|个体户|消费者|顾客|司机|驾驶员|车主|乘客|旅客|游客|行人|骑手|快递员|外卖员|环卫工|患者|病人|伤者|死者|家属|残疾人|残疾儿童"
    "|老人|老年人|孤儿|留守儿童|监护人|孕妇|产妇|职工|员工|工人|工友|民工|农民工|务工者|务工人员|保姆|护工|邻居|老乡|网民|网友"
    "|诉求人|来电人|来访人|来信人|投诉人|举报人|反映人|申请人|求助[人者]|咨询人|当事人|委托人|信访人|上访人|纳税人|受害人|失主"
    "|志愿者|丈夫|妻子|儿子|女儿|父亲|母亲|爱人|老伴|名叫"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧肖程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田姜范"
    "石姚谭廖邹熊陆郝孔崔康邱秦史顾侯邵孟龙段雷钱汤尹黎贺龚樊殷施翟倪严牛温芦俞章葛韦毕聂焦向柳邢岳齐梅庄涂"
    "马何高许任金武洪乔鲁江毛戚谷左柯甘易覃蓝骆祝耿柴欧辛祁闵席麻娄童颜刁阮尤缪裴滕屈舒詹卞冉佘晏匡苟桂蒲"
)
_WORDLIKE = frozenset("方文安常关万成包白明全应时连路管于季纪宁房花单容游靳车支冷经束卓费党宫")
"""Surnames that begin more words than names: behind them a given name must look like one."""
_USUAL = frozenset(
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英华玉兰红梅建国明志海永春燕玲萍文辉斌波鹏飞宇浩凯健俊帆雪琳倩颖"
    "婷莉晶丹洁慧琴云凤珍菊香莲翠淑贞荣兴福贵发财旺祥瑞庆成龙虎彪亮光东南西北林森山川江河峰岩松柏竹新民忠义仁礼信孝"
    "德才学良善美好生根柱栓狗娃花草小大晓晨阳星月天宝子轩涵怡欣悦佳嘉思雨梓诗博昊然一鸣立宏伦正清利友胜元启长金"
    "银铁钢铭鑫坤振全安康宁世有为卫爱先家树水火土木仙芬芝茹蓉莹霖雷震霆"
)
_NEVER_FIRST = frozenset("某们的了地说着过被把不也就都还又没给个户组委得人住村")
_NEVER_LAST = _NEVER_FIRST | frozenset(
    "在从将是与及因等对种停获打拨投诉拿坐看听问称叫请让做办到去患养搬被买卖租骑驾乘又送"
)
_JOINING = frozenset("和同跟")
_SAID = (
    "说|表示|告诉|反映|介绍|感慨|感激|激动|笑|指着|拿出|握着|拉着|来电|来访|来信|先生|女士|同志|投诉|举报|求助|咨询|建议|希望"
    "|住院|夫妇|夫妻|一家|家[中里的]"
)
_SAID_OF_PERSONS = re.compile(_SAID)
_BEHIND = re.compile(
    rf"{_SAID}|家(?![\u4e00-\u9fff])|今年|向|主动|多次|第一|已|正在|因|来[到自]|会同|也|平时|经常|开[车着店]|有[一两三]"
)
_TITLE = re.compile(
    "大[爷妈姐哥娘叔婶嫂伯姨]|[阿小大老]姨|先生|女士|小姐|师傅|奶奶|爷爷|老[师汉伯人板乡总太]|婆婆|公公|同志|医生|叔叔|伯伯|嫂子"
    "|书记|主任|经理|局长|支书|教授|警官|律师|[姐哥姨叔婶伯爷奶嫂总姓氏]|小组|委会|代表|家[湾塆村屯寨庄冲坪台垸河沟岗园]"
)
"""What stands behind a surname and is no given name: 王大爷, 李家湾."""
_ON_A_DAY = re.compile("于[近昨今每当去次前上本同]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ROLE = re.compile(rf"(?:{_ROLES})[\s\u3000：:“]{{0,2}}(?=[\u4e00-\u9fff])")
_NEXT = re.compile(rf"[”]?(?:[、/]|，?(?:和|与|以?及|[同跟]))(?:{_ROLES})?(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a citizen is named: the role in front, the name, and the shorter name that it may be."""

    role: str
    start: int
    name: str
    shorter: str = ""

    @property
    def found(self) -> Found:
        return Found(NAME, self.start, self.start + len(self.name))


def find_public(text: str) -> Iterator[Named]:
    """The citizens named in a text, in order; also the further ones of 居民李某某、王某某和张某某."""
    for role in _ROLE.finditer(text):
        named = _name(text, role.end(), role[0].strip())
        while named is not None:
            yield named
            behind = _NEXT.match(text, named.found.end)
            named = _name(text, behind.end(), behind[0]) if behind else None


def find_left(text: str) -> Iterator[Named]:
    """What may be a citizen's name and is not masked: behind a usual surname any two characters that are no
    word, behind one that begins words only where what follows is said of persons."""
    for role in _ROLE.finditer(text):
        start = role.end()
        surname = _surname(text, start)
        given = text[start + len(surname) : start + len(surname) + 2]
        if not surname or not _HAN.match(given) or given[0] in "某们" or _TITLE.match(given):
            continue
        if (
            surname + given[0] in WORDS
            or _ON_A_DAY.match(text, start)
            or _name(text, start, role[0]) is not None
        ):
            continue
        said = any(_SAID_OF_PERSONS.match(text, start + len(surname) + count) for count in (1, 2))
        whole = len(given) > 1 and _HAN.match(given[1]) is not None
        if said or (whole and surname[0] in _SURNAMES):
            yield Named(role[0].strip(), start, surname + given)


def _name(text: str, start: int, role: str) -> Named | None:
    """The name that begins at `start`, None where nothing tells that it is one."""
    surname = _surname(text, start)
    first = start + len(surname)
    given = text[first : first + 2]
    if not surname or not _HAN.match(given) or given[0] in _NEVER_FIRST or _TITLE.match(text, first):
        return None
    short, last = surname + given[0], given[1:]
    longer = bool(_HAN.match(last)) and last not in _NEVER_LAST and not _BEHIND.match(text, first + 1)
    if longer and last in _JOINING:
        longer = bool(_SAID_OF_PERSONS.match(text, first + 2))
    if short in WORDS:
        # 高明 is a word, 高明亮 may be a person: only with what is said of persons behind it.
        certain = longer and last in _USUAL and _SAID_OF_PERSONS.match(text, first + 2)
        return Named(role, start, short + last) if certain else None
    if surname in _WORDLIKE and not ({given[0], last if longer else given[0]} <= _USUAL):
        return None
    if not longer:
        return Named(role, start, short) if given[0] != "家" else None
    return Named(role, start, short + last, "" if last in _USUAL or given[0] == "家" else short)


def _surname(text: str, start: int) -> str:
    """The surname that begins there, "" for none."""
    if text[start : start + 2] in COMPOUND_SURNAMES:
        return text[start : start + 2]
    one = text[start : start + 1]
    return one if one in _SURNAMES or one in _WORDLIKE else ""
