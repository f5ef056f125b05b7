"""A mail server on this machine that keeps what it takes, and is as difficult as a test wants it."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


@dataclass
class Post:
    """What the server has taken, in order, and how it answers: `answers` by address are given one after the
    other instead of a 250 to RCPT, `afterwards` instead of a 250 to the dot. `slow`: seconds before it
    takes what it was given."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    afterwards: dict[str, list[str]] = field(default_factory=dict)
    slow: float = 0.0
    port: int = 0
    tries: Counter[str] = field(default_factory=Counter)

    def counts(self) -> Counter[str]:
        """Messages by address."""
        return Counter(address for address, _ in self.taken)

    def message(self, address: str) -> EmailMessage:
        found = [data for to, data in self.taken if to == address]
        message = message_from_bytes(found[-1], policy=POLICY)
        assert isinstance(message, EmailMessage)
        return message

    # What aiosmtpd calls

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tries[address] += 1
        if self.answers.get(address):
            return self.answers[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        address = envelope.rcpt_tos[0]
        if self.afterwards.get(address):
            answer = self.afterwards[address].pop(0)
            if answer != "lost":
                return answer
            self.taken.append((address, bytes(envelope.original_content or b"")))
            server.transport.abort()
            return "250 OK"
        time.sleep(self.slow)
        self.taken.append((address, bytes(envelope.original_content or b"")))
        return "250 OK"


def _login(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    right = (data.login, data.password) == (b"banshi", b"shouquanma")
    return AuthResult(success=right, handled=right)


@contextlib.contextmanager
def post_office(folder: Path | None = None, *, login: bool = False) -> Iterator[Post]:
    """A server that runs while the block does; with `folder`, in which it puts its certificate as cert.pem,
    it wants STARTTLS."""
    post = Post()
    context = None
    if folder is not None:
        certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    controller = Controller(
        post,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=context,
        require_starttls=context is not None,
        authenticator=_login if login else None,
        auth_required=login,
        auth_require_tls=context is not None,
    )
    controller.start()
    post.port = controller.port
    try:
        yield post
    finally:
        controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def settings(post: Post, folder: Path | None = None) -> dict[str, str]:
    """The environment that names the server."""
    named = {
        "JIANBAO_SMTP_HOST": "127.0.0.1",
        "JIANBAO_SMTP_PORT": str(post.port),
        "JIANBAO_SMTP_SECURITY": "none" if folder is None else "starttls",
        "JIANBAO_SMTP_FROM": "banshi@office.example.com",
    }
    return named if folder is None else {**named, "SSL_CERT_FILE": str(folder / "cert.pem")}


def certificate(folder: Path) -> None:
    """A certificate for 127.0.0.1 that nobody else vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@contextlib.contextmanager
def after(seconds: float, action: object) -> Iterator[None]:
    """Call `action` while the block runs."""
    assert callable(action)
    timer = threading.Timer(seconds, action)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
