"""How editors silence a rule of the proofreader, in front matter and in site.yaml."""

from __future__ import annotations

from generator.model.record import Record, key
from generator.model.types import Count, Text


class Silenced(Record):
    """A rule that is not to speak, by its code or its Chinese name, and why."""

    rule: Text = key("规则", example="sentence-long")
    reason: Text = key("理由", example="领导讲话原文")


class Proofreading(Record):
    """`sentence_length`: more characters than this in a sentence are told; 0 for never."""

    silenced: tuple[Silenced, ...] = key("忽略", (), example="[{规则: sentence-long, 理由: 本办不限}]")
    sentence_length: Count = key("句长", 0, example="120")
