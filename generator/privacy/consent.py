"""Citizens who are named in full in a story: 居民李小明说.

Whether two characters are a given name cannot be told for certain, so only what is clear counts: one of the
usual surnames right after 居民 or 村民, a given name, and a word that is said of persons, or a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import NAME, Found
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧程曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范"
    "石姚谭廖邹熊陆郝孔崔康邱秦史顾侯邵孟龙段雷钱汤尹黎贺龚樊殷施翟倪严牛温芦俞章葛韦毕聂焦向柳邢岳齐梅庄涂"
)
_CITIZEN = re.compile(
    rf"(?:居民|村民)(?P<name>(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}}?)"
    r"(?=说|表示|告诉|反映|介绍|感慨|感激|激动|笑|指着|拿出|握着|拉着|今年|家[中里的]|的|，|、|。|：|“|（|\(|$"
    r"|向|对|在|听|站|坐|看)"
)
_NOT_GIVEN = re.compile(r"[某们家的了地得说人住]|小组|委会|代表|户|会|村")


def find_citizens(text: str) -> Iterator[Found]:
    """Full names behind 居民 or 村民, in order."""
    for match in _CITIZEN.finditer(text):
        name = match["name"]
        given = name[2:] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[1:]
        if not _NOT_GIVEN.search(given) and name[:2] not in WORDS:
            yield Found(NAME, match.start("name"), match.end("name"))
