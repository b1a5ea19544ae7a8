"""Whatever owners own and however they vote: the tally by area is a naive recount of the roll."""

from collections import Counter

from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries
from sunward.ballots.models import RollEntry
from sunward.kernel.guard import door_open
from tests.ballots import scenes

WAYS = ("web", "roll_call", "")
CHOICES = ("for", "against", "abstain")
owner = st.tuples(st.integers(1, 10**7), st.sampled_from(WAYS), st.sampled_from(CHOICES))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(owner, min_size=1, max_size=6))
@example([(100, "web", "for"), (250, "roll_call", "for"), (70, "", "against")])
def test_the_tally_by_area_is_a_naive_recount(community: str, owners: list[tuple[int, str, str]]) -> None:
    with transaction.atomic():
        persons = scenes.people(len(owners))
        roll = scenes.roll_of(persons)
        with door_open():
            for person, (area, _way, _chosen) in zip(persons, owners, strict=True):
                place = RollEntry.objects.filter(roll=roll, person__number=person.removeprefix("person:"))
                place.update(weight=area)
        vote = scenes.put(roll, channels="roll_call,web", secret=False)
        said = {}
        for person, (_area, way, chosen) in zip(persons, owners, strict=True):
            if way == "web":
                scenes.cast(vote, person, chosen)
            elif way == "roll_call":
                said[person] = chosen
        if said:
            scenes.call_roll(vote, said)
            scenes.sure_of_the_call(vote)
        scenes.close(vote)
        heads, areas = Counter[str](), Counter[str]()
        for area, way, chosen in owners:
            if way:
                heads[chosen] += 1
                areas[chosen] += area
        found = queries.tally(vote.number)
        assert found
        assert dict(found.weight) == dict(areas)
        assert {key: number for key, number in found.chosen.items() if number} == dict(heads)
        assert found.weighed
        transaction.set_rollback(True)
