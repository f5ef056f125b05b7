"""Lists of words and people that an office keeps for the proofreader, in content/words.yaml."""

from __future__ import annotations

from generator.model.record import Record, key
from generator.model.types import Text, Texts


class Leader(Record):
    """A person with all posts; the order of the list is the order in which names are printed."""

    name: Text = key("姓名", example="周某某")
    posts: Texts = key("职务", example="[市委书记]")
    reason: Text = key("理由", "")


class Word(Record):
    """A word that is not to stand, and what to write instead. In a text of `unless` it may stand."""

    word: Text = key("词", example="截止目前")
    instead: Text = key("改为", "", example="截至目前")
    reason: Text = key("理由", example="“截止”是停止，“截至”才是到某时为止")
    unless: Texts = key("除外", (), example="[报名截止]")


class WordLists(Record):
    """`leaders` in the office's own order; `people` are others whose posts are on record, in no order.
    `forbidden` words are errors; `preferred` and `confusable` ones warnings."""

    leaders: tuple[Leader, ...] = key("领导", (), example="[{姓名: 周某某, 职务: [市委书记]}]")
    people: tuple[Leader, ...] = key("人员", (), example="[{姓名: 吴某某, 职务: [市水利局局长]}]")
    forbidden: tuple[Word, ...] = key("禁用词", (), example="[{词: 黑名单, 改为: 失信名单, 理由: 本办规定}]")
    preferred: tuple[Word, ...] = key("推荐写法", (), example="[{词: 帐户, 改为: 账户, 理由: 规范字}]")
    confusable: tuple[Word, ...] = key(
        "易混词", (), example="[{词: 截止目前, 改为: 截至目前, 理由: 到某时为止用“截至”}]"
    )
