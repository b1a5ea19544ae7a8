"""Whatever is chosen among, however many, and by whatever channels: what is adopted is what a naive recount gives.
Everything goes through the door, from the agenda to the result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.choosing import Chosen, chosen_by
from sunward.record.models import Journal
from tests import stage
from tests.ballots.scenes import cast
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, SUPERVISOR, act, at

PEOPLE = 7
ALOUD, BY_HAND = "roll_call", "hands"
Ballots = Sequence[tuple[str, frozenset[int]]]


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, int, int, list[tuple[str, frozenset[int]]]]:
    """A method, how many choices, how many of them at most, and of each person the channel and the ballot."""
    method = draw(st.sampled_from(["one_of", "several_of", "approval"]))
    number = draw(st.integers(2, 5))
    most = {"one_of": 1, "approval": number}.get(method) or draw(st.integers(2, number))
    channels = ["hands", "paper", "web", *(["roll_call"] if method == "one_of" else [])]
    marked = st.frozensets(st.integers(1, number), max_size=most)
    people = []
    for _person in range(PEOPLE):
        channel = draw(st.sampled_from(channels))
        one = st.integers(1, number).map(lambda key: frozenset({key}))
        people.append((channel, draw(one if channel == ALOUD else marked)))
    return method, number, most, people


def naive(method: str, most: int, present: int, people: Ballots) -> set[str]:
    """Count every ballot, one after the other; keep what more than half of those present want, the strongest first, and
    give a place that is too few to none of those who share it."""
    votes = Counter(f"c{key}" for _channel, ballot in people for key in ballot)
    able = {key for key, number in votes.items() if 2 * number > present}
    places = {"one_of": 1, "several_of": most}.get(method, len(able))
    return {key for key in able if sum(votes[other] >= votes[key] for other in able) <= places}


class Evening:
    def __init__(self, method: str, number: int, most: int) -> None:
        choices = "\n".join(f"第{key}家 | Firm {key}" for key in range(1, number + 1))
        with at(CALLED, 9):
            self.persons = scenes.people(PEOPLE)
            roll = scenes.freeze(self.persons)
            meeting = scenes.convene()
            several = {"at_most": most} if method == "several_of" else {}
            self.item = scenes.add_item(meeting, matter_kind="", method=method, choices=choices, **several)
            scenes.notify(meeting)
        self.meeting = Meeting.objects.get(pk=meeting.pk)
        self.keys = scenes.entries(roll)
        self.second, self.third = (stage.holder(stage.CODE, SUPERVISION_MEMBER, place) for place in (0, 1))

    def held(self, people: Ballots) -> Vote:
        """All come, all vote by their own channel; two count, a third confirms, those drawn are asked."""
        used = sorted({channel for channel, _ballot in people})
        with at(EVENING, 19):
            scenes.open_with(self.meeting, self.keys)
            until = {"closes_at": f"{EVENING} 22:00"} if "web" in used else {}
            asked = [*used, "terminal"] if "web" in used else used  # for whoever has no phone; nobody uses it here
            act("meetings.put_to_vote", DIRECTOR, self.item.ref, channels=",".join(asked), **until)
            vote = Vote.objects.get(about_id=self.item.number)
            for channel in used:
                getattr(self, f"by_{channel}")(vote, people)
            assert ballots.tally(vote.number) is None, "nobody sees how it stands"
        with at(EVENING, 22, 5):
            act("ballots.close_vote", CLERK, vote.ref)
            self.open_the_box(vote, people)
            scenes.certify(vote)
        return vote

    def mine(self, people: Ballots, wanted: str) -> list[tuple[int, str, frozenset[int]]]:
        whole = zip(self.keys, self.persons, people, strict=True)
        return [(key, person, ballot) for key, person, (channel, ballot) in whole if channel == wanted]

    def by_hands(self, vote: Vote, people: Ballots) -> None:
        there = self.mine(people, BY_HAND)
        raised = figures([ballot for _key, _person, ballot in there])
        entries = scenes.listed(key for key, _person, _ballot in there)
        act("ballots.count_hands", CLERK, vote.ref, chosen=raised, entries=entries, counted_with=self.second)
        self.confirmed(vote, BY_HAND, chosen=raised)

    def by_roll_call(self, vote: Vote, people: Ballots) -> None:
        there = self.mine(people, ALOUD)
        answers = {str(key): f"c{next(iter(ballot))}" for key, _person, ballot in there}
        act("ballots.call_roll", SUPERVISOR, vote.ref, answers=answers, counted_with=self.second)
        self.confirmed(vote, ALOUD, chosen=figures([ballot for _key, _person, ballot in there]))

    def by_web(self, vote: Vote, people: Ballots) -> None:
        for _key, person, ballot in self.mine(people, "web"):
            cast(vote, person, ",".join(f"c{one}" for one in sorted(ballot)))

    def by_paper(self, vote: Vote, people: Ballots) -> None:
        for key, _person, _ballot in self.mine(people, "paper"):
            act("ballots.issue_paper", CLERK, vote.ref, entry=key)

    def open_the_box(self, vote: Vote, people: Ballots) -> None:
        sheets = [ballot for _key, _person, ballot in self.mine(people, "paper")]
        if not sheets:
            return
        marked, blank, box = figures(sheets), sum(not ballot for ballot in sheets), len(sheets)
        act("ballots.count_paper", SUPERVISOR, vote.ref, chosen=marked, blank=blank, ballots=box, printed=box,
            issued=box, counted_with=self.second)  # fmt: skip
        self.confirmed(vote, "paper", chosen=marked, blank=blank)

    def confirmed(self, vote: Vote, channel: str, **found: Any) -> None:
        for by in (self.second, self.third):
            act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=by, channel=channel, **found)


def figures(given: Sequence[frozenset[int]]) -> Mapping[str, int]:
    return Counter(f"c{key}" for ballot in given for key in ballot) or {"c1": 0}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture,
          HealthCheck.too_slow])  # fmt: skip
@given(question=questions())
@example(question=("one_of", 3, 1, [("paper", frozenset({1}))] * 3 + [("hands", frozenset({2}))] * 4))
@example(question=("several_of", 3, 2, [("hands", frozenset({1, 2}))] * 4 + [("web", frozenset({1, 3}))] * 3))
@example(question=("approval", 2, 2, [("paper", frozenset({1, 2}))] * 4 + [("web", frozenset())] * 3))
@example(question=("several_of", 3, 2, [("paper", frozenset({1, 2}))] * 2 + [("paper", frozenset({2, 3}))] * 2
                   + [("paper", frozenset({1, 3}))] * 3))  # fmt: skip
def test_what_is_adopted_is_a_naive_recount(community: str, question: tuple[str, int, int, Ballots]) -> None:
    method, number, most, people = question
    with transaction.atomic():
        evening = Evening(method, number, most)
        vote = evening.held(people)
        found = chosen_by(AgendaItem.objects.get(pk=evening.item.pk), vote.number)
        assert found is not None
        compare(found, people, naive(method, most, PEOPLE, people))
        settled = Journal.objects.filter(act="meetings.settle_item").latest("id")
        assert set(settled.public["adopted"]) == set(found.adopted), "what stands in the record is what pages show"
        transaction.set_rollback(True)


def compare(found: Chosen, people: Ballots, adopted: set[str]) -> None:
    votes = Counter(f"c{key}" for _channel, ballot in people for key in ballot)
    assert {key: number for key, number in found.votes.items() if number} == dict(votes)
    assert found.present == PEOPLE
    assert set(found.adopted) == adopted
    assert bool(found.adopted) == found.said.en.startswith("Chosen: ")
