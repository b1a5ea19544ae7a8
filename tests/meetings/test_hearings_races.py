"""Two at once: a draw is thrown once, and of two last answers one concludes the hearing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections

from sunward.decisions.models import Matter
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.meetings.models import Draw, Meeting, Throw
from sunward.record.sequencer import drain
from tests import stage
from tests.disclosure.scenes import resident
from tests.meetings import hearing_scenes as scenes
from tests.meetings.hearing_scenes import CLOSED, EVENING, at
from tests.money.cases import paper
from tests.stage import CLERK, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("own_keys")]


def at_once(*tries: Callable[[], object]) -> list[bool]:
    """All at the same moment; which of them came through."""
    together = Barrier(len(tries))

    def attempt(one: Callable[[], object]) -> bool:
        try:
            together.wait()
            one()
        except Refused:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tries)) as people:
        return list(people.map(attempt, tries))


def nominated(code: str) -> tuple[Matter, Meeting, list[int]]:
    """A hearing with two nominated speakers (a lease: nobody is drawn)."""
    matter = scenes.open_matter(scenes.OPENED, code)
    with at(scenes.CALLED):
        given = {"place": "活动室", "held_on": EVENING, "at": "19:00"}
        stage.act("decisions.call_hearing", DIRECTOR, matter.ref, code=code, **given)
    meeting = Meeting.objects.get(items__about_id=matter.number, kind="hearing")
    with at(scenes.CALLED):
        for channel, proof in (("page", {}), ("poster", {"proof": paper("poster")})):
            stage.act(
                "meetings.give_notice", CLERK, meeting.ref, code=code, channel=channel, given_on=scenes.CALLED, **proof
            )
        for post, by in ((stage.DEPUTY, DIRECTOR), (SUPERVISION_MEMBER, SUPERVISOR)):
            person = stage.holder(code, post)
            stage.act("meetings.nominate_speaker", by, meeting.ref, code=code, person=person)
    return matter, meeting, [1, 2]


def test_of_two_last_answers_one_concludes_the_hearing(committed: str) -> None:
    matter, meeting, speakers = nominated(committed)
    with at(EVENING, 19):
        stage.act("meetings.open_session", CLERK, meeting.ref, code=committed)
        for number in speakers:
            stage.act("meetings.state_opinion", CLERK, meeting.ref, code=committed, text="意见", speaker=number)
    with at(EVENING, 21):
        stage.act("meetings.close_session", CLERK, meeting.ref, code=committed)
    with at(EVENING + timedelta(days=1), 8):
        stage.act("meetings.sign_hearing_record", DIRECTOR, meeting.ref, code=committed)

    def answer(place: int) -> Callable[[], object]:
        opinion = meeting.opinions.get(place=place)

        def give() -> None:
            with at(EVENING + timedelta(days=1)):
                stage.act(
                    "meetings.dispose_opinion", DIRECTOR, opinion.ref, code=committed, disposition="adopted",
                    why="可行。",
                )  # fmt: skip

        return give

    assert at_once(answer(1), answer(2)) == [True, True]
    assert matter.steps.filter(key="opinion").count() == 1


def test_the_database_refuses_a_second_draw(committed: str) -> None:
    """Whatever the act overlooks."""
    _matter, meeting, _speakers = nominated(committed)
    facts = {"thrown": "6143", "root": "a", "seed": "b", "listed": 2, "wanted": 1, "drawn": [1], "drawn_on": CLOSED}
    seen = {"thrown_by": "person:a", "thrown_with": "person:b", "thrown_on": CLOSED, "confirmed_on": CLOSED}
    with door_open():
        Throw.objects.create(meeting=meeting, thrown="6143", **seen)
        Draw.objects.create(meeting=meeting, **facts)
        with pytest.raises(IntegrityError):
            Draw.objects.create(meeting=meeting, **facts)


def test_thrown_by_two_at_once_one_draw_stands(committed: str) -> None:
    matter = scenes.open_matter(scenes.OPENED, committed, title="停车", kind="parking_charges")
    with at(scenes.CALLED):
        given = {"place": "活动室", "held_on": EVENING, "at": "19:00"}
        stage.act("decisions.call_hearing", DIRECTOR, matter.ref, code=committed, **given)
        meeting = Meeting.objects.get(items__about_id=matter.number, kind="hearing")
        for channel, proof in (("page", {}), ("poster", {"proof": paper("poster")})):
            stage.act(
                "meetings.give_notice", CLERK, meeting.ref, code=committed, channel=channel, given_on=scenes.CALLED,
                **proof,
            )  # fmt: skip
        for post, by in ((stage.DEPUTY, DIRECTOR), (SUPERVISION_MEMBER, SUPERVISOR)):
            person = stage.holder(committed, post)
            stage.act("meetings.nominate_speaker", by, meeting.ref, code=committed, person=person)
    with at(CLOSED):
        drain(committed)
        stage.act("meetings.close_speakers_list", CLERK, meeting.ref, code=committed)

    seen_by = [resident(f"看见的人{place}", committed) for place in range(2)]

    def throw(numbers: str, second: str) -> Callable[[], object]:
        def fall() -> None:
            with at(CLOSED, 11):
                scenes.thrown_by_one(meeting, second, numbers)

        return fall

    assert sorted(at_once(throw("1 1 1 1", seen_by[0]), throw("6 6 6 6", seen_by[1]))) == [False, True]
    [row] = Throw.objects.filter(meeting=meeting)

    def confirm() -> None:
        with at(CLOSED, 11):
            scenes.as_resident("meetings.confirm_throw", meeting.ref, row.thrown_with, thrown=row.thrown)

    assert sorted(at_once(confirm, confirm)) == [False, True]
    assert Draw.objects.filter(meeting=meeting).count() == 1
