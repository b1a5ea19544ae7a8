"""In the room: one page for the recorder, by keyboard alone, with who is here and whether they are enough."""

from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sunward.ballots import queries as ballots
from sunward.ballots.policies import may_call_roll, may_tell
from sunward.ballots.queries import VoteOn
from sunward.charter.queries import DraftCard, last_day_to_enter
from sunward.kernel import clock
from sunward.kernel.acts import Refused, act_named
from sunward.kernel.available import available
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError, form_for, from_form
from sunward.kernel.findings import breaches
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings_of
from sunward.meetings.queries import MeetingPage, StepsAside
from sunward.portal.desk import votes
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import act_address
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.votes import NO_HANDS
from sunward.portal.words.agenda import is_decided, way_of_choosing
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.draftsaid import said_of
from sunward.portal.words.enough import verdict_on
from sunward.portal.words.overtaken import drafts_before
from sunward.portal.words.said import act_title, problem_said
from sunward.record import queries as record
from sunward.registry import queries as registry

DOES: Mapping[str, str] = {
    "admit": "meetings.admit", "leave": "meetings.leave", "open": "meetings.open_session",
    "close": "meetings.close_session", "adjourn": "meetings.adjourn", "say": "meetings.record_statement",
    "aside": "meetings.step_aside", "back": "meetings.take_back_exclusion",
}  # fmt: skip
LIVE = frozenset({"called", "missed", "open"})  # people can still come in
OF_OTHERS = frozenset({"aside", "back"})  # in no office one does it for oneself alone, on a page of its own
COUNTING = NO_HANDS.union(votes.OF_A_VOTE)  # what an open vote asks of those who run the room
SEVERAL = frozenset({"places"})  # boxes of which several can be ticked
OF_SOMEBODY = frozenset({"say", "aside", "back"})  # nobody named would be whoever writes it down


@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Who is here; ticking them in and out; opening, adjourning, closing; what is said. It needs no script."""
    page, viewer = meetings_of.meeting_page(number), viewer_of(request, code)
    if page is None or page.community != code:
        raise Http404
    if not meetings_of.may_run(viewer, page.row):
        raise PermissionDenied
    trouble: dict[str, Any] = {}
    if request.method == "POST":
        done, trouble = _do(request, viewer, page)
        if done:
            return redirect(f"{reverse('portal:room', args=[code, number])}?done={done}#h-now")
    return _shown(request, viewer, page, trouble)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What somebody had typed and ticked when the door stayed closed: nothing of it is lost."""
    typed: dict[str, Any] = {name: request.POST[name] for name in request.POST if name not in SEVERAL}
    return typed | {"places": request.POST.getlist("places")}


def _do(request: HttpRequest, viewer: Viewer, page: MeetingPage) -> tuple[str, dict[str, Any]]:
    """Perform what was asked for: the entry, or what stands in the way."""
    name = DOES.get(request.POST.get("do", ""))
    subject = _subject(request, page)
    kind = act_named(name) if name else None
    if kind is None or subject is None or subject.type != kind.subject_type:
        raise Http404
    option = next((one for one in available(viewer.person or "", subject, viewer.community) if one.act is kind), None)
    form = form_for(kind.facts_type)(_answers(request), request.FILES)
    form.fields |= {"place": _of_somebody(form.fields["place"])} if request.POST["do"] in OF_SOMEBODY else {}
    if not form.is_valid():
        return "", {
            "errors": [f"{form[name].label}{_(': ')}{one}" for name, said in form.errors.items() for one in said]
        }
    try:
        done = perform(
            kind, by=viewer.person or "", post=option.post if option else "anyone", subject=subject,
            facts=from_form(kind.facts_type, form), key=request.POST.get("key") or new_id(),
        )  # fmt: skip
    except FactsError as problem:
        return "", {"errors": [message for messages in problem_said(problem).values() for message in messages]}
    except Refused as refusal:
        return "", {"refusal": findings_shown(breaches(refusal.findings))}
    return done.entry.ref, {}


def _of_somebody(place: forms.Field) -> forms.Field:
    named = copy(place)
    named.required = True
    return named


def _subject(request: HttpRequest, page: MeetingPage) -> Ref | None:
    """The meeting, or one of its own items."""
    named = request.POST.get("item", "")
    if not named:
        return Ref("meeting", page.card.number)
    return next((item.ref for item in page.items if item.ref.id == named), None)


def _answers(request: HttpRequest) -> dict[str, str]:
    return {
        name: ",".join(request.POST.getlist(name)) if name in SEVERAL else request.POST[name] for name in request.POST
    }


def _shown(request: HttpRequest, viewer: Viewer, page: MeetingPage, trouble: dict[str, Any]) -> HttpResponse:
    code, number = viewer.community, page.card.number
    words, may = request.GET.get("find", "").strip(), _may(viewer, page)
    found = meetings_of.room(number, viewer, words)
    other = request.GET.get("other", "").replace("\0", "").strip()[:60]
    looked_up = registry.people_found(code, other, viewer.person or "", clock.today())
    others = looked_up.people
    entry = record.entry(request.GET.get("done", ""))
    aside = meetings_of.stepping_aside(number, viewer)
    drafts = drafts_before(item.about for item in page.items) if page.card.state == "open" else {}
    calls = may | {"call"} if may_call_roll(viewer) else may
    context = {
        "crumbs": crumbs(
            community_or_404(request, code), (_("Meetings"), reverse("portal:meetings", args=[code])),
            (page.card.title, reverse("portal:meeting", args=[code, number])), (_("In the room"), None),
        ),
        "verdict": verdict_on(page, found) if found else None,
        "page": page, "live": page.card.state in LIVE, "room": found,
        "may": may if found is None or _can_close(page, found) else may - {"close"}, "words": words, "other": other,
        "found": len(others), "in_all": looked_up.number,
        "instead": [*others, *meetings_of.on_the_roll(number, viewer)],
        "key": new_id(),
        "too_few": _too_few(page, may) if found and not found.met else {},
        "opens_at": page.row.starts_at if "open" in may and clock.now() < page.row.starts_at else None,
        "adjourning": bool(found and found.adjourns and "adjourn" in may),
        "checks": findings_shown(found.findings if found else ()), "afterwards": _afterwards(page, code, may),
        "entered_until": last_day_to_enter(clock.civil_day(page.row.starts_at)),
        "items": [
            _item(item, page, viewer, calls, aside.get(item.ref.id, StepsAside()), _of_draft(item, drafts))
            | _to_put(item, viewer, page, found)
            for item in page.items
        ],
        "open_now": _open_now(page, viewer, calls),
        "done": act_title(entry.act) if entry and entry.log == code else "",
        "against": list(_against(entry)) if entry and entry.log == code else (),
        "back": reverse("portal:meeting", args=[code, number]), "typed": _typed(request) if trouble else {}, **trouble,
    }  # fmt: skip
    return render(request, "portal/room.html", context, status=409 if "refusal" in trouble else 422 if trouble else 200)


def _against(entry: Entry) -> Iterator[dict[str, Any]]:
    """What stands in an entry against it, by what follows: a place that stays empty, a session at which nothing can be
    decided. Everything else is a mark beside what counts all the same."""
    found = breaches(entry.findings)
    opened, admitted = entry.act == DOES["open"], entry.act == DOES["admit"]
    barring: list[tuple[str, Collection[str], bool]] = [
        (_("It does not count, by this rule:"), meetings_of.NOT_LET_IN, admitted),
        (_("The session is open, and nothing can be decided by this rule:"), {"quorum"}, opened),
        (_("The session is open; people were not told of it by this rule, and nothing can be decided at it:"),
         {"notice"}, opened),
    ]  # fmt: skip
    told: set[str] = set()
    for words, rules, here in barring:
        if here and (ones := [one for one in found if one.rule in rules]):
            told |= {one.rule for one in ones}
            yield {"words": words, "checks": findings_shown(ones)}
    if rest := [one for one in found if one.rule not in told]:
        yield {"words": _("It counts, and this is noted beside it:"), "checks": findings_shown(rest)}


def _can_close(page: MeetingPage, found: meetings_of.RoomView) -> bool:
    """Once something was put to the vote, or nothing is to be, a session ends whoever is still there; before that not
    while too few are here."""
    return not found.waiting or found.met or any(vote.stands for item in page.items for vote in item.votes)


def _too_few(page: MeetingPage, may: frozenset[str]) -> dict[str, Any]:
    """From when on an evening that has not begun can be ended because too few came; nothing for what has no quorum."""
    if page.card.state != "called" or page.row.kind != "session" or "adjourn" not in may:
        return {}
    at = meetings_of.too_few_from(page.row)
    return {"at": at, "now": at <= clock.now()}


def _afterwards(page: MeetingPage, code: str, may: frozenset[str]) -> list[dict[str, Any]]:
    """The morning after, an evening on paper is ended with its own hour and its list: on pages that ask for them."""
    if clock.civil_day(page.row.starts_at) >= clock.today() or page.card.state not in LIVE:
        return []
    ends = [DOES[do] for do in ("close", "adjourn") if do in may]
    return [{"title": act_title(act), "url": act_address(act, page.row.ref, code)} for act in ends]


def _open_now(page: MeetingPage, viewer: Viewer, may: Collection[str]) -> list[dict[str, Any]]:
    """The questions that are open, each with the way to count it for whoever counts."""
    code = viewer.community
    return [
        {
            "question": vote.question, "number": vote.number, "url": reverse("portal:vote", args=[code, vote.number]),
            "channels": [ballots.channel_name(one) for one in vote.channels],
            "call": reverse("portal:roll_call", args=[code, vote.number]) if "call" in may and _to_call(vote) else "",
            "sheets": reverse("portal:door", args=[code, vote.number])
            if "paper" in vote.channels and may_tell(viewer) else "",
            "tasks": tasks_on(viewer, vote.ref, frozenset() if "hands" in vote.channels else NO_HANDS, COUNTING),
        }
        for item in page.items
        for vote in item.votes
        if vote.closed_at is None and vote.annulled_on is None
    ]  # fmt: skip


def _to_call(vote: VoteOn) -> bool:
    return vote.closed_at is None and vote.annulled_on is None and "roll_call" in vote.channels


def _may(viewer: Viewer, page: MeetingPage) -> frozenset[str]:
    """What of the page is for this reader: the clerk does most of it, petitioners what keeps a meeting going."""
    given = meetings_of.may_do(viewer, page.row, DOES.values())
    by_office = meetings_of.may_do(replace(viewer, capacities=frozenset()), page.row, DOES.values())
    return frozenset(do for do, act in DOES.items() if act in (by_office if do in OF_OTHERS else given))


def _of_draft(item: meetings_of.ItemView, drafts: Mapping[Ref, DraftCard]) -> dict[str, Any] | None:
    return said_of(drafts.get(item.about)) if item.about else None


def _item(
    item: meetings_of.ItemView,
    page: MeetingPage,
    viewer: Viewer,
    may: Collection[str],
    aside: StepsAside,
    of_draft: dict[str, Any] | None,
) -> dict[str, Any]:
    """An item with its next step, and whom the register suggests to ask whether they step aside, and who has."""
    out = aside.kept_out
    return {
        "number": item.ref.id, "title": item.title, "of_draft": of_draft, "said": len(item.statements),
        "votes": item.votes, "missing": findings_shown(item.missing),
        "suggested": aside.suggested if "aside" in may else (),
        "by_proxies": aside.by_proxies, "comes_back": bool(out or aside.by_proxies) and "back" in may,
        "kept_out": out, "may_vote": page.entitled - len(out) if out else None,
        "to_call": [
            {"question": vote.question, "url": reverse("portal:roll_call", args=[viewer.community, vote.number])}
            for vote in item.votes if "call" in may and _to_call(vote)
        ],
        "choices": list(item.options.values()), "way": way_of_choosing(item.method, item.at_most),
        "between": meetings_of.left_to_choose(item.ref.id) if item.options and item.votes else (),
        "second": meetings_of.second_vote_ahead(item.ref.id) if item.options and is_decided(item) else False,
    }  # fmt: skip


def _to_put(
    item: meetings_of.ItemView, viewer: Viewer, page: MeetingPage, found: meetings_of.RoomView | None
) -> dict[str, Any]:
    """Whether it can be put to the vote here and now, and whether nothing about it has been put so far."""
    can = bool(page.opened_at and found and item.ref.id in found.enough)
    return {
        "vote": act_address("meetings.put_to_vote", item.ref, viewer.community) if can else "",
        "unput": not any(vote.stands for vote in item.votes),
    }
