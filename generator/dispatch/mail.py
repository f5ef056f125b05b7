"""The message that a unit gets: a subject, a few lines, its files. The same letter gives the same message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from generator.model.dates import chinese_date

_POLICY = SMTP.clone(cte_type="7bit", max_line_length=76)
"""Seven bits, so that every server takes it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a unit is sent. `files` are attachments: their names, and where they are; `size` is in bytes, and
    `digest` that of their contents. `again`: an editor has ordered it although it was sent before."""

    unit: str
    address: str
    subject: str
    lines: tuple[str, ...]
    files: tuple[tuple[str, Path], ...]
    size: int
    digest: str
    again: bool = False


def message_id(issue_key: str, unit: str, turn: int, sender: str) -> str:
    """The name of a message, made of the issue and the unit: on a retry it stays the same, so that a server
    or a reader that meets it twice can tell. `turn` is how often the unit has got the issue before."""
    made = sha256(f"{issue_key}\n{unit}\n{turn}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{made}@{sender.rpartition('@')[2]}>"


def make_message(letter: Letter, name: str, office: str, sender: str, moment: datetime) -> bytes:
    """The message, with line ends as SMTP has them. `name` is its Message-ID. OSError where a file cannot be
    read."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=office, addr_spec=sender)
    message["To"] = Address(display_name=letter.unit, addr_spec=letter.address)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = name
    text = [f"{letter.unit}：", "", *letter.lines, "", office, chinese_date(moment.date()), ""]
    message.set_content("\n".join(text), cte="base64")
    for title, path in letter.files:
        kind = "zip" if title.endswith(".zip") else "pdf"
        message.add_attachment(path.read_bytes(), maintype="application", subtype=kind, filename=title)
    if message.is_multipart():
        message.set_boundary(f"={sha256(name.encode()).hexdigest()[:40]}")
    return message.as_bytes()
