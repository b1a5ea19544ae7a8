"""At the desk: enter something for a person who has come in, without phone, e-mail or sign-in of their own."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.ballots import policies
from sunward.ballots import queries as ballots
from sunward.charter.queries import serving_at_desk
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.available import at_desk
from sunward.kernel.memo import remembering
from sunward.kernel.ports import Entry, asking_once
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.templatetags.sunward import days_said
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.queries import MinutesCard
from sunward.portal.desk import consents
from sunward.portal.desk.comeabout import MOST, open_to_all, their_own
from sunward.portal.desk.receipts import SIGNS, entry_by_code, grouped, receipt_of
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import act_address
from sunward.portal.paper.addresses import check_words
from sunward.portal.reader import person_of, viewer_of
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.whereshown import where_shown
from sunward.portal.words.capacity import acted
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.disputed import DISPUTE, came_after
from sunward.portal.words.ofsomebody import number_given, tells, told_by
from sunward.portal.words.said import act_title
from sunward.portal.words.subjects import subject_said
from sunward.record import queries as record
from sunward.registry import queries as registry

VOUCH = "registry.vouch"
AT_THE_DESK = ("paper", "terminal")  # channels of a vote
OWN_OFFICE = frozenset({"ballots.close_vote"})  # the clerk closes it in any case, for nobody in particular
# The clerk's own reports about the person.
OF_THE_REGISTER = frozenset(
    {"registry.record_departure", "registry.correct_person", "registry.change_status", "registry.erase_private"}
)
# And about a door: whose it is, who moves in, in which grid it lies.
IN_A_GRID = "registry.place_household"
OF_THE_DOOR = frozenset({IN_A_GRID, "registry.record_arrival", "registry.record_ownership", "registry.end_ownership"})


@require_safe
def serve(request: HttpRequest, code: str) -> HttpResponse:
    """Find the person who stands at the desk, by name or door."""
    community, viewer = community_or_404(request, code), officer_at_desk(request, code)
    word = request.GET.get("q", "").replace("\0", "").strip()[:60]
    newcomer = _newcomer(request, code)
    people = registry.people_found(code, word, viewer.person or "", clock.today())
    found = [
        {"name": one.name, "door": one.door, "url": _served_or_vouching(one.person, newcomer, code)}
        for one in people.people
    ]
    # Of a door where nobody may live: a flat has owners, and somebody moves in.
    doors = registry.doors_meant(word, code) if word and not newcomer else ()
    at_door = _on_the_door(viewer, registry.household_named(doors[0], code)) if len(doors) == 1 else []
    context = {
        "crumbs": crumbs(community, *_trail(code), (_("At the desk"), None)), "word": word, "found": found,
        "number": people.number, "doors": doors,
        "tasks": at_door, "votes": [] if word or newcomer else list(_open_votes(viewer)),
        "newcomer": newcomer.partition(":")[2],
        "newcomers_name": registry.name_of(newcomer, viewer.person, code) if newcomer else "",
    }  # fmt: skip
    return never_kept(render(request, "portal/serve.html", context))


def _open_votes(viewer: Viewer) -> Iterator[dict[str, Any]]:
    """The votes for which people come to the desk: for a sheet, or to the terminal."""
    code, tells = viewer.community, policies.may_tell(viewer)
    for vote in ballots.open_votes(code, clock.now()):
        if channels := [ballots.channel_name(one) for one in AT_THE_DESK if one in vote.channels]:
            sheets = tells and "paper" in vote.channels
            sheets = sheets and not ballots.is_about(vote.number, vote.about, viewer.person or "")
            yield {
                "question": vote.question, "url": reverse("portal:vote", args=[code, vote.number]),
                "channels": channels, "until": vote.closes_at,
                "sheets": reverse("portal:door", args=[code, vote.number]) if sheets else "",
            }  # fmt: skip


def _newcomer(request: HttpRequest, code: str) -> str:
    """For whom a neighbour is looked up who vouches, if for anybody."""
    typed = request.GET.get("vouch", "").replace("\0", "")[:40]
    return (registry.awaited_by_number(typed, code, clock.today()) or "") if typed else ""


def _served_or_vouching(person: str, newcomer: str, code: str) -> str:
    if newcomer:
        return _at_desk_for(VOUCH, Ref.parse(newcomer), person, code)
    return reverse("portal:served", args=[code, person_number(person)])


def _at_desk_for(act: str, subject: Ref, person: str, code: str) -> str:
    """The form of an act that a clerk enters for somebody."""
    return f"{act_address(act, subject, code)}?{urlencode({'for': person})}"


@require_safe
def served(request: HttpRequest, code: str, person: str) -> HttpResponse:
    """What can be entered for this person, and what was entered for them before."""
    community, viewer = community_or_404(request, code), officer_at_desk(request, code)
    who = f"person:{person}"
    if not registry.person_exists(who):
        raise Http404
    name = registry.name_of(who, viewer.person, code)
    desk, options = (_("At the desk"), reverse("portal:serve", args=[code])), list(_options(viewer, who))
    context = {
        "crumbs": crumbs(community, *_trail(code), desk, (name, None)), "name": name,
        "options": [one for one in options if one["url"]], "closed": [one for one in options if not one["url"]],
        "before": list(_entered_before(code, who)),
        "tasks": [*tasks_on(viewer, Ref("person", person), only=OF_THE_REGISTER), *_at_home(viewer, who)],
        "waiting": list(_waiting(viewer, who)), "missing": _missing(code, person),
        "vouched_by_kin": registry.vouched_by_kin(who, code, clock.today()),
        **_of_the_vote(viewer, who),
        "letter": reverse("portal:departure_letter", args=[code, person]) if registry.departed(who, code) else "",
        "marked": policies.may_tell(viewer), "number": person,
        "corrected": reverse("portal:correction_letter", args=[code, person])
                     if ballots.corrected_of(who, code, clock.today()) else "",
    }  # fmt: skip
    return never_kept(render(request, "portal/served.html", context))


def _of_the_vote(viewer: Viewer, who: str) -> dict[str, Any]:
    """Whether and from when this person may vote, and what comes next until then."""
    today = clock.today()
    with remembering():
        told = registry.told_of_the_vote(who, viewer.community, today)
        return {"of_the_vote": [days_said(one) for one in told], "consent": consents.shown(viewer, who, today)}


@require_safe
def check(request: HttpRequest, code: str, typed: str = "") -> HttpResponse:
    """What stands behind a code on paper: the entry, its proof, and nothing about the person."""
    community = community_or_404(request, code)
    typed = typed or request.GET.get("code", "")[:60]
    entry = entry_by_code(typed, code) if typed else None
    receipt = receipt_of(entry) if entry else None
    viewer = viewer_of(request, code)
    came = came_after(entry, viewer, clock.today()) if entry else []
    context = {
        "crumbs": crumbs(community, (_("Check a code"), None)), "typed": typed, "entry": entry, "receipt": receipt,
        "title": act_title(entry.act) if entry else "", "post": acted(entry) if entry else "",
        "witnessed": bool(entry and record.is_witnessed(entry.ref)),
        "shown": where_shown(entry, viewer, serves=may_serve(viewer)) if entry else "",
        "came": came, "disputed": entry is not None and any(one.about == entry.ref for one in came),
        "dispute": act_address(DISPUTE, Ref("entry", entry.ref), code) if receipt and entry else "",
        "minutes": _minutes_behind(entry) if entry else None,
    }  # fmt: skip
    return never_kept(render(request, "portal/check.html", context, status=404 if typed and not entry else 200))


def _minutes_behind(entry: Entry) -> MinutesCard | None:
    """The minutes whose paper has the code of an entry, for whoever compares it."""
    numbers = [ref.id for ref in (entry.result, entry.subject) if ref and ref.type == "minutes"]
    return meetings.minutes_card(numbers[0], entry.log) if numbers else None


@require_safe
def receipt(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """The receipt for printing, for the person to take home: no name is on it."""
    community, entry, viewer = community_or_404(request, code), record.entry(ref), viewer_of(request, code)
    if entry and entry.log == code and (number := number_given(entry)):
        return never_kept(_slip(request, community, entry, number))
    found = receipt_of(entry) if entry and entry.log == code else None
    if entry is None or found is None:
        raise Http404
    context = {
        "community": community, "entry": entry, "receipt": found, "title": act_title(entry.act),
        "post": acted(entry), "back": reverse("portal:done", args=[code, ref]),
        "told": told_by(entry, viewer, serves=may_serve(viewer)), "consent": next_of_consent(request, entry),
        "address": request.build_absolute_uri(reverse("portal:checked", args=[code, found.code])),
        "about": subject_said(entry, viewer), "check_at": check_words(request, code),
    }  # fmt: skip
    return render(request, "portal/receipt.html", context)


def next_of_consent(request: HttpRequest, entry: Entry) -> dict[str, Any] | None:
    """What comes next for whoever applied for the vote, on the receipt, for whoever entered it."""
    if entry.act != "registry.apply_for_vote" or entry.kind == "refusal" or entry.by != person_of(request):
        return None
    return consents.shown(viewer_of(request, entry.log), str(entry.subject), clock.today())


def _slip(request: HttpRequest, community: object, entry: Entry, number: str) -> HttpResponse:
    """What a newcomer takes home: their number, and what is missing still; no name is on it. Printed at the desk, and
    by whoever it is about.

    Raises:
        PermissionDenied: for everybody else.
    """
    code, viewer = entry.log, viewer_of(request, entry.log)
    serves = may_serve(viewer)
    if not tells(entry, viewer, serves=serves):
        raise PermissionDenied(_("The slip of a newcomer is printed at the desk, and by the newcomer."))
    context = {
        "community": community, "entry": entry, "number": number, "title": act_title(entry.act),
        "told": told_by(entry, viewer, serves=serves), "post": acted(entry), "check": grouped(entry.ref[:SIGNS]),
        "back": reverse("portal:done", args=[code, entry.ref]),
        "address": request.build_absolute_uri(reverse("portal:checked", args=[code, grouped(entry.ref[:SIGNS])])),
        "check_at": check_words(request, code),
    }  # fmt: skip
    return render(request, "portal/slip.html", context)


def never_kept(response: HttpResponse) -> HttpResponse:
    """Names, or somebody's receipt: no browser and no proxy keeps the page."""
    response["Cache-Control"] = "no-store"
    return response


def officer_at_desk(request: HttpRequest, code: str) -> Viewer:
    """The reader, who serves people at the desk.

    Raises:
        PermissionDenied: for everybody else.
    """
    viewer = viewer_of(request, code)
    if not may_serve(viewer):
        raise PermissionDenied
    return viewer


def may_serve(viewer: Viewer) -> bool:
    """Whether one of the reader's posts may enter anything at the desk for somebody else."""
    return viewer.is_any(*serving_at_desk(viewer.community, clock.today()))


def _trail(code: str) -> list[tuple[str, str]]:
    return [(_("My duties today"), reverse("portal:desk", args=[code]))]


def _options(viewer: Viewer, person: str) -> Iterator[dict[str, Any]]:
    """Everything that the clerk's posts may enter for this person today, subject by subject. Of what is everybody's
    only what is open to them: to everybody else not even "not yet" is said."""
    with remembering(), asking_once():
        seen = set[Ref]()
        for subject, title in their_own(viewer.community, person):
            if subject not in seen:
                seen.add(subject)
                yield from _on(viewer, person, subject, title)
        runs = elections.on_committees_of(person, viewer.community, clock.today())
        for subject, title in open_to_all(viewer.community, person):
            without = OWN_OFFICE if subject in runs else OWN_OFFICE | elections.OF_THE_COMMITTEE
            if subject not in seen:
                yield from (one for one in _on(viewer, person, subject, title, without) if one["url"])


def _at_home(viewer: Viewer, person: str) -> list[dict[str, Any]]:
    """What the clerk enters about the door behind which they live."""
    home = registry.home_of(person, viewer.community, clock.today())
    return _on_the_door(viewer, home) if home else []


def _on_the_door(viewer: Viewer, household: str) -> list[dict[str, Any]]:
    """Its owners, who moves in; its grid, where the community has any: that a door has none stands on no list."""
    only = OF_THE_DOOR if registry.subgroups(viewer.community) else OF_THE_DOOR - {IN_A_GRID}
    with remembering(), asking_once():
        return tasks_on(viewer, Ref("household", household), only=only)


def _on(
    viewer: Viewer, person: str, subject: Ref, title: Any, without: frozenset[str] = frozenset()
) -> Iterator[dict[str, Any]]:
    for option in at_desk(viewer.person or "", person, subject, viewer.community, without):
        if option.act.name == VOUCH and str(subject) == person:
            continue  # nobody vouches for themselves: those who wait for it stand in a list of their own
        url = _at_desk_for(option.act.name, subject, person, viewer.community)
        yield {
            "act": act_title(option.act.name), "about": title, "why_not": findings_shown(option.blocked_by),
            "url": url if option.open else "",
        }  # fmt: skip


def _waiting(viewer: Viewer, person: str) -> Iterator[dict[str, Any]]:
    """The newcomers for whom this neighbour may vouch, by name and door."""
    with remembering(), asking_once():
        for one in registry.waits_for_vouches(viewer.community, viewer.person or "", clock.today(), MOST):
            newcomer = Ref.parse(one.person)
            options = at_desk(viewer.person or "", person, newcomer, viewer.community)
            if any(option.open and option.act.name == VOUCH for option in options):
                url = _at_desk_for(VOUCH, newcomer, person, viewer.community)
                yield {"name": one.name, "door": one.door, "url": url}


def _missing(code: str, person: str) -> dict[str, Any] | None:
    """What is missing for a newcomer: how many neighbours, their number to take home, and the way to a neighbour."""
    found = registry.vouches_awaited(f"person:{person}", code, clock.today())
    if found is None:
        return None
    came = record.entry(found.entry)
    slip = reverse("portal:receipt", args=[code, found.entry]) if came and number_given(came) else ""
    choose = f"{reverse('portal:serve', args=[code])}?{urlencode({'vouch': person})}"
    return {"count": found.number, "number": grouped(person), "slip": slip, "choose": choose}


def _entered_before(code: str, person: str) -> Iterator[dict[str, Any]]:
    for entry in record.entered_for(person, code, MOST):
        found = receipt_of(entry)
        yield {
            "title": act_title(entry.act), "on": entry.recorded_at, "code": found.code if found else "",
            "url": reverse("portal:done", args=[code, entry.ref]),
        }  # fmt: skip
