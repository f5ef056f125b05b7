"""Asks apt where a package lies and how to recognise it; no address stands in this program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from urllib.parse import unquote

_HASHES = ("sha256", "sha512")
_LINE = re.compile(r"'([^']+)' ([^\s/]+) ([0-9]+)(?: (\w+):([0-9A-Fa-f]+))?")


@dataclass(frozen=True)
class Source:
    """A package's file: its address, name, size in bytes, and the hash that its bytes must have."""

    address: str
    file: str
    size: int
    algorithm: str
    digest: str


def locate(package: str) -> Source | None:
    """Where apt would fetch `package` from; None without apt, or when apt does not know the package."""
    said = _ask("apt-get", "download", "--print-uris", package)
    return parse_uris(said, _ask("apt-cache", "show", package))


def parse_uris(said: str, show: str) -> Source | None:
    """Reads `'ADDRESS' FILE SIZE HASH:HEX`, the form in which apt-get prints addresses.

    A hash too weak to rely on is replaced by the SHA256 that `show`, the output of `apt-cache show`, has.
    """
    for line in said.splitlines():
        found = _LINE.fullmatch(line.strip())
        if found is None:
            continue
        address, file, size, algorithm, digest = found.groups(default="")
        if algorithm.lower() not in _HASHES:
            algorithm, digest = "sha256", _sha256(show, address)
        if digest:
            return Source(address, file, int(size), algorithm.lower(), digest.lower())
    return None


def proxies() -> dict[str, str]:
    """The proxies that apt is set up to use, by scheme; empty when it uses none."""
    found = re.findall(r'^Acquire::(https?)::Proxy "([^"]+)";', _ask("apt-config", "dump"), re.MULTILINE)
    return {scheme: address for scheme, address in found if address.upper() != "DIRECT"}


def _sha256(show: str, address: str) -> str:
    file = unquote(address.rpartition("/")[2])
    for stanza in show.split("\n\n"):
        fields = dict(re.findall(r"^([\w-]+): (.*)$", stanza, re.MULTILINE))
        if fields.get("Filename", "").rpartition("/")[2] == file:
            return str(fields.get("SHA256", ""))
    return ""


def _ask(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env=os.environ | {"LC_ALL": "C"},
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
