"""PDF where Pango is present (the extra `paper`): pages are counted, so that a poster is one page and no more.

Nothing is fetched: every address is refused, whatever a published text may contain.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from sunward.portal.paper.fit import LETTER, PAPERS, Fitted, Paper, fitted
from sunward.portal.paper.sheet import Sheet

STYLE = Path(__file__).parents[2] / "kernel" / "static" / "sunward" / "paper.css"
SIZES = PAPERS | {"letter": LETTER}


class Unavailable(RuntimeError):
    """This installation makes no PDF: Pango or WeasyPrint is not there."""


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    try:
        import weasyprint
    except (ImportError, OSError) as missing:  # OSError: the library is there, Pango is not
        raise Unavailable(str(missing)) from missing
    return weasyprint


def pdf_possible() -> bool:
    """Whether this installation can make PDFs."""
    try:
        return _weasyprint() is not None
    except Unavailable:
        return False


def pdf_of(sheets: Sequence[Sheet], size: str, title: str) -> bytes:
    """Sheets as one PDF, one page each.

    Raises:
        Unavailable: when Pango is not there.
    """
    paper = SIZES[size]
    documents = [_document(sheet, paper) for sheet in sheets]
    pages = [page for document in documents for page in document.pages]
    first = documents[0]
    first.metadata.title = title
    written: bytes = first.copy(pages).write_pdf()
    return written


def _document(sheet: Sheet, paper: Paper) -> Any:
    """The rendered sheet: the largest size at which it is one page."""
    rendered: dict[tuple[Sheet, int], Any] = {}

    def one_page(each: Sheet, level: int) -> bool:
        document = rendered[each, level] = _rendered(each, paper, level)
        return len(document.pages) == 1

    found: Fitted = fitted(sheet, paper, one_page)
    document = rendered.get((found.sheet, found.level)) or _rendered(found.sheet, paper, found.level)
    return document


def _rendered(sheet: Sheet, paper: Paper, level: int) -> Any:
    weasyprint = _weasyprint()
    context: Mapping[str, Any] = {"sheet": sheet, "paper": paper, "level": level}
    html = weasyprint.HTML(
        string=render_to_string("portal/paper/document.html", context), base_url=None, url_fetcher=_refuse
    )
    return html.render(stylesheets=[_style()], font_config=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=1)
def _style() -> Any:
    return _weasyprint().CSS(string=STYLE.read_text("utf-8"), url_fetcher=_refuse, font_config=_fonts())


def _refuse(url: str, *_args: object, **_kwargs: object) -> Any:
    raise ValueError(f"Paper fetches nothing: {url[:80]}")
