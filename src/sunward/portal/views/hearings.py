"""A hearing, coordination or appraisal meeting: how its speakers were drawn, opinions and answers side by side."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sunward.ballots import queries as ballots
from sunward.charter.wording import holder_name
from sunward.decisions import queries as decisions
from sunward.decisions.queries import MatterPage
from sunward.kernel import clock, evidence
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.templatetags.sunward import as_written, civil_date, moment, short_date
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.meetings.acts.call_forum import FORUMS
from sunward.meetings.acts.dispose_opinion import CHOICES
from sunward.meetings.queries import HearingPage, OpinionView
from sunward.meetings.rules.channels import WAYS
from sunward.portal.desk.tasks import tasks_on
from sunward.portal.links import act_address, address_of
from sunward.portal.proofs import proofs_of
from sunward.portal.reader import viewer_of
from sunward.portal.views.charter import hearing_words
from sunward.portal.views.frame import community_or_404, crumbs
from sunward.portal.views.meetings import caller, day_said, proof_shown, state_shown
from sunward.portal.views.serving import may_serve
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.filewords import paper_shown
from sunward.portal.words.notices import notice_said
from sunward.portal.words.tags import tag
from sunward.portal.words.undone import undone_shown
from sunward.record import queries as record

PROOFS = 12
APPLY = frozenset({"meetings.apply_to_speak"})  # until the list is closed
LAY_PAPER = frozenset({"meetings.lay_paper"})
# Of places on a roll and of a quorum: a hearing has neither.
OF_THE_ROOM = frozenset({"meetings.admit", "meetings.leave", "meetings.adjourn", "meetings.call_again"})
LEAVE = "meetings.leave_speakers_list"
OF_SPEAKERS = APPLY | {
    "meetings.nominate_speaker",
    LEAVE,
    "meetings.close_speakers_list",
    "meetings.reopen_speakers_list",
    "meetings.draw_speakers",
    "meetings.strike_applicant",
    "meetings.put_speaker_back",
}  # of those who are chosen to speak: only a hearing has any
ANSWER = "meetings.dispose_opinion"
NAMED_BY_THE_HOST = "named_by_the_host"
OF_THE_EVENING = frozenset({evidence.RULE, "entered_late", "opened_late", "not_by_the_judged"})  # told on no other line
KINDS: Mapping[str, Text] = {"hearing": Text("听证会", "hearing"), **dict(FORUMS)}
ANSWERS: Mapping[str, tuple[str, str, Text]] = {
    key: (kind, icon, words)
    for (key, words), (kind, icon) in zip(
        CHOICES, (("do", "check"), ("info", "info"), ("idle", "minus")), strict=True
    )
}  # fmt: skip


@require_safe
def hearing(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One hearing from the call to the last answer, and the decision that rests on it."""
    community, today = community_or_404(request, code), clock.today()
    page = meetings.hearing_page(number, today)
    if page is None or page.card.community != code:
        raise Http404
    viewer, subject = viewer_of(request, code), Ref("meeting", number)
    opinions, theirs = [one.ref for one in page.opinions], meetings.is_party(number, viewer.person, today)
    kind, sign, words = state_shown(page.meeting)
    to_answer = page.host_signed and answers(viewer, page)
    context = {
        "crumbs": crumbs(community, (_("Meetings"), reverse("portal:meetings", args=[code])), (page.card.title, None)),
        "signed": root_signed(page),
        "page": page, "kind": KINDS[page.card.kind], "tag": {"kind": kind, "icon": sign, "text": words},
        "facts": list(facts_of(page, code)), "notice": findings_shown(page.notice),
        "notice_until": notice_said(page.notice_until),
        "channels": [
            {"channel": WAYS[channel], "on": on} | proof_shown(page, viewer, channel, digest)
            for channel, on, digest in page.notices
        ],
        "opinions": [opinion_shown(one, code, to_answer) for one in page.opinions],
        "answered": answered_words(page), "record": record_words(page), "citing": citing(page, code),
        "letters": address_of_letters(viewer, page), "named": named_words(page), "host_named": host_named(page),
        "guests": for_guests(page),
        "papers": [paper_shown(one, code, number) for one in page.papers],
        "unread": bool(page.card.unread) and page.meeting.state == "called",
        "tasks": [*tasks_on(viewer, subject, beside(page, viewer), theirs=theirs), *papers_to_lay(viewer, page)],
        "proofs": (proofs := shortened(proofs_of(code, [subject, *opinions]))),
        "marks": [mark for mark in proofs["marks"] if mark["rule"] in OF_THE_EVENING],
    }  # fmt: skip
    return render(request, "portal/hearing.html", context)


def beside(page: HearingPage, viewer: Viewer) -> frozenset[str]:
    """The acts that have no button here. Whoever is not on the list is not told why they do not leave it."""
    if page.card.kind != "hearing":
        return OF_THE_ROOM | OF_SPEAKERS
    listed = meetings.listed_to_speak(viewer.person, page.card.community, clock.today()) if viewer.person else []
    on_it = any(number == page.card.number for number, _title, _when in listed)
    return OF_THE_ROOM | (APPLY if page.closed else frozenset()) | (frozenset() if on_it else frozenset({LEAVE}))


def root_signed(page: HearingPage) -> dict[str, Any] | None:
    """The root of the draw's seed as the checkpoint has it that was newest when the list was closed; None for lists of
    older releases, which do not tell of how many entries it was."""
    closed = page.closed
    if closed is None or closed.root_of is None:
        return None
    return {"size": closed.root_of, "root": record.as_checkpoints_have_it(closed.root)}


def papers_to_lay(viewer: Viewer, page: HearingPage) -> list[dict[str, Any]]:
    """Of what can be done to an item of a session a hearing has this alone: its materials are laid open."""
    return tasks_on(viewer, page.item, only=LAY_PAPER) if page.item else []


def for_guests(page: HearingPage) -> str:
    """What somebody could do here who is not signed in, as long as it can be done."""
    if page.apply_until or page.places_left:
        return _("Sign in to apply or to send in an opinion, or do it at the desk of the service centre. Your name is "
                 "never shown.")  # fmt: skip
    if page.takes_opinions:
        return _("Sign in to send in an opinion, or do it at the desk of the service centre. Your name is never shown.")
    return ""


def address_of_letters(viewer: Viewer, page: HearingPage) -> str:
    """Where letters to the chosen are printed, for the desk, and as long as they have not spoken."""
    ahead = page.draw is not None and page.meeting.state == "called"
    return reverse("portal:speakers_letters", args=[page.card.community, page.card.number]) if (
        ahead and may_serve(viewer)) else ""  # fmt: skip


def shortened(proofs: dict[str, Any]) -> dict[str, Any]:
    """The newest entries; everybody who applied has one, and all of them are counted in the seal."""
    return proofs | {"documents": proofs["documents"][:PROOFS]}


def facts_of(page: HearingPage, code: str) -> Iterator[dict[str, Any]]:
    """The call in short."""
    about = page.card.about
    yield {"label": _("When"), "value": moment(page.meeting.starts_at)}
    yield {"label": _("Where"), "value": as_written(page.meeting.place)}
    yield {"label": _("Held by"), "value": page.meeting.body}
    yield {"label": _("Asked for by"), "value": caller(page.card.called_by)}
    if page.row.judged:
        yield {"label": _("Whose work is judged"), "value": holder_name(page.row.judged)}
    if about:
        yield {"label": _("About"), "value": about.id, "url": address_of(about, code)}
    if page.apply_until:
        yield {
            "label": _("Apply to speak"),
            "value": _("at least until %(until)s") % {"until": moment(page.apply_until)},
        }
    if page.places_left:
        yield {"label": _("Come forward to speak"), "value": places_words(page)}
    if page.turnout:
        came = page.turnout
        yield {"label": _("Came"), "value": _("%(speakers)s speakers, %(others)s others") % {
            "speakers": len(came.speakers), "others": came.listeners}}  # fmt: skip
    if page.rules:
        yield {"label": _("What the rules ask for"), "value": hearing_words(page.rules)}
        yield {"label": _("Rule"), "value": as_written(page.rules.source)}
    yield from undone_shown(page.undone)


def places_words(page: HearingPage) -> str:
    """How many places are left where speakers are nominated, and until when some are kept for others than the host."""
    left = ngettext("%(number)s place left", "%(number)s places left", page.places_left) % {"number": page.places_left}
    kept = _("until %(until)s half of all are kept for those who petitioned, if anybody did, and one for supervisors")
    return f"{left} · {kept % {'until': moment(page.places_kept_until)}}"


def named_words(page: HearingPage) -> str:
    """Who named those who speak, where no lots decide."""
    return " · ".join(f"{caller(who) if who else _('themselves')}: {number}" for who, number in page.named_by)


def host_named(page: HearingPage) -> str:
    """What is told where whoever holds it named those whom it hears."""
    return next((as_written(one.text) for one in page.card.few if one.rule == NAMED_BY_THE_HOST), "")


def answers(viewer: Viewer, page: HearingPage) -> bool:
    """Whether a list of powers lets somebody answer what was said at a hearing: that of the day, or its matter's."""
    holders = page.who_may(ANSWER, clock.today())
    return any(post in holders or body_of(post) in holders for post in viewer.posts)


def opinion_shown(one: OpinionView, code: str, to_answer: bool) -> dict[str, Any]:
    """An opinion with what became of it; silence is said too."""
    who = _("Speaker no. %(number)s") % {"number": one.speaker} if one.speaker else _("Sent in, or said from the floor")
    shown: dict[str, Any] = {"who": who, "text": as_written(one.text), "place": one.place, "on": one.given_on,
                             "struck": day_said(one.struck_on), "by_others": one.by_others}  # fmt: skip
    if one.disposition:
        kind, icon, words = ANSWERS[one.disposition]
        shown |= {"sign": tag(kind, icon, words), "why": as_written(one.why), "answered_on": one.disposed_on}
        if one.late_by:
            shown["late"] = ngettext("Answered %(days)s day late.", "Answered %(days)s days late.", one.late_by) % {
                "days": one.late_by
            }
    elif one.late_by:
        shown["late"] = ngettext(
            "Silence: %(days)s day past the day for an answer.",
            "Silence: %(days)s days past the day for an answer.",
            one.late_by,
        ) % {"days": one.late_by}
    if to_answer and not (one.disposition or one.struck_on):
        shown["url"] = act_address(ANSWER, one.ref, code)
    return shown


def answered_words(page: HearingPage) -> str:
    """How many of the opinions have their answer, and by when they have to."""
    if not page.opinions:
        return ""
    count = page.card.opinions
    said = ngettext(
        "%(answered)s of %(number)s opinion answered", "%(answered)s of %(number)s opinions answered", count
    ) % {"answered": page.card.answered, "number": count}
    return f"{said} · {_('due by %(day)s') % {'day': short_date(page.due_on)}}" if page.due_on else said


def record_words(page: HearingPage) -> list[str]:
    """Who has signed the record: host and speakers by their numbers."""
    return [
        _("%(who)s signed on %(day)s") % {
            "who": _("The host") if number is None else _("Speaker no. %(number)s") % {"number": number},
            "day": short_date(day),
        }
        for number, day in page.signed
    ]  # fmt: skip


def citing(page: HearingPage, code: str) -> list[dict[str, Any]]:
    """The decisions that cite it."""
    return [
        {"number": made.number, "title": as_written(made.title), "on": civil_date(made.on),
         "url": reverse("portal:matter", args=[code, made.matter])}
        for made in decisions.citing_hearing(page.card.number)
    ]  # fmt: skip


def panel_of(matter: Ref, code: str) -> list[dict[str, Any]]:
    """The hearings and meetings of a matter, for its page."""
    return [
        {"title": as_written(card.title), "kind": KINDS.get(card.kind, card.body), "on": card.day,
         "url": address_of(Ref("meeting", card.number), code), "number": card.number,
         "sign": tag(*state_shown(card))}
        for card in meetings.meetings_about(matter, code)
    ]  # fmt: skip


def _under_another_number(page: MatterPage, petition: str) -> dict[str, Any]:
    """That a petition came here from another matter, or has gone on to one; empty where neither is so."""
    code, number, gone = page.community, page.card.number, page.card.withdrawn_on
    if petition:
        found = ballots.carried_here(petition, number)
    else:
        found = ballots.carried_away(code, number, gone) if gone else None
    if found is None:
        return {}
    others = found.former if petition else (found.now,)
    links = [{"number": one, "url": reverse("portal:matter", args=[code, one])} for one in others]
    return {"came": bool(petition), "links": links}


def asked_to_be_heard(page: MatterPage, viewer: Viewer) -> dict[str, Any]:
    """How far a petition for a hearing on the matter is, and where a resident opens one; empty where neither is."""
    code, number = page.community, page.card.number
    asked, today = ballots.hearing_asked(code, number), clock.today()
    word = asked.word(today) if asked else ""
    shown: dict[str, Any] = {}
    if asked:
        progress = _("%(signed)s of %(needed)s signatures") % {"signed": asked.signed, "needed": asked.needed}
        shown = {"url": reverse("portal:petition", args=[code, asked.number]), "number": asked.number,
                 "progress": progress, "until": asked.closes_on, "word": word}  # fmt: skip
    if one := _under_another_number(page, asked.number if asked else ""):
        shown["elsewhere"] = one
    if page.may_be_heard and word not in {"open", "reached"}:
        shown["may"] = True
        if viewer.is_any("resident"):
            form = reverse("portal:act", args=[code, "ballots.open_petition", f"community:{code}"])
            shown["begin"] = f"{form}?purpose=hearing&asks_for={number}"
    return shown
