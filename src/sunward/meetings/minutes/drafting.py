"""What the minutes say: drafted from what was recorded, with nothing typed anew.

People stand in it by their public numbers; whoever may read their names sees them on the page.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.rules.words import NOTHING_DECIDED
from sunward.kernel.text import Text
from sunward.meetings.calling.again import enough_came
from sunward.meetings.calling.undone import struck_on
from sunward.meetings.models import PROXY, AgendaItem, Attendance, Meeting, OffBase, ProxyAside, QuorumCount
from sunward.meetings.session.choosing import chosen_by
from sunward.meetings.session.elsewhere import decided_at, elsewhere_said
from sunward.meetings.session.excluding import TO_BE_TOLD
from sunward.meetings.session.offtable import withdrawn_of
from sunward.meetings.session.outcome import came_to
from sunward.meetings.session.presence import not_listed
from sunward.meetings.session.results import figures_of
from sunward.meetings.session.room import Room
from sunward.meetings.session.undecided import left_of

# 2: tells how many were there at each question, how many came at all, and whether a question was carried. What was
# drafted before reads as it did: whoever signed it signed that. 3, of minutes: hashed as it is served to everybody
# (`rules.served`), with a secret from which the salts of what is private in it are made. 4, of minutes: tells who came
# as whose proxy, and which of them nobody had given.
SCHEMA, TELLS_PROXIES = 2, 4
UNPUT = Text("没有付诸表决。", "It was not put to the vote.")
CARRIED, LOST = Text("通过。", "Adopted."), Text("未通过。", "Not adopted.")
ABSENT = Text(
    "注意：到会登记里有 {number} 人说自己没有到会。他们不算到会；宣布开会时和付诸表决时的人数是照当时的登记数的。",
    "Alert: {number} whom the list of who came has say that they were not there. They do not count as there; the heads "
    "at the opening and at the votes were counted as the list stood then.",
)
DENIED = Text(
    "注意：到会登记里有 {number} 个位置写的是代理人到会，本人没有委托。这样的代理不算到会；"
    "宣布开会时的人数是照当时的登记数的。",
    "Alert: places that the list of who came gives to a proxy who was not given: {number}. Such a proxy does not count "
    "as there; the heads at the opening were counted as the list stood then.",
)

UNOPENED = Text(
    "注意：到会的人够了，他们走以前没有都表决完。",
    "Alert: enough people came, and before they went not everything was decided.",
)


def drafted(meeting: Meeting) -> dict[str, Any]:
    """Call, notices, attendance, counts, and each item with what was said and voted."""
    gone, items, room = struck_on(meeting), list(meeting.items.order_by("place")), Room(meeting)
    off = withdrawn_of(items)
    return {
        "schema": SCHEMA,
        "meeting": _call(meeting),
        "notices": [_notice(row) for row in meeting.notices.order_by("given_on", "id")],
        "attendance": [stay_kept(row) for row in _stays(meeting)],
        "quorum": [_count(row) for row in meeting.quorum_counts.filter(item=None).order_by("id")],
        "items": [_item(row, gone) | _withdrawn(off.get(row.about_id)) | _told(room, row) for row in items],
    }


def minutes_drafted(meeting: Meeting, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The same for minutes; drafted anew they keep their secret, so that the same words have the same digest."""
    secret = before.get("secret") if before else None
    content = drafted(meeting)
    found = [text.as_dict() for text in _marks(meeting, content)]
    marks = {"marks": found} if found else {}
    return content | marks | {"schema": TELLS_PROXIES, "secret": secret or secrets.token_hex(16)}


def _marks(meeting: Meeting, content: Mapping[str, Any]) -> Iterator[Text]:
    """What whoever reads the minutes alone would not see."""
    denials = [one for one in content["attendance"] if "denied_on" in one]
    if denied := len({one["for"] for one in denials if "for" in one}):
        yield DENIED.fill(number=denied)
    if absent := len({one["person"] for one in denials if "for" not in one}):
        yield ABSENT.fill(number=absent)
    if enough_came(meeting):
        yield UNOPENED


def _call(meeting: Meeting) -> dict[str, Any]:
    return {
        "number": meeting.number, "body": meeting.body, "title": meeting.title, "place": meeting.place,
        "called_by": meeting.called_by, "starts_at": _moment(meeting.starts_at),
        "opened_at": _moment(meeting.opened_at),
        "adjourned_at": _moment(meeting.adjourned_at), "closed_at": _moment(meeting.closed_at),
        "roll": meeting.roll.number if meeting.roll else "", "convened_on": str(meeting.convened_on),
        "noticed_on": str(meeting.all_told_on or ""),
        "second_call_of": meeting.second_call_of.number if meeting.second_call_of else "",
    }  # fmt: skip


def _notice(row: Any) -> dict[str, Any]:
    return {"channel": row.channel, "given_on": str(row.given_on), "where": row.where, "proof": row.proof_sha256}


def _stays(meeting: Meeting) -> Iterable[Attendance]:
    return meeting.attendance.select_related("person", "entry__person").order_by("came_at", "id")


def stay_kept(row: Attendance) -> dict[str, Any]:
    """Who came, and since when they say that they were not there; of a proxy also for whom, and since when these say
    that they gave none."""
    giver = {"for": str(row.entry.person)} if row.how == PROXY and row.entry.person else {}
    denied = {"denied_on": str(row.denied_on)} if row.denied_on and (giver or row.how != PROXY) else {}
    return {
        "person": str(row.person), "how": row.how, "came_at": _moment(row.came_at), "left_at": _moment(row.left_at)
    } | giver | denied  # fmt: skip


def _count(row: QuorumCount) -> dict[str, Any]:
    return {"at": _moment(row.counted_at), "counts": row.counts, "met": row.met, "findings": row.findings}


def _item(row: AgendaItem, gone: Mapping[str, str]) -> dict[str, Any]:
    statements = list(row.statements.select_related("person").order_by("place"))
    unlisted = not_listed(row.meeting, {str(one.person) for one in statements})
    return {
        "number": row.number, "title": row.title, "about": str(row.about or ""), "to_decide": row.to_decide,
        "papers": [{"title": one.title, "sha256": one.sha256} for one in row.papers.order_by("id")],
        "stepped_aside": _reasons(row),
        "statements": [
            {"person": str(one.person), "post": one.post, "text": one.text, "dissent": one.dissent}
            | ({"not_listed": True} if str(one.person) in unlisted else {})
            | ({"struck_on": gone[name]} if (name := f"statement:{row.number}/{one.place}") in gone else {})
            for one in statements
        ],
        "quorum": [_count(one) for one in row.quorum_counts.order_by("id")],
        "votes": (votes := [_vote(one) | _chosen(row, one) for one in ballots.votes_on(row.ref)]),
    } | _question(row) | _second(row) | ({"unput": UNPUT.as_dict()} if row.to_decide and not votes else {})  # fmt: skip


def _question(row: AgendaItem) -> dict[str, Any]:
    """What was chosen among; nothing of yes or no."""
    options = {key: text.as_dict() for key, text in row.options.items()}
    return {"method": row.method, "at_most": row.at_most, "choices": options} if row.method else {}


def _second(row: AgendaItem) -> dict[str, Any]:
    """That a second vote was to be put and was not; nothing where none was left."""
    left = left_of(row)
    return {"second_vote": left.said.as_dict()} if left else {}


def _withdrawn(on: date | None) -> dict[str, Any]:
    """That whoever brought its matter had taken it off the table; nothing of one that stood."""
    return {"withdrawn_on": str(on)} if on else {}


def _told(room: Room, row: AgendaItem) -> dict[str, Any]:
    """Since when people had been told as its own rules ask; nothing where that is what the call says of all."""
    told = room.noticed_on(row) if row.to_decide and room.meeting.kind == "session" else None
    return {"noticed_on": str(told)} if told and told != room.meeting.all_told_on else {}


def _chosen(row: AgendaItem, card: ballots.VoteOn) -> dict[str, Any]:
    """What it came to, in words, once the figures stand."""
    found = chosen_by(row, card.number) if card.certified_on else None
    return {"chosen": list(found.adopted), "said": found.said.as_dict()} if found else _carried(row, card)


def _carried(row: AgendaItem, card: ballots.VoteOn) -> dict[str, Any]:
    """Whether yes had what the rules ask of a majority: by the measure that the matter's step and its page go by."""
    if row.method is not None or card.certified_on is None or card.annulled_on is not None:
        return {}
    if first := decided_at(row):
        return {"said": elsewhere_said(first).as_dict()}
    room = Room(row.meeting)
    counts = figures_of(room, row, card.number)
    if not counts:
        return {}
    came = came_to(room, row, counts)
    return {"said": came.with_idle(CARRIED if came.adopted else LOST).as_dict()}


def _reasons(row: AgendaItem) -> list[dict[str, Any]]:
    """How many do not vote, why, and by which rule; never who."""
    at_a_place = [
        {"reason": one.reason, "leaves_base": one.leaves_base, "source": one.source} | _void(one)
        for one in row.off_base.filter(TO_BE_TOLD).order_by("id")
    ]
    as_proxies = row.proxies_aside.filter(TO_BE_TOLD).order_by("id")
    return at_a_place + [
        {"reason": one.reason, "leaves_base": False, "source": one.source, "proxy": True} | _void(one)
        for one in as_proxies
    ]


def _void(row: OffBase | ProxyAside) -> dict[str, str]:
    """That a clerk had entered it, and they had not said it."""
    return {"void_on": str(row.void_on)} if row.void_on else {}


def _vote(card: ballots.VoteOn) -> dict[str, Any]:
    """The figures once they stand; before that, that they are still being confirmed."""
    told: dict[str, Any] = {
        "number": card.number, "question": card.question.as_dict(), "secret": card.secret,
        "channels": list(card.channels),
        "opened_at": _moment(card.opened_at), "closed_at": _moment(card.closed_at),
        "certified_on": str(card.certified_on or ""), "annulled_on": str(card.annulled_on or ""),
    }  # fmt: skip
    if card.unconfirmed:
        told["ended"] = NOTHING_DECIDED.as_dict()
    result = ballots.tally(card.number) if card.certified_on else None
    if result is not None:
        told["figures"] = {
            "entitled": result.entitled, "present": result.present, "cast": result.cast, "blank": result.blank,
            "invalid": result.invalid, "chosen": dict(result.chosen),
        } | ({"weight": dict(result.weight)} if result.weight else {})  # fmt: skip
    marks = [found.text.as_dict() for found in ballots.marks_of_false_proxies(card.number)]
    return told | ({"marks": marks} if marks else {})


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
