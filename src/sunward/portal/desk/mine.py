"""What waits for one voter: open votes and the meetings to which they are called, what was entered in their name or
about them, and what came of it where they disputed it; a line for each."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.ballots.queries import MineNow
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import DisputeView
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written, moment, short_date
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.desk.opennow import Line, vote_line
from sunward.portal.links import act_address
from sunward.portal.words.again import again_said
from sunward.portal.words.disputed import DISPUTE, came_of, left_to_do
from sunward.portal.words.leftopen import unclosed_said
from sunward.portal.words.polledby import polled_by_proxy
from sunward.portal.words.quoting import quoting
from sunward.portal.words.said import act_title
from sunward.portal.words.standingin import for_me
from sunward.record import queries as record
from sunward.registry import queries as registry

ENTERED = 20  # entries of the last days that somebody looks through
OBJECT = "disclosure.object"
BACK = "meetings.take_back_exclusion"
Told = Mapping[str, DisputeView]  # what the reader has disputed, by its entry


def mine(viewer: Viewer) -> Iterator[Line]:
    """A line for each thing that waits for whoever reads."""
    code, person = viewer.community, viewer.person or ""
    now = ballots.mine_now(person, code, clock.now())
    yield from for_me(viewer)
    yield from _may_vote(code, now)
    for vote in now.sheets:
        yield vote_line(code, vote) | {
            "words": _(
                "a paper ballot was handed out to you; it counts once it lies in the box. "
                "If you never took it, say so on the page of the vote"
            )
        }
    # What the proxy of an election fetched is told below, by name: it belongs to no meeting.
    for vote in (one for one in now.proxy_sheets if one.about.type != "contest"):
        yield vote_line(code, vote) | {
            "words": _(
                "a paper ballot was handed out to your proxy; it counts once it lies in "
                "the box. If you gave no proxy, say so on the page of the meeting"
            )
        }
    for vote in now.freed:
        yield vote_line(code, vote) | {
            "words": _(
                "your place is free since you said that nobody was there for you: come to the room, and you vote there"
            )
        }
    for vote in now.outside:
        yield vote_line(code, vote) | {
            "words": _("put to the vote in the room while you were not there: you do not vote on it")
        }
    for vote in now.chair_taken:
        yield vote_line(code, vote) | {"words": _("somebody else sits there for your household: you do not vote on it")}
    today = clock.today()
    told = disclosure.disputes_of(viewer, today)
    yield from _disputed(code, told)
    yield from _entered_as_gone(viewer, today, told)
    yield from _entered_of_me(viewer, today, told)
    yield from _put_aside(viewer, today, told)
    yield from _corrected(code, person, today)
    polled = polled_by_proxy(viewer)
    yield from polled
    yield from _entered_for_me(viewer, today, {*told, *(one["entry"] for one in polled if "deny" in one)})
    yield from _asked_back(code, person)
    yield from _of_draws(code, person, today)
    for card, papers in meetings.called_to(person, code, today):
        if card.state == "adjourned":
            yield _in_vain(code, card)
            continue
        words = _("today, %(when)s") if card.day == today else "%(when)s"
        url = reverse("portal:meeting", args=[code, card.number])
        line = {"icon": "people", "title": as_written(card.title), "words": words % {"when": moment(card.starts_at)},
                "about": as_written(card.place), "url": url}  # fmt: skip
        yield line | {"act": _("Read the papers"), "do": f"{url}#h-agenda"} if papers else line


def _may_vote(code: str, now: MineNow) -> Iterator[Line]:
    """The votes in which somebody may vote, until their room has gone home; and those in which a proxy does for them,
    though some of them are open on the web as well."""
    ended = meetings.ended(one.about for one in now.may if one.in_room and not one.closes_at)
    carried = {vote.number: vote for vote in now.by_proxy}
    for vote in (*now.by_proxy, *(one for one in now.may if one.number not in carried)):
        line, web = vote_line(code, vote), "web" in vote.channels
        if vote.number in carried:
            line["words"] = _("somebody was entered as your proxy and votes for you; if you gave none, say so there")
        if ballots.unclosed(vote, clock.now(), vote.about in ended):
            yield line | {"words": unclosed_said(code)}
        elif web or vote.number not in carried:
            yield line | {"act": _("Vote here") if web else _("See how to vote"), "do": reverse(
                "portal:ballot" if web else "portal:vote", args=[code, vote.number])}  # fmt: skip
        else:
            yield line


def _disputed(code: str, told: Told) -> Iterator[Line]:
    """What came of what they have disputed: until when it is answered, or what was answered, and what is left."""
    acts = {one.ref: one.act for one in record.entries(told)} if told else {}
    for entry, view in told.items():
        line = {
            "icon": "alert", "title": _("You have disputed: %(act)s") % {"act": act_title(acts[entry])},
            "url": reverse("portal:dispute", args=[code, view.number]), "words": came_of(view),
            "about": left_to_do(view),
        }  # fmt: skip
        again = {"act": act_title(DISPUTE), "do": act_address(DISPUTE, Ref("entry", entry), code)}
        yield line | (again if view.own_word_until else {})


def _in_vain(code: str, card: meetings.MeetingCard) -> Line:
    """An evening to which too few came: whoever is on its roll reads that it comes again, and when."""
    when = _("%(when)s: adjourned, nothing was decided") % {"when": moment(card.starts_at)}
    url = reverse("portal:meeting", args=[code, card.number])
    return {
        "icon": "history", "title": as_written(card.title), "words": when, "about": again_said(card.number), "url": url
    }  # fmt: skip


def _entered_as_gone(viewer: Viewer, today: date, told: Told) -> Iterator[Line]:
    """Whoever was entered as gone says so here if they never left."""
    code = viewer.community
    gone = registry.departed(viewer.person or "", code)
    if gone and gone.entry not in told:
        line = {
            "icon": "alert", "title": _("You were entered as having left"),
            "url": reverse("portal:done", args=[code, gone.entry]),
            "words": _("from %(day)s on") % {"day": short_date(gone.left_on)},
        }  # fmt: skip
        act = {"act": _("I live here still"), "do": act_address(DISPUTE, Ref("entry", gone.entry), code)}
        disputed = disclosure.disputed_among([gone.entry], viewer, today)
        yield line | _about(disputed.get(gone.entry), act)


def _entered_of_me(viewer: Viewer, today: date, told: Told) -> Iterator[Line]:
    """What was entered about somebody who was not there is told here, and disputed if it is not so."""
    code = viewer.community
    about = [one for one in registry.entered_about(viewer.person or "", code) if one[1] not in told]
    disputed = disclosure.disputed_among([entry for _, entry in about], viewer, today)
    for name, entry in about:
        if entry not in disputed:
            line = {
                "icon": "alert", "title": act_title(name), "url": reverse("portal:done", args=[code, entry]),
                "words": _("entered about you in the register; see whether it is right"),
            }  # fmt: skip
            yield line | {"act": act_title(DISPUTE), "do": act_address(DISPUTE, Ref("entry", entry), code)}


def _about(view: DisputeView | None, act: Line) -> Line:
    """What came of the dispute about an entry, or the way to one."""
    return {"about": came_of(view)} if view else act


def _put_aside(viewer: Viewer, today: date, told: Told) -> Iterator[Line]:
    """Whoever does not vote on something by the word of others takes it back while they can; afterwards they dispute
    the entry, as long as what was entered at the desk can be disputed."""
    code = viewer.community
    aside = [one for one in meetings.put_aside(viewer.person or "", code, today) if one.open or one.entry not in told]
    disputed = disclosure.disputed_among([one.entry for one in aside], viewer, today)
    for one in aside:
        line = {
            "icon": "alert", "title": as_written(one.title),
            "url": reverse("portal:done", args=[code, one.entry]) if one.entry
            else reverse("portal:meeting", args=[code, one.meeting]),
            "words": _("entered by others: you do not vote on this (%(reason)s)") % {"reason": one.reason},
        }  # fmt: skip
        if one.open:
            yield line | {"act": act_title(BACK), "do": act_address(BACK, one.item, code)}
        elif one.entry in disputed:
            yield line | {"about": came_of(disputed[one.entry])}
        elif one.entry and today <= disclosure.disputable_until(code, one.on):
            yield line | {"act": _("It was not so"), "do": act_address(DISPUTE, Ref("entry", one.entry), code)}


def _corrected(code: str, person: str, today: date) -> Iterator[Line]:
    """Whoever was struck from a roll, added to one, or weighs something else on it, reads why, and can object."""
    for one in ballots.corrected_of(person, code, today):
        words = quoting(
            _("%(roll)s: on %(day)s, %(why)s; you can object until %(until)s"), roll=one.body, why=one.reason,
            day=short_date(one.on), until=short_date(one.objections_until),
        )  # fmt: skip
        line = {
            "icon": "alert", "title": _done_to(one),
            "url": reverse("portal:roll", args=[code, one.roll.id]), "words": words,
        }  # fmt: skip
        posted = disclosure.posting_of(one.roll, today)
        act = {"act": act_title(OBJECT), "do": act_address(OBJECT, Ref("publication", posted.number), code)
               } if posted else {}  # fmt: skip
        yield line | act


def _done_to(one: ballots.CorrectedPlace) -> str:
    if one.reweighed:
        return _("Your area on a roll was put right")
    return _("You were struck from a roll") if one.struck else _("You were added to a roll")


def _entered_for_me(viewer: Viewer, today: date, told: Collection[str]) -> Iterator[Line]:
    """What a clerk has entered in somebody's name stands here while they can still say that it was not so, but for what
    was told before."""
    code = viewer.community
    entries = [one for one in record.entered_for(viewer.person or "", code, ENTERED) if one.ref not in told]
    disputed = disclosure.disputed_among([one.ref for one in entries], viewer, today)
    for one in entries:
        on = clock.civil_day(one.recorded_at)
        until = disclosure.disputable_until(code, on)
        if until < today:
            continue
        line = {
            "icon": "alert", "title": act_title(one.act), "url": reverse("portal:done", args=[code, one.ref]),
            "words": _("entered for you at the desk on %(day)s; you can dispute it until %(until)s")
            % {"day": short_date(on), "until": short_date(until)},
        }  # fmt: skip
        act = {"act": _("It was not so"), "do": act_address(DISPUTE, Ref("entry", one.ref), code)}
        yield line | _about(disputed.get(one.ref), act)


def _asked_back(code: str, person: str) -> Iterator[Line]:
    """Whoever was drawn after a vote says whether it is theirs."""
    for one in ballots.asks_me(person, code):
        asked = _("you were drawn: say whether this vote is yours")
        entered = {"voted": _("it was entered that you voted"), "did_not_vote": _("it was entered that you did not")}
        until = _("by %(day)s") % {"day": short_date(one.until)} if one.until else ""
        yield {
            "icon": "decide", "title": as_written(one.question), "url": reverse("portal:vote", args=[code, one.vote]),
            "words": " · ".join(filter(None, (asked, entered.get(one.entered, ""), until))),
            "act": _("Say whether you voted"),
            "do": act_address("ballots.answer_for_oneself", Ref("vote", one.vote), code),
        }  # fmt: skip


def _of_draws(code: str, person: str, today: date) -> Iterator[Line]:
    """What draws ask of somebody: to say which numbers fell, or to speak."""
    for number, title, starts_at in meetings.throws_to_confirm(person, code):
        act = act_address("meetings.confirm_throw", Ref("meeting", number), code)
        yield _of_hearing(code, number, title) | {
            "words": _("you were named as having seen the numbers fall; it is on %(when)s")
            % {"when": moment(starts_at)},
            "act": _("Say which numbers fell"), "do": act,
        }  # fmt: skip
    for number, title, starts_at in meetings.drawn_to_speak(person, code, today):
        yield _of_hearing(code, number, title) | {
            "words": _("you were chosen to speak, %(when)s") % {"when": moment(starts_at)}
        }


def _of_hearing(code: str, number: str, title: str) -> Line:
    return {"icon": "hearing", "title": as_written(title), "url": reverse("portal:hearing", args=[code, number])}
