"""Somebody pockets a sheet. The count says so, adds up, and the result is still told on the spot.

Seen before: whether the missing sheet could turn the result asked for the result, which asked for what was in doubt,
and the declaration and both pages ended in an error.
"""

import pytest
from django.test import Client

from tests.ballots import scenes as votes
from tests.elections.scenes import CODE, SUPERVISOR, VOTING, Race, at, by
from tests.stage import SUPERVISION_MEMBER, holder

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize(("first", "second", "turns"), [(7, 1, False), (4, 4, True)])
def test_the_result_is_told_on_the_spot(client: Client, first: int, second: int, turns: bool) -> None:
    race = Race(seats=1)
    race.post()
    race.open()
    vote = race.vote()
    with at(VOTING, 17):
        for person in race.people[:9]:
            votes.issue(vote, person)
    with at(VOTING, 18):
        votes.close(vote)
        sheets = {"ballots": 8, "printed": 50, "issued": 9, "unused": 41, "not_returned": 1}
        figures = {"c1": first, "c2": second, "c3": 0}
        with_whom = holder(CODE, SUPERVISION_MEMBER)
        votes.act("count_paper", SUPERVISOR, vote, chosen=figures, counted_with=with_whom, **sheets)
        votes.second(vote)
        votes.confirm(vote)
    with at(VOTING, 19):
        for page in (f"elections/{race.election.number}/", f"votes/{vote.number}/"):
            shown = client.get(f"/en/c/{CODE}/{page}")
            assert shown.status_code == 200, page
        assert ("could be otherwise" in shown.content.decode()) is turns
        declared = by(race.runners[0], "declare_result", race.contest.ref)
    assert declared.entry.public["elected"] == ([] if turns else ["c1"])
