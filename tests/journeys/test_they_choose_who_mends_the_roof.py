"""“The director's cousin got the roof again”: three firms have made an offer, and the representatives choose, by sheets
of paper first and then by hands. Whoever has most is not chosen for that alone: more than half of those present have
to want them. What they chose is then resolved by yes or no."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.meetings import queries as meetings
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests import stage
from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import (
    CALLED,
    CLERK,
    DIRECTOR,
    EVENING,
    SUPERVISION_MEMBER,
    SUPERVISOR,
    act,
    again,
    at,
)
from tests.stage import CODE

pytestmark = pytest.mark.django_db
OFFERS = "东风防水 | Dongfeng Roofing\n永固建筑 | Yonggu Builders\n老赵修缮 | Old Zhao Repairs"


def told_a_fortnight_before() -> tuple[Meeting, AgendaItem, AgendaItem, list[int]]:
    """Eleven representatives are told of two items: which firm, and whether it gets the work. The first wording of the
    one had a slip of the pen, which was put right before anybody read it."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(11))
        meeting = scenes.convene()
        slip = scenes.add_item(meeting, title="屋顶由那家修", matter_kind="", method="one_of", choices=OFFERS)
        act("meetings.drop_item", CLERK, slip.ref, because="错字")
        which = scenes.add_item(
            meeting, title="屋顶由哪家修", matter_kind="", method="one_of", choices=OFFERS, concerns="东风防水,代表11"
        )
        resolved = scenes.add_item(meeting, title="屋顶维修交给选出的一家", matter_kind="")
        scenes.notify(meeting)
    return again(meeting), which, resolved, scenes.entries(roll)


def by_sheets(item: AgendaItem, keys: list[int]) -> Vote:
    """Everybody with a vote takes a sheet."""
    act("meetings.put_to_vote", DIRECTOR, item.ref, channels="paper", secret=True)
    vote = Vote.objects.filter(about_id=item.number).latest("id")
    for key in keys:
        act("ballots.issue_paper", CLERK, vote.ref, entry=key)
    return vote


def count_sheets(vote: Vote, votes: dict[str, int], blank: int) -> None:
    """Two count, a third confirms, those who were drawn are asked."""
    act("ballots.close_vote", CLERK, vote.ref)
    box = sum(votes.values()) + blank
    second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
    act("ballots.count_paper", SUPERVISOR, vote.ref, chosen=votes, blank=blank, ballots=box, printed=12, issued=box,
        unused=12 - box, counted_with=second)  # fmt: skip
    for by in (second, stage.holder(CODE, SUPERVISION_MEMBER, 1)):
        act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=by, channel="paper", chosen=votes, blank=blank)
    scenes.certify(vote)


def by_hands(item: AgendaItem, keys: list[int], hands: dict[str, int]) -> Vote:
    """Who chooses now raises a hand for the one or the other."""
    act("meetings.put_to_vote", DIRECTOR, item.ref)
    vote = Vote.objects.filter(about_id=item.number).latest("id")
    scenes.count_hands(vote, keys, hands)
    scenes.certify(vote)
    return vote


def test_three_firms_two_votes_and_a_resolution(community: str) -> None:
    meeting, which, resolved, keys = told_a_fortnight_before()
    with at(CALLED + timedelta(days=1), 9):
        words = page(f"meetings/{meeting.number}/", "zh")
        for firm in ("东风防水", "永固建筑", "老赵修缮"):
            assert firm in words
        assert "屋顶由那家修" not in words.partition("议程")[2].partition("证明")[0]

    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys)
        # The eleventh is the brother of somebody at Dongfeng, says so, and has no vote on it.
        act("meetings.step_aside", CLERK, which.ref, place=str(keys[10]), reason="kinship", evidence="哥哥在东风防水")
    with at(EVENING, 19, 10):
        first = by_sheets(which, keys[:10])
    with at(EVENING, 19, 25):
        count_sheets(first, {"c1": 4, "c2": 4, "c3": 1}, blank=1)
        words = page(f"votes/{first.number}/", "en")
    # Four are most, and not more than half of the eleven who are there: nothing is chosen, and the page says so.
    assert "No choice has what the rules ask for: nothing is chosen." in words
    assert "Dongfeng Roofing 4, Yonggu Builders 4, Old Zhao Repairs 1; present 11." in words
    assert [str(one.en) for one in meetings.left_to_choose(which.number)] == ["Dongfeng Roofing", "Yonggu Builders"]

    with at(EVENING, 19, 40):
        second = by_hands(which, keys[:10], {"c1": 3, "c2": 7})
        assert [one.key for one in second.choices.order_by("place")] == ["c1", "c2"]
        found = meetings.chosen(which.number, second.number)
        assert found is not None
        assert found.said.en == "Chosen: Yonggu Builders. Dongfeng Roofing 3, Yonggu Builders 7; present 11."
    with at(EVENING, 20, 0):
        yes = scenes.put(resolved)
        scenes.count_hands(yes, keys, {"for": 9, "against": 2})
        scenes.certify(yes)
        act("meetings.close_session", CLERK, meeting.ref)
    with at(EVENING + timedelta(days=1), 9):
        minutes = scenes.minutes_of(meeting)
        written = page(f"meetings/{meeting.number}/minutes/", "zh")
    scenes.sign(minutes)
    assert "什么也没有选定" in written
    assert "选定：永固建筑。" in written
    settled = Journal.objects.filter(act="meetings.settle_item").order_by("id")
    assert [one.public.get("adopted") for one in settled] == [[], ["c2"], None]
    assert ballots.tally(first.number) is not None, "the first result stays as it was"
    assert AgendaItem.objects.get(pk=which.pk).settled_on == EVENING
