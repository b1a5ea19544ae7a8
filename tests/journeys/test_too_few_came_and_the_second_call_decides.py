"""“Nobody came, so the committee decided by itself”: with too few people nothing can be decided, by anybody. The
meeting is adjourned, called again within the days of the rule, and decides when enough have come."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.kernel.acts import Refused
from sunward.meetings.models import AgendaItem, Meeting
from tests.journeys.pages import page
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.money.cases import paper

pytestmark = pytest.mark.django_db
DELEGATES = 57
FEW, ENOUGH = 31, 40  # of 57, two thirds are 38


def too_few() -> tuple[Meeting, AgendaItem, list[int]]:
    """An evening to which 31 of 57 came."""
    meeting, item, keys = scenes.called(DELEGATES)
    with at(EVENING):
        scenes.open_with(meeting, keys[:FEW])
    return meeting, item, keys


def test_with_too_few_nothing_is_decided_and_everybody_can_read_why(community: str) -> None:
    meeting, item, _keys = too_few()
    with at(EVENING):
        with pytest.raises(Refused) as refusal:
            scenes.put(item)
        assert {found.rule for found in refusal.value.findings if found.breach} == {"quorum"}
        act("meetings.adjourn", CLERK, meeting.ref)
        words = page(f"meetings/{meeting.number}/", "en")
    assert "adjourned: too few" in words
    assert "31 of 57 present" in words


def test_the_second_call_has_its_days_and_the_same_agenda(community: str) -> None:
    meeting, item, _keys = too_few()
    with at(EVENING):
        act("meetings.adjourn", CLERK, meeting.ref)
    with at(EVENING + timedelta(days=1), 9):
        with pytest.raises(Refused) as refusal:
            call_again(meeting, EVENING + timedelta(days=16))
        assert {found.rule for found in refusal.value.findings if found.breach} == {"second_call_days"}
        second = call_again(meeting, EVENING + timedelta(days=9))
        with pytest.raises(Refused):
            call_again(meeting, EVENING + timedelta(days=10))
    assert second.second_call_of == meeting
    assert second.roll == meeting.roll
    assert [one.title for one in second.items.all()] == [item.title]


def test_nothing_that_an_item_asks_is_lost_with_the_first_evening(community: str) -> None:
    """Whatever is asked of an item, now or by a later release: the call would have had to name each of it."""
    meeting, item, _keys = too_few()
    with at(EVENING):
        act("meetings.adjourn", CLERK, meeting.ref)
        again = call_again(meeting, EVENING + timedelta(days=9)).items.get()
    own = {"id", "meeting", "number", "added_on", "added_at", "settled_on", "dropped_on"}
    told = [field.name for field in AgendaItem._meta.concrete_fields if field.name not in own]
    assert {name: getattr(again, name) for name in told} == {name: getattr(item, name) for name in told}
    assert item.matter_kind
    assert item.to_decide


def call_again(meeting: Meeting, on: date, hour: str = "19:00") -> Meeting:
    done = act("meetings.call_again", DIRECTOR, meeting.ref, held_on=on, at=hour)
    assert done.entry.claimed_at is None, "the hour is that of the evening to come"
    assert done.result
    return Meeting.objects.get(number=done.result.id)


def test_it_is_called_again_before_everybody_goes_home(community: str) -> None:
    meeting, _item, _keys = too_few()
    with at(EVENING, 19, 40):
        act("meetings.adjourn", CLERK, meeting.ref)
        second = call_again(meeting, EVENING + timedelta(days=9), "20:30")
    assert second.convened_on == EVENING


def test_its_agenda_has_the_papers_and_its_poster_says_what_it_is(community: str) -> None:
    """Failed before: the agenda was bare, what lay before the first evening was found by whoever went back to it, and
    the poster was that of any meeting."""
    meeting, item, keys = scenes.called(DELEGATES)
    with at(CALLED, 12):
        act("meetings.lay_paper", CLERK, item.ref, title="出租方案和底价说明", file=paper("plan"))
    with at(EVENING):
        scenes.open_with(meeting, keys[:FEW])
        act("meetings.adjourn", CLERK, meeting.ref)
        assert "Second call" not in page(f"meetings/{meeting.number}/notice/", "en")
    with at(EVENING + timedelta(days=1), 9):
        second = call_again(meeting, EVENING + timedelta(days=9))
        shown = Client().get(f"/zh/c/xiangyang/meetings/{second.number}/").content.decode()
        [address] = set(re.findall(r'href="([^"]+/papers/[^"]+)"', shown))
        assert "出租方案和底价说明" in shown
        assert second.number in address
        assert Client().get(address).status_code == 200
        assert second.items.get().papers.get().laid_open_on == CALLED
        assert "Second call: too few people came on Monday 16 March 2026." in page(
            f"meetings/{second.number}/notice/", "en"
        )
        assert "第二次召集：2026年3月16日（星期一）到会人数不够。" in page(f"meetings/{second.number}/notice/", "zh")


def test_one_called_in_the_place_of_a_cancelled_second_call_is_one_too(community: str) -> None:
    meeting, _item, _keys = too_few()
    with at(EVENING):
        act("meetings.adjourn", CLERK, meeting.ref)
    with at(EVENING + timedelta(days=1), 9):
        second = call_again(meeting, EVENING + timedelta(days=9))
        act("meetings.cancel_meeting", DIRECTOR, second.ref, because="停电")
        third = call_again(meeting, EVENING + timedelta(days=10))
        assert "Second call: too few people came on Monday 16 March 2026." in page(
            f"meetings/{third.number}/notice/", "en"
        )


def test_the_second_evening_decides(community: str) -> None:
    meeting, _item, keys = too_few()
    with at(EVENING):
        act("meetings.adjourn", CLERK, meeting.ref)
    with at(EVENING + timedelta(days=1), 9):
        second = call_again(meeting, EVENING + timedelta(days=9))
        scenes.notify(second)
    again = second.items.get()
    with at(EVENING + timedelta(days=9)):
        scenes.open_with(second, keys[:ENOUGH])
        vote = scenes.put(again)
        scenes.count_hands(vote, keys[:ENOUGH], {"for": 33, "against": 4, "abstain": 3})
        scenes.certify(vote)
        act("meetings.close_session", CLERK, second.ref)
        words = page(f"meetings/{second.number}/", "en")
    assert AgendaItem.objects.get(pk=again.pk).settled_on == EVENING + timedelta(days=9)
    assert "40 of 57 present" in words
    assert meeting.number in words, "it points to the first evening"
