"""Whatever people try, by whatever channel and in whatever order: the tally is a naive recount, nobody counts twice."""

from collections import Counter
from contextlib import nullcontext
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries
from sunward.ballots.models import Ballot, Mark, RollEntry, Vote
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from tests import stage
from tests.ballots import scenes

SIZE = 7  # five on the roll, one who stepped aside, one who is not on it
CHOICES = ("for", "against", "abstain", "")
who = st.integers(0, SIZE - 1)


def first(pair: tuple[int, str]) -> int:
    return pair[0]


tries = st.one_of(
    st.tuples(st.just("web"), who, st.sampled_from(CHOICES)),
    st.tuples(st.just("terminal"), who, st.sampled_from(CHOICES)),
    st.tuples(st.just("issue"), who),
    st.tuples(st.just("take_back"), who),
    st.tuples(st.just("say"), who, st.sampled_from(CHOICES[:3])),
    st.tuples(st.just("hands"), st.lists(st.tuples(who, st.sampled_from(CHOICES)), max_size=4, unique_by=first)),
    st.tuples(st.just("strike"), who),
)  # fmt: skip


class Morning:
    """The people of the story, and beside every act a ledger kept by hand."""

    def __init__(self, persons: list[str]) -> None:
        self.persons = persons
        roll = scenes.roll_of(persons[:6])
        aside = RollEntry.objects.get(roll=roll, person__number=persons[5].removeprefix("person:")).pk
        channels = "hands,roll_call,paper,terminal,web"
        self.vote = scenes.put(roll, channels=channels, secret=False, aside=str(aside))
        self.may = set(range(5))
        self.voted: dict[int, tuple[str, str]] = {}
        self.hands_counted = False

    def may_vote(self, place: int) -> bool:
        return place in self.may and place not in self.voted

    def web(self, place: int, chosen: str) -> bool:
        expected = self.may_vote(place)
        if expected:
            self.voted[place] = ("web", chosen)
        with self.expecting(expected):
            scenes.cast(self.vote, self.persons[place], chosen)
        return expected

    def terminal(self, place: int, chosen: str) -> None:
        """With a code, where one may be handed over; by two who are not the voter."""
        code = ""
        if self.may_vote(place):
            carriers = [self.persons[(place + step) % SIZE] for step in (1, 2)]
            code = scenes.code_for(self.vote, self.persons[place], carriers)
        with self.expecting(self.may_vote(place)):
            scenes.cast(self.vote, self.persons[place], chosen, "terminal", code=code)
            self.voted[place] = ("terminal", chosen)

    def issue(self, place: int) -> None:
        with self.expecting(self.may_vote(place)):
            scenes.act("issue_paper", stage.CLERK, self.vote, entry=self.entry(place))
            self.voted[place] = ("paper", "")

    def take_back(self, place: int) -> None:
        with self.expecting(self.voted.get(place, ("", ""))[0] == "paper"):
            scenes.act("take_back_paper", stage.CLERK, self.vote, entry=self.entry(place))
            del self.voted[place]

    def say(self, place: int, chosen: str) -> None:
        answered = self.voted.get(place, ("", ""))[0] == "roll_call"  # corrected: nobody has said the same yet
        with self.expecting(self.may_vote(place) or answered):
            scenes.act("call_roll", stage.SUPERVISOR, self.vote, answers={str(self.entry(place)): chosen},
                       counted_with=stage.holder(stage.CODE, stage.SUPERVISION_MEMBER))  # fmt: skip
            self.voted[place] = ("roll_call", chosen)

    def hands(self, raised: list[tuple[int, str]]) -> None:
        figures = Counter(chosen for _place, chosen in raised if chosen)
        expected = not self.hands_counted and all(self.may_vote(place) for place, _chosen in raised)
        entries = ",".join(str(self.entry(place)) for place, _chosen in raised)
        with self.expecting(expected and bool(raised)):
            scenes.count_hands(self.vote, chosen=dict(figures) or {"for": 0}, entries=entries,
                       counted_with=stage.holder(stage.CODE, stage.SUPERVISION_MEMBER))  # fmt: skip
            self.hands_counted = True
            self.voted |= {place: ("hands", chosen) for place, chosen in raised}

    def strike(self, place: int) -> None:
        """Somebody who has not voted is struck from the roll."""
        if self.may_vote(place):
            self.may.discard(place)
            with door_open():
                RollEntry.objects.filter(pk=self.entry(place)).update(struck_on=scenes.DAY, struck_because="迁出")

    def entry(self, place: int) -> int:
        number = self.persons[place].removeprefix("person:")
        return (
            RollEntry.objects.filter(roll=self.vote.roll, person__number=number).values_list("pk", flat=True).first()
            or 0
        )

    def expecting(self, accepted: bool) -> Any:
        return nullcontext() if accepted else Refusal()

    def count(self, said: list[str], not_returned: int) -> None:
        """The box is opened: everybody with a sheet put something in, but for the last few."""
        holders = [place for place, (channel, _chosen) in self.voted.items() if channel == "paper"]
        missing = min(not_returned, len(holders))
        box = [said[place] for place in holders[missing:]]
        for place, chosen in zip(holders[missing:], box, strict=True):
            self.voted[place] = ("paper", chosen)
        for place in holders[:missing]:
            del self.voted[place]
        if self.hands_counted:
            scenes.confirm(self.vote, "hands")
        if holders:
            votes = Counter(chosen for chosen in box if chosen)
            sheet = scenes.sheets(dict(votes) or {"for": 0}, blank=box.count(""), not_returned=missing)
            scenes.count_paper(self.vote, dict(votes), **sheet)
            assert queries.tally(self.vote.number) is None
            scenes.confirm(self.vote)


class Refusal:
    """The block must be refused."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> bool:
        assert kind is not None, "accepted, and should have been refused"
        assert issubclass(kind, (Refused, ValueError)), kind
        return True


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    moves=st.lists(tries, max_size=14), said=st.lists(st.sampled_from(CHOICES), min_size=SIZE, max_size=SIZE),
    not_returned=st.integers(0, 2),
)  # fmt: skip
@example(moves=[("web", 5, "for"), ("issue", 5), ("web", 6, "for")], said=[""] * SIZE, not_returned=0)
@example(moves=[("issue", 0), ("take_back", 0), ("web", 0, "for"), ("issue", 0)], said=[""] * SIZE, not_returned=0)
def test_the_tally_is_a_naive_recount(community: str, moves: list[Any], said: list[str], not_returned: int) -> None:
    with transaction.atomic():
        morning = Morning(scenes.people(SIZE))
        for what, *details in moves:
            getattr(morning, what)(*details)
            assert queries.tally(morning.vote.number) is None
        if "roll_call" in {channel for channel, _chosen in morning.voted.values()}:
            scenes.sure_of_the_call(morning.vote)
        scenes.close(morning.vote)
        morning.count(said, not_returned)
        compare(morning)
        transaction.set_rollback(True)


def compare(morning: Morning) -> None:
    """Figure by figure against the ledger."""
    found, vote = queries.tally(morning.vote.number), Vote.objects.get(pk=morning.vote.pk)
    by_hand = Counter(chosen for _channel, chosen in morning.voted.values())
    assert found is not None
    assert found.cast == len(morning.voted)
    assert found.blank == by_hand.pop("", 0)
    assert {key: number for key, number in found.chosen.items() if number} == dict(by_hand)
    detached = sum(channel in {"web", "terminal"} for channel, _chosen in morning.voted.values())
    assert Ballot.objects.filter(vote=vote).count() == detached
    standing = list(Mark.objects.filter(vote=vote, withdrawn_on=None).values_list("entry", flat=True))
    assert len(standing) == len(set(standing))
    assert found.entitled == len(morning.may) + 1  # whoever stepped aside stays in the base
