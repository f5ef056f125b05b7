"""What the preview answers to which address."""

from __future__ import annotations

import asyncio
import json
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from generator.watch.board import Board
from generator.watch.editor import NO_COMMAND, file_of_site, open_editor
from generator.watch.encode import ViewText, as_json
from generator.watch.files import content_type, read_inside, tagged
from generator.watch.hub import Hub
from generator.watch.prints import Prints
from generator.watch.view import IssueView

NO_FILE = "没有这个文件。"
NO_ISSUE = "没有这一期。"
NOT_MADE = "这一期的印刷页还没有编出来。"
NO_PAGE = "这一期没有这一页。"
SECRET = "涉密的刊物不在预览里显示，请在 output 文件夹里打开它的 PDF。"
NOT_OF_SITE = "这个文件不在本站的文件夹里，不能打开。"
WRONG_ORDER = "打开文件的请求写得不对。"
WRONG_DPI = "清晰度（dpi）要在 48 到 300 之间。"

SHARED = ("assets",)
"""Folders below output/ that are no publication's."""

LIVE = b'<script src="/preview/live.js" type="module"></script>'

_LEAST_DPI, _MOST_DPI = 48, 300
_MOST_BODY = 20_000
_MOST_LINE = 10_000_000
_SAID = {"Not Found": NO_FILE, "Method Not Allowed": "这个地址不接受这种请求。"}
"""What Starlette itself says."""


class Routes:
    """The answers. `pages` is the folder of the preview's own pages, `editor` the command to open a file."""

    def __init__(self, board: Board, hub: Hub, prints: Prints, pages: Path, editor: str) -> None:
        self._board = board
        self._hub = hub
        self._prints = prints
        self._preview_folder = pages
        self._editor = editor
        self._reading = ThreadPoolExecutor(2, "preview-read")
        self._view_text = ViewText()

    def app(self) -> Starlette:
        app = Starlette(
            routes=[
                Route("/", self._shell),
                Route("/favicon.ico", self._no_icon),
                Route("/preview/{path:path}", self._preview),
                Route("/site/{path:path}", self._site),
                Route("/api/view", self._view),
                Route("/api/events", self._events),
                Route("/api/print/{publication}/{stem}", self._print),
                Route("/api/print/{publication}/{stem}/{number:int}.png", self._picture),
                Route("/api/pdf/{publication}/{stem}", self._pdf),
                Route("/api/open", self._open, methods=["POST"]),
            ],
            exception_handlers={HTTPException: _said, Exception: _failed},
        )
        app.router.redirect_slashes = False
        return app

    def close(self) -> None:
        self._reading.shutdown(wait=False, cancel_futures=True)

    # Pages and files

    async def _shell(self, request: Request) -> Response:
        return await self._file(request, self._preview_folder, "index.html")

    async def _no_icon(self, request: Request) -> Response:
        return Response(status_code=204)

    async def _preview(self, request: Request) -> Response:
        return await self._file(request, self._preview_folder, request.path_params["path"])

    async def _site(self, request: Request) -> Response:
        path: str = request.path_params["path"]
        if not path or path.endswith("/"):
            path += "index.html"
        top, _, rest = path.partition("/")
        if rest and top not in SHARED:
            # Whatever is not known to be open stays closed.
            may_be_shown = self._board.publication(top)
            if may_be_shown is None:
                raise HTTPException(404, NO_FILE)
            if not may_be_shown:
                raise HTTPException(403, SECRET)
        folder, _, name = path.rpartition("/")
        key = self._board.issue_in(folder) if name == "index.html" else ""
        if key and (page := self._board.page(key)):
            return tagged(request, with_script(page.html.encode()), content_type(path))
        return await self._file(request, self._board.output, path)

    async def _file(self, request: Request, root: Path, path: str) -> Response:
        loop = asyncio.get_running_loop()
        data = await loop.run_in_executor(self._reading, read_inside, root, path)
        if data is None:
            raise HTTPException(404, NO_FILE)
        if root == self._board.output and path.lower().endswith(".html"):
            data = with_script(data)
        return tagged(request, data, content_type(path))

    # The state, and its changes

    async def _view(self, request: Request) -> Response:
        return tagged(request, self._view_text.of(self._board.view), "application/json")

    async def _events(self, request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        asked = request.query_params
        return self._hub.stream(asked.get("window", "")[:100], asked.get("key", "")[:300])

    # Printed pages

    async def _print(self, request: Request) -> Response:
        view = await self._prints.view(self._issue(request))
        if view is None:
            raise HTTPException(404, NOT_MADE)
        return tagged(request, as_json(view), "application/json")

    async def _picture(self, request: Request) -> Response:
        issue = self._issue(request)
        dpi = request.query_params.get("dpi", "")
        if not (dpi.isascii() and dpi.isdigit() and len(dpi) <= 3 and _LEAST_DPI <= int(dpi) <= _MOST_DPI):
            raise HTTPException(400, WRONG_DPI)
        picture = await self._prints.picture(issue, request.path_params["number"], int(dpi))
        if picture is None:
            raise HTTPException(404, NO_PAGE)
        right = request.query_params.get("v") == picture.signature
        cache = "private, max-age=31536000, immutable" if right else "no-cache"
        return tagged(request, picture.data, "image/png", {"Cache-Control": cache})

    async def _pdf(self, request: Request) -> Response:
        found = await self._prints.pdf(self._issue(request))
        if found is None:
            raise HTTPException(404, NOT_MADE)
        name, data = found
        disposition = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(name, safe='')}"}
        return tagged(request, data, "application/pdf", disposition)

    def _issue(self, request: Request) -> IssueView:
        publication = request.path_params["publication"]
        issue = self._board.issue(f"{publication}/{request.path_params['stem']}")
        if self._board.publication(publication) is False or (issue and issue.secret):
            raise HTTPException(403, SECRET)
        if issue is None:
            raise HTTPException(404, NO_ISSUE)
        return issue

    # Orders

    async def _open(self, request: Request) -> Response:
        path, line, column = _order(await _body(request))
        file = file_of_site(self._board.site, path)
        if file is None:
            raise HTTPException(400, NOT_OF_SITE)
        loop = asyncio.get_running_loop()
        wrong = NO_COMMAND
        if self._editor.strip():
            wrong = await loop.run_in_executor(self._reading, open_editor, self._editor, file, line, column)
        return JSONResponse({"message": wrong}, 409) if wrong else Response(status_code=204)


def with_script(html: bytes) -> bytes:
    """The page with the script that keeps it up to date, last in its body."""
    place = html.lower().rfind(b"</body>")
    return html[:place] + LIVE + html[place:] if place >= 0 else html + LIVE


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BODY:
            raise HTTPException(400, WRONG_ORDER)
    return body


def _order(body: bytes) -> tuple[str, int, int]:
    """File, line and column, both from 1; 0 stands for a place that is not known."""
    try:
        data = json.loads(body)
        path, line, column = data["file"], data["line"], data.get("column", 1)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HTTPException(400, WRONG_ORDER) from None
    numbers = (line, column)
    if not isinstance(path, str) or not all(type(one) is int and 0 <= one <= _MOST_LINE for one in numbers):
        raise HTTPException(400, WRONG_ORDER)
    return path, max(line, 1), max(column, 1)


async def _said(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"message": _SAID.get(error.detail, error.detail)}, error.status_code)


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: it is told where it is seen, and the preview goes on."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return JSONResponse({"message": f"预览程序出错：{type(error).__name__}：{error}（{where}）"}, 500)
