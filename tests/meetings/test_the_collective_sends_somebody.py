"""Where the law lets a member of the household stand in, in writing, once: the members' assembly of the collective."""

from datetime import timedelta

import pytest

from sunward.ballots.models import Roll
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests import stage
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, EVENING, act, at
from tests.money import cases
from tests.money.cases import paper

pytestmark = pytest.mark.django_db
CHAIR = "collective_board.chair"


@pytest.fixture
def family(community: str) -> list[str]:
    """Three of one household and two of another."""
    with at(CALLED - timedelta(days=10), 9):
        persons = scenes.people(5)
        for door, several in (("7-101", persons[:3]), ("7-102", persons[3:])):
            house = act("registry.register_household", CLERK, stage.here(), door=door).result
            assert house
            for person in several:
                act("registry.record_arrival", CLERK, house, person=person, status="registered")
    return persons


@pytest.fixture
def meeting(family: list[str]) -> Meeting:
    """The board calls the members: one of each household, and one more of the first, are on the roll."""
    street = "street_office.director"
    with at(CALLED, 9):
        act("registry.create_body", street, stage.here(), kind="collective_board", name_zh="理事会", name_en="board")
        post = {"body": "collective_board", "key": "chair", "title_zh": "理事长", "title_en": "chair"}
        act("registry.create_post", street, stage.here(), **post)
        cases.act("registry.appoint", "street_office.clerk", stage.here(), post=CHAIR, person=family[4])
        roll = scenes.freeze([family[0], family[1], family[3]], body="member_assembly")
        with door_open():
            Roll.objects.filter(pk=roll.pk).update(of="members")
        return scenes.convene(post=CHAIR, body="member_assembly", called_by="board")


def shown() -> set[str]:
    row = Journal.objects.filter(act="meetings.admit").latest("id")
    return {found["rule"] for found in row.findings if not found["ok"]}


def test_of_the_same_household_in_writing_and_for_one(meeting: Meeting, family: list[str]) -> None:
    keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
    with at(EVENING):
        scenes.admit(meeting, keys[:1], how="proxy", person=family[2])
        assert shown() == {"proxy_written"}
        scenes.admit(meeting, keys[2:], how="proxy", person=family[2], proof=paper("of the third"))
        assert shown() == {"proxy_who"}
        scenes.admit(meeting, keys[:1], how="proxy", person=family[2], proof=paper("of the first"))
        assert shown() == set()
        scenes.admit(meeting, keys[1:2], how="proxy", person=family[2], proof=paper("of the second"))
        assert shown() == {"proxy_at_most"}
    assert meeting.attendance.get().how == "proxy"


def test_the_law_lets_members_attend_from_afar(meeting: Meeting) -> None:
    keys = scenes.entries(meeting.roll)  # type: ignore[arg-type]
    with at(EVENING):
        scenes.admit(meeting, keys, how="online")
        act("meetings.open_session", CLERK, Ref("meeting", meeting.number))
    assert meeting.quorum_counts.get().met
