"""Scenes that several stories of hearings begin with: a charge, a list, a draw, opinions and their answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sunward.decisions.models import Matter
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import Meeting, Opinion
from sunward.record.sequencer import drain_all
from tests import stage
from tests.decisions.scenes import open_matter
from tests.disclosure.scenes import resident
from tests.money.cases import paper
from tests.stage import CLERK, DIRECTOR, SUPERVISOR

OPENED = date(2026, 3, 2)
CALLED = OPENED + timedelta(days=1)
EVENING = OPENED + timedelta(days=14)
CLOSED = EVENING - timedelta(days=1)
THROWN = "6 1 4 3"


@contextmanager
def at(day: date, hour: int = 10, minute: int = 0) -> Iterator[None]:
    """Something that happens at this hour."""
    with clock.moved_to(clock.moment(day, hour, minute)):
        yield


def parking(**facts: Any) -> Matter:
    """What should parking cost?"""
    return open_matter(OPENED, title="小区停车怎么收费", kind="parking_charges", **facts)


def called(matter: Matter, on: date = CALLED, held_on: date = EVENING, post: str = DIRECTOR, **facts: Any) -> Meeting:
    """A hearing on the matter is called for an evening."""
    with at(on):
        given = {"place": "社区活动室", "held_on": held_on, "at": "19:00"} | facts
        stage.act("decisions.call_hearing", post, matter.ref, **given)
    return Meeting.objects.get(items__about_id=matter.number, kind="hearing")


def lays(item: Ref, on: date) -> None:
    """Something to be read about what is heard or decided."""
    with at(on, 12):
        stage.act("meetings.lay_paper", CLERK, item, title="收费方案", file=paper("plan"))


def told(meeting: Meeting, on: date = CALLED, materials: bool = True) -> Meeting:
    """On the page and on the noticeboard, with something to be read beforehand."""
    if materials:
        lays(meeting.items.get().ref, on)
    with at(on):
        for channel, proof in (("page", {}), ("poster", {"proof": paper("poster")})):
            stage.act("meetings.give_notice", CLERK, meeting.ref, channel=channel, given_on=on, **proof)
    return again(meeting)


def again(meeting: Meeting) -> Meeting:
    """The row as it is now."""
    return Meeting.objects.get(pk=meeting.pk)


def as_resident(act: str, thing: Ref, by: str, /, **facts: Any) -> Any:
    return perform(act, by=by, post="resident", subject=thing, facts=facts, key=new_id())


def applied(meeting: Meeting, number: int) -> list[str]:
    """So many residents put themselves on the list; persons in the order of their numbers."""
    people = [resident(f"居民{one:02d}") for one in range(1, number + 1)]
    for person in people:
        as_resident("meetings.apply_to_speak", meeting.ref, person)
    return people


def list_closed(meeting: Meeting, applicants: int = 12, on: date = CLOSED) -> list[str]:
    """The log is signed, then nobody comes on the list any more."""
    with at(on):
        people = applied(meeting, applicants)
        drain_all()
        stage.act("meetings.close_speakers_list", CLERK, meeting.ref)
    return people


def drawn(meeting: Meeting, applicants: int = 12, on: date = CLOSED) -> list[str]:
    """Eight of them are drawn; persons in the order in which they speak."""
    people = list_closed(meeting, applicants, on)
    with at(on, 11):
        throw(meeting)
    return [people[number - 1] for number in again(meeting).draw.drawn]


def throw(meeting: Meeting, thrown: str = THROWN) -> str:
    """The head of the supervisors enters what fell, and a neighbour who saw it says the same; who that is."""
    second = resident("看见的人")
    thrown_by_one(meeting, second, thrown)
    as_resident("meetings.confirm_throw", meeting.ref, second, thrown=thrown)
    return second


def thrown_by_one(meeting: Meeting, second: str, thrown: str = THROWN, **facts: Any) -> Any:
    """One has entered numbers and names another."""
    given = {"thrown": thrown, "thrown_with": second, "photograph": paper("dice")} | facts
    return stage.act("meetings.draw_speakers", SUPERVISOR, meeting.ref, code=meeting.community_code, **given)


def ready(matter: Matter | None = None) -> tuple[Meeting, list[str]]:
    """A hearing on parking, told in time, speakers drawn."""
    meeting = told(called(matter or parking()))
    return again(meeting), drawn(meeting)


def held(meeting: Meeting, on: date = EVENING, opinions: int = 8, signed: bool = True) -> list[Opinion]:
    """The speakers speak in their order; the host closes, and signs on the next day."""
    order = again(meeting).draw.drawn
    with at(on, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        spoke = " ".join(map(str, order))
        stage.act("meetings.record_turnout", CLERK, meeting.ref, listeners=31, speakers=spoke)
        for number in order[:opinions]:
            stage.act("meetings.state_opinion", CLERK, meeting.ref, text=f"{number} 号的意见", speaker=number)
    with at(on, 21):
        stage.act("meetings.close_session", CLERK, meeting.ref)
    if signed:
        with at(on + timedelta(days=1), 8):
            stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
    return list(again(meeting).opinions.order_by("place"))


def held_by_themselves(meeting: Meeting, speakers: list[str], on: date = EVENING) -> list[Opinion]:
    """The same, each of the speakers signed in."""
    order = again(meeting).draw.drawn
    with at(on, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref)
        for number, person in zip(order, speakers, strict=True):
            as_resident("meetings.state_opinion", meeting.ref, person, text=f"{number} 号的意见", speaker=number)
    with at(on, 21):
        stage.act("meetings.close_session", CLERK, meeting.ref)
    with at(on + timedelta(days=1), 8):
        stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
    return list(again(meeting).opinions.order_by("place"))


def answer(opinion: Opinion, on: date, disposition: str = "adopted", why: str = "可行。") -> Any:
    with at(on):
        return stage.act("meetings.dispose_opinion", DIRECTOR, opinion.ref, disposition=disposition, why=why)


def concluded(matter: Matter | None = None, answered_on: date = EVENING + timedelta(days=3)) -> Meeting:
    """A whole hearing, with every opinion answered."""
    meeting, _people = ready(matter)
    for opinion in held(meeting):
        answer(opinion, answered_on)
    return again(meeting)


def forum(kind: str, post: str = DIRECTOR, days: int = 5, judged: str = CLERK) -> Meeting:
    """A coordination or appraisal meeting is called, for so many days later."""
    facts = {"forum": kind, "title": "3栋漏水怎么修", "place": "活动室", "held_on": CALLED + timedelta(days=days)}
    facts |= {"judged": judged} if kind == "appraisal" else {}
    with at(CALLED):
        done = stage.act("meetings.call_forum", post, stage.here(), at="19:00", **facts)
    assert done.result
    return Meeting.objects.get(number=done.result.id)


def forum_held(kind: str) -> tuple[Meeting, date]:
    """One was held, somebody said what they think, and the host has signed its record; on which day."""
    meeting, day = told(forum(kind)), CALLED + timedelta(days=5)
    runs_it = SUPERVISOR if meeting.judged == CLERK else CLERK
    with at(day, 19):
        stage.act("meetings.open_session", runs_it, meeting.ref)
        stage.act("meetings.record_turnout", runs_it, meeting.ref, listeners=9)
        stage.act("meetings.state_opinion", runs_it, meeting.ref, text="四楼先修。")
    with at(day, 20, 30):
        stage.act("meetings.close_session", runs_it, meeting.ref)
        stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref)
    return again(meeting), day
