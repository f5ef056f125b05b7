"""A conversation with a mail server (RFC 5321), cut where `smtplib` does it in one go: before the final dot.

What the server has been told up to there it must forget when the connection ends; with the dot it takes over.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.dispatch.mail_server import Server

CONNECT_SECONDS, ANSWER_SECONDS = 30.0, 300.0
"""How long a server may take to say that it is there, and to answer (RFC 5321, 4.5.3.2 wants minutes)."""
_CLOSING = 421


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server says: 250 and the like, and its words in one line."""

    code: int
    words: str

    @property
    def good(self) -> bool:
        return 200 <= self.code < 400

    @property
    def final(self) -> bool:
        """Whether there is no use in trying again."""
        return self.code >= 500

    @property
    def closing(self) -> bool:
        return self.code == _CLOSING


class Lost(Exception):
    """There is no connection (any more). `words` say why, as far as the machine says it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class Useless(Exception):
    """No message can be sent with these settings; the finding says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.code)
        self.finding = finding


class Session:
    """One connection over which messages go one after the other. Raises Lost, and at first Useless."""

    def __init__(self, server: Server) -> None:
        self._sender = server.sender
        self._smtp = _connect(server)

    def offer(self, address: str, size: int) -> Reply:
        """Name sender and receiver, and ask to begin; after an answer that is not good nothing has begun."""
        try:
            options = [f"size={size}"] if self._smtp.has_extn("size") else []
            for code, words in self._asked(address, options):
                if not 200 <= code < 400:
                    if code != _CLOSING:
                        self._smtp.rset()
                    return _reply(code, words)
            return Reply(354, "")
        except (OSError, smtplib.SMTPException) as error:
            raise Lost(_why(error)) from error

    def _asked(self, address: str, options: list[str]) -> list[tuple[int, bytes]]:
        answers = [self._smtp.mail(self._sender, options)]
        if answers[-1][0] < 400:
            answers.append(self._smtp.rcpt(address))
        if answers[-1][0] < 400:
            answers.append(self._smtp.docmd("DATA"))
        return answers

    def put(self, message: bytes) -> None:
        """The message, all but the dot that ends it."""
        stuffed = re.sub(rb"(?m)^\.", b"..", message)
        try:
            self._smtp.send(stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n")
        except (OSError, smtplib.SMTPException) as error:
            raise Lost(_why(error)) from error

    def end(self) -> Reply:
        """The dot, and what the server says to it. After Lost nobody here knows whether it has all."""
        try:
            self._smtp.send(b".\r\n")
            return _reply(*self._smtp.getreply())
        except (OSError, smtplib.SMTPException) as error:
            raise Lost(_why(error)) from error

    def close(self) -> None:
        self._smtp.close()

    def leave(self) -> None:
        """Say goodbye; nothing depends on it any more."""
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self._smtp.close()


def _connect(server: Server) -> smtplib.SMTP:
    context = ssl.create_default_context()
    try:
        if server.security == "tls":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=CONNECT_SECONDS, context=context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=CONNECT_SECONDS)
    except ssl.SSLCertVerificationError as error:
        raise Useless(_finding("send-certificate", server, error.verify_message)) from error
    except ssl.SSLError as error:
        raise Useless(_finding("send-tls", server, error.reason or "")) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Lost(_why(error)) from error
    try:
        _greet(smtp, server, context)
    except BaseException:
        smtp.close()
        raise
    if smtp.sock is not None:
        smtp.sock.settimeout(ANSWER_SECONDS)
    return smtp


def _greet(smtp: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    """Hello, encryption, login."""
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password)
    except smtplib.SMTPNotSupportedError as error:
        code = "send-no-login" if server.user and "AUTH" in str(error) else "send-no-tls"
        raise Useless(_finding(code, server)) from error
    except smtplib.SMTPAuthenticationError as error:
        reply = _reply(error.smtp_code, error.smtp_error)
        if not reply.final:
            raise Lost(reply.words) from error
        raise Useless(_finding("send-login", server, f"{reply.code} {reply.words}")) from error
    except ssl.SSLCertVerificationError as error:
        raise Useless(_finding("send-certificate", server, error.verify_message)) from error
    except ssl.SSLError as error:
        raise Useless(_finding("send-tls", server, error.reason or "")) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Lost(_why(error)) from error


def _finding(code: str, server: Server, words: str = "") -> Diagnostic:
    return Diagnostic(code, None, {"server": f"{server.host}:{server.port}", "words": words})


def _reply(code: int, words: bytes | str) -> Reply:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Reply(code, " ".join(text.split()))


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_reply(error.smtp_code, error.smtp_error).words}"
    if isinstance(error, TimeoutError):
        return "等不到回话"
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionResetError | BrokenPipeError):
        return "对方断开了连接"
    if isinstance(error, ConnectionRefusedError):
        return "对方没有开这个端口"
    return (isinstance(error, OSError) and error.strerror) or type(error).__name__
