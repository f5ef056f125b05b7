"""The Python environment in .venv, filled from a lock file whose every package has a hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from generator.setup.lack import Lack, Report
from generator.setup.system import VENV, ensure_system

LOCK = "requirements.lock"
LOCK_DEV = "requirements-dev.lock"

_PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input")
_OFFLINE_MEND = (
    "请检查网络后再运行一次 make。单位有内部软件源的，先设好 PIP_INDEX_URL；\n"
    "完全不能上网的，在一台系统相同、能上网的机器上运行 python3 -m pip download -r {lock} -d wheels，\n"
    "把 wheels 文件夹拷到这里，再运行：PIP_NO_INDEX=1 PIP_FIND_LINKS=wheels make"
)

_REASONS = {
    "No space left on device": "磁盘已满",
    "Permission denied": "没有写入权限",
    "DO NOT MATCH THE HASHES": "下载的组件与锁定的校验值不符，可能被网络中途改动",
    "NewConnectionError": "连不上 Python 软件包网站",
    "ConnectTimeoutError": "连不上 Python 软件包网站",
    "ReadTimeoutError": "下载太慢，中途断开",
    "SSLError": "安全连接失败，请检查系统时间和证书",
    "No matching distribution found": "软件源里没有需要的组件",
}


def python_of(root: Path) -> Path:
    return root / ".venv" / "bin" / "python"


def is_ready(root: Path, lock: str) -> bool:
    """Whether `lock` as it stands now has been installed for the interpreter that .venv leads to now."""
    stamp = _stamp(root, lock)
    return (
        python_of(root).exists()
        and stamp.is_file()
        and stamp.read_text(encoding="utf-8") == _state(root, lock)
    )


def ensure_environment(root: Path, report: Report, *, dev: bool) -> list[Lack]:
    """Makes .venv and installs the lock into it; does nothing when that has been done."""
    lock = LOCK_DEV if dev else LOCK
    if is_ready(root, lock):
        return []
    lacks = _ensure_venv(root, report)
    if lacks:
        return lacks
    report("正在安装 Python 组件（第一次要一两分钟）……")
    return _install(root, lock)


def _ensure_venv(root: Path, report: Report) -> list[Lack]:
    # A run that was broken off may leave an interpreter without pip, which is no use.
    if _run(python_of(root), *_PIP, "--version") is None:
        return []
    lacks = ensure_system([VENV], report)
    if lacks:
        return lacks
    trouble = _run(_base_python(), "-m", "venv", "--clear", str(root / ".venv"))
    if trouble is None:
        return []
    mend = f"请确认有权写入 {root}，磁盘没有满，再运行一次 make"
    return [Lack(f"建立 Python 虚拟环境时出错：{trouble}", mend)]


def _install(root: Path, lock: str) -> list[Lack]:
    arguments = (*_PIP, "install", "--quiet", "--require-hashes", "-r", str(root / lock))
    trouble = _run(python_of(root), *arguments)
    if trouble is not None:
        return [Lack(f"Python 组件没有装上：{trouble}", _OFFLINE_MEND.format(lock=lock))]
    # What tests need contains what a run needs, so one installation settles both.
    for settled in {lock, LOCK}:
        _stamp(root, settled).write_text(_state(root, settled), encoding="utf-8")
    return []


def _base_python() -> Path:
    """The interpreter outside any environment, so that .venv can be cleared while it runs this."""
    if sys.prefix == sys.base_prefix:
        return Path(sys.executable)
    return Path(sys.base_prefix) / "bin" / "python3"


def _run(python: Path, *arguments: str) -> str | None:
    """Runs Python; None when that went well, else the reason why not."""
    try:
        done = subprocess.run(
            [python, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return error.strerror or str(error)
    if done.returncode == 0:
        return None
    return reason(done.stderr.strip() or done.stdout.strip())


def reason(said: str) -> str:
    """What pip or venv said, in Chinese for the common causes, else its last line."""
    for sign, meaning in _REASONS.items():
        if sign in said:
            return meaning
    return said.splitlines()[-1] if said else "没有说明原因"


def _stamp(root: Path, lock: str) -> Path:
    return root / ".venv" / f".installed-{lock}"


def _state(root: Path, lock: str) -> str:
    """What an installation depends on: the lock, and the interpreter, which an upgrade may replace."""
    digest = hashlib.sha256((root / lock).read_bytes()).hexdigest()
    return f"{digest} {python_of(root).resolve()}\n"
