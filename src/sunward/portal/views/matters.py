"""Matters: what is being decided, step by step, with every rule that was kept and every one that was not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.ballots.queries import VoteOn
from sunward.charter import queries as charter
from sunward.charter.wording import holder_name
from sunward.decisions import queries as decisions
from sunward.decisions.queries import MatterCard, MatterPage, ReportView, StepView, ToResolve
from sunward.disclosure.queries import BoardProof, Posting, PostingState
from sunward.kernel import charts, clock
from sunward.kernel.findings import Finding
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
from sunward.portal.views.votes import state_of as state_of_vote
from sunward.portal.words.areas import areas_counted, people_counted
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.draftsaid import said_of
from sunward.portal.words.said import act_title, begun, days_said
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
ASKED_ABOUT = frozenset({"notice", "quorum", "majority", "hearing_cited", "authorisation"})
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
    put = meetings.votes_about(Ref("matter", number))
    subjects = [Ref("matter", number), *(Ref("decision", made.number) for made in page.decisions)]
    resolve = _to_resolve(page)
    decides = resolve.meeting
    context = {
        "crumbs": crumbs(
            community, (_("What is being decided"), reverse("portal:matters", args=[code])), (page.card.title, None)
        ),
        "page": page,
        "tag": tag_of(page.card),
        "steps": [step_shown(step, today, code) for step in page.steps],
        "older": [older_shown(report) for step in page.steps for report in step.older],
        "votes": votes_of(page, [one.vote for one in put]), "areas": areas_counted(counts_of(page)),
        "put": [vote_put(one, code) for one in put],
        "of_draft": said_of(charter.draft_card(page.draft)) if page.draft else None,
        "decisions": [decision_shown(code, made) for made in page.decisions],
        "postings": [posting_shown(code, posting) for posting in page.postings],
        "meetings": panel_of(Ref("matter", number), code), "asked": asked_to_be_heard(page, viewer),
        "in_force": to_put_in_force(page, today), "books": [book_shown(one, code) for one in page.versions],
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


def step_shown(step: StepView, today: date, code: str) -> dict[str, Any]:
    """A step as the stepper shows it: the breach stands in the step itself."""
    report = step.report
    shown: dict[str, Any] = {"state": state_of(step, today), "name": begun(step.title), "body": step.body}
    if report:
        shown |= {
            "on": report.held_on,
            "body": report.body,
            "checks": findings_shown(plain_checks(report)),
            "kept": findings_shown(routine_checks(report)),
            **attendance(report),
        }
        shown["note"] = " ".join(_remarks(step, report))
        if report.meeting:
            shown["url"] = address_of(Ref("meeting", report.meeting), code)
            shown["link"] = _("From meeting %(number)s") % {"number": report.meeting}
    elif step.posting:
        shown["on"] = step.posting.posted_on
        shown["summary"] = posting_words(step.posting.state)
    elif step.gate:
        shown["summary"] = days_said(step.gate)
    return shown


def older_shown(report: ReportView) -> dict[str, Any]:
    """A report that was repeated or corrected: it stays, with what the rules said of it."""
    return {"body": report.body, "held_on": report.held_on, "findings": findings_shown(report.findings)}


def plain_checks(report: ReportView) -> list[Finding]:
    """What stands in the step itself: every breach, and the rules that people ask about."""
    return [found for found in report.findings if found.breach or found.rule in ASKED_ABOUT]


def routine_checks(report: ReportView) -> list[Finding]:
    """The other rules, which were kept or decide nothing: one click away."""
    return [found for found in report.findings if not (found.breach or found.rule in ASKED_ABOUT)]


def state_of(step: StepView, today: date) -> str:
    """The stepper's word for a step."""
    if step.report and step.report.breaches:
        return "breached"
    if step.posting and not step.posting.state.finished:
        return "current" if step.posting.state.hanging and not step.posting.state.short_by else "breached"
    if step.posting and not step.posting.state.seen:  # the photographed board closes the step
        return "late"
    if step.place == "next":
        return "late" if step.due_on and step.due_on < today else "current"
    return {"done": "done", "later": "future", "passed": "untaken", "left_out": "skipped"}[step.place]


def _remarks(step: StepView, report: ReportView) -> Iterator[str]:
    """What must not be overlooked: a late entry, a vote that was lost, an earlier attempt against the rules."""
    if report.late_by and not report.meeting:  # a meeting tells when its last answer or count is there
        yield ngettext(
            "Entered %(days)s day after it happened.", "Entered %(days)s days after it happened.", report.late_by
        ) % {"days": report.late_by}
    if step.key == "resolution" and not report.meeting:
        yield _("Figures reported by: %(post)s. The meeting and its count are not in this record.") % {
            "post": holder_name(report.reported_by_post)}  # fmt: skip
    yield from (days_said(alert) for alert in report.alerts)
    if report.unshown:
        yield _("Nobody has shown how many were entitled.")
    if not report.adopted:
        yield _("Not adopted.")
    for older in step.older:
        for breach in (found for found in older.findings if found.breach):
            yield _("Held on %(day)s already, not in order: %(breach)s") % {
                "day": short_date(older.held_on), "breach": days_said(breach.text)}  # fmt: skip


def attendance(report: ReportView) -> dict[str, int]:
    """How many of how many were there: of the largest class counted."""
    counted = [count for count in people_counted(report.counts) if "present" in count and "entitled" in count]
    largest = max(counted, key=lambda count: count["entitled"], default=None)
    return {"present": largest["present"], "entitled": largest["entitled"]} if largest else {}


def counts_of(page: MatterPage) -> Mapping[str, Mapping[str, int]]:
    """What was counted at the resolution."""
    report = next((step.report for step in page.steps if step.key == "resolution" and step.report), None)
    return report.counts if report else {}


def votes_of(page: MatterPage, put: Sequence[VoteOn]) -> charts.SeatGrid | None:
    """The vote of the resolution as a grid of seats; nothing when it was not counted."""
    counted = [count for count in people_counted(counts_of(page)) if "for" in count and "entitled" in count]
    if not counted:
        return None
    count = max(counted, key=lambda one: one["entitled"])
    agreed, against, abstained = count["for"], count.get("against", 0), count.get("abstain", 0)
    neither = max(count.get("cast", 0) - agreed - against - abstained, 0)  # in the box, for no choice: they took part
    # Who stepped aside counts in the base and does not vote.
    aside = next((vote.aside for vote in reversed(put) if vote.certified_on), 0)
    aside = max(min(aside, count["entitled"] - agreed - against - abstained - neither), 0)
    return charts.seat_grid(charts.Votes(count["entitled"], agreed, against, abstained, recused=aside, invalid=neither))


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
    }  # fmt: skip


def posting_words(state: PostingState) -> str:
    """How a posting stands, in plain words."""
    return " · ".join(_posting_parts(state))


def _proof_parts(board: BoardProof | None, over: bool) -> Iterator[str]:
    """What photographs of the board have shown, once there is something to say."""
    if board is None:
        return
    for day in board.absent_on:
        yield _("not on the board on %(day)s, by a photograph") % {"day": short_date(day)}
    if board.only_said:
        yield ngettext(
            "%(number)s photograph entered too late: said, not proved",
            "%(number)s photographs entered too late: said, not proved",
            board.only_said,
        ) % {"number": board.only_said}
    if board.missing_by or (over and board.first is None):
        yield _("not proved by a photograph of the board")
    elif board.stale_by or (over and board.days < board.of):
        yield _("proved by photographs for %(days)s of %(of)s days only") % {"days": board.days, "of": board.of}
    elif board.proved:
        yield ngettext(
            "proved by photographs for %(days)s day", "proved by photographs for %(days)s days", board.days
        ) % {"days": board.days}


def _whole_time(state: PostingState) -> str:
    """That it was there throughout is said as far as it is known: of a board by photographs, of the page by itself."""
    if not state.shown_throughout:
        return _("its time is over")
    return _("posted for its whole time") if state.board else _("on this page for its whole time")


def _posting_parts(state: PostingState) -> Iterator[str]:
    if state.hanging and not state.over:
        yield _("posted until %(day)s") % {"day": short_date(state.must_stay_until)}
    elif state.over and not state.short_by > state.short_from_the_start:
        yield _whole_time(state)
    if state.short_from_the_start:
        yield ngettext(
            "posted for %(days)s day less than the rule asks",
            "posted for %(days)s days less than the rule asks",
            state.short_from_the_start,
        ) % {"days": state.short_from_the_start}
    if early := state.short_by - state.short_from_the_start:
        yield ngettext("taken down %(days)s day too early", "taken down %(days)s days too early", early) % {
            "days": early
        }
    if state.said:
        yield _("entered %(days)s days later") % {"days": state.entered_late_by}
    if state.late_by:
        yield ngettext("posted %(days)s day late", "posted %(days)s days late", state.late_by) % {"days": state.late_by}
    yield from _proof_parts(state.board, state.finished)
    if state.open_objections:
        yield ngettext(
            "%(number)s objection waits for an answer",
            "%(number)s objections wait for an answer",
            state.open_objections,
        ) % {"number": state.open_objections}
