"""Names of parts that leave no room for others or are of one sort: 合格 and 不合格, 公办 and 民办."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations

from generator.check.pattern import pattern

_OPPOSED = (
    ("公办", "民办"),
    ("党员", "群众"),
    ("去程", "返程"),
    ("上行", "下行"),
    ("进港", "出港"),
    ("到达", "始发"),
    ("公立", "私立", "民营"),
    ("男", "女"),
    ("地上", "地下"),
    ("上午", "下午", "晚上", "夜间"),
    ("白天", "夜间", "晚上", "夜里"),
    ("早稻", "晚稻", "中稻"),
    ("干流", "支流"),
    ("干线", "支线"),
    ("干渠", "支渠"),
    ("主干", "分支"),
    ("城区", "乡镇", "农村", "乡村", "城镇", "郊区", "县城", "镇区", "村"),
    ("城市", "农村", "乡村", "乡镇"),
    ("城镇", "农村", "乡村"),
    ("城乡", "农村"),
    ("本地", "外地", "外来", "异地", "本市", "外市"),
    ("本市", "外市", "外省"),
    ("市内", "市外", "省外"),
    ("省内", "省外"),
    ("境内", "境外"),
    ("室内", "室外"),
    ("线上", "线下"),
    ("网上", "窗口", "现场"),
    ("水田", "旱地", "旱田"),
    ("初中", "高中", "小学"),
    ("机关", "事业单位", "企业"),
    ("单位", "个人"),
    ("支持", "反对", "无所谓", "中立"),
    ("第一", "第二", "第三"),
    ("企业", "个人"),
    ("集体", "个人"),
    ("国有", "集体", "民营", "私营"),
    ("新建", "改建", "扩建", "续建", "改造"),
    ("大型", "中型", "小型"),
    ("重型", "中型", "轻型"),
    ("成人", "儿童", "未成年"),
    ("成年", "未成年"),
    ("住院", "门诊"),
    ("来信", "来访", "来电"),
    ("进口", "出口"),
    ("收入", "支出"),
    ("汉族", "少数民族"),
    ("专职", "兼职"),
    ("在编", "编外", "聘用"),
    ("在职", "退休", "离退休"),
    ("预算内", "预算外"),
    ("同意", "反对", "弃权"),
    ("赞成", "反对", "弃权"),
    ("有效", "无效"),
    ("左岸", "右岸"),
    ("东侧", "西侧"),
    ("南侧", "北侧"),
    ("东区", "西区", "南区", "北区"),
    ("东片", "西片", "南片", "北片", "中片"),
    ("北段", "南段", "中段"),
    ("东段", "西段", "中段"),
    ("上半年", "下半年"),
    ("上旬", "中旬", "下旬"),
    ("一期", "二期", "三期"),
    ("一类", "二类", "三类"),
    ("一级", "二级", "三级"),
    ("一等", "二等", "三等"),
    ("快充", "慢充"),
    ("固定", "流动"),
    ("正式", "预备", "入党积极"),
    ("常住", "流动", "暂住"),
    ("中央", "省级", "市级", "县级", "区级", "地方"),
    ("中央", "地方"),
    ("省", "市", "县"),
    ("政府", "社会"),
    ("财政", "自筹", "社会", "银行"),
    ("满意", "基本满意", "一般", "不满意"),
    ("优秀", "良好", "合格", "不合格"),
    ("优秀", "称职", "基本称职", "不称职"),
    ("搬走", "留下"),
    ("外出", "在家", "留守"),
    ("实体", "虚拟"),
    ("现场", "网络", "书面"),
    ("现金", "实物"),
    ("显性", "隐性"),
    ("轻伤", "重伤", "轻微伤"),
    ("有证", "无证"),
)
"""Names of which two never speak of the same thing."""
_SUFFIX = pattern(r"(?:[群]?的|人员|问题|类|情况|件|数|人口|人数|户数|职工|学生|同志|群众)\Z")
_NO = pattern(r"(?:尚未|还未|从未|暂未|仍未|未能|未|不予|不|没有|没|非|无|拒)")
_DONE = pattern(r"(?:已经?|现已|均已|实|按[时期])(?P<verb>[\u4e00-\u9fff]{0,6})")
_GOING = pattern(
    r"(?:正?在[建办改查处修途施整审售读岗编租装理]|正在|待|尚在|仍在|还在|拟|筹|未|尚未|还未|停|剩|需|逾期|暂缓)"
)
_AT_MOST = 8


def are_opposed(labels: Sequence[str]) -> bool:
    """Whether two or three names can be true of no same thing and leave no others: 办结 and 未办结."""
    if len(labels) > 4:
        return False
    if len(labels) == 2:
        one, other = (_SUFFIX.sub("", label) for label in labels)
        for yes, no in ((one, other), (other, one)):
            negated = _NO.search(no)
            if negated and not _NO.search(yes):
                verb = no[negated.end() :]
                if len(verb) >= 2 and (verb[:2] in yes or verb[-2:] in yes):
                    return True
                if verb and len(verb) == 1 and verb in yes[-2:]:
                    return True
    return _are_known(labels) or are_stages(labels)


@cache
def _longest_first() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(names, key=len, reverse=True)) for names in _OPPOSED)


def _are_known(labels: Sequence[str]) -> bool:
    for names in _longest_first():
        found = [next((name for name in names if name in label), "") for label in labels]
        if all(found) and len(set(found)) == len(found):
            return True
    return False


def are_stages(labels: Sequence[str]) -> bool:
    """已交付, 在建, 未开工: how far each has come."""
    done = sum(_DONE.match(label) is not None for label in labels)
    going = sum(_GOING.match(label) is not None for label in labels)
    return done >= 1 and going >= 1 and done + going == len(labels)


def are_of_one_sort(labels: Sequence[str]) -> bool:
    """Whether names are made alike, one beside the other: 公办园 and 民办园, 酒驾 and 醉驾."""
    if _are_known(labels):
        return True
    if max(map(len, labels)) > _AT_MOST:
        return False
    apart = all(one not in other and other not in one for one, other in combinations(labels, 2))
    names = [_SUFFIX.sub("", label) or label for label in labels]
    if not apart or max(map(len, labels)) - min(map(len, labels)) > 3:
        return False
    last, first = {name[-1] for name in names}, {name[0] for name in names}
    tails = {label[-1] for label in labels}
    if len(tails) == 1 and labels[0][-1] not in "了到出过去":
        return True
    return (
        (len(last) == 1 and names[0][-1] not in "了到出过去")
        or (len(first) == 1 and len(names) > 2)
        or (len({len(name) for name in names}) == 1 and len(names[0]) == 2 and len(names) > 2)
    )
