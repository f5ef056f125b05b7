"""Bare WeasyPrint in one warm process, on the pages and the style sheet that our build wrote.

`python -m generator.bench.bare PRINT_CSS PAGE...` prints the time in seconds and the size in bytes of
each, as JSON. Nothing of our line setting is active here: its hook is never imported. One font
configuration and one parsed style sheet serve all documents, which is the fastest way to use WeasyPrint.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse


def main(stylesheet: Path, pages: list[Path]) -> None:
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(filename=stylesheet, font_config=fonts)
    seconds, sizes = [], []
    for page in pages:
        began = time.perf_counter()
        document = weasyprint.HTML(string=page.read_text(encoding="utf-8"), url_fetcher=_nothing)
        pdf = document.write_pdf(stylesheets=[sheet], font_config=fonts)
        seconds.append(time.perf_counter() - began)
        sizes.append(len(pdf))
    hooked = "generator.typeset.hook" in sys.modules
    print(json.dumps({"seconds": seconds, "sizes": sizes, "hooked": hooked}))


def _nothing(url: str, *_: Any, **__: Any) -> URLFetcherResponse:
    """The pages' own links to the style sheet, which is given already parsed."""
    return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
