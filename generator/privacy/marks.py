"""Number plates, mailboxes and accounts of messengers in plain text (see `normal`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import ACCOUNT, EMAIL, PLATE, Found
from generator.privacy.normal import INVISIBLE

_GAP = rf"[ \-·.{INVISIBLE}\n]{{0,2}}"
_PLATE = re.compile(
    rf"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]{_GAP}(?P<office>[A-Za-z]){_GAP}"
    rf"(?P<rest>[A-Za-z0-9](?:{_GAP}[A-Za-z0-9]){{3}}(?:{_GAP}[A-Za-z0-9]){{0,2}}{_GAP}[挂学警港澳领试超]?)"
    r"(?![A-Za-z0-9])",
    re.ASCII,
)
_ENERGY = re.compile(r"[A-HJ-K][A-Z0-9]\d{4}|\d{5}[A-HJ-K]", re.ASCII)
"""New-energy plates have six characters, a letter first or last (GA 36-2018)."""
_LEAST_DIGITS = 3
_SIGNS = re.compile(r"[A-Z0-9]", re.ASCII)

_AT = re.compile(r" ?(?:@|[(\[{]at[)\]}]) ?", re.IGNORECASE)
_AT_IN_WORDS = re.compile(r"[(\[{][aA][tT][)\]}]")
_BEFORE_AT = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9._%+\-{INVISIBLE}]{{0,63}})$", re.ASCII)
_AFTER_AT = re.compile(
    rf"(?:[A-Za-z0-9](?:[A-Za-z0-9\-{INVISIBLE}]{{0,62}}) ?[.。] ?){{1,5}}(?P<top>[A-Za-z]{{2,12}})", re.ASCII
)
_LONGEST = 64
"""Characters before the @ (RFC 5321, 4.5.3.1.1)."""
_FILES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "svg", "pdf", "md", "html"})
"""photo@2x.jpg is a file."""

_MESSENGER = re.compile(r"[微薇]信|[qQ][qQ]|[vV][xX]|[wW][xXeE]")
_WECHAT = re.compile(
    r"(?:微信|薇信|(?<![a-z])(?:wechat|weixin|vx|wx))(?:号码?|id)?\s?(?:[:是为]|(?<=号))\s?"
    r"(?P<account>[A-Za-z][\w\-]{5,19})(?!\w)",
    re.ASCII | re.IGNORECASE,
)
_QQ = re.compile(
    r"(?<![a-z])qq(?:号码?)?\s?[:是为]?\s?(?P<account>[1-9]\d{4,10})(?!\d)", re.ASCII | re.IGNORECASE
)


def find_plates(text: str) -> Iterator[Found]:
    """Number plates in a plain text: seven characters, eight for new energy, with 挂, 学, 警, 港, 澳."""
    for match in _PLATE.finditer(text):
        rest = match["rest"].upper()
        signs = "".join(_SIGNS.findall(rest))
        tail = rest[-1] in "挂学警港澳领试超"
        length = len(signs) + tail
        if sum(sign.isdigit() for sign in signs) < _LEAST_DIGITS:
            continue
        if (length == 5 or (length == 6 and _ENERGY.fullmatch(signs))) and rest.count("\n") < 2:
            yield Found(PLATE, match.start(), match.start("rest") + len(rest.rstrip()))


def find_mailboxes(text: str) -> Iterator[Found]:
    """Mailboxes in a plain text. From each @ one looks to both sides, so that no text takes long."""
    if "@" not in text and not _AT_IN_WORDS.search(text):
        return
    for at in _AT.finditer(text):
        before = _BEFORE_AT.search(text, max(0, at.start() - _LONGEST), at.start())
        after = _AFTER_AT.match(text, at.end())
        if before and after and after["top"].lower() not in _FILES:
            yield Found(EMAIL, before.start(), after.end())


def find_accounts(text: str) -> Iterator[Found]:
    """Accounts of WeChat and QQ in a plain text, only behind the word; 公众号 and groups are public."""
    if not _MESSENGER.search(text):
        return
    for pattern in (_WECHAT, _QQ):
        for match in pattern.finditer(text):
            yield Found(ACCOUNT, match.start("account"), match.end("account"))
