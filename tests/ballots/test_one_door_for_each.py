"""On a roll of households whoever is entered next door after the freeze comes for the door behind which the roll found
them, and for no second one. Seen before: one person voted for two doors and signed for two, door after door, by one
entry of a clerk each; nothing marked it, and whoever lived there was sent away as having voted."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries as ballots
from sunward.ballots.casting import urn
from sunward.ballots.models import Mark, Petition, Roll, Signature, Vote
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.ballots import scenes
from tests.ballots.test_moving_next_door import arrives, enters, freeze, upheld
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK

pytestmark = pytest.mark.usefixtures("community")
FROZEN = scenes.DAY - timedelta(days=1)
SINCE = scenes.DAY - timedelta(days=5)


@pytest.fixture
def two() -> tuple[Ref, Ref]:
    """Behind 7-702 and behind 8-801."""
    with on(START):
        return arrives(name="甲", status="registered"), arrives(name="乙", status="registered", door="8-801")


def frozen() -> Roll:
    with on(FROZEN):
        return freeze(of="household_delegates")


def moved(who: Ref, door: str = "8-801", day: date = scenes.DAY, hour: int = 8) -> None:
    """A clerk enters that they have lived there since before the roll's day."""
    with on(day, hour):
        enters(who, door, "registered", from_day=SINCE)


def asked(roll: Roll, **facts: Any) -> Vote:
    with on(scenes.DAY):
        return scenes.put(roll, **({"channels": "web,terminal"} | facts))


def votes(vote: Vote, who: Ref, chosen: str = "for", hour: int = 10) -> bool:
    with on(scenes.DAY, hour):
        try:
            scenes.cast(vote, str(who), chosen)
        except Refused:
            return False
    return True


@pytest.mark.parametrize("secret", [True, False])
def test_they_vote_once_and_the_door_next_to_theirs_keeps_its_vote(two: tuple[Ref, Ref], secret: bool) -> None:
    who, neighbour = two
    vote = asked(frozen(), secret=secret)
    assert votes(vote, who)
    moved(who, hour=11)
    assert not votes(vote, who, hour=12)
    assert votes(vote, neighbour, "against", hour=12)
    with on(scenes.DAY, 13):
        scenes.close(vote)
    found = ballots.tally(vote.number)
    assert found
    assert (found.chosen["for"], found.chosen["against"]) == (1, 1)


def test_entered_before_they_voted_they_come_for_the_door_where_the_roll_found_them(two: tuple[Ref, Ref]) -> None:
    who, neighbour = two
    roll = frozen()
    moved(who)
    vote = asked(roll)
    assert votes(vote, who)
    assert votes(vote, neighbour)
    assert set(Mark.objects.values_list("entry__household__door", flat=True)) == {"7-702", "8-801"}


def test_known_to_have_moved_when_the_roll_was_frozen_they_come_for_the_new_door(two: tuple[Ref, Ref]) -> None:
    moved(two[0], day=FROZEN, hour=7)
    vote = asked(frozen())
    assert votes(vote, two[0])
    assert not votes(vote, two[1]), "one voice for the door"


def test_whoever_is_registered_behind_a_door_afterwards_takes_it_from_nobody(two: tuple[Ref, Ref]) -> None:
    roll = frozen()
    with on(scenes.DAY, 8):
        invented = arrives(name="没人见过的人", status="registered", door="8-801", from_day=SINCE)
    vote = asked(roll)
    assert not votes(vote, invented)
    assert votes(vote, two[1])


def test_a_door_that_was_left_out_is_added_and_whoever_lives_there_comes(two: tuple[Ref, Ref]) -> None:
    roll = frozen()
    with on(scenes.DAY, 7):
        late = arrives(name="登记晚了的人", status="registered", door="9-901", from_day=SINCE)
        stage.act("ballots.correct_roll", CLERK, roll.ref, change="add", who="9-901", reason="other", words="漏了")
    assert votes(asked(roll), late)


@pytest.mark.parametrize("secret", [True, False])
def test_a_removal_that_is_taken_back_gives_nobody_a_second_vote(two: tuple[Ref, Ref], secret: bool) -> None:
    """They came for the door where they were falsely entered; then that was put right, with the question still open."""
    who, _neighbour = two
    with on(START):
        mate = arrives(name="同住的人", status="registered")
    with on(FROZEN, 7):
        done = enters(who, "8-801", "registered", from_day=SINCE)
    vote = asked(frozen(), secret=secret)
    assert votes(vote, who)
    with on(scenes.DAY, 11):
        upheld(done, who)
    assert not votes(vote, who, hour=12)
    assert votes(vote, mate, "against", hour=12), "their household has its voice, by another of them"
    with on(scenes.DAY, 13):
        scenes.close(vote)
    found = ballots.tally(vote.number)
    assert found
    assert (found.chosen["for"], found.chosen["against"]) == (1, 1)


@pytest.mark.postgres
def test_the_database_lets_nobody_come_for_two_households(two: tuple[Ref, Ref]) -> None:
    vote = asked(frozen())
    assert votes(vote, two[0])
    mark = Mark.objects.get(vote=vote)
    other = vote.roll.entries.exclude(pk=mark.entry_id)[0]
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(vote=vote, entry=other, channel="web", marked_on=scenes.DAY, came=mark.came)
    with door_open(), transaction.atomic():
        assert not urn.mark(vote, other, "web", scenes.DAY, came=mark.came_id)


class TestTheySign:
    OPENED, SIGNED = START + timedelta(days=10), START + timedelta(days=11)
    MOVED = START + timedelta(days=5)

    @pytest.fixture
    def petition(self, two: tuple[Ref, Ref]) -> Petition:
        return self.opened()

    def opened(self) -> Petition:
        """By somebody behind a third door, who has not signed it yet."""
        with on(START):
            third = arrives(name="丙", status="registered", door="9-901")
        facts = {"purpose": "meeting", "asks_for": "residents_assembly", "title": "请开会", "of": "household_delegates"}
        with on(self.OPENED):
            made = act("ballots.open_petition", "resident", stage.here(), by=str(third), **facts).result
        assert made
        petition = Petition.objects.get(number=made.id)
        assert petition.roll.of == "household_delegates"
        return petition

    def signs(self, petition: Petition, who: Ref, hour: int) -> bool:
        with on(self.SIGNED, hour):
            try:
                act("ballots.sign_petition", "resident", petition.ref, by=str(who))
            except Refused:
                return False
        return True

    def sheet(self, petition: Petition, names: str, hour: int = 12) -> list[str]:
        """The doors for which somebody has signed, once a sheet with these names is in."""
        with on(self.SIGNED, hour):
            act("ballots.enter_signed_sheet", CLERK, petition.ref, people=names, photograph=paper(f"sheet of {names}"))
        standing = Signature.objects.filter(petition=petition, withdrawn_on=None)
        return sorted(standing.values_list("entry__household__door", flat=True))

    def test_for_one_door(self, petition: Petition, two: tuple[Ref, Ref]) -> None:
        assert self.signs(petition, two[0], 8)
        with on(self.SIGNED, 9):
            enters(two[0], "8-801", "registered", from_day=self.MOVED)
        assert not self.signs(petition, two[0], 10)
        assert self.sheet(petition, "甲") == ["7-702"]

    def test_for_one_door_where_theirs_is_struck_meanwhile(self, petition: Petition, two: tuple[Ref, Ref]) -> None:
        assert self.signs(petition, two[0], 8)
        with on(self.SIGNED, 9):
            enters(two[0], "8-801", "registered", from_day=self.MOVED)
            facts = {"change": "strike", "who": "7-702", "reason": "objection_upheld", "words": "查过"}
            act("ballots.correct_roll", CLERK, petition.roll.ref, **facts)
        assert not self.signs(petition, two[0], 10)
        assert self.sheet(petition, "甲") == ["7-702"]

    def test_for_one_door_where_a_removal_is_taken_back(self, two: tuple[Ref, Ref]) -> None:
        with on(self.OPENED, 7):
            done = enters(two[0], "8-801", "registered", from_day=self.MOVED)
            arrives(name="同住的人", status="registered")
        petition = self.opened()
        assert self.signs(petition, two[0], 8)
        with on(self.SIGNED, 9):
            upheld(done, two[0])
        assert not self.signs(petition, two[0], 10)

    def test_whoever_was_entered_since_signs_for_nobody(self, petition: Petition) -> None:
        with on(self.SIGNED, 9):
            arrives(name="没人见过的人", status="registered", door="8-801", from_day=self.MOVED)
        assert self.sheet(petition, "没人见过的人") == []

    def test_whoever_has_moved_since_is_found_by_name(self, petition: Petition, two: tuple[Ref, Ref]) -> None:
        with on(self.SIGNED, 9):
            enters(two[1], "1-101", "registered", from_day=self.MOVED)
        assert self.sheet(petition, "乙") == ["8-801"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("votes"), st.integers(0, 1)),
        st.tuples(st.just("moves"), st.integers(0, 1), st.sampled_from(["7-702", "8-801", "9-901"])),
        st.tuples(st.sampled_from(["strike", "add"]), st.sampled_from(["7-702", "8-801", "9-901"])),
        st.tuples(st.sampled_from(["asked", "righted"])),
    ),
    max_size=9,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(steps=[("votes", 0), ("righted",), ("votes", 0), ("asked",), ("votes", 0), ("strike", "7-702"), ("votes", 0)])
@example(steps=[("votes", 0), ("moves", 0, "8-801"), ("votes", 0), ("strike", "7-702"), ("votes", 0), ("asked",)])
@given(steps=STEPS)
def test_whatever_is_entered_and_corrected_nobody_votes_twice(community: str, steps: list[tuple[Any, ...]]) -> None:
    """Moves, corrections of the roll and a false removal that is put right, between questions and votes, in any order:
    of each question everybody has one vote, whichever doors were theirs meanwhile."""
    with on(START):
        who = [arrives(name=f"甲{new_id(6)}", status="registered", door="7-702"),
               arrives(name=f"乙{new_id(6)}", status="registered", door="8-801")]  # fmt: skip
    with on(FROZEN, 7):
        falsely = enters(who[0], "8-801", "registered", from_day=SINCE) if ("righted",) in steps else None
    roll = frozen()
    questions, cast = [asked(roll)], set[tuple[str, int]]()
    for hour, (kind, *rest) in enumerate(steps, start=10):
        with on(scenes.DAY, hour):
            if kind == "moves":
                _tried(lambda: enters(who[rest[0]], rest[1], "registered", from_day=SINCE))  # noqa: B023
            elif kind in {"strike", "add"}:
                facts = {"change": kind, "who": rest[0], "reason": "other", "words": "查过"}
                _tried(lambda: stage.act("ballots.correct_roll", CLERK, roll.ref, **facts))  # noqa: B023
            elif kind == "righted" and falsely:
                _tried(lambda: upheld(falsely, who[0]))
            elif kind == "asked":
                questions.append(scenes.put(roll, channels="web,terminal"))
        if kind == "votes":
            for question in questions:
                done = votes(question, who[rest[0]], hour=hour)
                assert not (done and (question.number, rest[0]) in cast), "twice"
                cast |= {(question.number, rest[0])} if done else set()


def _tried(doing: Any) -> None:
    with suppress(Refused, FactsError):
        doing()
