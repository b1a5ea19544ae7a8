"""Short ways through a meeting: called on a frozen roll, people in the room, a vote, its result, signed minutes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sunward.ballots import queries as ballots
from sunward.decisions import queries as decisions
from sunward.demo.deciding import REPRESENTATIVES_MEETING
from sunward.demo.script import (
    CLERK,
    DELEGATE,
    DIRECTOR,
    SUPERVISION_MEMBER,
    SUPERVISOR,
    Community,
    Script,
    UnexpectedOutcome,
    paper,
    photograph,
)
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry

ROLL_BEFORE = timedelta(days=16)  # five days to object, and the longest row of days off
SPARE = 5  # sheets printed beyond those on the roll


@dataclass(frozen=True)
class Item:
    """One point of an agenda that is to be decided, with the paper that is laid open; or what is chosen among, one a
    line."""

    matter: Ref
    kind: str
    title: str
    paper: str
    people: str = ""
    choices: str = ""


@dataclass
class Meeting:
    """A meeting with the roll it was called on; `items` in the order of the agenda, `there` who is in the room."""

    ref: Ref
    roll: ballots.RollBrief
    items: list[Ref] = field(default_factory=list)
    there: list[ballots.RollPlace] = field(default_factory=list)

    @property
    def keys(self) -> str:
        return ",".join(str(place.key) for place in self.there)


def rolled_before(script: Script, community: Community, held_on: date, body: str = REPRESENTATIVES_MEETING) -> None:
    """Freeze who belongs to a body so long before its meeting that people can object, whichever holidays come between:
    nothing is voted on by a roll that may still be corrected."""
    script.at(held_on - ROLL_BEFORE, lambda: _roll(community, body))


def _roll(community: Community, body: str) -> None:
    community.act("ballots.freeze_roll", CLERK, body=body)


def called(
    community: Community,
    held_on: date,
    title: str,
    *items: Item,
    body: str = REPRESENTATIVES_MEETING,
    at: str = "19:00",
) -> Meeting:
    """The committee calls a body on its newest roll, with an agenda and papers."""
    found = ballots.newest_roll(community.code, body)
    if found is None:
        raise UnexpectedOutcome(f"No roll of {body} in {community.code}")
    ref = community.made(
        "meetings.convene", DIRECTOR, body=body, title=title, place="社区活动室", held_on=held_on, at=at,
        called_by="residents_committee",
    )  # fmt: skip
    meeting = Meeting(ref, found)
    for item in items:
        facts = {"title": item.title, "about": str(item.matter), "matter_kind": item.kind, "to_decide": True,
                 "concerns": item.people, "choices": item.choices,
                 "method": "one_of" if item.choices else "yes_no"}  # fmt: skip
        meeting.items.append(community.made("meetings.add_item", CLERK, ref, **facts))
        community.act("meetings.lay_paper", CLERK, meeting.items[-1], title=item.paper, file=paper(item.paper))
    return meeting


def noticed(community: Community, meeting: Meeting, second: str = "poster", where: str = "东门、西门公告栏") -> None:
    """Notice on the page and through a second channel, with its photograph; the agenda is fixed by it."""
    day, reached = clock.today(), None if second == "poster" else len(places(meeting))
    community.act("meetings.give_notice", CLERK, meeting.ref, channel="page", given_on=day)
    community.act(
        "meetings.give_notice", CLERK, meeting.ref, channel=second, given_on=day, where=where,
        proof=photograph(f"notice {meeting.ref}"), reached=reached,
    )  # fmt: skip


def called_again(community: Community, first: Meeting, held_on: date, at: str = "19:00") -> Meeting:
    """The second call of a meeting to which too few came: the same roll, the same agenda, notice anew."""
    ref = community.made("meetings.call_again", DIRECTOR, first.ref, held_on=held_on, at=at)
    items = [Ref("item", f"{ref.id}-{place}") for place, _item in enumerate(first.items, 1)]
    return Meeting(ref, first.roll, items)


def places(meeting: Meeting) -> tuple[ballots.RollPlace, ...]:
    """Who counts today on the roll of a meeting."""
    return ballots.places(meeting.roll.key, clock.now())


def opened(community: Community, meeting: Meeting, present: int) -> None:
    """So many came, ticked on the list at the door in one entry; delegates stay away before officers do."""
    seats = {person: seat for seat, person in enumerate(community.holders(DELEGATE))}
    by_office = sorted(places(meeting), key=lambda place: seats.get(place.person, -1))
    meeting.there = by_office[:present]
    community.act("meetings.admit", CLERK, meeting.ref, places=meeting.keys)
    community.act("meetings.open_session", CLERK, meeting.ref)
    if meeting.there:
        one, seen = meeting.there[0].person, len(meeting.there)
        community.act("meetings.confirm_attendance", "anyone", meeting.ref, by=one, seen=seen)


def steps_aside(community: Community, meeting: Meeting, item: Ref, place: ballots.RollPlace, evidence: str) -> None:
    """Somebody neither speaks for an item nor votes on it."""
    community.act(
        "meetings.step_aside", CLERK, item, place=str(place.key), reason="interest", evidence=evidence
    )  # fmt: skip
    meeting.there.remove(place)


def spoken(community: Community, meeting: Meeting, item: Ref, *said: tuple[str, str]) -> None:
    """What people in the room said on an item, in their order."""
    places = {place.person: str(place.key) for place in meeting.there}
    for person, text in said:
        community.act("meetings.record_statement", CLERK, item, place=places[person], text=text)


def put(community: Community, item: Ref, channel: str) -> Ref:
    """The director puts an item to the vote."""
    community.act("meetings.put_to_vote", DIRECTOR, item, channels=channel)
    return Ref("vote", ballots.votes_on(item)[-1].number)


def by_paper(community: Community, meeting: Meeting, item: Ref, chosen: dict[str, int], blank: int = 0) -> Ref:
    """Everybody takes a sheet; two count, a third finds the same."""
    vote = put(community, item, "paper")
    for place in meeting.there:
        community.act("ballots.issue_paper", CLERK, vote, entry=place.key)
    community.act("ballots.close_vote", CLERK, vote)
    took = len(meeting.there)
    community.act(
        "ballots.count_paper", DELEGATE, vote, chosen=chosen, ballots=took, printed=took + SPARE, issued=took,
        unused=SPARE, blank=blank, counted_with=community.holder(SUPERVISION_MEMBER),
        sheet=photograph(f"count of {vote}"),
    )  # fmt: skip
    confirmed(community, vote, "paper", chosen, blank)
    return vote


def by_hands(community: Community, meeting: Meeting, item: Ref, chosen: dict[str, int]) -> Ref:
    """Hands are counted by two and confirmed by a third."""
    vote = put(community, item, "hands")
    community.act(
        "ballots.count_hands", DELEGATE, vote, chosen=chosen, entries=meeting.keys,
        counted_with=community.holder(SUPERVISION_MEMBER),
    )  # fmt: skip
    confirmed(community, vote, "hands", chosen)
    community.act("ballots.close_vote", CLERK, vote)
    return vote


def confirmed(community: Community, vote: Ref, channel: str, chosen: dict[str, int], blank: int = 0) -> None:
    """The second of the two says the same, and a third person has counted it too."""
    said: dict[str, Any] = {"channel": channel, "chosen": chosen, "blank": blank}
    community.act("ballots.confirm_count", SUPERVISION_MEMBER, vote, by=community.holder(SUPERVISION_MEMBER), **said)
    third = community.holder(SUPERVISION_MEMBER, 1)
    community.act("ballots.confirm_count", SUPERVISION_MEMBER, vote, by=third, **said)


def by_roll_call(community: Community, meeting: Meeting, item: Ref, against: int = 0) -> Ref:
    """Everybody says aloud how they vote; the last so many against."""
    vote = put(community, item, "roll_call")
    agreed = len(meeting.there) - against
    said = {str(place.key): "for" if number < agreed else "against" for number, place in enumerate(meeting.there)}
    second = community.holder(SUPERVISION_MEMBER)
    community.act("ballots.call_roll", CLERK, vote, answers=said, counted_with=second)
    figures = {"for": agreed} | ({"against": against} if against else {})
    confirmed(community, vote, "roll_call", figures)
    community.act("ballots.close_vote", CLERK, vote)
    return vote


def asked_back(community: Community, vote: Ref) -> None:
    """Supervisors ask whoever was drawn; their head, who counted nothing, certifies; what follows arises by itself."""
    for place, _answer in ballots.drawn(vote.id, None):
        community.act("ballots.answer_sample", SUPERVISION_MEMBER, vote, entry=place.entry, answer="voted")
    community.act("ballots.certify", SUPERVISOR, vote)


def decided(matter: Ref) -> Ref:
    """The newest decision on a matter, which its certified vote has made."""
    page = decisions.matter_page(matter.id, clock.today())
    if page is None or not page.decisions:
        raise UnexpectedOutcome(f"Nothing was decided on {matter}")
    return Ref("decision", page.decisions[-1].number)


def closed(community: Community, meeting: Meeting) -> None:
    community.act("meetings.close_session", CLERK, meeting.ref)


def signing_of(evening: date) -> date:
    """The day on which minutes are signed that were drafted on the day after their evening: the one after the day for
    corrections, which is no day off."""
    drafted = evening + timedelta(days=1)
    return registry.working_day_from(drafted + timedelta(days=1)) + timedelta(days=1)


def minuted(community: Community, meeting: Meeting, corrections: Sequence[tuple[str, str, str]] = ()) -> None:
    """Drafted from the entries, corrected by whoever was there, and answered.

    A correction is who asks, what for, and the recorder's answer.
    """
    minutes = community.made("meetings.draft_minutes", CLERK, meeting.ref)
    for number, (person, text, answer) in enumerate(corrections, 1):
        community.act("meetings.correct_minutes", "anyone", minutes, by=person, text=text)
        community.act(
            "meetings.answer_correction", CLERK, minutes, correction=number, answer=answer, taken_in=True
        )  # fmt: skip


def signed(community: Community, meeting: Meeting) -> None:
    """Signed by three, locked and chained, once there was time to correct the draft."""
    for post, role in SIGNED_BY:
        community.act("meetings.sign_minutes", post, Ref("minutes", meeting.ref.id), role=role)


SIGNED_BY = ((DIRECTOR, "chair"), (CLERK, "recorder"), (SUPERVISOR, "supervisor"))


def seat(community: Community, meeting: Meeting, number: int) -> ballots.RollPlace:
    """The place on the roll of the delegate with this seat, who is in the room."""
    person = community.holder(DELEGATE, number)
    return next(place for place in meeting.there if place.person == person)
