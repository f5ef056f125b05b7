"""The templates: where they are looked for, and what goes wrong in them as findings.

A template that lies in the site's `templates/` takes the place of the shipped one of the same name.
Content only ever fills templates; it is escaped and never read as one.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import traceback
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.meta import find_referenced_templates

from generator.diagnostics import Diagnostic, Place
from generator.load.stamps import stamp_of
from generator.model.dates import chinese_date
from generator.model.kinds import SHIPPED

_NAME = re.compile(r"'([^']*)' is undefined|has no (?:attribute|element) '?([^']*)'?$")


def make_environment(site: Path, shipped: Path = SHIPPED) -> Environment:
    """An environment for the site in the folder `site`; `shipped` holds the generator's own templates."""
    own = (site / "templates").resolve()
    folders = list(dict.fromkeys((own, shipped.resolve())))
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["chinese_date"] = _chinese_date
    environment.filters["urlpath"] = _urlpath
    return environment


def template_state(environment: Environment) -> str:
    """Another text whenever a template may have changed, come or gone."""
    stamps = {str(path): stamp_of(path) for folder in _folders(environment) for path in folder.rglob("*")}
    return hashlib.sha256(repr(sorted(stamps.items())).encode("utf-8", "surrogatepass")).hexdigest()


def templates_of(environment: Environment, name: str) -> tuple[str, ...]:
    """The template `name` and all that it includes or extends, as `templates/…`, those too that are not
    there. One with a mistake tells of no others; that is told when it is used."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in found or environment.loader is None:
            continue
        found.append(one)
        with contextlib.suppress(TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):
            tree = environment.parse(environment.loader.get_source(environment, one)[0])
            waiting += [other for other in find_referenced_templates(tree) if other]
    return tuple(f"templates/{one}" for one in sorted(found))


def render_template(
    environment: Environment, name: str, values: Mapping[str, Any]
) -> tuple[str, list[Diagnostic]]:
    """The template `name` filled with `values`; the text is empty where a finding says why."""
    try:
        return environment.get_template(name).render(values), []
    except Exception as error:
        # A template can raise whatever its expressions raise; what no template raised is our own fault.
        finding = _explain(error, environment, name)
        if finding is None:
            raise
        return "", [finding]


def read_shared(environment: Environment, name: str) -> tuple[str, list[Diagnostic]]:
    """A file among the templates as it stands (a style sheet), looked for like a template."""
    if environment.loader is None:
        raise ValueError("the environment has no loader")
    try:
        return environment.loader.get_source(environment, name)[0], []
    except (TemplateNotFound, UnicodeDecodeError) as error:
        finding = _explain(error, environment, name)
        return "", [finding] if finding else []


def _explain(error: Exception, environment: Environment, name: str) -> Diagnostic | None:
    """The finding for an error that came out of a template; None for one that did not."""
    if isinstance(error, TemplateSyntaxError):
        place = _place(environment, error.filename or error.name or name, error.lineno)
        return _finding("template-syntax", place, {"reason": error.message or ""})
    place_of_use = _last_template_line(error, environment)
    if isinstance(error, TemplateNotFound):
        return _finding("template-missing", place_of_use, {"name": str(error.name or name)})
    if isinstance(error, UnicodeDecodeError):
        place = _place(environment, _undecodable(environment) or name, 1)
        return Diagnostic("template-encoding", place, {"name": place.file})
    if place_of_use is None:
        return None
    if isinstance(error, UndefinedError):
        found = _NAME.search(error.message or "")
        undefined = (found[1] or found[2]) if found else (error.message or "")
        return _finding("template-undefined", place_of_use, {"name": undefined})
    return _finding("template-failed", place_of_use, {"reason": f"{type(error).__name__}: {error}"})


def _finding(code: str, place: Place | None, data: Mapping[str, str]) -> Diagnostic:
    excerpt = ""
    if place is not None:
        lines = _lines(Path(place.file))
        excerpt = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        place = _relative(place)
    return Diagnostic(code, place, dict(data), excerpt)


def _last_template_line(error: Exception, environment: Environment) -> Place | None:
    """Where in a template the error happened: the innermost frame that a template stands for."""
    folders = _folders(environment)
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        file = Path(frame.f_code.co_filename)
        if any(file.is_relative_to(folder) for folder in folders):
            return Place(str(file), line)
    return None


def _place(environment: Environment, name: str, line: int) -> Place:
    """A place in the template `name`, by its full path where a folder has it."""
    candidates = (folder / name for folder in _folders(environment))
    return Place(str(next((path for path in candidates if path.is_file()), Path(name))), line)


def _relative(place: Place) -> Place:
    """The same place as editors know it: `templates/…`, whichever folder the template came from."""
    parts = Path(place.file).parts
    if "templates" not in parts:
        return place
    start = len(parts) - 1 - parts[::-1].index("templates")
    return Place("/".join(parts[start:]), place.line, place.column)


def _undecodable(environment: Environment) -> str:
    """The first template that is no UTF-8: the error itself does not name its file."""
    for folder in _folders(environment):
        for path in sorted(folder.rglob("*.html")) + sorted(folder.rglob("*.css")):
            try:
                path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                return f"templates/{path.relative_to(folder).as_posix()}"
    return ""


def _folders(environment: Environment) -> list[Path]:
    loader = environment.loader
    return [Path(folder) for folder in loader.searchpath] if isinstance(loader, FileSystemLoader) else []


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _chinese_date(day: date) -> str:
    return chinese_date(day)


def _urlpath(path: str) -> str:
    """A relative path as it may stand in `href`: Chinese file names must be percent-encoded."""
    return quote(path, safe="/")
