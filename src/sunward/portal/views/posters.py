"""Paper for the noticeboard: posters as a print page and, where Pango is present, as PDF."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter.wording import AUDIENCES
from sunward.disclosure import queries as disclosure
from sunward.disclosure.policies import inside
from sunward.disclosure.queries import PublicationPage
from sunward.kernel import clock
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.paper import PAPERS, Beyond, Sheet, Unavailable, as_hung, pdf_of, pdf_possible
from sunward.portal.paper.addresses import check_words, without_language
from sunward.portal.paper.of_meeting import notice_of
from sunward.portal.paper.of_publication import board_with_names, poster_of
from sunward.portal.paper.standing import MAKERS, Asked, Maker
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.meetings import caller
from sunward.portal.views.publications import board_words, row
from sunward.record import queries as record

NO_PDF = 503
PUBLIC = "everyone"


@require_safe
def poster(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """A publication for the noticeboard, black only, with a code that leads back here: one sheet, or numbered ones."""
    sheet = _publication_sheet(request, code, number)
    back = reverse("portal:publication", args=[code, number])
    pdf = reverse("portal:poster_pdf", args=[code, number])
    return _guarded(print_page(request, code, [sheet], back, pdf), _board_of(request))


@require_safe
def poster_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The same as PDF: the pages are counted, so each sheet is one."""
    sheet = _publication_sheet(request, code, number)
    made = as_pdf(request, code, [sheet], number, kept=not _board_of(request))
    return _guarded(made, _board_of(request))


@require_safe
def meeting_notice(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The notice of a meeting for the noticeboard, as its page says it."""
    sheet, back = _notice_sheet(request, code, number)
    return print_page(request, code, [sheet], back, reverse("portal:meeting_notice_pdf", args=[code, number]))


@require_safe
def meeting_notice_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    return as_pdf(request, code, [_notice_sheet(request, code, number)[0]], number)


@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs today, what still wants a photograph, and every poster that can be printed."""
    community, today, viewer = community_or_404(request, code), clock.today(), Viewer(code)
    wanted = {ref.id for ref in disclosure.to_photograph(code, today)}
    posted = disclosure.publications(viewer, today)
    cards = [card for card in posted if card.state.hanging and not card.state.over and not card.replaced]
    context = {
        "crumbs": crumbs(community, (_("The noticeboard"), None)),
        "rows": [row(code, card) | {"board": board_words(card.state.board), "wanted": card.number in wanted,
                                    "poster": reverse("portal:poster", args=[code, card.number])} for card in cards],
        "kinds": [(kind, maker.title) for kind, maker in _makers(request, code).items()],
    }  # fmt: skip
    return render(request, "portal/board.html", context)


@require_safe
def standing(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A poster of what stands today, such as what is overdue."""
    sheets = _standing_sheets(request, code, kind)
    pdf = reverse("portal:standing_pdf", args=[code, kind])
    made = print_page(request, code, sheets, reverse("portal:board", args=[code]), pdf)
    return _guarded(made, MAKERS[kind].audience)


@require_safe
def standing_pdf(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    sheets, audience = _standing_sheets(request, code, kind), MAKERS[kind].audience
    return _guarded(as_pdf(request, code, sheets, kind, kept=audience == PUBLIC), audience)


def print_page(request: HttpRequest, code: str, sheets: Sequence[Sheet], back: str, pdf: str) -> HttpResponse:
    """Sheets for the browser's own printing: sized by an estimate, because only the printer breaks the lines."""
    community, size = community_or_404(request, code), _size(request)
    paper = PAPERS[size]
    asked = _rest(request)
    fits = as_hung(sheets, paper)
    fewer = len(as_hung(sheets, PAPERS["a3"])) if size == "a4" and len(fits) > len(sheets) else 0
    context = {
        "community": community, "paper": paper, "fits": fits, "back": back, "title": sheets[0].title, "fewer": fewer,
        "sizes": [{"name": name.upper(), "url": f"?size={name}{asked}", "current": name == size} for name in PAPERS],
        "pdfs": [{"name": name.upper(), "url": f"{pdf}?size={name}{_rest(request)}"} for name in PAPERS]
        if pdf_possible() else [],
    }  # fmt: skip
    return render(request, "portal/paper/page.html", context)


def as_pdf(
    request: HttpRequest, code: str, sheets: Sequence[Sheet], name: str, size: str = "", *, kept: bool = True
) -> HttpResponse:
    """Sheets as one PDF; a plain answer where this server can make none."""
    size = size or _size(request)
    try:
        made = pdf_of(sheets, size, sheets[0].title, kept=kept)
    except Unavailable:
        words = _("This server makes no PDF (Pango is not installed). Use the print page: the text is the same, and "
                  "your browser breaks the lines.")  # fmt: skip
        return HttpResponse(words, status=NO_PDF, content_type="text/plain; charset=utf-8")
    except Beyond:
        words = _("Something here is wider than this paper: no PDF is made, for it would leave words out. Use the "
                  "print page, and look at its preview.")  # fmt: skip
        return HttpResponse(words, status=NO_PDF, content_type="text/plain; charset=utf-8")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-{name}-{size}.pdf"'
    return response


def _publication_sheet(request: HttpRequest, code: str, number: str) -> Sheet:
    """What the readers of the board may see; with names only for a board of the audience, and only if asked for by
    somebody inside it."""
    community, notice = community_or_404(request, code), _board_of(request)
    viewer = viewer_of(request, code) if notice else Viewer(code)
    page = disclosure.publication(number, viewer, clock.today())
    if page is None or (notice and notice != board_with_names(page)):
        raise Http404
    address = without_language(request, reverse("portal:publication", args=[code, number]))
    who = str(AUDIENCES[page.card.audience]) if notice else ""
    return poster_of(page, community, address, check_words(request, code), who, _asked_days(code, page))


def _notice_sheet(request: HttpRequest, code: str, number: str) -> tuple[Sheet, str]:
    """The sheet, and the page that says the same."""
    community, page = community_or_404(request, code), meetings.meeting_page(number)
    if page is None or page.community != code:
        raise Http404
    back = reverse("portal:meeting" if page.card.kind == "session" else "portal:hearing", args=[code, number])
    asked = Asked(community, clock.today(), without_language(request, back), _seal(code), {})
    hearing = meetings.hearing_page(number, clock.today()) if page.card.kind == "hearing" else None
    until = hearing.apply_until if hearing else None
    return notice_of(page, asked, caller(page.called_by), until, check_words(request, code)), back


def _asked_days(code: str, page: PublicationPage) -> int:
    """How long the charter of its day wants the item to hang."""
    return disclosure.Catalogue(code, page.card.posted_on).terms(page.card.item, None).days


def _standing_sheets(request: HttpRequest, code: str, kind: str) -> list[Sheet]:
    """What stands today on a poster, for whoever may read it."""
    community, maker = community_or_404(request, code), _makers(request, code).get(kind)
    if maker is None:
        raise Http404
    address = without_language(request, reverse(maker.page, args=[code]))
    return list(maker.make(Asked(community, clock.today(), address, _seal(code), request.GET.dict())))


def _makers(request: HttpRequest, code: str) -> dict[str, Maker]:
    """The posters of what stands today that this reader may see."""
    viewer = viewer_of(request, code)
    return {kind: maker for kind, maker in MAKERS.items() if inside(viewer, maker.audience)}


def _seal(code: str) -> str:
    """Which state of the record the sheet was printed from."""
    newest = record.newest_checkpoint(code)
    if newest is None:
        return _("The record of this community has not been signed yet.")
    root = record.head_of(newest.note).root.hex()[:10].upper()
    return _("Printed from the record of %(size)s entries, root %(root)s") % {"size": newest.size, "root": root}


def _size(request: HttpRequest) -> str:
    asked = request.GET.get("size", "")
    return asked if asked in PAPERS else "a4"


def _board_of(request: HttpRequest) -> str:
    """Whose board it is printed for, with names; "" for the public one."""
    return request.GET.get("for", "")


def _rest(request: HttpRequest) -> str:
    """What else the reader asked for, carried over to the PDF."""
    kept = {name: request.GET[name] for name in ("for", "quarter") if name in request.GET}
    return "".join(
        f"&{name}={value}" for name, value in kept.items() if value.replace("-", "").replace("_", "").isalnum()
    )


def _guarded(response: HttpResponse, audience: str) -> HttpResponse:
    """Paper that is not for everyone is kept by nobody on the way."""
    if audience not in {"", PUBLIC}:
        response["Cache-Control"] = "no-store, private"
    return response
