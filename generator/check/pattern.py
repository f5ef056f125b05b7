"""Regular expressions that are compiled when they are first needed."""

from __future__ import annotations

import re
from functools import cached_property
from typing import cast


class _Pattern:
    """Has of `re.Pattern` what rules use. The methods are the very ones of the compiled expression, so that a
    look is as quick as with it."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    # Nothing is annotated here: for those who use it `pattern` says the types.
    search = cached_property(lambda self: self._compiled.search)
    match = cached_property(lambda self: self._compiled.match)
    fullmatch = cached_property(lambda self: self._compiled.fullmatch)
    finditer = cached_property(lambda self: self._compiled.finditer)
    findall = cached_property(lambda self: self._compiled.findall)
    split = cached_property(lambda self: self._compiled.split)
    sub = cached_property(lambda self: self._compiled.sub)
    subn = cached_property(lambda self: self._compiled.subn)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, but compiled at its first use, where a wrong one raises re.error.

    Rules have some 700 expressions, and one with a range of Chinese characters takes a millisecond to
    compile: half of what starting the proofreader took. A site has use for a part of them.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))
