"""Around the box: handing out paper, handing over codes, asking voters back. Each finds a place on the roll first."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sunward.ballots import policies
from sunward.ballots import queries as ballots
from sunward.ballots.queries import BallotView
from sunward.charter import queries as charter
from sunward.elections import queries as elections
from sunward.kernel import clock, files
from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.forms.votefields import counters
from sunward.portal.links import act_address
from sunward.portal.reader import viewer_of
from sunward.portal.views.serving import may_serve
from sunward.portal.views.votes import ballot_or_404, way_to
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.said import problem_said
from sunward.portal.words.seatednow import with_proxies
from sunward.registry import queries as registry

TAKE_BACK_PROXY = "elections.take_back_proxy"
SHEETS = {"issue": "ballots.issue_paper", "take_back": "ballots.take_back_paper",
          "confirm": "ballots.confirm_taken_back"}  # fmt: skip


def _refused(viewer: Viewer, page: BallotView, act: str, facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Perform an act in the first post that lets the reader do it; what stood in the way."""
    post = charter.post_for(viewer, act, clock.today()) or "anyone"
    subject = Ref("vote", page.number)
    try:
        perform(act, by=viewer.person or "", post=post, subject=subject, facts=facts, key=new_id())
    except Refused as refusal:
        return findings_shown(found for found in refusal.findings if found.breach)
    except FactsError as problem:
        said = " ".join(message for messages in problem_said(problem).values() for message in messages)
        return [{"state": "bad", "text": said, "source": ""}]
    return []


def _opened(
    request: HttpRequest, code: str, number: str, may: Callable[[Viewer], bool]
) -> tuple[BallotView, Viewer, bool]:
    page, viewer = ballot_or_404(request, code, number), viewer_of(request, code)
    return page, viewer, may(viewer)


def _shown(
    request: HttpRequest, page: BallotView, viewer: Viewer, template: str, title: str, more: dict[str, Any]
) -> HttpResponse:
    words = _looked_for(request)
    context = {
        "crumbs": way_to(request, page, (title, None)), "page": page, "title": title, "q": words,
        "places": ballots.find_places(page.number, words, viewer) if words and "places" not in more else [],
    } | more  # fmt: skip
    return render(request, template, context, status=409 if context.get("refusal") else 200)


def _looked_for(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:40]


def _for_sheets(request: HttpRequest, page: BallotView, viewer: Viewer) -> dict[str, Any]:
    """Where nobody is looked for, those who can still take a sheet stand there by themselves."""
    return {} if _looked_for(request) else {"places": ballots.without_a_sheet(page.number, viewer)}


def _not_for(request: HttpRequest, page: BallotView, title: str, why: str = "") -> HttpResponse:
    context = {"crumbs": way_to(request, page, (title, None)), "page": page, "title": title, "why": why}
    return render(request, "portal/vote_not_for_you.html", context, status=403)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Find a voter by name or door, hand out a sheet, take an unused one back."""
    page, viewer, may = _opened(request, code, number, policies.may_tell)
    title = _("Hand out paper ballots")
    own = may and ballots.is_about(number, page.about, viewer.person or "")
    if not may or own:
        return _not_for(request, page, title, str(ballots.NO_HAND_IN_IT) if own else "")
    if page.listed:
        return _from_the_list(request, page, viewer)
    refusal: list[dict[str, Any]] = []
    if request.method == "POST":
        act = SHEETS.get(request.POST.get("do", ""), SHEETS["issue"])
        by_proxy = {"by_proxy": "true"} if act == SHEETS["issue"] and request.POST.get("by_proxy") else {}
        facts = {"entry": request.POST.get("entry", "")} | by_proxy
        if act == SHEETS["issue"] and (at := request.POST.get("at", "").strip()[:10]):
            facts["at"] = at
        refusal = _refused(viewer, page, act, facts)
        if not refusal:
            return redirect(request.get_full_path())
    words = _looked_for(request)
    found = (
        ballots.find_places(number, words, viewer) if words else ballots.without_a_sheet(number, viewer, denied=True)
    )
    more = {"refusal": refusal, "places": with_proxies(number, found, viewer, takes_sheets=True)}
    more |= {"take_back": _taking_back(viewer, page)}
    return _shown(request, page, viewer, "portal/vote_door.html", title, more)


def _taking_back(viewer: Viewer, page: BallotView) -> str:
    """Where whoever serves people enters that somebody takes the proxy back which they gave in an election."""
    election = elections.election_of(page.about) if may_serve(viewer) else None
    return act_address(TAKE_BACK_PROXY, election, page.community) if election else ""


def _from_the_list(request: HttpRequest, page: BallotView, viewer: Viewer) -> HttpResponse:
    """Once its hours, or its evening, are over: who took a sheet, as its signed list says, with the photograph."""
    title, refusal = _("Enter the signed list"), []
    if request.method == "POST":
        refusal = _listed(request, viewer, page)
        if not refusal:
            return redirect(request.get_full_path())
    more = {"refusal": refusal, "at": request.POST.get("at", "")} | _for_sheets(request, page, viewer)
    return _shown(request, page, viewer, "portal/vote_list.html", title, more)


def _listed(request: HttpRequest, viewer: Viewer, page: BallotView) -> list[dict[str, Any]]:
    """Those who were ticked; what stands in the way."""
    ticked, proxies = request.POST.getlist("entries"), set(request.POST.getlist("away"))
    facts: dict[str, Any] = {"entries": ",".join(ticked), "by_proxy": ",".join(one for one in ticked if one in proxies)}
    return _from_evening(request, viewer, page, "ballots.enter_list", facts)


def _from_evening(
    request: HttpRequest, viewer: Viewer, page: BallotView, act: str, facts: dict[str, Any]
) -> list[dict[str, Any]]:
    """Perform an act with the hour and the signed list of an evening, where they are asked for."""
    facts["at"] = request.POST.get("at", "").strip()[:10]
    try:
        if photograph := request.FILES.get("proof"):
            facts["proof"] = files.store_upload(photograph)
    except ValidationError as wrong:
        return [{"state": "bad", "text": " ".join(wrong.messages), "source": ""}]
    return _refused(viewer, page, act, facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Hand over a code: it is shown on this answer alone, to be written on the voter's slip. Whoever was named as going
    along confirms it here, under their own sign-in."""
    page, viewer, may = _opened(request, code, number, policies.may_hand_over_codes)
    title = _("Hand over codes")
    if not may:
        return _not_for(request, page, title)
    more: dict[str, Any] = {"refusal": [], "code": ""}
    if request.POST.get("do") == "confirm":
        more["refusal"] = _confirmed(request, viewer, page)
        if not more["refusal"]:
            return redirect(f"{request.path}?confirmed=1")
    elif request.method == "POST":
        more |= _handed_over(request, viewer, page)
    more |= {"example": registry.some_door(code), "confirmed": "confirmed" in request.GET and request.method == "GET"}
    more["waiting"] = ballots.codes_to_confirm(page.number, viewer)
    return _shown(request, page, viewer, "portal/vote_codes.html", title, more)


def _confirmed(request: HttpRequest, viewer: Viewer, page: BallotView) -> list[dict[str, Any]]:
    """The second carrier's word, with the voter's signature; what stands in the way."""
    facts: dict[str, Any] = {"slip": request.POST.get("slip", "")}
    try:
        if photograph := request.FILES.get("signature"):
            facts["signature"] = files.store_upload(photograph)
    except ValidationError as wrong:
        return [{"state": "bad", "text": " ".join(wrong.messages), "source": ""}]
    return _refused(viewer, page, "ballots.confirm_code", facts)


def _handed_over(request: HttpRequest, viewer: Viewer, page: BallotView) -> dict[str, Any]:
    """The new code, or what stands in the way. Whoever goes along is named by door and name, as on a signed sheet:
    a resident who carries codes looks nobody up."""
    typed = request.POST.get("handed_with", "").replace("\0", "").strip()[:60]
    other = registry.resident_named(typed, page.community, clock.today())
    if other is None:
        text = _("Nobody lives behind this door by this name.")
        return {"refusal": [{"state": "bad", "text": text, "source": ""}], "handed_with": typed}
    made = ballots.new_code(page.number)
    facts = {"entry": request.POST.get("entry", ""), "code_hash": made.code_hash, "handed_with": other}
    refusal = _refused(viewer, page, "ballots.hand_over_code", facts)
    return {"refusal": refusal, "code": "" if refusal else made.code, "handed_with": typed}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked_back(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Those who were drawn, and what they answered."""
    page, viewer, may = _opened(request, code, number, policies.may_ask_back)
    title = _("Ask voters back")
    if not may:
        return _not_for(request, page, title)
    refusal: list[dict[str, Any]] = []
    if request.method == "POST":
        refusal = _answered(request, viewer, page)
        if not refusal:
            return redirect(request.get_full_path())
    more = {"refusal": refusal, "drawn": ballots.drawn(number, viewer)}
    return _shown(request, page, viewer, "portal/vote_asked_back.html", title, more)


def _answered(request: HttpRequest, viewer: Viewer, page: BallotView) -> list[dict[str, Any]]:
    """What somebody who was drawn said, with their signature where there is one; what stands in the way."""
    facts: dict[str, Any] = {"entry": request.POST.get("entry", ""), "answer": request.POST.get("answer", "")}
    try:
        if photograph := request.FILES.get("signed"):
            facts["signed"] = files.store_upload(photograph)
    except ValidationError as wrong:
        return [{"state": "bad", "text": " ".join(wrong.messages), "source": ""}]
    return _refused(viewer, page, "ballots.answer_sample", facts)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roll_call(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Every name that is still to be called, with the choices beside it, those whom a rule lets speak last at the end;
    whoever is left out can be called later."""
    page, viewer, may = _opened(request, code, number, policies.may_call_roll)
    title = _("Call the roll")
    if not may or "roll_call" not in page.channels:
        return _not_for(request, page, title)
    more: dict[str, Any] = {"refusal": [], "said": {}, "counted_with": ""}
    if request.method == "POST":
        said = {key[5:]: request.POST[key] for key in request.POST if key.startswith("said-")}
        facts = {"answers": said, "counted_with": request.POST.get("counted_with", "")}
        nobody = [{"state": "bad", "text": _("Nobody's answer is marked yet."), "source": ""}]
        refusal = _from_evening(request, viewer, page, "ballots.call_roll", facts) if said else nobody
        if not refusal:
            return redirect(request.path)
        more = {"refusal": refusal, "said": said, "counted_with": facts["counted_with"], "at": facts.get("at", "")}
    more["counters"] = {who: name for who, name in counters(code).items() if who != viewer.person}.items()
    last = meetings.called_last(page.about) if page.open else frozenset()
    for name, found in (("rows", ballots.to_call), ("anew", ballots.to_enter_anew)):
        places = sorted(found(number, viewer), key=lambda one: one.entry in last) if page.open else []
        more[name] = [(one, [(each, more["said"].get(str(one.entry)) == each.key) for each in page.choices])
                      for one in with_proxies(number, places, viewer)]  # fmt: skip
    return _shown(request, page, viewer, "portal/vote_roll_call.html", title, more)
