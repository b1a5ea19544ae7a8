"""Casting: the ballot of somebody who is signed in, and the terminal at the desk, where nobody signs in.

Nothing that was chosen is ever in an address, in a session, or in an answer that a browser keeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sunward.ballots import policies
from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref, new_id
from sunward.portal.reader import person_of, viewer_of
from sunward.portal.views.votes import ballot_or_404, way_to
from sunward.portal.words.alike import alike_said

HOURS_OPEN = 14
ON_THE_BALLOT = frozenset({"something_chosen", "at_most", "known_choice"})  # to be mended on the ballot itself


@dataclass(frozen=True, slots=True)
class Slip:
    """A ballot as it was filled in."""

    channel: str
    chosen: Sequence[str]
    blank: bool
    code: str = ""
    terminal: str = ""


def _slip(request: HttpRequest, channel: str, number: str) -> Slip:
    posted = request.POST
    here = request.COOKIES.get(_cookie(number), "") if channel == "terminal" else ""
    return Slip(channel, posted.getlist("chosen"), "blank" in posted, posted.get("code", "")[:40], here)


def _cast(number: str, person: str, slip: Slip) -> tuple[Finding, ...]:
    """Put the ballot in the box; what stands in the way, if anything does."""
    facts = {"channel": slip.channel, "chosen": ",".join(slip.chosen), "blank": slip.blank, "code": slip.code,
             "terminal": slip.terminal}  # fmt: skip
    try:
        perform("ballots.cast", by=person, post="anyone", subject=Ref("vote", number), facts=facts, key=new_id())
    except Refused as refusal:
        return breaches(refusal.findings)
    return ()


def _has_voted(findings: Sequence[Finding]) -> bool:
    return any(found.rule == "already_voted" for found in findings)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The ballot on the web. Whoever hands it in twice is shown the receipt of the first time."""
    page, person = ballot_or_404(request, code, number), person_of(request) or ""
    voting = request.method == "POST"
    if voting:
        wrong = _cast(number, person, _slip(request, "web", number))
    else:
        wrong = ballots.in_my_way(person, number, clock.now(), "web")
    if _has_voted(wrong) or (voting and not wrong):
        receipt = reverse("portal:vote_receipt", args=[code, number])
        return redirect(f"{receipt}?again" if voting and wrong else receipt)
    context = {
        "crumbs": way_to(request, page, (_("My ballot"), None)), "page": page, "several": page.most > 1,
        "back": reverse("portal:vote", args=[code, number]),
        "alike": alike_said(page, None, ballots.number_of_voters(number)),
    } | _wrong(wrong)  # fmt: skip
    return render(request, "portal/ballot.html", context, status=422 if voting else 200)


def _wrong(findings: Sequence[Finding]) -> dict[str, Any]:
    """What can be mended on the ballot itself, and what closes it."""
    return {
        "closed": [found.text for found in findings if found.rule not in ON_THE_BALLOT],
        "wrong": [found.text for found in findings if found.rule in ON_THE_BALLOT],
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def terminal(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The terminal: a code opens a ballot, the ballot ends with the cast. No sign-in, whoever is signed in here; but
    on a machine that the desk has opened."""
    if request.POST.get("do") == "open":
        return _opened(request, code, number)
    if not _is_terminal(request, number):
        return _terminal_page(request, code, number, {"not_here": True})
    typed = request.POST.get("code", "")[:40]
    person = ballots.voter_of_code(number, typed, code) if typed else None
    if person is None:
        return _terminal_page(request, code, number, {"wrong_code": request.method == "POST"})
    if "cast" not in request.POST:
        return _with_code(request, code, number, typed, ballots.in_my_way(person, number, clock.now()))
    wrong = _cast(number, person, _slip(request, "terminal", number))
    if not wrong:
        return redirect("portal:terminal_done", code, number)
    return _with_code(request, code, number, typed, wrong)


def _cookie(number: str) -> str:
    return f"terminal-{number}"


def _is_terminal(request: HttpRequest, number: str) -> bool:
    return constant_time_compare(request.COOKIES.get(_cookie(number), ""), ballots.terminal_mark(number))


def _opened(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The machine becomes a terminal until the evening, and whoever opened it is signed out of it."""
    viewer, here = viewer_of(request, code), reverse("portal:terminal", args=[code, number])
    post = charter.post_for(viewer, "ballots.open_terminal", clock.today()) or "anyone"
    try:
        perform("ballots.open_terminal", by=viewer.person or "person:nobody", post=post, subject=Ref("vote", number),
                facts={}, key=new_id())  # fmt: skip
    except Refused as refusal:
        return _terminal_page(request, code, number, {"not_here": True} | _wrong(breaches(refusal.findings)))
    logout(request)
    answer = redirect(here)
    answer.set_cookie(
        _cookie(number), ballots.terminal_mark(number), max_age=HOURS_OPEN * 3600, httponly=True, samesite="Strict",
        secure=request.is_secure(),
    )  # fmt: skip
    return answer


def _with_code(request: HttpRequest, code: str, number: str, typed: str, wrong: Sequence[Finding]) -> HttpResponse:
    return _terminal_page(request, code, number, _wrong(wrong) | {"code": typed, "ballot": True})


def _terminal_page(request: HttpRequest, code: str, number: str, more: dict[str, Any]) -> HttpResponse:
    page = ballot_or_404(request, code, number)
    context = {
        "page": page, "start": reverse("portal:terminal", args=[code, number]), "several": page.most > 1,
        "may_open": policies.may_open_terminal(viewer_of(request, code)),
        "available": page.open and "terminal" in page.channels and not page.by_household,
    } | more  # fmt: skip
    if "ballot" in more:
        context["alike"] = alike_said(page, None, ballots.number_of_voters(number))
    shut = bool(context.get("not_here")) and request.method == "POST"
    failed = shut or bool(context.get("wrong_code") or context.get("wrong") or context.get("closed"))
    return render(request, "portal/terminal.html", context, status=422 if failed else 200)


@never_cache
@require_safe
def terminal_done(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The end of a cast at the terminal: the same for everybody, so that going back shows nothing."""
    return _terminal_page(request, code, number, {"done": True})
