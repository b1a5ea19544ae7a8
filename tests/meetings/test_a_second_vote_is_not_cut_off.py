"""The first vote among several adopts nothing, and a second is to decide between two. One officer, who could not end
the evening before the first, closed it before the second; afterwards it could neither be put nor called again, and
nothing said that there should have been one."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries import open_agenda
from tests import stage
from tests.ballots.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.choosing import asked, chosen, newest, put
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, SUPERVISOR, act, at
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")
NOBODY_HAS_ENOUGH = {"c1": 4, "c2": 3, "c3": 2}


def counted(item: AgendaItem, keys: list[int], hands: dict[str, int], post: str = DIRECTOR) -> Vote:
    """The question is put, and its hands are counted by three, none of whom put it; the certificate is to come."""
    act("meetings.put_to_vote", post, item.ref)
    vote = newest(item)
    second, third = (stage.holder(CODE, SUPERVISION_MEMBER, place) for place in (0, 1))
    act("ballots.count_hands", CLERK, vote.ref, chosen=hands, entries=scenes.listed(keys), counted_with=second)
    for one in (second, third):
        act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=one, channel="hands", chosen=hands)
    act("ballots.close_vote", CLERK, vote.ref)
    return vote


def closes(meeting: Meeting, post: str) -> None:
    act("meetings.close_session", post, meeting.ref)


def kept_open(meeting: Meeting, post: str) -> bool:
    """Whether this office is told that it does not close it now."""
    with pytest.raises(FactsError) as problem:
        closes(meeting, post)
    return "第二次表决" in str(problem.value.errors["at"])


def of_the_supervisors(meeting: Meeting) -> Meeting:
    with door_open():
        Meeting.objects.update(called_by="supervision_committee", convened_by_post=SUPERVISOR)
    return scenes.again(meeting)


@pytest.mark.parametrize("post", [CLERK, SUPERVISOR])
def test_nobody_who_only_keeps_it_going_closes_it_before_the_second(post: str) -> None:
    """Failed before: from the count of the first vote on the clerk alone closed it, or the supervision head."""
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = counted(item, keys, NOBODY_HAS_ENOUGH)
        assert kept_open(meeting, post), "counted, and not certified"
        scenes.certify(vote)
        assert kept_open(meeting, post), "certified: the second can be put"
    with at(EVENING, 20, 30):
        put(item)
        assert kept_open(meeting, post), "put, and nobody has voted"
        second = newest(item)
        scenes.count_hands(second, keys, {"c1": 6, "c2": 3})
        closes(meeting, post)


@pytest.mark.parametrize("post", [CLERK, DIRECTOR])
def test_nor_the_evening_of_the_supervisors(post: str) -> None:
    """Failed before: theirs was closed by the clerk alone, or by the director."""
    meeting, item, keys = asked()
    meeting = of_the_supervisors(meeting)
    item = AgendaItem.objects.get(pk=item.pk)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        counted(item, keys, NOBODY_HAS_ENOUGH, SUPERVISOR)
        assert kept_open(meeting, post)
        assert "open" in rules_of(lambda: act("meetings.adjourn", post, meeting.ref))
        closes(meeting, SUPERVISOR)


def test_with_its_day_it_ends_for_everybody() -> None:
    """No room waits for ever."""
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        counted(item, keys, NOBODY_HAS_ENOUGH)
    with at(EVENING + timedelta(days=1), 0, 1):
        closes(meeting, CLERK)


def test_its_own_head_closes_it_the_same_evening() -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        counted(item, keys, NOBODY_HAS_ENOUGH)
        closes(meeting, DIRECTOR)


@pytest.mark.parametrize("hands", [{"c1": 5, "c2": 3, "c3": 1}, {"c1": 4}])
def test_where_no_second_vote_comes_of_it_the_evening_is_over(hands: dict[str, int]) -> None:
    """One has enough; or nobody else has a single vote, and there is nothing to choose between."""
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = put(item)
    with at(EVENING, 19, 45):
        scenes.count_hands(vote, keys[: sum(hands.values())], hands)
        closes(meeting, CLERK)


def test_a_first_vote_that_is_still_counted_keeps_the_room_together() -> None:
    """Two have counted, and no third has said so yet: nobody knows whether there is a second vote."""
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = put(item)
        second = stage.holder(CODE, SUPERVISION_MEMBER, 0)
        act("ballots.count_hands", CLERK, vote.ref, chosen=NOBODY_HAS_ENOUGH, entries=scenes.listed(keys),
            counted_with=second)  # fmt: skip
        act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=second, channel="hands",
            chosen=NOBODY_HAS_ENOUGH)  # fmt: skip
        assert kept_open(meeting, CLERK)


def test_too_few_are_left_and_it_is_called_again_for_what_is_left() -> None:
    """Failed before: it counted as settled, and the second call had an agenda without it."""
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.certify(counted(item, keys, NOBODY_HAS_ENOUGH))
    with at(EVENING, 20, 30):
        scenes.leave(meeting, keys[:7])
        act("meetings.adjourn", DIRECTOR, meeting.ref)
        later = EVENING + timedelta(days=9)
        done = act("meetings.call_again", DIRECTOR, meeting.ref, held_on=later, at="19:00")
        assert done.result
        again = Meeting.objects.get(number=done.result.id)
        copied = again.items.get()
        assert [one.en for one in copied.options.values()] == ["Company A", "Company B"]
        scenes.notify(again)
    with at(later):
        scenes.open_with(again, keys)
        vote = counted(copied, keys, {"c1": 3, "c2": 6})
        scenes.certify(vote)
    assert chosen(copied, vote).said.en.startswith("Chosen: Company B.")


def read(client: Client, address: str, language: str) -> str:
    page = unescape(client.get(f"/{language}/c/{CODE}/{address}").content.decode())
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", page))


@pytest.mark.parametrize(
    ("language", "to_be_put", "not_put"),
    [
        ("zh", "还要再表决一次，在这几项里选：甲公司、乙公司",
         "会议结束时没有付诸表决。要在这几项里选：甲公司、乙公司"),
        ("en", "A second vote is still to be put, between: Company A, Company B",
         "the session ended without it. It was to decide between: Company A, Company B"),
    ],
)  # fmt: skip
def test_pages_and_minutes_say_that_it_is_to_be_put(
    client: Client, language: str, to_be_put: str, not_put: str
) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = counted(item, keys, NOBODY_HAS_ENOUGH)
        scenes.certify(vote)
        pages = (f"meetings/{meeting.number}/", f"votes/{vote.number}/")
        for address in pages:
            assert to_be_put in read(client, address, language), address
        assert item.title in [title for _ref, title in open_agenda(CODE, clock.today())]
        closes(meeting, DIRECTOR)
        scenes.minutes_of(meeting)
        for address in (*pages, f"meetings/{meeting.number}/minutes/"):
            assert not_put in read(client, address, language), address


def test_once_it_is_put_nothing_says_so_any_more(client: Client) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.certify(counted(item, keys, NOBODY_HAS_ENOUGH))
    with at(EVENING, 20, 30):
        vote = put(item)
        for address in (f"meetings/{meeting.number}/", f"votes/{vote.number}/"):
            assert "A second vote is still to be put" not in read(client, address, "en")
