"""Meetings: what is coming and what has been, one meeting from its call to its minutes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.ballots.rules.words import NOTHING_DECIDED
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.wording import holder_name
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, civil_date, moment
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings_of
from sunward.meetings.policies import may_see_proof
from sunward.meetings.queries import CameTo, CountView, HearingPage, ItemView, MeetingCard, MeetingPage, NoticeView
from sunward.meetings.rules.aside import REASONS
from sunward.meetings.rules.channels import WAYS
from sunward.meetings.rules.signing import ROLES
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import address_of
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.frame import community_or_404, crumbs, data_links
from sunward.portal.views.paging import MORE, PAGE, Paging
from sunward.portal.words.again import again_said, why_in_vain, without_opening
from sunward.portal.words.agenda import (
    agenda_of,
    figures_named,
    is_decided,
    names_put_up,
    way_of_choosing,
    withdrawn_said,
)
from sunward.portal.words.areas import chosen_by_area, class_shown
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.draftsaid import said_of
from sunward.portal.words.filewords import paper_shown
from sunward.portal.words.leftopen import unclosed_said
from sunward.portal.words.notices import notice_said
from sunward.portal.words.overtaken import drafts_before
from sunward.portal.words.standingin import DENY, said_at
from sunward.portal.words.tags import tag
from sunward.portal.words.undone import undone_shown
from sunward.registry import queries as registry

FIXED = frozenset({"meetings.drop_item"})  # once people were told of it, for good
AHEAD = frozenset({"called", "open"})
STATES: Mapping[str, tuple[str, str, Text]] = {
    "called": ("do", "clock", Text("已召集", "called")),
    "open": ("do", "people", Text("正在开会", "in session")),
    "left_open": ("warn", "clock", Text("日子已过，没有宣布散会", "its day is over, and nobody closed it")),
    "missed": ("warn", "clock", Text("到时没有开", "not opened")),
    "adjourned": ("warn", "history", Text("没有开成，休会", "adjourned")),
    "held": ("idle", "check", Text("已开", "held")),
    "cancelled": ("idle", "minus", Text("已取消", "cancelled")),
}
SIGNS: Mapping[str, Text] = dict(ROLES)


@require_safe
def meetings(request: HttpRequest, code: str) -> HttpResponse:
    """Every meeting, the one called last first; what is coming stands on top."""
    community, today = community_or_404(request, code), clock.today()
    heard = request.GET.get("only") == "hearings"
    only, here = "only=hearings&" if heard else "", reverse("portal:meetings", args=[code])
    paging = Paging(request, f"{here}?{only}", keep=only)
    found = meetings_of.meetings(code, paging.key, MORE, heard)
    shown = found[:PAGE]
    context = {
        "data": data_links(code, "meetings"),
        "crumbs": crumbs(community, (_("Meetings"), here if heard else None), *([(_("Hearings"), None)] * heard)),
        "heard": heard, "coming": [] if paging.later else [
            row(code, card) for card in meetings_of.coming(code, today, PAGE, heard)],
        "rows": [row(code, card) for card in shown if paging.later or card.day < today or card.state not in AHEAD],
        **paging.links(found),
        "calendar": reverse("portal:calendar", args=[code]),
    }  # fmt: skip
    return render(request, "portal/meetings.html", context)


def row(code: str, card: MeetingCard) -> dict[str, Any]:
    """A meeting in a list, ready to be written."""
    kind, sign, words = state_shown(card)
    return {
        "title": as_written(card.title), "url": reverse("portal:meeting", args=[code, card.number]),
        "number": card.number, "body": card.body, "place": as_written(card.place), "sign": tag(kind, sign, words),
        "iso": card.starts_at.isoformat(), "when": moment(card.starts_at),
        "items": agenda_of(card),
    }  # fmt: skip


def state_shown(card: MeetingCard) -> tuple[str, str, Text]:
    """Where a meeting stands, as a sign; nobody is in session for weeks."""
    left_open = card.state == "open" and card.day < clock.today()
    return STATES["left_open" if left_open else card.state]


def tasks_of(viewer: Viewer, page: MeetingPage, subjects: list[Ref], shown: frozenset[str]) -> Iterator[dict[str, Any]]:
    """What the reader can do about the meeting, and about which item of it, but for what is shown above."""
    theirs = meetings_of.is_party(page.row.number, viewer.person, clock.today())
    titles = {item.ref: as_written(item.title) for item in page.items}
    beside = shown | meetings_of.acts_of_hearings() | (FIXED if page.agenda_fixed_on else frozenset())
    done = _is_done(page)
    for subject in subjects:
        over = done and subject.type in {"meeting", "item"}  # its minutes may still wait for somebody
        yield from tasks_on(viewer, subject, beside, theirs=theirs, about=titles.get(subject, ""), over=over)


def _is_done(page: MeetingPage) -> bool:
    """Whether it was cancelled, or is over with every question settled: nothing waits there for its hour any more."""
    votes = [vote for item in page.items for vote in item.votes]
    settled = all(vote.certified_on or vote.annulled_on for vote in votes)
    return page.card.state in {"cancelled", "adjourned"} or (page.card.state == "held" and settled)


@require_safe
def meeting(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One meeting: call, agenda with papers, notices with proof, attendance, votes, statements, minutes."""
    community, page = community_or_404(request, code), meetings_of.meeting_page(number)
    if page is None or page.community != code:
        raise Http404
    if page.card.kind != "session":
        return redirect("portal:hearing", code, number)
    viewer = viewer_of(request, code)
    subjects = [Ref("meeting", number), *(item.ref for item in page.items)]
    subjects += [page.minutes.ref] if page.minutes else []
    kind, sign, words = state_shown(page.card)
    if in_vain := page.card.state == "adjourned":
        words = why_in_vain(page)
    standing_in = said_at(viewer, number)
    context = {
        "crumbs": crumbs(community, (_("Meetings"), reverse("portal:meetings", args=[code])), (page.card.title, None)),
        "page": page, "tag": {"kind": kind, "icon": sign, "text": words},
        "facts": list(facts_of(page, code)), "notices": [notice_shown(one, page, viewer) for one in page.notices],
        "notice": findings_shown(page.notice), "notice_until": notice_said(page.notice_until),
        "counts": [count_shown(one) for one in page.counts],
        "items": items_shown(page, code, viewer.person), "minutes": minutes_shown(page, code),
        "room": reverse("portal:room", args=[code, number]) if meetings_of.may_run(viewer, page.row) else "",
        "standing_in": standing_in, "door_code": door_code_of(viewer, page),
        "tasks": list(tasks_of(viewer, page, subjects, frozenset({DENY}) if standing_in else frozenset())),
        "again": again_said(number) if in_vain else "",
        "proofs": without_opening(proofs_of(code, subjects), page) if in_vain else proofs_of(code, subjects),
    }  # fmt: skip
    return render(request, "portal/meeting.html", context)


def door_code_of(viewer: Viewer, page: MeetingPage) -> str:
    """What whoever may come says at the door, while people can still come in."""
    if viewer.person is None or page.card.state not in AHEAD:
        return ""
    return meetings_of.own_door_code(page.row, viewer.person)


def facts_of(page: MeetingPage, code: str) -> Iterator[dict[str, Any]]:
    """The call in short."""
    yield {"label": _("When"), "value": moment(page.card.starts_at)}
    yield {"label": _("Where"), "value": as_written(page.card.place)}
    yield {"label": _("Body"), "value": page.card.body}
    yield {"label": _("Called by"), "value": caller(page.called_by)}
    yield {"label": _("Called on"), "value": civil_date(page.convened_on)}
    if page.petition:
        yield {"label": _("Petition"), "value": page.petition,
               "url": reverse("portal:petition", args=[code, page.petition])}  # fmt: skip
    yield {"label": _("On the roll"), "value": _("%(number)s, roll %(roll)s") % {
        "number": page.entitled, "roll": page.roll},
        "url": reverse("portal:roll", args=[code, page.roll]) if page.roll else ""}  # fmt: skip
    if page.opened_at:
        yield {"label": _("Came"), "value": str(page.came)}
        yield {"label": _("Session opened"), "value": moment(page.opened_at)}
    if page.ended_at:
        yield {"label": _("Ended"), "value": ended(page.card.starts_at, page.ended_at)}
    for label, number in ((_("Second call of"), page.second_call_of), (_("Called again as"), page.second_call)):
        if number:
            yield {"label": label, "value": number, "url": reverse("portal:meeting", args=[code, number])}
    if page.cancelled_because:
        yield {"label": _("Cancelled because"), "value": as_written(page.cancelled_because)}
    yield from undone_shown(page.undone)


def caller(key: str) -> Text:
    """Who called it: a body, the supervisors, or a petition."""
    return Text("居民联名", "a petition") if key == "petition" else holder_name(key)


def notice_shown(notice: NoticeView, page: MeetingPage, viewer: Viewer) -> dict[str, Any]:
    """A channel through which people were told, with its proof."""
    late = (notice.recorded_on - notice.given_on).days
    entered = ngettext("Entered %(days)s day later.", "Entered %(days)s days later.", late) % {"days": late}
    return {
        "channel": WAYS[notice.channel], "on": notice.given_on, "where": as_written(notice.where),
        "late": entered if late else "", "reached": notice.reached,
        "hour": f"{notice.given_at.astimezone(clock.ZONE):%H:%M}" if notice.given_at else "",
    } | proof_shown(page, viewer, notice.channel, notice.proof)  # fmt: skip


def proof_shown(page: MeetingPage | HearingPage, viewer: Viewer, channel: str, digest: str) -> dict[str, Any]:
    """The photograph that proves a channel, with where it is looked at, for whoever may."""
    open_to = bool(digest) and may_see_proof(viewer, page.row, channel)
    place = [page.row.community_code, page.row.number, channel]
    return {"proof": digest, "picture": reverse("portal:notice_proof", args=place) if open_to else ""}


def count_shown(count: CountView) -> dict[str, Any]:
    """How many were there, by class, and what the rule said."""
    return {
        "at": count.at, "met": count.met, "checks": findings_shown(count.findings),
        "classes": [
            class_shown(name, figures) for name, figures in count.counts.items() if name in CLASSES
        ],
    }  # fmt: skip


def items_shown(page: MeetingPage, code: str, reader: str | None) -> list[dict[str, Any]]:
    """The agenda with everything that came of each item; whoever spoke stands by post, or masked."""
    persons = {said.person for item in page.items for said in item.statements}
    names = registry.names_of(sorted(persons), reader, code) if persons else {}
    put = names_put_up(page.items, reader, code)
    drafts, over = drafts_before(item.about for item in page.items), page.ended_at is not None
    came = meetings_of.outcomes(vote for item in page.items for vote in item.votes)
    return [
        item_shown(item, code, names, put, over, came)
        | {"of_draft": said_of(drafts.get(item.about)) if item.about else None}
        for item in page.items
    ]


def item_shown(
    item: ItemView, code: str, names: Mapping[str, str], put: Mapping[str, str], over: bool, came: Mapping[str, CameTo]
) -> dict[str, Any]:
    return {
        "title": as_written(item.title), "number": item.ref.id, "to_decide": is_decided(item),
        "url": address_of(item.about, code) if item.about else "", "about": item.about.id if item.about else "",
        "withdrawn": withdrawn_said(item.withdrawn_on) if item.withdrawn_on else "",
        "elsewhere": elsewhere_shown(item.decided_at, code),
        "missing": findings_shown(item.missing),
        "people_put": [as_written(put[one]) for one in item.people_put],
        "choices": list(item.options.values()), "way": way_of_choosing(item.method, item.at_most),
        "papers": [paper_shown(one, code, item.ref.id.rpartition("-")[0]) for one in item.papers],
        "aside": [
            {"reason": REASONS[one.reason], "leaves": one.leaves_base, "source": one.source, "by_others": one.by_others,
             "void": one.void, "as_proxy": one.as_proxy}
            for one in item.aside
        ],
        "statements": [
            {"who": names[one.person], "post": holder_name(one.post) if one.post else "", "words": as_written(one.text),
             "dissent": one.dissent, "struck": day_said(one.struck_on)}
            for one in item.statements
        ],
        "counts": [count_shown(one) for one in item.counts],
        "votes": [vote_shown(vote, code, item, over, came.get(vote.number)) for vote in item.votes],
        "second": meetings_of.second_vote_left(item.ref.id) if item.options and item.votes else None,
    }  # fmt: skip


def elsewhere_shown(meeting: str, code: str) -> dict[str, Any] | None:
    """That another meeting for the same petition has decided it, with the way there."""
    if not meeting:
        return None
    url = reverse("portal:meeting", args=[code, meeting])
    return {"text": as_written(meetings_of.elsewhere_said(meeting)), "url": url, "link": meeting}


def vote_shown(vote: VoteOn, code: str, item: ItemView, over: bool, came: CameTo | None) -> dict[str, Any]:
    """A vote with its figures once there are any; they come from the one tally. `over`: its meeting has ended; `came`
    what a question of yes or no came to."""
    result = ballots.tally(vote.number)
    figures = figures_named(result.chosen, item.options) if result else []
    figures += chosen_by_area(result.weight, item.options) if result else []
    chosen = meetings_of.chosen(item.ref.id, vote.number) if item.options and result else None
    if vote.annulled_on:
        words = str(NOTHING_DECIDED) if vote.unconfirmed else _("annulled")
    elif vote.certified_on:
        words = _("certified") if item.decided_at else _("the result stands")
    else:
        waits = _("being counted and confirmed") if item.options else _("not settled yet: being counted and confirmed")
        words = waits if vote.closed_at else _("voting is open")
        words = unclosed_said(code) if ballots.unclosed(vote, clock.now(), over) else words
    return {
        "url": reverse("portal:vote", args=[code, vote.number]),
        "number": vote.number, "question": as_written(vote.question), "secret": vote.secret, "words": words,
        "said": None if item.decided_at else chosen.said if chosen else came.said if came else None,
        "figures": figures, "cast": result.cast if result else None, "entitled": result.entitled if result else None,
    }  # fmt: skip


def minutes_shown(page: MeetingPage, code: str) -> dict[str, Any] | None:
    """How far the minutes have come."""
    row = page.minutes
    if row is None:
        return None
    return {
        "url": reverse("portal:minutes", args=[code, page.card.number]), "drafted_on": row.drafted_on,
        "corrected_until": meetings_of.corrected_until(row),
        "locked_on": row.locked_on, "digest": row.digest, "pictures": meetings_of.pictures_of(row),
        "older": row.photograph_sha256,
        "signatures": [
            {"role": SIGNS[one.role], "post": holder_name(one.post), "on": one.signed_on}
            for one in meetings_of.standing_signatures(row)
        ],
        "corrections": [
            {"words": as_written(one.text), "on": one.asked_on, "answer": as_written(one.answer),
             "taken_in": one.taken_in, "late": one.late, "struck": one.struck_on, "after_lock": one.after_lock}
            for one in row.corrections.all()
        ],
    }  # fmt: skip


def ended(starts_at: datetime, at: datetime) -> str:
    """The end of a session. One whose end was entered on a later day, without its hour, ended on its own day: nobody
    knows when, and the hour at which somebody entered it is not that."""
    day = clock.civil_day(starts_at)
    if at < meetings_of.evening_ends(starts_at):
        return moment(at)
    return _("%(day)s, at an hour that nobody entered; entered on %(at)s") % {"day": civil_date(day), "at": moment(at)}


def day_said(day: str) -> date | None:
    """The day on which words were struck, or a matter withdrawn, if they were."""
    return date.fromisoformat(day) if day else None
