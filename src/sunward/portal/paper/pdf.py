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

from sunward.portal.paper.fit import CAREFUL, LETTER, PAPERS, Fitted, Paper, fitted, uncut
from sunward.portal.paper.numbered import how_many, numbered
from sunward.portal.paper.sheet import Sheet

STYLE = Path(__file__).parents[2] / "kernel" / "static" / "sunward" / "paper.css"
SIZES = PAPERS | {"letter": LETTER}
ROOMS = (CAREFUL, 0.8, 0.65, 0.5)  # of a page is planned for: as the print page does, less where that was too much
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
    """Sheets as one PDF, one page each; a poster alone as so many numbered ones as it takes. With `kept`, the last ones
    made are kept in memory and handed out again: not for sheets with personal data.

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
    alone = len(sheets) == 1 and size in PAPERS
    documents = _hung(sheets[0], SIZES[size]) if alone else [_document(sheet, SIZES[size]) for sheet in sheets]
    documents[0].metadata.title = title
    written: bytes = documents[0].copy([page for document in documents for page in document.pages]).write_pdf()
    return written


def _hung(sheet: Sheet, paper: Paper) -> list[Any]:
    """A poster as one page, or as its numbered sheets, as the print page has them: what is printed from either hangs
    together. Where the estimate planned too much for a sheet, with more room on each."""
    measured = _Measured(paper)
    if how_many(sheet, paper, most=2) == 1 and (whole := uncut(sheet, paper, measured.one_page)):
        return [measured.document(whole)]
    for room in ROOMS:
        if documents := _each_one_page(numbered(sheet, paper, room), paper):
            return documents
    return [_document(sheet, paper)]


def _each_one_page(parts: Sequence[Fitted], paper: Paper) -> list[Any]:
    """The numbered sheets; none where there is one alone, or once one of them is more than a page."""
    documents = list[Any]()
    for part in parts if len(parts) > 1 else ():
        document = _one_page(part, paper)
        if document is None:
            return []
        documents.append(document)
    return documents


def _one_page(part: Fitted, paper: Paper) -> Any:
    """As large as its neighbours, or smaller; None where it is more than a page at the smallest size."""
    for level in range(part.level, len(paper.levels)):
        document = _rendered(part.sheet, paper, level)
        if len(document.pages) == 1:
            return document
    return None


def _document(sheet: Sheet, paper: Paper) -> Any:
    """The rendered sheet: the largest size at which it is one page, cut where it is more at the smallest."""
    measured = _Measured(paper)
    return measured.document(fitted(sheet, paper, measured.one_page))


class _Measured:
    """Sheets laid out to see whether they are one page."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._laid: dict[tuple[Sheet, int], Any] = {}

    def one_page(self, sheet: Sheet, level: int) -> bool:
        document = self._laid[sheet, level] = _rendered(sheet, self.paper, level)
        return len(document.pages) == 1

    def document(self, found: Fitted) -> Any:
        laid = self._laid.get((found.sheet, found.level))
        return laid or _rendered(found.sheet, self.paper, found.level)


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
