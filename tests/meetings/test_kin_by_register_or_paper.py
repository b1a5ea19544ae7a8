"""Where a rule lets close relatives stand in, a door with many beds makes nobody kin: as for a proxy in an election."""

from dataclasses import replace

import pytest

from sunward.charter.engine.sessions import Proxy, Session
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.meetings.session.admitting import Arrival, objections_to
from sunward.meetings.session.room import Room
from tests.meetings.scenes import CLERK, EVENING, act, at
from tests.meetings.test_the_collective_sends_somebody import family, meeting
from tests.stage import CODE

__all__ = ["family", "meeting"]

pytestmark = pytest.mark.django_db
KIN = Session(key="member_assembly", proxy=Proxy(who="close_relative", at_most=1, written=True, source="第九条"))
DOOR = Session(key="member_assembly", proxy=Proxy(who="same_household", at_most=1, written=True, source="第九条"))


def test_one_door_is_not_enough_where_kin_is_asked_for(meeting: Meeting, family: list[str]) -> None:
    with at(EVENING):
        place = next(one for one in Room(meeting).places.values() if one.person == family[0])
        came = Arrival(place, family[2], "proxy", True, 0, 0, EVENING, CODE)

        def against(arrival: Arrival, session: Session = KIN) -> list[str]:
            return [found.rule for found in objections_to(arrival, session, frozenset())]

        assert against(came, DOOR) == []
        assert against(came) == ["proxy_who"], "seen before: whoever lives behind the same door passed as kin"
        said = replace(came, said_kin="sibling")
        assert against(said) == []
        assert said.kin_on_paper, "and is marked"
        assert against(replace(said, written=False)) == ["proxy_written", "proxy_who"], "said, and on no paper"
        assert against(replace(came, said_kin="neighbour")) == ["proxy_who"]
        act(
            "registry.declare_kinship",
            CLERK,
            Ref.parse(family[0]),
            relative=family[2],
            relation="sibling",
            source="inspection",
        )
        assert against(came) == []
        assert not said.kin_on_paper, "the register knows it"


@pytest.mark.parametrize("relation", ["in_law", "cousin", "other"])
def test_an_in_law_or_a_cousin_is_no_close_relative(meeting: Meeting, family: list[str], relation: str) -> None:
    """Seen before: any kinship that was declared met a rule that asks for close relatives."""
    with at(EVENING):
        place = next(one for one in Room(meeting).places.values() if one.person == family[0])
        came = Arrival(place, family[2], "proxy", True, 0, 0, EVENING, CODE)
        declared = {"relative": family[2], "relation": relation, "source": "inspection"}
        act("registry.declare_kinship", CLERK, Ref.parse(family[0]), **declared)
        assert [found.rule for found in objections_to(came, KIN, frozenset())] == ["proxy_who"]
        assert replace(came, said_kin="sibling").kin_on_paper, "the register knows of another kinship only"


def test_grandparents_and_grandchildren_are_declared_in_one_word_and_count(meeting: Meeting, family: list[str]) -> None:
    with at(EVENING):
        place = next(one for one in Room(meeting).places.values() if one.person == family[0])
        came = Arrival(place, family[2], "proxy", True, 0, 0, EVENING, CODE)
        declared = {"relative": family[2], "relation": "grandparent", "source": "inspection"}
        act("registry.declare_kinship", CLERK, Ref.parse(family[0]), **declared)
        assert [found.rule for found in objections_to(came, KIN, frozenset())] == []
