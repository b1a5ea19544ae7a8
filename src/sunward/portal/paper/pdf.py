"""PDF where Pango is present (the extra `paper`): pages are counted, so that a poster is one page and no more.

Nothing is fetched: every address is refused, whatever a published text may contain.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from sunward.portal.paper.fit import LETTER, PAPERS, Fitted, Paper, fitted
from sunward.portal.paper.sheet import Sheet

STYLE = Path(__file__).parents[2] / "kernel" / "static" / "sunward" / "paper.css"
SIZES = PAPERS | {"letter": LETTER}
KEPT = 24  # PDFs of some 300 KB
_one_at_a_time = Lock()


class Unavailable(RuntimeError):
    """This installation makes no PDF: Pango or WeasyPrint is not there."""


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415 - an extra: the portal works without it
    except (ImportError, OSError) as missing:  # OSError: the library is there, Pango is not
        raise Unavailable(str(missing)) from missing
    return weasyprint


def pdf_possible() -> bool:
    """Whether this installation can make PDFs."""
    try:
        return _weasyprint() is not None
    except Unavailable:
        return False


def pdf_of(sheets: Sequence[Sheet], size: str, title: str, *, kept: bool = True) -> bytes:
    """Sheets as one PDF, one page each. With `kept`, the last ones made are kept in memory and handed out again:
    not for sheets with personal data.

    Raises:
        Unavailable: when Pango is not there.
    """
    with _one_at_a_time:  # laying out a page is a second of one processor
        if kept:
            return _kept(tuple(sheets), size, title, get_language() or "")
        return _made(sheets, size, title)


@lru_cache(maxsize=KEPT)
def _kept(sheets: tuple[Sheet, ...], size: str, title: str, _language: str) -> bytes:
    return _made(sheets, size, title)


def _made(sheets: Sequence[Sheet], size: str, title: str) -> bytes:
    documents = [_document(sheet, SIZES[size]) for sheet in sheets]
    documents[0].metadata.title = title
    written: bytes = documents[0].copy([page for document in documents for page in document.pages]).write_pdf()
    return written


def _document(sheet: Sheet, paper: Paper) -> Any:
    """The rendered sheet: the largest size at which it is one page."""
    rendered: dict[tuple[Sheet, int], Any] = {}

    def one_page(each: Sheet, level: int) -> bool:
        document = rendered[each, level] = _rendered(each, paper, level)
        return len(document.pages) == 1

    found: Fitted = fitted(sheet, paper, one_page)
    return rendered.get((found.sheet, found.level)) or _rendered(found.sheet, paper, found.level)


def _rendered(sheet: Sheet, paper: Paper, level: int) -> Any:
    weasyprint = _weasyprint()
    context: Mapping[str, Any] = {"sheet": sheet, "paper": paper, "level": level}
    html = weasyprint.HTML(
        string=render_to_string("portal/paper/document.html", context), base_url=None, url_fetcher=_refuse
    )
    return html.render(stylesheets=[_style()], font_config=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - see above

    return FontConfiguration()


@lru_cache(maxsize=1)
def _style() -> Any:
    return _weasyprint().CSS(string=STYLE.read_text("utf-8"), url_fetcher=_refuse, font_config=_fonts())


def _refuse(url: str, *_args: object, **_kwargs: object) -> Any:
    raise ValueError(f"Paper fetches nothing: {url[:80]}")
