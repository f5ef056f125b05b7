"""A count against the names that stand beside it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.load.headings import han_number

_ONES = "一二三四五六七八九十"
VALUES = {han_number(number): number for number in range(1, 100)} | {"两": 2}
COUNT = rf"(?P<count>\d{{1,2}}|[两{_ONES}]{{1,3}})"
_TOKEN = pattern(
    rf"[0-9两{_ONES}](?<![\d.第每前后另余剩至～~—\-近约超百千万亿{_ONES}上下多A-Za-z][0-9两{_ONES}])"
    rf"(?:(?<=[0-9])[0-9]?|[{_ONES}]{{0,2}})"
    r"(?P<of>(?=部门|单位|[县区市镇乡村局校院站街厂馆])|[个家所座条项类种大部出位名户支本门款级方人路件处场道份幅篇首枚句点席地])"
)
"""A count with its measure word, or, as in 四部门, with none."""
_RUN = pattern(r"[^，。；：！？（）()\n—\ufffc]*")
_REACH = 90
_SIGN = pattern(r"(?:这|那|共有?|总共|一共|合计|共计|[等])\Z")
_COUNTED = pattern(rf"[\d两{_ONES}几数多](?:余|多)?[个家所座条项类种位名户支本门款级人件处场道份起次批]")
_GROUPS = (
    r"单位|部门|企业|公司|方面|领域|环节|行业|产业|阶段|步骤|要素|维度|渠道|模块|板块|层面|品种|系列|主题|专题|栏目|科目|专业|学科"
    r"|工种|岗位|窗口|景区|景点|片区|园区|地区|地方|国家|学校|医院|社区|小区|街道|乡镇|镇街|县区|区县|县市区|市县|城市|省份|流域|河流|水库"
    r"|阵地|会场|分会场|[检验登道出入窗关]票?口|类别|门类|类型|种类|组别|单元|赛道|赛区|等级|工作组|专班|小组|队伍|科室|处室|车间|中队|大队|支队|点位|采样点|监测点|服务点|安置点|楼栋"
    r"|线路|路线|专线|航线|街区|基地|广场|公园|市场|超市|门店|品类|作物|树种|考点|职业|语种|课程|课题|曲目|称号|原则|时段|时期|节点|材料|证件|证照|病种"
    r"|疫苗|角色|因素|原因|路口|路段|站点|站口|网格|小组|村民组|自然村|行政村|试点|示范|中心校|协会|商会|银行|支行|机构|平台|系统|场馆|品牌|节日|节气|项目|指标"
    r"|工程|关口|关键|难点|重点|堵点|痛点|短板|弱项|特点|亮点|文件|制度|办法|剧目|节目|作品|奖项|县|区|市|镇|乡|村|局|校|院|站|街|部|厂|馆|组|队|月(?!底|初)"
)
_HEAD = pattern(
    rf"(?P<of_kind>[\u4e00-\u9fff]{{0,6}}?)(?P<noun>{_GROUPS})|(?P<people>成员|同志|老师|代表|委员|干部|专家|老[\u4e00-\u9fff]{{1,2}}|医生|医师|选手)"
)
_COUNTED_BESIDE = pattern(
    rf"[\d两{_ONES}][省市县区州镇乡][\d两{_ONES}]|..[\d两{_ONES}]{{1,2}}[省市县区州镇乡][\d两{_ONES}][省市县区州镇乡]"
)
"""三省两市, 两区一县: each of the counts is of some of the names."""
_AT_END = pattern(
    r"(?:内容|服务|检查|检验|工作|指标|材料|证件|问题|产品|课程|技能|措施|活动|业务|事项)?(?=[，。；）]|\s*\Z)"
)
"""Behind 甲、乙、丙等两项, which says that there are no more than two."""
_ANY_NOUN = frozenset("类种大级方地")
_PEOPLE = frozenset("人名位")
_PER = pattern(r"[为成分]?一?[组队班]|次|左右|以[上下]")
"""Behind 甲、乙、丙、丁两人: they go in twos."""
_NAMED = pattern(r"[\u4e00-\u9fff]{1,2}某[甲乙丙丁戊己庚辛某]?(?:同志)?")
_DOES = pattern(
    r"(?:[了着过到出在入进于把被]|[查访问看修派送发住走跑聘招创]|检查|慰问|看望|调研|排查|整治|建设|改造|新建|开展|完成|组织|举办|召开|安排|落实"
    r"|实施|打造|培育|发展|涉及|覆盖|包括|负责|认领|解决|办理|办结|化解|提出|设立|分成|分为|组成|共同|联合|轮流|捐赠|承担|参加|获得|服务"
    r"|帮扶|对接|管理|值守|统筹|推进|获评|入选|来自|有|每|共|各|及其|所属|下辖|下属|所辖|辖|选派|抽调|增设|开设|建成|新增|培训|承办|主办"
    r"|协办|牵头|配合|需要|计划|准备|正在)\Z"
)
_TO = pattern(r".[对把将为给向由从在就按]|围绕|聚焦|涉及|针对|包括|负责|来自|开展|推进|组织")
_JOIN = pattern(r"以及|[和及与暨]")
_OFFICE_END = frozenset("局委厅办部会")
_OWN_SUFFIX = frozenset("县区市镇乡村局委院校站街社厅")
_MORE_AT_MOST = 3


_ASIDE = pattern(
    r"（(?:[从自由]?左[起至到]?[至到起]?右?|前排|后排|左起|由左[至到]右|从左[至到]右|图)[^（）]{0,6}）\Z"
)


def counted_behind(text: str) -> Iterator[Hit]:
    """南山、北坪、大洼四个村; 甲局、乙局、丙局两家单位; 《甲》《乙》《丙》四出戏."""
    for token in _TOKEN.finditer(text):
        start = token.start()
        before = text[start - 1 : start]
        aside = _ASIDE.search(text, max(0, start - 16), start) if before == "）" else None
        if not before or (before in "，。；：！？（）、 \n" and aside is None):
            continue
        ahead = aside.start() if aside else start
        run_at = _RUN.match(text[max(0, ahead - _REACH) : ahead][::-1])
        run = run_at[0][::-1] if run_at else ""
        if "、" not in run and before not in "》”":
            continue
        count = count_of(token[0][: len(token[0]) - len(token["of"])])
        if count is None or count < 2 or _COUNTED_BESIDE.match(text, token.start() - 2):
            continue
        if token["of"] in _PEOPLE and _PER.match(text, token.end()):
            continue
        found = _titles(run, count) or _names(text, token, run, count)
        if found is not None:
            end = _end_of(text, token)
            yield Hit(start, end, {"told": text[start:end], "found": found})


def count_of(written: str) -> int | None:
    return int(written) if written.isdecimal() else VALUES.get(written)


def _end_of(text: str, token: re.Match[str]) -> int:
    head = _HEAD.match(text, token.end())
    return head.end() if head else token.end() + (0 if token["of"] else 1)


_TITLED = pattern(r"(?:《[^《》]{1,40}》[、和及与]{0,2}){2,}\Z|(?:“[^“”]{1,16}”[、和及与]{0,2}){2,}\Z")


def _titles(run: str, count: int) -> str | None:
    listed = _TITLED.search(run)
    if listed is None:
        return None
    number = listed[0].count("》") or listed[0].count("”")
    return str(number) if number != count else None


def _names(text: str, token: re.Match[str], run: str, count: int) -> str | None:
    """How many names there are, where that is another number than the one told."""
    sign = _SIGN.search(run)
    run = run[: sign.start()] if sign else run
    pieces = run.split("、")
    last = pieces[-1]
    open_list = sign is not None and sign[0] == "等"
    if len(pieces) < 2 or not all(pieces) or "等" in run or _COUNTED.search(run):
        return None
    if any(len(piece) > 12 or "的" in piece or "了" in piece for piece in pieces[1:]):
        return None
    least, most = number_of(pieces)
    if least <= count <= most or (open_list and count >= least):
        return None
    begins = [at for at, piece in enumerate(pieces[:-1]) if _TO.search(piece) or _JOIN.search(piece, 1)]
    if begins and begins[-1]:
        # 市城管局、市交通局对坑洼、路灯两类: the list begins behind 对.
        pieces = pieces[begins[-1] :]
        least, most = number_of(pieces)
        if len(pieces) < 2 or least <= count <= most:
            return None
    head = _HEAD.match(text, token.end())
    people = token["of"] in _PEOPLE
    if people and not all(_NAMED.fullmatch(piece) for piece in pieces[1:]):
        return None
    if not people and not open_list and not _is_grouped(token, head, pieces, sign is not None):
        return None
    closed = open_list and count < least and _AT_END.match(text, token.end()) is not None
    if closed:
        return str(least) if least == most else f"{least}或{most}"
    if open_list and (token["of"] in _ANY_NOUN or head is None):
        return None
    if not people and count > most and not _may_be_more(token, head, last, count, most):
        return None
    return str(least) if least == most else f"{least}或{most}"


def _is_grouped(
    token: re.Match[str], head: re.Match[str] | None, pieces: Sequence[str], signed: bool
) -> bool:
    """Whether the count can only be that of the names before it."""
    unnamed = token["of"] not in _ANY_NOUN or not _is_han(token.string[token.end() : token.end() + 1])
    last = pieces[-1]
    uniform = len(pieces) > 2 and len({piece[-1] for piece in pieces[1:]}) == 1
    uniform |= len(pieces) > 2 and all(len(piece) == 1 for piece in pieces[1:])
    signed_so = signed or uniform
    if unnamed and (head is None or head["noun"] is None) and not signed_so:
        return False
    if len(pieces) == 2:
        # 云岭县、松桥县3个县: the names end as what is counted is called.
        named = head["noun"] if head else ""
        return last[-1] == pieces[0][-1] and last[-1] in _OWN_SUFFIX and last[-1] in (named or "")
    if signed_so:
        return not unnamed or _is_han(token.string[token.end() : token.end() + 1])
    longest = max(len(piece) for piece in pieces[1:-1])
    alike = last[-1] in _OWN_SUFFIX and all(piece[-1] == last[-1] for piece in pieces[1:-1])
    if _DOES.search(last) and not alike:
        return False
    tail = _JOIN.split(last)[-1]
    return alike or min(len(last), len(tail)) <= longest + 2


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _may_be_more(token: re.Match[str], head: re.Match[str] | None, last: str, count: int, most: int) -> bool:
    """Whether a name can only have been left out: not 云岭县、松桥县十个乡镇."""
    if count - most > _MORE_AT_MOST:
        return False
    if token["of"] in _ANY_NOUN:
        return True
    called = (head["of_kind"] + head["noun"]) if head and head["noun"] else ""
    if last[-1] in _OWN_SUFFIX and last[-1] not in called and not re.search("单位|部门|地方|地区", called):
        return False
    return called not in _OF_ANY_NUMBER


_OF_ANY_NUMBER = frozenset(
    ("项目", "小组", "平台", "作品", "节目", "短板", "重点", "难点", "堵点", "痛点", "亮点", "文件", "制度")
)
"""Of which more are spoken of than are named."""


def number_of(pieces: Sequence[str]) -> tuple[int, int]:
    """How many names a list has, at least and at most: what 和 joins may be one name."""
    least = most = len(pieces)
    for place, piece in enumerate(pieces):
        for join in _JOIN.finditer(piece):
            most += 1
            left, right = piece[: join.start()], piece[join.end() :]
            sure = place == len(pieces) - 1 and left and right and right[-1] not in _OFFICE_END
            least += bool(sure and len(right) > 1 and right[0] not in "平谐睦美")
    return least, most


_ITEM = r"[^，。；：、！？（）()—\n\ufffc]{1,16}(?:（[^（）]{1,12}）)?"
_LINK = (
    r"(?:(?P<full>：|，(?:它们)?(?:分别|依次|具体|也就)(?:就?是|为|叫|位于|设在|来自)：?|，?即：?|[，]?分别(?:是|为|叫|位于|设在)：?|，位于|）：|是：|为：|[为是])"
    r"|(?P<dash>——)|(?P<bracket>（(?:即|分别是|分别为)?))"
)
_CALLED = pattern(rf"(?:{_GROUPS})\Z")
_AHEAD = pattern(rf"(?P<noun>[\u4e00-\u9fff“”]{{0,14}}?){_LINK}(?P<names>{_ITEM}(?:、{_ITEM}){{1,30}})")
_TELLING = pattern(r"等|[都了很没的]|均[已有]|困难|不足|需要")
_DIGIT, _NUMBERED = (
    pattern("[0-9]"),
    pattern(
        r"[\u4e00-\u9fff]{0,6}[0-9A-Z]{1,4}(?:路|号线?|号楼|[栋组班])(?:[和及与][0-9]{1,3}(?:路|号线?|号楼|[栋组班]))?"
    ),
)
_NOT_NAMES = pattern(r"一是|首先|第一|其一")
_PLACES = pattern(r"(?:企业|公司|超市|社区|村|学校|单位|部门|商户|乡镇|街道|镇|县|小区)\Z")


def counted_ahead(text: str) -> Iterator[Hit]:
    """共5家单位：甲局、乙局、丙局、丁局; 学校有三所，分别是一中、二小; 一等奖（3名）：李某、王某."""
    for token in _TOKEN.finditer(text):
        listed = (
            _AHEAD.match(text, token.end())
            if text[token.end() : token.end() + 1] not in "，。；"
            or (text[token.end() : token.end() + 1] == "，")
            else None
        )
        if listed is None or not (token["of"] or listed["full"]):
            continue
        count = count_of(token[0][: len(token[0]) - len(token["of"])])
        if count is None or count < 2:
            continue
        behind = text[listed.end() : listed.end() + 1]
        if not _is_closed(listed, behind) or _COUNTED.search(listed["noun"]):
            continue
        pieces = listed["names"].split("、")
        if _has_figures(pieces) or _TELLING.search(listed["names"]) or _NOT_NAMES.search(listed["names"]):
            continue
        if _PLACES.search(listed["noun"]) and all(
            len(piece) < 3 and piece[-1] != listed["noun"][-1] for piece in pieces
        ):
            continue
        if (
            listed["noun"][:1] == "字"
            or pieces[0][0] == "指"
            or (listed["bracket"] and all(len(piece) == 1 for piece in pieces))
        ):
            # 八个字：引导、扶植; 15个省（区、市）
            continue
        if listed["full"] in ("为", "是") and not _CALLED.search(listed["noun"]):
            continue
        least, most = number_of(pieces)
        if least <= count <= most:
            continue
        found = str(least) if least == most else f"{least}或{most}"
        end = token.end() + len(listed["noun"])
        yield Hit(token.start(), end, {"told": text[token.start() : end], "found": found})


def _has_figures(pieces: Sequence[str]) -> bool:
    """Whether what is listed are amounts: 道路20条、供水16条; 7路、12路 are names."""
    return any(_DIGIT.search(piece) and not _NUMBERED.fullmatch(piece) for piece in pieces)


def _is_closed(listed: re.Match[str], behind: str) -> bool:
    if listed["bracket"] is not None:
        return behind == "）"
    if listed["dash"] is not None:
        return behind in ("—", "。", "")
    return behind in ("。", "；", "") or (
        behind == "，" and listed["full"] not in ("：", "）：", "是：", "为：")
    )


_SLOGAN = pattern(
    rf"“(?P<count>[两{_ONES}])(?P<word>[\u4e00-\u9fff]{{1,3}})”[\u4e00-\u9fff]{{0,10}}[：，—]{{1,2}}(?:即|就是|分别是)?"
    r"(?P<names>[\u4e00-\u9fff]{2,10}(?:、[\u4e00-\u9fff]{2,10}){1,9})(?=[。；，—）]|$)"
)


def slogans(text: str) -> Iterator[Hit]:
    """“五好”家庭标准为：敬老好、教子好、邻里好: each of the names has the word that is counted."""
    for match in _SLOGAN.finditer(text):
        names, count = match["names"].split("、"), VALUES[match["count"]]
        word = match["word"].removeprefix("个")
        if word and len(names) != count and all(word in name for name in names):
            start, end = match.start(), match.end("word") + 1
            yield Hit(start, end, {"told": text[start:end], "found": str(len(names))})
