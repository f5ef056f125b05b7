"""Which mail server sends, as the environment says: a password has no place in files that are passed on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic

PREFIX = "JIANBAO_SMTP_"
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""RFC 8314 (465), RFC 6409 (587)."""
_HERE = ("127.0.0.1", "::1", "localhost")
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Server:
    """`security` is starttls, tls or none. `repr` does not show the password."""

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


def is_address(text: str) -> bool:
    """Whether a text is one plain mail address, as servers everywhere take it."""
    return _ADDRESS.fullmatch(text) is not None


def server_of(environment: Mapping[str, str]) -> tuple[Server | None, list[Diagnostic]]:
    """The server that the environment names; None with findings that say what is missing or wrong."""
    names = ("HOST", "PORT", "SECURITY", "FROM", "USER", "PASSWORD")
    values = {name: environment.get(PREFIX + name, "") for name in names}
    host, sender, user = (values[name].strip() for name in ("HOST", "FROM", "USER"))
    security = values["SECURITY"].strip().lower() or "starttls"
    missing = [PREFIX + name for name, value in (("HOST", host), ("FROM", sender)) if not value]
    if missing:
        return None, [Diagnostic("send-setting-missing", None, {"names": "、".join(missing)})]
    if security not in _PORTS:
        return None, [_wrong("SECURITY", "只能写 starttls、tls，本机的邮件服务也可以写 none")]
    if security == "none" and host.lower() not in _HERE:
        return None, [_wrong("SECURITY", "不加密只许发给本机（127.0.0.1）；别的服务器请写 starttls 或者 tls")]
    if not is_address(sender):
        return None, [_wrong("FROM", "要写一个完整的邮箱，例如 banshi@example.com，不带名称")]
    port = values["PORT"].strip()
    if port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        return None, [_wrong("PORT", "要写 1 到 65535 的整数，一般不用写")]
    if bool(user) != bool(values["PASSWORD"]):
        lacking = "USER" if values["PASSWORD"] else "PASSWORD"
        return None, [Diagnostic("send-setting-missing", None, {"names": PREFIX + lacking})]
    return Server(host, int(port or _PORTS[security]), security, sender, user, values["PASSWORD"]), []


def _wrong(name: str, why: str) -> Diagnostic:
    return Diagnostic("send-setting-wrong", None, {"name": PREFIX + name, "why": why})
