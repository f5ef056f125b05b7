"""Posts in text, and whether two of them can be one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import Office
from generator.check.rules.names.near import own_places
from generator.check.rules.wording.once import once
from generator.model.unit import names_of

_HEADS = (
    "书记|市长|县长|区长|州长|旗长|主席|主任|秘书长|常委|检察长|院长"
    "|局长|部长|处长|科长|镇长|乡长|支队长|大队长|总经理|董事长|校长"
)
_BODIES = "委|政府|人民政府|人大常委会|人大|政协|纪委监委|纪委|监委|人民法院|法院|人民检察院|检察院"
_PARTS = "组织部|宣传部|统战部|政法委|社会工作部|政府办公室|办公室"
_DISTINCT = pattern(r"(?:中共)?(?:常务|第一)?副?(?:市长|县长|区长|州长|旗长)$")
"""A post that nothing has to stand before."""
_FREE_BEFORE = pattern(r"(?:^|[^一-鿿]|[由向对和与及请让经是给据将把为被])$")
_OTHER_BEFORE = pattern(r"(?:原|前|老|时任|曾任|历任|拟任|党组|党委|工委|总支|支部|团委|第一|村|社区|组|会)$")
_GOVERNMENT = pattern(r"^[市县区州旗]政府(?=(?:常务)?副?[市县区州旗]长)")
_DEPUTY = pattern(r"(?:副|助理|第一|党组|党委)$")


@dataclass(frozen=True)
class Posts:
    """`one` matches a post, `chain` posts with 、 between them at the end of a text. `own` is the region's
    name before a post, `rank` its last character."""

    one: re.Pattern[str]
    chain: re.Pattern[str]
    own: re.Pattern[str]
    rank: str

    def normal(self, name: str) -> str:
        """A post as lists write it: without the region's own name, and without 政府 before 市长."""
        short = self.own.sub("", name)
        if short != name.removeprefix("中共") and not short.startswith(self.rank):
            short = self.rank + short
        short = _GOVERNMENT.sub("", short.replace("人民政府", "政府"))
        return short.replace("代市长", "市长").replace("代县长", "县长").replace("代区长", "区长")


@once
def posts_of(office: Office) -> Posts:
    region = office.site.region
    places = (*map(re.escape, own_places(office)), "[省市县区州旗]")
    units = _any(name for unit in office.units.all for name in names_of(unit) if len(name) > 2)
    listed = _any(post for one in (*office.words.leaders, *office.words.people) for post in one.posts)
    head = f"(?:中共)?(?:{'|'.join(places)})"
    before = rf"(?:{head}?(?:{units})|{head}(?:{_BODIES})?)?(?:{_PARTS})?(?:党组|党委)?(?:常务|第一|代)?副?"
    post = rf"(?:{listed}|{before}(?:{_HEADS}))"
    return Posts(
        pattern(post),
        pattern(rf"{post}(?:[、兼]?{post})*$"),
        pattern(rf"^(?:中共)?(?:{re.escape(region)})?") if len(region) > 1 else pattern("^(?:中共)?"),
        region[-1:],
    )


def _any(names: Iterable[str]) -> str:
    known = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    return "|".join(map(re.escape, known)) or "(?!)"


def fits(post: str, recorded: Iterable[str]) -> bool:
    """Whether somebody who holds the `recorded` posts can be called `post`: 书记 for 市委书记."""
    return any(_same(post, one) for one in recorded)


def _same(post: str, one: str) -> bool:
    if post.endswith("常委") and one.startswith(post[: -len("常委")]) and "委" in one:
        # Secretaries and heads of departments of a committee are members of it.
        return True
    long, short = (post, one) if len(post) >= len(one) else (one, post)
    return long.endswith(short) and not _DEPUTY.search(long[: len(long) - len(short)])


def stands_free(text: str, start: int, post: str) -> bool:
    """Whether the post that begins at `start` is not the end of a longer one, nor one of former times."""
    before = text[max(0, start - 4) : start]
    if _OTHER_BEFORE.search(before):
        return False
    return bool(
        post[0] in "省市县区州旗中" or _DISTINCT.match(post) or _FREE_BEFORE.search(before) or len(post) > 4
    )
