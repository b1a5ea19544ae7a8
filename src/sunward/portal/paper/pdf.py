"""PDF where Pango is present (the extra `paper`): pages are counted, so that a poster is one page and no more, and no
sheet is handed out on which a word stands beyond the paper.

Nothing is fetched: every address is refused, whatever a published text may contain.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from sunward.portal.paper.fit import CAREFUL, LETTER, PAPERS, Fitted, Paper, fitted, for_paper, signs_of, uncut
from sunward.portal.paper.numbered import numbered
from sunward.portal.paper.sheet import Sheet
from sunward.portal.paper.widths import by_rows, set_for

STYLE = Path(__file__).parents[2] / "kernel" / "static" / "sunward" / "paper.css"
SIZES = PAPERS | {"letter": LETTER}
ROOMS = (CAREFUL, 0.8, 0.65, 0.5)  # of a page is planned for: as the print page does, less where that was too much
KEPT = 24  # PDFs of some 300 KB
EVEN = 4  # CSS pixels, about a millimetre: letters lean over the edge of a line
_one_at_a_time = Lock()


class Unavailable(RuntimeError):
    """This installation makes no PDF: Pango or WeasyPrint is not there."""


class Beyond(RuntimeError):
    """Something on it stands beyond the paper, however it is set."""


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
        Beyond: when a word would stand beyond the paper.
    """
    with _one_at_a_time:  # laying out a page is a second of one processor
        if kept:
            return _kept(tuple(sheets), size, title, get_language() or "")
        return _made(sheets, size, title)


@lru_cache(maxsize=KEPT)
def _kept(sheets: tuple[Sheet, ...], size: str, title: str, _language: str) -> bytes:
    return _made(sheets, size, title)


def _made(sheets: Sequence[Sheet], size: str, title: str) -> bytes:
    lay = _hung if len(sheets) == 1 and size in PAPERS else _alone
    documents = [document for sheet in sheets for document in _laid(sheet, SIZES[size], lay)]
    documents[0].metadata.title = title
    written: bytes = documents[0].copy([page for document in documents for page in document.pages]).write_pdf()
    return written


def _laid(sheet: Sheet, paper: Paper, lay: "Callable[[Sheet, _Measured], list[Any]]") -> list[Any]:
    """A table is told row by row where it turns out to be wider than the estimate has it."""
    for each in (sheet, by_rows(sheet)):
        if documents := lay(each, _Measured(paper)):
            return documents
    raise Beyond(sheet.number)


def _hung(sheet: Sheet, measured: "_Measured") -> list[Any]:
    """A poster as one page wherever it is one, or as its numbered sheets, as the print page has them: what is printed
    from either hangs together. Where the estimate planned too much for a sheet, with more room on each."""
    sheet = for_paper(sheet, measured.paper)
    if whole := uncut(sheet, measured.paper, measured.one_page):
        return [measured.document(whole)]
    for room in ROOMS:
        if documents := _each_one_page(numbered(sheet, measured.paper, room), measured):
            return documents
    return _alone(sheet, measured)


def _each_one_page(parts: Sequence[Fitted], measured: "_Measured") -> list[Any]:
    """The numbered sheets; none where there is one alone, or once one of them is more than a page."""
    documents = list[Any]()
    for part in parts if len(parts) > 1 else ():
        document = _one_page(part, measured)
        if document is None:
            return []
        documents.append(document)
    return documents


def _one_page(part: Fitted, measured: "_Measured") -> Any:
    """As large as its neighbours, or smaller; None where it is more than a page at the smallest size."""
    for level in range(part.level, len(measured.paper.levels)):
        if measured.one_page(part.sheet, level):
            return measured.document(Fitted(part.sheet, level))
    return None


def _alone(sheet: Sheet, measured: "_Measured") -> list[Any]:
    """The rendered sheet: the largest size at which it is one page, cut where it is more at the smallest. None where it
    is its width that leaves something out."""
    found = fitted(sheet, measured.paper, measured.one_page)
    document = measured.document(found)
    return [] if _beyond(document) or (found.left_out and measured.too_wide) else [document]


class _Measured:
    """Sheets laid out to see whether they are one page; `too_wide` once one of them is wider at the smallest size."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.too_wide = paper, False
        self._laid: dict[tuple[Sheet, int], Any] = {}

    def one_page(self, sheet: Sheet, level: int) -> bool:
        document = self.document(Fitted(sheet, level))
        beyond = _beyond(document)
        self.too_wide |= beyond and level == len(self.paper.levels) - 1
        return len(document.pages) == 1 and not beyond

    def document(self, found: Fitted) -> Any:
        set_as = set_for(found.sheet, signs_of(self.paper, found.level)), found.level
        if set_as not in self._laid:
            self._laid[set_as] = _rendered(*set_as, self.paper)
        return self._laid[set_as]


def _beyond(document: Any) -> bool:
    """Whether a word stands outside the lines of its page; a printer has no ink for what is beyond the paper."""
    return any(_stands_out(page._page_box) for page in document.pages)  # noqa: SLF001 - no other way to its boxes


def _stands_out(page: Any) -> bool:
    left, right = page.content_box_x() - EVEN, page.content_box_x() + page.width + EVEN
    words = (box for box in page.descendants(placeholders=True) if getattr(box, "text", "").strip())
    return any(box.position_x < left or box.position_x + box.width > right for box in words)


def _rendered(sheet: Sheet, level: int, paper: Paper) -> Any:
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
