"""Wrong writings that are words themselves, or may meet by chance: the words around tell which they are.

以经|审核的图纸为准 is right, and 路基以经完工 is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.check.pattern import pattern

_BEFORE, _BEHIND = 8, 40
"""Characters before and behind a wrong writing that tell what it is."""
_WRONG: Mapping[str, re.Pattern[str]] = {
    # 已经
    "以经": pattern(
        r"以经(?=全[部面线]|完[成工]|建[成起好]|开[始工通展放]|成[为熟立功]|有(?![关权])|是|在|达[到成]|形成|超过|到[位期了]"
        r"|基本|实现|结束|取得|被|把|启动|进入|落实|整改|办结|连续|解决|竣工|搬|拆|修[好通复]|覆盖|提前|正式|顺利|初步|逐步|不再|没有"
        r"|多次|陆续|联系|安排|收到|发[出放现]|告[知诉]|养成|深入|恢复|具备|签订|通过(?!的)|投入|交付|第[一二三四五六七八九十])"
    ),
    # 再次
    "在次": pattern(
        r"(?<![现存实正所])在次(?=[强启提召发向对来到上登出进组开表深明动调被获听检核确验冲夺打刷锁入约通]|下[达发]|重申|排查|走访|研究)"
    ),
    # 即将
    "既将": pattern(
        r"既将(?=[到来开结举建完竣投迎进启实出步上召毕退返离北南赴通面于])(?![^。；]{0,36}[又也还更且])"
    ),
    # 落实
    "落石": pattern(
        r"(?:责任|措施|政策|任务|要求|整改|工作|承诺|部署|制度|精神|待遇|资金|经费|贯彻|狠抓|抓好|抓|推动|推进|督促|全面|逐项|逐一|认真|严格|能否"
        r"|得到|未|没有|已|层层|真正|如期|按期|限期)落石(?![块头伤砸灾滚])"
        r"|落石(?=责任|政策|措施|任务|[到在]位|情况|主体|各项|好(?!的)|见效|整改|专人|经费|资金)"
    ),
    # 回访
    "回防": pattern(
        r"(?:电话|跟踪|定期|上门|逐户|逐件|逐一|入户|微信|满意度|热线|随机|事后|办结|及时|专人|走访|客户|群众|开展)[后时]?回防"
        r"|回防(?=率|制度|群众|[0-9]|工作|记录|电话|满意|居民|住户|企业|反映|来信)"
    ),
    # 贷款
    "货款": pattern(
        r"(?:小额|助学|住房|房屋|抵押|担保|贴息|信用|公积金|商业|创业|扶贫|惠农|低息|无息|信用社|[银农商]行|授信|按揭)[^，。；、]{0,6}货款"
        r"|货款(?=利率|贴息|额度|余额|逾期|展期|授信|担保|审批|发放|投放|期限|到期)"
        r"|申请[了到办]{0,2}[^，。；、]{0,6}货款"
    ),
    # 两口
    "俩口": pattern(r"[老小]俩口|俩口子"),
    # 分布
    "分部": pattern(r"分部(?=在全|于|不均|广|图|情况|较|范围|比较|均[匀衡])"),
}


def is_judged(written: str) -> bool:
    """Whether the words around tell of it."""
    return written in _WRONG


def is_wrong(written: str, text: str, start: int) -> bool:
    """Whether a wrong writing that begins at `start` is one, as the words around tell."""
    first, last = max(0, start - _BEFORE), start + len(written) + _BEHIND
    return any(match.start() <= start < match.end() for match in _WRONG[written].finditer(text, first, last))
