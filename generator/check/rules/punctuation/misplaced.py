"""Marks where none should be, brackets of a wrong kind or within one another, wide marks in addresses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN
from generator.model.prose import CAPTION, FIGURE, HEADS, RUNNING, Block

_WITHIN = pattern(
    rf"（(?:(?P<first>[，。、；：])|(?<=[{HAN}]（)[^（）。]{{2,30}}(?P<stop>。)）(?=[{HAN}，；]))"
    rf"|[，、；：](?P<last>）)"
)


def within_brackets(block: Block, office: Office) -> Iterator[Hit]:
    """（，含在建）, （含在建，）, 老人（多是独居。）都来了."""
    text = block.text
    for match in _WITHIN.finditer(text):
        place = match.start() if match["last"] else match.start(str(match.lastgroup))
        if text[match.start() - 1 : match.start()] != "“":
            yield Hit(place, place + 1, {"mark": text[place]})


_NESTED = pattern(rf"（(?=[^（）]*[{HAN}])[^（）]{{1,60}}(?P<inner>（[^（）]{{1,40}}）)[^（）]{{0,60}}）")
_PLACE = pattern(r"（(?:[一二三四五六七八九十0-9]{1,3}|[12][0-9]{3}|[a-zA-Z])）")


def nested_brackets(block: Block, office: Office) -> Iterator[Hit]:
    for match in _NESTED.finditer(block.text):
        if not _PLACE.match(match["inner"]):
            yield Hit(match.start("inner"), match.end("inner"), {"inner": match["inner"][:12]})


_SQUARE = pattern(
    rf"〔(?<=[{HAN}0-9]〔)(?![0-9]{{1,3}}〕"
    rf"|[0-9〇○一二三四五六七八九]{{4}})(?P<inner>(?=[^〔〕]*[{HAN}])[^〔〕{FIGURE}]{{2,30}})〕"
)


_ANGLE = pattern(rf"[<＜](?=[{HAN}])[^<>＜＞《》]{{1,30}}[>＞]")


def bracket_kind(block: Block, office: Office) -> Iterator[Hit]:
    """〔 〕 is for the years of documents' numbers."""
    for match in _SQUARE.finditer(block.text):
        for place in (match.start(), match.end() - 1):
            yield Hit(place, place + 1, {"mark": block.text[place], "inner": match["inner"][:12]})
    for match in _ANGLE.finditer(block.text):
        if block.text.count("《", 0, match.start()) == block.text.count("》", 0, match.start()):
            yield Hit(match.start(), match.start() + 1, {"mark": match[0][0], "inner": match[0][1:-1][:12]})


_LINK = pattern(
    r"[：；．。，、＠／](?:(?<=http[：；])|(?<=https[：；])|(?<=www[．。，、])"
    r"|(?<=[a-z0-9][．。，、])(?=(?:com|cn|gov|org|net|html?)(?![A-Za-z]))|(?<=[A-Za-z0-9]＠)(?=[A-Za-z0-9])"
    r"|(?<=[a-z]／)(?=[a-z0-9]))"
)


def in_link(block: Block, office: Office) -> Iterator[Hit]:
    for match in _LINK.finditer(block.text):
        yield Hit(match.start(), match.end(), {"mark": match[0]})


_SUPERFLUOUS = pattern(
    r"[，、；。：](?:(?=[的行活相原理方第规”])(?:(?<=[”》]、)(?=的|行动|活动|相结合|原则|理念|方针)"
    r"|(?<=》、)(?=第[一二三四五六七八九十0-9])|(?<=[条款项]、)(?=规定)"
    r"|(?<![。：])(?=”的)|(?<=[一-鿿]：)(?=”[一-鿿])|(?<![：])(?=的)(?!的[确话士哥是、”]))"
    r"|(?<=了[，、])(?=[一-鿿“《]{2})(?:(?<=听取了.)|(?<=审议了.)|(?<=传达了.)|(?<=召开了.)|(?<=举办了.)"
    r"|(?<=印发了.)|(?<=举行了.)|(?<=开展了.)))"
)


def superfluous(block: Block, office: Office) -> Iterator[Hit]:
    """“谁负责”、的原则, 《条例》、第十二条, 听取了，市教育局的汇报."""
    text = block.text
    for match in _SUPERFLUOUS.finditer(text):
        start = match.start()
        yield Hit(start, start + 1, {"mark": match[0], "around": text[max(0, start - 4) : start + 4]})
    if text.endswith("、") and block.kind in RUNNING and (len(text) <= 12 or "：" in text[:10]):
        yield Hit(len(text) - 1, len(text), {"mark": "、", "around": text[-5:]})


RULES: tuple[Rule, ...] = (
    BlockRule("mark-in-brackets", within_brackets, needs="（）"),
    BlockRule("brackets-nested", nested_brackets, RUNNING, needs="（"),
    BlockRule("brackets-kind", bracket_kind, RUNNING, needs="〔<＜"),
    BlockRule("mark-superfluous", superfluous, RUNNING | HEADS | {CAPTION}, needs="，、；。："),
    BlockRule("address-mark-wide", in_link, needs=("：；．。，、＠／", "wcngohm@＠")),
)
