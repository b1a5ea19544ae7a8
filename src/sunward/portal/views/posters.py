"""Paper for the noticeboard: posters as a print page and, where Pango is present, as PDF."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter.wording import AUDIENCES
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import PublicationPage
from sunward.kernel import clock
from sunward.kernel.viewer import Viewer
from sunward.money import queries as money
from sunward.portal.paper import PAPERS, Sheet, Unavailable, fitted, pdf_of, pdf_possible
from sunward.portal.paper.of_publication import board_with_names, poster_of
from sunward.portal.paper.of_standing import account_sheets, overdue_sheet, power_sheet
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.overdue import everything_overdue
from sunward.portal.views.people import only_delegate
from sunward.portal.views.publications import board_words, row
from sunward.record import queries as record
from sunward.registry import queries as registry
from sunward.registry.queries import CommunityCard

NO_PDF = 503


@require_safe
def poster(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """A publication for the noticeboard: one sheet, black only, with a code that leads back here."""
    sheet = _publication_sheet(request, code, number)
    back = reverse("portal:publication", args=[code, number])
    pdf = reverse("portal:poster_pdf", args=[code, number])
    return _guarded(request, print_page(request, code, [sheet], back, pdf))


@require_safe
def poster_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The same sheet as PDF: the pages are counted, so it is one."""
    sheet = _publication_sheet(request, code, number)
    return _guarded(request, as_pdf(request, code, [sheet], number, kept=not _board_of(request)))


@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs today, what still wants a photograph, and every poster that can be printed."""
    community, today, viewer = community_or_404(request, code), clock.today(), Viewer(code)
    wanted = {ref.id for ref in disclosure.to_photograph(code, today)}
    cards = [card for card in disclosure.publications(viewer, today) if card.state.hanging and not card.state.finished]
    context = {
        "crumbs": crumbs(community, (_("The noticeboard"), None)),
        "rows": [row(code, card) | {"board": board_words(card.state.board), "wanted": card.number in wanted,
                                    "poster": reverse("portal:poster", args=[code, card.number])} for card in cards],
        "kinds": [(kind, title()) for kind, (title, _make) in STANDING.items()],
    }  # fmt: skip
    return render(request, "portal/board.html", context)


@require_safe
def standing(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A poster of what stands today: overdue, power, accounts."""
    sheets = _standing_sheets(request, code, kind)
    pdf = reverse("portal:standing_pdf", args=[code, kind])
    return print_page(request, code, sheets, reverse("portal:board", args=[code]), pdf)


@require_safe
def standing_pdf(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    return as_pdf(request, code, _standing_sheets(request, code, kind), kind)


def print_page(request: HttpRequest, code: str, sheets: Sequence[Sheet], back: str, pdf: str) -> HttpResponse:
    """Sheets for the browser's own printing: sized by an estimate, because only the printer breaks the lines."""
    community, size = community_or_404(request, code), _size(request)
    paper = PAPERS[size]
    asked = _rest(request)
    fits = [fitted(sheet, paper) for sheet in sheets]
    context = {
        "community": community, "paper": paper, "fits": fits, "back": back, "title": sheets[0].title,
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
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{code}-{name}-{size}.pdf"'
    return response


def check_words(request: HttpRequest, code: str) -> str:
    """Where anybody types the code from the paper."""
    address = request.build_absolute_uri(reverse("portal:check", args=[code]))
    where = _bare(address).partition("://")[2]
    return _("type it in at %(where)s to see whether it is the newest and unchanged") % {"where": where}


def without_language(request: HttpRequest, path: str) -> str:
    """The address for a square code: shorter, and in whatever language its reader has."""
    return _bare(request.build_absolute_uri(path))


def _bare(address: str) -> str:
    for language in ("zh", "en"):
        address = address.replace(f"/{language}/c/", "/c/", 1)
    return address


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


def _asked_days(code: str, page: PublicationPage) -> int:
    """How long the charter of its day wants the item to hang."""
    return disclosure.Catalogue(code, page.card.posted_on).terms(page.card.item, None).days


def _standing_sheets(request: HttpRequest, code: str, kind: str) -> list[Sheet]:
    if kind not in STANDING:
        raise Http404
    return STANDING[kind][1](request, community_or_404(request, code))


def _seal(code: str) -> str:
    """Which state of the record the sheet was printed from."""
    newest = record.newest_checkpoint(code)
    if newest is None:
        return _("The record of this community has not been signed yet.")
    root = record.head_of(newest.note).root.hex()[:10].upper()
    return _("Printed from the record of %(size)s entries, root %(root)s") % {"size": newest.size, "root": root}


def _overdue(request: HttpRequest, community: CommunityCard) -> list[Sheet]:
    today, address = clock.today(), without_language(request, reverse("portal:overdue", args=[community.code]))
    items = everything_overdue(community.code, today)
    return [overdue_sheet(community, items, today, address, _seal(community.code))]


def _power(request: HttpRequest, community: CommunityCard) -> list[Sheet]:
    today, address = clock.today(), without_language(request, reverse("portal:people", args=[community.code]))
    officers = [one for one in registry.power_holders(community.code, today) if not only_delegate(one)]
    officers.sort(key=lambda one: -len(one.posts))
    return [power_sheet(community, officers, today, address, _seal(community.code))]


def _accounts(request: HttpRequest, community: CommunityCard) -> list[Sheet]:
    today, address = clock.today(), without_language(request, reverse("portal:money", args=[community.code]))
    days = _quarter(request.GET.get("quarter", ""), today)
    span = money.accounts_of(community.code, *days)
    return account_sheets(community, span, days, today, address, _seal(community.code))


def _quarter(label: str, today: date) -> tuple[date, date]:
    """First and last day of a quarter named like 2026-Q1; of the one that ended last where none is named."""
    year, _dash, number = label.partition("-Q")
    if year.isdecimal() and number in {"1", "2", "3", "4"} and 1900 < int(year) < 3000:
        first = date(int(year), int(number) * 3 - 2, 1)
    else:
        this = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        before = this - timedelta(days=1)
        first = date(before.year, (before.month - 1) // 3 * 3 + 1, 1)
    end = (first.replace(day=28) + timedelta(days=70)).replace(day=1) - timedelta(days=1)
    return first, end


STANDING: dict[str, tuple[Callable[[], str], Callable[[HttpRequest, CommunityCard], list[Sheet]]]] = {
    "overdue": (lambda: _("What is overdue"), _overdue),
    "power": (lambda: _("Who holds power"), _power),
    "accounts": (lambda: _("Accounts of the last quarter"), _accounts),
}


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


def _guarded(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Paper with names is kept by nobody on the way."""
    if _board_of(request):
        response["Cache-Control"] = "no-store, private"
    return response
