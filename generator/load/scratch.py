"""Files that programs make for themselves beside the one that is being edited."""

from __future__ import annotations

import re

_SCRATCH = re.compile(
    r"""
    \..*                            # hidden: .x.md.swp, .#x.md, .goutputstream-AB12, .~lock.x.ods\#
    | ~\$.*                         # ~$x.docx
    | .*~                           # x.md~, x.part~
    | \#.*\#                        # #x.md#
    | .*\.(?:tmp|temp|bak|old|orig|swp|swo|part|partial|crdownload|download|lock|vsctmp)
    | .*\.tmp[.\-\d]*\d             # x.md.tmp.1234
    | .*\.sb-[0-9a-f]+-\w+          # x.md.sb-1a2b3c-Xy
    | .*___jb_(?:tmp|old|bak)___    # x.md___jb_tmp___
    | \d+                           # 4913, with which vim tries the folder
    | [0-9A-F]{8}                   # 5E1A2000, of spreadsheet programs
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_scratch(name: str) -> bool:
    """Whether a file of this name (without its folder) is one that an editor, an office program, a copying
    or a downloading program keeps for a moment. What becomes of it is told by the name that it gets then."""
    return _SCRATCH.fullmatch(name) is not None


def is_left_over(name: str) -> bool:
    """Whether a file of this name was left by such a program. A bare number may be one that somebody wrote
    and forgot to give an ending."""
    return is_scratch(name) and not name.isalnum()


def is_hidden(name: str) -> bool:
    """The same for a folder. People call folders 2022 or 旧.old, so that only a dot tells."""
    return name.startswith(".")
