"""Who hung on the posted list stays on the ballot when the list is opened again, on whatever day they had accepted.

Seen before: who accepted in the morning and hung in the afternoon was silently off the ballot once the list was opened
again that very day: by an upheld dispute, or without any desk, by a member who moved the voting day after two had
withdrawn. The poll opened with the others alone, and nothing marked it.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.elections.models import Candidate, Contest
from sunward.kernel.guard import door_open
from tests.elections.scenes import CODE, VOTING, Race, at, by, stand
from tests.elections.test_a_committee_without_phones import LISTED, member
from tests.stage import upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")
MOVED = VOTING + timedelta(days=5)


def that_morning() -> tuple[Race, Candidate]:
    """Three stand; a fourth accepts on the day on which the list hangs."""
    race = Race()
    return race, stand(race.contest, race.people[8], race.people[-2:], on=LISTED)


def opened_again(race: Race) -> None:
    """The list hangs; two withdraw, and for too few are left the day is moved at once."""
    by(race.runners[0], "post_candidates", race.election.ref)
    for one in list(race.contest.candidates.all())[:2]:
        by(str(one.person), "withdraw_candidacy", one.ref)
    by(race.runners[0], "move_voting_day", race.election.ref, voting_day=MOVED, reason="人少")
    assert Contest.objects.get().reopened_on == LISTED


def accepts(race: Race, person: str) -> Candidate:
    for voter in race.people[-2:]:
        done = by(voter, "nominate", race.contest.ref, person=person)
    assert done.result
    by(person, "accept_nomination", done.result, words="修路")
    return Candidate.objects.get(number=done.result.id)


def on_paper(race: Race) -> set[str]:
    with at(MOVED, 8):
        by(race.runners[0], "open_poll", race.election.ref, booths=2)
    return {one.key for one in race.vote().choices.all()}


def test_a_list_taken_back_the_day_it_hung_keeps_everybody_who_was_on_it() -> None:
    race, late = that_morning()
    with at(LISTED, 14):
        upheld(member(race, "post_candidates", race.election.ref))
    assert late.key in {one.key for one in race.open().choices.all()}


def test_a_day_moved_when_the_list_hung_keeps_who_is_left_on_it(client: Client) -> None:
    race, late = that_morning()
    with at(LISTED, 14):
        opened_again(race)
    with at(LISTED, 15):
        page = client.get(f"/zh/c/{CODE}/elections/{race.election.number}/").content.decode()
    assert late.person.named.zh in page
    assert on_paper(race) == {"c3", late.key}


def test_who_comes_onto_it_later_that_day_waits_for_the_next_list() -> None:
    race, late = that_morning()
    with at(LISTED, 14):
        opened_again(race)
    with at(LISTED, 16):
        newcomer = accepts(race, race.people[7])
    assert newcomer.accepted_on == late.accepted_on == LISTED
    assert on_paper(race) == {"c3", late.key}


def test_whoever_withdrew_and_thinks_again_waits_for_the_next_list() -> None:
    race, late = that_morning()
    with at(LISTED, 14):
        opened_again(race)
    with at(LISTED, 16):
        first = race.contest.candidates.get(place=1)
        by(str(first.person), "accept_nomination", first.ref, words="修路")
    assert on_paper(race) == {"c3", late.key}


def test_of_a_list_that_hung_under_an_older_release_the_day_tells() -> None:
    race, _late = that_morning()
    with at(LISTED, 14):
        opened_again(race)
    with door_open():
        Candidate.objects.update(listed_on=None)
    assert on_paper(race) == {"c3"}
