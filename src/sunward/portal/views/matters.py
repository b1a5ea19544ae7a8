"""Matters: what is being decided, step by step, with every rule that was kept and every one that was not."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.charter import queries as charter
from sunward.charter.wording import holder_name
from sunward.decisions import queries as decisions
from sunward.decisions.queries import MatterCard, MatterPage, ToResolve
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import Posting
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, short_date, yuan
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.queries import Awaited, PutAbout
from sunward.portal.desk.agendas import onto_agenda
from sunward.portal.desk.tasks import called_in_vain, tasks_on
from sunward.portal.links import act_address, address_of
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.hearings import asked_to_be_heard, panel_of
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.views.steps import counts_of, older_shown, step_shown, votes_of
from sunward.portal.views.votes import state_of as state_of_vote
from sunward.portal.words.areas import areas_counted
from sunward.portal.words.draftsaid import said_of
from sunward.portal.words.postingstate import posting_words
from sunward.portal.words.said import act_title
from sunward.portal.words.tags import tag

WORDS: Mapping[str, tuple[str, Text]] = {
    "in_force": ("do", Text("有效", "in force")),
    "not_in_order": ("alert", Text("不合规，不能据此办事", "not in order: unlocks nothing")),
    "superseded": ("idle", Text("已被新决定取代", "superseded")),
    "carried_out": ("do", Text("已办完", "carried out")),
}
ALLOWED: Mapping[str, Text] = {
    "not_in_order": Text("若合规可支出", "Would have allowed"),
    "superseded": Text("被取代前可支出", "Allowed until superseded"),
}
RESOLUTION = "resolution"
ICONS = {"do": "check", "alert": "breach", "idle": "history"}


@require_safe
def matters(request: HttpRequest, code: str) -> HttpResponse:
    """Every matter, newest first."""
    community = community_or_404(request, code)
    paging = Paging(request, reverse("portal:matters", args=[code]))
    found = decisions.matters(code, clock.today(), paging.key, MORE)
    shown = found[:PAGE]
    context = {
        "crumbs": crumbs(community, (_("What is being decided"), None)),
        "rows": [row(code, card) for card in shown],
        **paging.links(found),
        "together": list(together(code)),
        "data": data_links(code, "matters"),
    }
    return render(request, "portal/matters.html", context)


def together(code: str) -> Iterator[dict[str, str]]:
    """The ways to everything by which people decide together."""
    names = (("meetings", "calendar", _("Meetings")), ("votes", "decide", _("Votes")),
             ("petitions", "people", _("Petitions")), ("rolls", "tasks", _("Rolls")),
             ("elections", "star", _("Elections")))  # fmt: skip
    meetings_page, *others = (
        {"url": reverse(f"portal:{name}", args=[code]), "icon": icon, "name": text} for name, icon, text in names
    )
    hearings = {"url": f"{meetings_page['url']}?only=hearings", "icon": "hearing", "name": _("Hearings")}
    yield from (meetings_page, hearings, *others)


def row(code: str, card: MatterCard) -> dict[str, Any]:
    """A matter in the list, ready to be written."""
    when, sign = card.last_on or card.opened_on, tag_of(card)
    return {
        "title": as_written(card.title), "url": f"{reverse('portal:matters', args=[code])}{card.number}/",
        "number": card.number, "kind": card.kind_title, "last": card.last_step, "iso": when.isoformat(),
        "when": short_date(when), "amount": "" if card.amount is None else yuan(card.amount),
        "sign": tag(sign["kind"], sign["icon"], sign["text"]),
    }  # fmt: skip


def tag_of(card: MatterCard) -> dict[str, Any]:
    """How the matter stands, in a word."""
    if card.withdrawn_on:
        return {"kind": "idle", "icon": "minus", "text": _("withdrawn")}
    if card.word:
        kind, text = WORDS[card.word]
        return {"kind": kind, "icon": ICONS.get(kind, "info"), "text": text}
    return {"kind": "info", "icon": "clock", "text": _("under way")}


@require_safe
def matter(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One matter from the first proposal to the posted result."""
    community = community_or_404(request, code)
    today = clock.today()
    page = decisions.matter_page(number, today)
    if page is None and (of := decisions.matters_of([number]).get(number)):
        return redirect("portal:matter", code, of)  # a decision, by the number that is printed on it
    if page is None or page.community != code:
        raise Http404
    viewer = viewer_of(request, code)
    drafted = charter.draft_card(page.draft) if page.draft else None
    put = meetings.votes_about(Ref("matter", number))
    votes = [one.vote for one in put]
    subjects = [Ref("matter", number), *(Ref("decision", made.number) for made in page.decisions)]
    resolve = _to_resolve(page)
    decides = resolve.meeting
    context = {
        "crumbs": crumbs(
            community, (_("What is being decided"), reverse("portal:matters", args=[code])), (page.card.title, None)
        ),
        "page": page,
        "tag": tag_of(page.card),
        "steps": [step_shown(step, today, code, votes) for step in page.steps],
        "older": [older_shown(report) for step in page.steps for report in step.older],
        "votes": votes_of(page, votes), "areas": areas_counted(counts_of(page)),
        "put": [vote_put(one, code) for one in put],
        "of_draft": said_of(drafted),
        "decisions": [decision_shown(code, made) for made in page.decisions],
        "postings": [posting_shown(code, posting) for posting in page.postings],
        "meetings": panel_of(Ref("matter", number), code), "asked": asked_to_be_heard(page, viewer),
        "in_force": "" if drafted and drafted.overtaken else to_put_in_force(page, today),
        "books": [book_shown(one, code) for one in page.versions],
        "tasks": [*_owed(viewer, number, today), *tasks_of(viewer, subjects, decides)],
        "decides": meeting_shown(decides, code) if decides else None,
        "agendas": [] if decides else onto_agenda(viewer, subjects[0], page.card.title, resolve.bodies),
        "proofs": proofs_of(code, subjects),
    }  # fmt: skip
    return render(request, "portal/matter.html", context)


def _to_resolve(page: MatterPage) -> ToResolve:
    """By whose vote the next step is taken, if that is the resolution."""
    ahead = next((step for step in page.steps if step.place == "next"), None)
    if ahead is None or ahead.key != RESOLUTION or page.card.withdrawn_on:
        return ToResolve((), None)
    return decisions.to_resolve(page.card.number)


def tasks_of(viewer: Viewer, subjects: list[Ref], meeting: Awaited | None) -> list[dict[str, Any]]:
    """What the reader can do. While a meeting is to decide, its vote is the report: a form for one comes last."""
    vain = called_in_vain(viewer, subjects[0])
    found = [task for subject in subjects for task in tasks_on(viewer, subject, vain)]
    report = act_title("decisions.report_step")
    return sorted(found, key=lambda task: task["title"] == report) if meeting else found


def book_shown(book: decisions.RuleBook, code: str) -> dict[str, Any]:
    """A version of a rule book by which the matter is judged, with the page on which it is read."""
    changes = f"{reverse('portal:changes', args=[code])}?{urlencode({'to': book.id})}"
    return {
        "title": book.title, "since": book.since,
        "url": changes if book.own else f"{reverse('portal:charter', args=[code])}#h-versions",
    }  # fmt: skip


def to_put_in_force(page: MatterPage, on: date) -> str:
    """Of rules or a covenant that were adopted: by whom and until when they are put in force; empty once they are, and
    of any other matter."""
    if page.card.kind not in decisions.MATTER_KINDS.values():
        return ""
    found = next(decisions.not_in_force(page.community, on, page.card.number), None)
    if found is None:
        return ""
    said = {"post": holder_name(found.owner_post), "day": short_date(found.due_on)}
    if found.due_on < on:
        words = _(
            "Adopted, and not put in force: %(post)s was to do so by %(day)s. Now the supervision committee or the "
            "street may do so too."
        )
        return words % said
    return _("Adopted. It waits to be put in force by %(post)s, until %(day)s.") % said


def _owed(viewer: Viewer, number: str, on: date) -> Iterator[dict[str, Any]]:
    """The postings that the reader owes for it, and the rules that they put in force: forms that know what is known
    already."""
    for one in decisions.waits_for(viewer, on, number):
        (act,) = one.acts
        url, verb = f"{act_address(act, one.subject, viewer.community)}?{urlencode(one.given)}", act_title(act)
        yield {"title": verb, "verb": verb, "about": as_written(one.title), "why_not": (), "url": url}


def meeting_shown(meeting: Awaited, code: str) -> dict[str, Any]:
    """The meeting whose vote is the next step."""
    address = address_of(Ref("meeting", meeting.meeting), code)
    return {"number": meeting.meeting, "on": meeting.held_on, "url": address}


def vote_put(put: PutAbout, code: str) -> dict[str, Any]:
    """A vote about a matter, with how it stands; of one among several, with what was chosen."""
    vote, sign = put.vote, state_of_vote(put.vote)
    return {
        "title": as_written(vote.question), "url": reverse("portal:vote", args=[code, vote.number]),
        "number": vote.number, "sign": tag(sign["kind"], sign["icon"], sign["text"]), "on": vote.opened_at,
        "chosen": put.chosen.said if put.chosen else None,
    }  # fmt: skip


def decision_shown(code: str, made: decisions.DecisionCard) -> dict[str, Any]:
    """What was decided, and how much of its money has left."""
    kind, text = WORDS[made.word]
    return {
        "title": made.title, "number": made.number, "on": made.decided_on, "kind": kind, "icon": ICONS.get(kind),
        "text": text, "allowed": ALLOWED.get(made.word, _("May be spent")), "authorised": made.authorised,
        "released": made.released, "left": made.left, "money": reverse("portal:money", args=[code]),
    }  # fmt: skip


def posting_shown(code: str, posting: Posting) -> dict[str, Any]:
    """A posting that belongs to the matter."""
    return {
        "title": posting.title, "url": reverse("portal:publication", args=[code, posting.number]),
        "words": posting_words(posting.state), "state": posting.state,
        "objected": disclosure.can_be_objected_to(posting.about, code, clock.today()),
    }  # fmt: skip
