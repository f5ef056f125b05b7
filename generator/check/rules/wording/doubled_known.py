"""Which characters may stand twice, one behind the other: 天天, 图书馆|馆长, 为了|了解."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.check.rules.names.near import SURNAMES
from generator.check.rules.wording.known import lines
from generator.model.prose import FIGURE

PARTICLES: Mapping[str, tuple[str, str]] = {
    "的": ("目标靶打", "确士喀答"),
    "了": ("不时为于明终末知甚", "解然却之无结断账案"),
    "在": ("现存实潜内自好旨外重志意仍健安", "建线职校册岗场押编读逃产任营役网"),
    "是": ("于但凡可若要国", "非否"),
    "和": ("温平暖祥缓谦随融饱柔附应调共热中总", "美气睦平谐田县硕顺解乐满善缓好盘林风悦泰煦蔼约议衷"),
    "对": ("双成一反", "抗流方口联手外象照账岸碰子策应称立冲接比"),
    "与": ("参给赠授付寓相干", "会时此日之众人世"),
    "及": ("以涉普顾波触危提遍殃惠埃企力累措旁遐追谈料论", "时格第笄早物其"),
    "将": ("即必行终干健虎大上中少战闯猛老麻武名勇女良悍爱强", "军领士来近就才要会帅官相心"),
    "也": ("之者", "门许"),
    "都": ("首成古丰大花新京于旧帝全名国商江昌宜迁定建故钢陶瓷", "市江匀城督会是昌"),
    "被": ("棉植覆绒毛单厚地羊蚕盖床", "子告执保单褥申征害投罚上服套动迫选"),
    "把": ("一火几两拖门三每这那", "关脉手控持握柄总戏稳门儿"),
    "向": (
        "方意面流动走去导志取倾转单双风航朝指偏定内外南北东西上下横纵逆",
        "阳导日上好往来心",
    ),
    "从": ("服自随侍听顺无盲遵主依信", "容严业事重快众头来前此实速优简轻政军医教征新旧"),
    "以": ("予加可得足难所何用借赖给致", "下上前往旧人色点投赛训案工会奖老小学外内后致至免及便身"),
    "并": ("合一兼吞归裁火捆撤", "不无非列存购轨网肩入联排拢行案"),
    "其": ("尤与极何土莫", "他它中余实次间"),
    "此": ("如因彼为就至从由在对据以", ""),
    "该": ("应本活就理", ""),
    "由": ("自经理缘事来原", "来衷此表于"),
    "到": ("", "访账场位货期达底处任岗家手站点会时此"),
    "已": ("得而不", ""),
    "这": ("", ""),
    "们": ("", ""),
    "要": ("重主需必只扼紧首次简摘概纪险索", "求素点件闻领务塞道害"),
    "市": ("", "场政容民长区直郊花级树辖立属委价值面内外况监县域管南北东西"),
    "不": ("得", "得"),
    "第": ("", ""),
    "元": ("", "旦宵素首件"),
    "比": ("对类环同占无评相", "例赛重较值价分武拼"),
    "据": ("数依根证凭占论收票单", "此悉了说称理守点实为"),
    "化": ("", "解肥工学验妆石纤名疗险缘装合妆冻脓整学"),
    "万": ("千十百", "不没千里般"),
    "则": ("准规原法守细总附", ""),
    "你": ("", "我他们"),
    "我": ("自", "们国省市县区局校院行州军党"),
    "但": ("不非", "凡是愿"),
    "很": ("", ""),
    "使": ("即促驱行大天公特", "用命者馆劲节"),
    "于": ("", "是"),
    "为": ("成作称认以因行视改变分列定人转名译选更", "了主期民何由止首准例生人数先此害虎基"),
    "就": ("成造迁", "业是地近诊医餐学读此任职要"),
    "而": ("从进反然时因", "且言是后今"),
    "或": ("抑", "者许"),
    "还": ("", "款钱贷有是要款清本原乡"),
    "再": ("一", "次生造来审议见接"),
    "至": ("甚乃以直", "今少于多此关"),
}
"""Characters that may stand twice only behind or before some others: 目的的, 为了了解, 是是非非."""

_FREE = frozenset(
    "纷刚往妈爸爷奶叔伯弟妹哥姐嫂姑婆舅姨种紧常深远仅渐连默阵匆整谢慢轻悄牢频静迟茫每双小缓早久步高滚悠苦娃屡浓声冉细熊多融"
    "恰绵闪足熠微呼狠万团厚霏翩汩某偷朗淡朵偏斑缕盈歇滔依平寥源潺皑徐弯大好重统累殷代"
    "钉滴哈嘿哇嘻呵咚啪叮嗡隆沙潇萧巍铮勃簇孜兢战惺楚彬欣蒸芸郁葱茸毛盼津娓谆拳眷耿历凿振咄朝暮瑟蹒跚"
    "粼迢喃咯炯皎款脉洋汪灼烁姗晶莹贝宝太星岁短漫出摇挥摆虎生白单独浩森隐美青挤咬抱数般"
    "一看想试听说走问谈讲读写算练聊逛转跑动歇等坐管唱跳敲打尝闻摸瞧猜比擦洗扫翻补帮劝催拍推明画强"
)
"""Characters that form words when they stand twice: 刚刚, 看看."""
_EVERY = frozenset(
    "人年天个处家户时村县乡镇周校区场事层样节日月条件项句篇笔次遍趟份页桩顿棵株粒颗片间座排串群队行箱袋车船筐篮碗杯瓶盆桶张位点"
)
"""Those that stand twice for each of many, but not behind a word that ends with them: 人人, 件件."""
_BEHIND: Mapping[str, str] = {
    **{"深": "感知", "短": "一二三四五六七八九十几数", "比": "皆看谁", "节": "高下攀败胜贯推拔上走"},
    **{"点": "头滴星", "明": "有知是可", "摇": "头", "挥": "手", "摆": "手", "出": "主点进", "虎": "生有"},
    **{"生": "不", "白": "丧浪费", "家": "门户", "户": "均", "年": "均产内中检度", "月": "均报度初底末"},
    **{"天": "不刚未还没黑亮", "时": "刻", "人": "言均手", "字": "血句珠铿", "早": "就"},
    **dict.fromkeys("局委厅部院办处校", "机党领属务班内直"),
}
"""Behind these two stands such a character, though it also forms a well-known word with one of them."""
_AHEAD: Mapping[str, str] = {"地": "实喜", "接": "直", "点": "数", "去": "先再也就"}
"""Before these two likewise: 脚踏实地|地, 直接|接水管."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿")
SUFFIXES = frozenset(
    "省市县区镇乡村州盟旗国河湖江海山岛岭沟桥路街巷馆院校园厂站港局部委会所队组社库塘坝渠闸堤泉税罪费金款法案室厅司处科店楼寺庙塔城营团"
    "党军矿井车船机房田林场圃建为无在到用经当给让使请令人水电气"
)
"""Behind a name and behind one another's words these stand alone: 淇河|河道, 有|有关."""
_EACH, _COUNTED = tuple("任某另每"), tuple("个种项")
"""Before 一一 and behind it, where one of the two is too many: 任一一家, 选一一个."""
_NAMED = frozenset("等说介告表同书主局处科县市镇乡村在带来")
_NAMES = frozenset(
    "芳婷娜丽静萍燕玲敏莹萌冰洋洁倩琳琪佳蓉强晶艳伟金丁慧丹莉媛磊军爱珠敖瑾抗园清特欢乐宁帆凡飞翔浩涛鹏波超亮明辉光春秋冬雪梅兰竹菊圆甜露"
    "青文英红彤菲娟珍秀玉云霞诺诗雯薇茜妮娅蕾芬芸莎贝果朵笑可多豆点当安心思念依伊"
)


@dataclass(frozen=True, slots=True)
class Beside:
    """What may stand beside a character. `ends`: before it, as a word that ends with it; `begins`, `well`:
    behind it, as a word, or a well-known one, that begins with it; `ahead` and `behind`: around the two."""

    ends: str
    begins: str
    well: str
    ahead: str
    behind: str


@lru_cache(maxsize=1)
def _beside() -> Mapping[str, Beside]:
    """Read once: it ships with the program."""
    rows = (line.split(" ") for line in lines("doubled.txt"))
    return {row[0]: Beside(*(part.strip("-") for part in row[1:])) for row in rows}


def may_double(one: str, before: str, behind: str, beyond: str = "") -> bool:
    """Whether a character may stand twice between two others; "" for an end of the text. `beyond` stands
    behind `behind`."""
    if one in PARTICLES:
        ahead, after = PARTICLES[one]
        # At the edges of the text nothing forms a longer word with it.
        return (before != "" and before in ahead) or (behind != "" and behind in after)
    beside = _beside().get(one)
    if beside is None:
        return True
    if (before and before in beside.ahead) or (behind and behind in beside.behind):
        return True
    if before and before in _AHEAD.get(one, ""):
        return True
    if behind and behind in _BEHIND.get(one, ""):
        return True
    if one in _NUMERALS and (before in _NUMERALS or behind in _NUMERALS):
        return True  # 二〇二二年, 八八八
    if one == "一" and (before in _EACH or (behind in _COUNTED and before not in beside.ends)):
        return False
    if before == "一" or (
        before in SURNAMES and one in _NAMES and not (_is_han(behind) and behind not in _NAMED)
    ):
        return True
    ends = bool(before) and before in beside.ends
    left = ends or before.isdigit() or before == FIGURE or one in SUFFIXES
    well = behind != "" and behind in beside.well
    if one in _FREE and (left or not well):
        return True
    if one in _EVERY and not ends and not well:
        return True
    if not left or behind == "":
        return False
    # In 安全全责任 the one behind belongs to what follows, though 全责 is a word, too.
    return well or (behind in beside.begins and not _is_well(behind, beyond))


def _is_well(one: str, two: str) -> bool:
    beside = _beside().get(one)
    return beside is not None and two != "" and two in beside.well


def begins_word(pair: str) -> bool:
    """Whether two characters begin a word, or are one."""
    beside = _beside().get(pair[0])
    return beside is not None and (pair[1] in beside.begins or pair[1] in beside.well)


def doubles(one: str) -> bool:
    """Whether a character forms words when it stands twice: 乡村|村村|通."""
    return one in _FREE or one in _EVERY


def _is_han(character: str) -> bool:
    return "一" <= character[:1] <= "鿿"
