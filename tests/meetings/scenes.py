"""Scenes that several stories of meetings begin with: people on a roll, a meeting called in time, a room."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest

from sunward.ballots.models import Roll, RollEntry, Vote
from sunward.ballots.series import ROLL, next_number
from sunward.kernel import clock
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import AgendaItem, Meeting, Minutes
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.models import Person
from tests import stage
from tests.money.cases import paper
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR

CALLED = date(2026, 3, 2)  # a Monday
EVENING = date(2026, 3, 16)
BODY = "representatives_meeting"
__all__ = ["CLERK", "DEPUTY", "DIRECTOR", "SUPERVISION_MEMBER", "SUPERVISOR"]


@contextmanager
def at(day: date, hour: int = 19, minute: int = 30) -> Iterator[None]:
    """Something that happens at this hour."""
    with clock.moved_to(clock.moment(day, hour, minute)):
        yield


def people(number: int, code: str = CODE) -> list[str]:
    """So many people on the register, `person:<id>`."""
    found = []
    for one in range(number):
        facts = {"name": f"代表{one + 1:02d}"}
        done = perform(
            "registry.register_person", by=stage.holder(code, CLERK), post=CLERK, subject=stage.here(code),
            facts=facts, key=new_id(),
        )  # fmt: skip
        found.append(str(done.result))
    return found


def freeze(
    persons: Iterable[str], code: str = CODE, body: str = BODY, parts: tuple[str, ...] = (), grid: str = "",
    of: str = "body_members",
) -> Roll:  # fmt: skip
    """A roll of these people. `parts`: the part of the body of each, in their order."""
    rows = list(persons)
    given = [*parts, *[""] * (len(rows) - len(parts))]
    with door_open():
        roll = Roll.objects.create(
            number=next_number(code, ROLL, CALLED), community_code=code, body=body, grid=grid,
            of=of, record_date=CALLED, frozen_on=CALLED, frozen_by_post=CLERK,
            source="柳河街道社区议事规则 第三条",
            open_until=CALLED + timedelta(days=3), entitled=len(rows), salt=new_id(), digest="0" * 64,
        )  # fmt: skip
        numbers = [person.removeprefix("person:") for person in rows]
        keys = dict(Person.objects.filter(number__in=numbers).values_list("number", "pk"))
        RollEntry.objects.bulk_create(
            [
                RollEntry(roll=roll, person_id=keys[number], part=part)
                for number, part in zip(numbers, given, strict=True)
            ]
        )
    return roll


def entries(roll: Roll) -> list[int]:
    """The places of a roll, in their order."""
    return list(roll.entries.order_by("id").values_list("id", flat=True))


def listed(keys: Iterable[int]) -> str:
    return ",".join(map(str, keys))


def act(name: str, post: str, on: Ref, *, code: str = CODE, by: str | None = None, **facts: Any) -> Done:
    return stage.act(name, post, on, code=code, by=by, **facts)


def convene(code: str = CODE, post: str = DIRECTOR, on: date = EVENING, **facts: Any) -> Meeting:
    """The committee calls the representatives for an evening."""
    given = {
        "body": BODY, "title": "第二次居民代表会议", "place": "社区活动室", "held_on": on, "at": "19:00",
        "called_by": "residents_committee",
    } | facts  # fmt: skip
    done = act("meetings.convene", post, stage.here(code), code=code, **given)
    assert done.result
    return Meeting.objects.get(number=done.result.id)


def add_item(meeting: Meeting, **facts: Any) -> AgendaItem:
    given = {"title": "清溪路18号房屋出租", "matter_kind": "asset_lease", "to_decide": True} | facts
    done = act("meetings.add_item", CLERK, meeting.ref, code=meeting.community_code, **given)
    assert done.result
    return AgendaItem.objects.get(number=done.result.id)


def notify(meeting: Meeting, channels: Iterable[str] = ("page", "poster"), given_on: date | None = None) -> None:
    """Notice through these channels, with proof where one is asked for."""
    for channel in channels:
        proof = {} if channel == "page" else {"proof": paper("poster")}
        act(
            "meetings.give_notice", CLERK, meeting.ref, code=meeting.community_code, channel=channel,
            given_on=given_on or clock.today(), **proof,
        )  # fmt: skip


def called(people_on_it: int = 9, code: str = CODE) -> tuple[Meeting, AgendaItem, list[int]]:
    """A meeting of so many, with one item to be decided, notified a fortnight before by two channels."""
    with at(CALLED, 9):
        roll = freeze(people(people_on_it, code), code)
        meeting = convene(code)
        item = add_item(meeting)
        notify(meeting)
    return again(meeting), item, entries(roll)


def open_with(meeting: Meeting, keys: Iterable[int]) -> Meeting:
    """These came, and the session was opened."""
    if keys := list(keys):
        admit(meeting, keys)
    act("meetings.open_session", CLERK, meeting.ref, code=meeting.community_code)
    return again(meeting)


def admit(meeting: Meeting, keys: Iterable[int], **facts: Any) -> Done:
    return act("meetings.admit", CLERK, meeting.ref, code=meeting.community_code, places=listed(keys), **facts)


def leave(meeting: Meeting, keys: Iterable[int], **facts: Any) -> Done:
    return act("meetings.leave", CLERK, meeting.ref, code=meeting.community_code, places=listed(keys), **facts)


def again(meeting: Meeting) -> Meeting:
    """The row as it is now."""
    return Meeting.objects.get(pk=meeting.pk)


def put(item: AgendaItem, post: str = DIRECTOR, **facts: Any) -> Vote:
    """The director puts it to the vote, or whoever leads this meeting."""
    act("meetings.put_to_vote", post, item.ref, code=item.community_code, **facts)
    return Vote.objects.get(about_type="item", about_id=item.number)


def count_hands(vote: Vote, keys: Iterable[int], hands: dict[str, int]) -> None:
    """Two count, a third confirms, the vote is closed."""
    confirm_hands(vote, keys, hands)
    act("ballots.close_vote", CLERK, vote.ref, code=vote.community_code)


def confirm_hands(vote: Vote, keys: Iterable[int], hands: dict[str, int]) -> None:
    """Two count, a third confirms."""
    code = vote.community_code
    second, third = stage.holder(code, SUPERVISION_MEMBER, 0), stage.holder(code, SUPERVISOR)
    act(
        "ballots.count_hands", CLERK, vote.ref, code=code, chosen=hands, entries=listed(keys), counted_with=second
    )  # fmt: skip
    act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, code=code, by=second, channel="hands", chosen=hands)
    act("ballots.confirm_count", SUPERVISOR, vote.ref, code=code, by=third, channel="hands", chosen=hands)


def certify(vote: Vote) -> None:
    """Everybody drawn says that they voted; the result stands."""
    code = vote.community_code
    for drawn in vote.sample.order_by("id"):
        act("ballots.answer_sample", SUPERVISOR, vote.ref, code=code, entry=drawn.entry_id, answer="voted")
    act("ballots.certify", SUPERVISOR, vote.ref, code=code)


def minutes_of(meeting: Meeting) -> Minutes:
    act("meetings.draft_minutes", CLERK, meeting.ref, code=meeting.community_code)
    return Minutes.objects.get(meeting=meeting)


def drafted_at_nine(meeting: Meeting, keys: Iterable[int], evening: date = EVENING) -> tuple[Minutes, str]:
    """A session held at seven in the evening, closed at eight and drafted at nine; and somebody who was there."""
    with at(evening, 19):
        open_with(meeting, keys)
    with at(evening, 20):
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(evening, 21):
        return minutes_of(meeting), str(meeting.attendance.order_by("id")[0].person)


def sign(minutes: Minutes) -> Minutes:
    """Chair, recorder and supervisor, each another person, once the day for corrections is over."""
    with at(registry.add_working_days(minutes.drafted_on, 2), 16):
        for role, post in (("chair", DIRECTOR), ("recorder", CLERK), ("supervisor", SUPERVISOR)):
            act("meetings.sign_minutes", post, minutes.ref, code=minutes.community_code, role=role)
    return Minutes.objects.get(pk=minutes.pk)


def broken(attempt: Callable[[], Any]) -> set[str]:
    """The rules by which an attempt is refused."""
    with pytest.raises(Refused) as refusal:
        attempt()
    return {found.rule for found in refusal.value.findings if found.breach}


def shown(name: str) -> set[str]:
    """The breaches in the newest entry of an act."""
    row = Journal.objects.filter(act=name).latest("id")
    return {found["rule"] for found in row.findings if not found["ok"]}


def marks(name: str) -> dict[str, str]:
    """The breaches in the newest entry of an act, with what was found."""
    row = Journal.objects.filter(act=name).latest("id")
    return {found["rule"]: found["actual"] for found in row.findings if not found["ok"]}
