"""The editor's own text editor, opened at a line of a file of the site."""

from __future__ import annotations

import re
import shlex
import subprocess
import threading
from pathlib import Path

_PLACE = re.compile(r"\{(file|line|column)\}")

NO_COMMAND = "还没有设置打开文件的命令。请在启动预览时写明，例如：--editor 'code -g {file}:{line}'。"


def file_of_site(site: Path, path: str) -> Path | None:
    """The file that `path` names, relative to the site; None for one that is not there, or not of the site:
    one outside its folder, reached by `..` or by a link."""
    try:
        file = (site / path).resolve(strict=True)
        return file if file.is_relative_to(site.resolve()) and file.is_file() else None
    except (OSError, ValueError, RuntimeError):  # no such file; NUL; a circle of links
        return None


def command_line(command: str, file: Path, line: int, column: int) -> list[str]:
    """The words of `command` with {file}, {line} and {column} filled in; without {file} the file is added.

    No shell reads them: a name of a file can hold whatever it likes. Raises ValueError for quotes that
    do not close.
    """
    values = {"file": str(file), "line": str(line), "column": str(column)}
    words = shlex.split(command)
    if "{file}" not in command:
        words.append("{file}")
    return [_PLACE.sub(lambda match: values[match[1]], word) for word in words]


def open_editor(command: str, file: Path, line: int, column: int) -> str:
    """Start the editor and do not wait for it. Returns what is wrong, in words; "" where it was started."""
    try:
        words = command_line(command, file, line, column)
    except ValueError:
        return f"打开文件的命令里引号没有成对：{command}"
    if len(words) < 2:
        return NO_COMMAND
    try:
        # A session of its own: Ctrl-C on the preview must not close the editor.
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (FileNotFoundError, NotADirectoryError):
        return f"找不到程序“{words[0]}”。请核对打开文件的命令：{command}"
    except OSError as error:
        return f"程序“{words[0]}”启动不了（{error.strerror}）。请核对打开文件的命令：{command}"
    # Somebody has to wait for it, or it stays behind as a dead process until the preview ends.
    threading.Thread(target=process.wait, name="editor", daemon=True).start()
    return ""
