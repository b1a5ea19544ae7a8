"""Letters to households: personal data on paper. Never kept by a cache; addresses carry no door."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sunward.disclosure import queries as disclosure
from sunward.disclosure.policies import may_deliver
from sunward.disclosure.queries import LetterBatch, PublicationPage
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.portal.links import act_address
from sunward.portal.paper import Sheet, fitted, pdf_possible
from sunward.portal.paper.addresses import check_words, without_language
from sunward.portal.paper.fit import LETTER
from sunward.portal.paper.of_letters import letters_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404
from sunward.portal.views.posters import as_pdf


@never_cache
@require_safe
def letters(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The next letters of a publication, to be printed by the browser."""
    page, batch, sheets = _letters(request, code, number)
    pdf = reverse("portal:letters_pdf", args=[code, number])
    here = {"after": f"?after={request.GET['after']}"} if _after(request) else {"after": ""}
    context = {
        "community": community_or_404(request, code), "paper": LETTER, "fits": [fitted(one, LETTER) for one in sheets],
        "back": reverse("portal:publication", args=[code, number]), "title": page.card.title,
        "pdfs": [{"name": "A4", "url": f"{pdf}{here['after']}"}] if pdf_possible() and sheets else [],
        "more": f"?after={batch.more}" if batch.more else "",
        "record": act_address("disclosure.deliver_letters", Ref("publication", number), code),
        "many": len(sheets),
    }  # fmt: skip
    return render(request, "portal/paper/letters.html", context)


@never_cache
@require_safe
def letters_pdf(request: HttpRequest, code: str, number: str) -> HttpResponse:
    _page, _batch, sheets = _letters(request, code, number)
    if not sheets:
        raise Http404
    return as_pdf(request, code, sheets, f"{number}-letters", "letter", kept=False)


def _letters(request: HttpRequest, code: str, number: str) -> tuple[PublicationPage, LetterBatch, list[Sheet]]:
    community, viewer, today = community_or_404(request, code), viewer_of(request, code), clock.today()
    if not may_deliver(viewer, today):
        raise PermissionDenied(_("Letters are printed by those to whom the list of powers gives it."))
    page = disclosure.publication(number, viewer, today)
    batch = disclosure.letters(number, viewer, today, _after(request))
    if page is None or batch is None:
        raise Http404
    address = without_language(request, reverse("portal:publication", args=[code, number]))
    return page, batch, letters_of(page, batch, community, address, check_words(request, code))


def _after(request: HttpRequest) -> int:
    asked = request.GET.get("after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 16 else 0
