"""A report of an activity: front matter and Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.record import Record, key
from generator.model.silence import Silenced
from generator.model.types import Date, Text, Texts, YesNo


class Authors(Record):
    reporters: Texts = key("记者", ())
    correspondents: Texts = key("通讯员", ())


class Photo(Record):
    file: Text = key("文件", example="media/a.jpg")
    caption: Text = key("说明", "")
    photographer: Text = key("摄影", "")


class Report(Record):
    """The front matter. The body is converted apart, see Body."""

    title: Text = key("标题", example="市教育局召开动员会")
    subtitle: Text = key("副题", "")
    unit: Text = key("单位", example="市教育局")
    date: Date = key("日期", example="2022-05-28")
    authors: Authors = key("作者", Authors(), example="{记者: [周某], 通讯员: [李某]}")
    section: Text = key("栏目", "")
    tags: Texts = key("标签", (), example="[百日攻坚]")
    photos: tuple[Photo, ...] = key("图片", (), example="[{文件: media/a.jpg, 说明: 动员会现场}]")
    named_with_consent: Text = key("实名", "")
    internal: YesNo = key("内部", False, example="否")
    silenced: tuple[Silenced, ...] = key("校对忽略", (), example="[{规则: sentence-long, 理由: 讲话原文}]")


@dataclass(frozen=True, slots=True)
class Body:
    """Markdown made safe HTML: no raw HTML, no foreign address, Chinese white space put right.

    `images` are the pictures that the text shows, as paths relative to the site's content folder;
    they stand in `html` as `src="content:<path>"`, which the publisher rewrites.
    """

    html: str
    images: tuple[str, ...] = ()
