"""Attacks on the call of a meeting: another body's name, notice skipped or too short, an item slipped in."""

from datetime import timedelta

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.meetings.models import Meeting
from sunward.record.models import Journal
from tests.meetings import scenes
from tests.meetings.scenes import BODY, CALLED, CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at, broken, shown
from tests.money.cases import on, paper

pytestmark = pytest.mark.django_db


def test_supervisors_call_a_meeting_only_where_a_rule_says_so(community: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        call = lambda: scenes.convene(post=SUPERVISOR, called_by="supervision_committee")  # noqa: E731
        assert broken(call) == {"convening"}
        assert "not granted here" in str(Journal.objects.filter(kind="refusal").latest("id").findings).lower()


def test_nobody_calls_in_another_bodys_name_or_without_a_roll(community: str) -> None:
    with at(CALLED, 9):
        assert broken(scenes.convene) == {"roll"}
        scenes.freeze(scenes.people(3))
        assert broken(lambda: scenes.convene(post=SUPERVISOR)) == {"called_by"}
        assert "petition" in broken(lambda: scenes.convene(called_by="petition", petition="XY-Q-2026-009"))


def test_a_skipped_notice_decides_nothing(community: str) -> None:
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(6))
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
        scenes.notify(meeting, ["page"])
    keys = scenes.entries(roll)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        assert "channels" in broken(lambda: scenes.put(item)), "one channel of the two that the charter asks for"


def test_too_short_a_notice_makes_it_a_consultation(community: str) -> None:
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(6))
        meeting = scenes.convene()
        item = scenes.add_item(meeting)
    with at(EVENING - timedelta(days=4), 9):
        scenes.notify(meeting)
        assert shown("meetings.give_notice") == {"notice"}
    with at(EVENING):
        scenes.open_with(meeting, scenes.entries(roll))
        assert broken(lambda: scenes.put(item)) == {"notice", "consultation_only"}


def test_a_notice_said_to_be_older_than_it_can_be_is_not_taken(community: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        with pytest.raises(FactsError, match="channel"):
            scenes.notify(meeting)  # no agenda yet
        scenes.add_item(meeting)
    with at(CALLED + timedelta(days=3), 9):
        before, then = CALLED - timedelta(days=1), CALLED
        for channel, day, proof in (("poster", before, paper("p")), ("page", then, None), ("poster", then, None)):
            with pytest.raises(FactsError):
                act("meetings.give_notice", CLERK, meeting.ref, channel=channel, given_on=day, proof=proof)
    assert not meeting.notices.exists()


def test_an_item_slipped_in_after_the_notice_is_discussed_only(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(CALLED + timedelta(days=1), 9):
        late = scenes.add_item(meeting, title="另外一件事")
    assert not late.to_decide
    with at(EVENING):
        scenes.open_with(meeting, keys)
        assert "agenda" in broken(lambda: scenes.put(late))


def test_an_item_added_before_a_notice_that_is_entered_later_is_discussed_only(community: str) -> None:
    """The poster hung on Monday, the item came on Tuesday, the poster was entered on Wednesday."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(6))
        meeting = scenes.convene()
        scenes.add_item(meeting)
    with at(CALLED + timedelta(days=1), 9):
        slipped = scenes.add_item(meeting, title="混进来的事")
    with at(CALLED + timedelta(days=2), 9):
        scenes.notify(meeting, ["poster"], given_on=CALLED)
        scenes.notify(meeting, ["page"])
    assert slipped.to_decide
    with at(EVENING):
        scenes.open_with(meeting, scenes.entries(roll))
        assert broken(lambda: scenes.put(slipped)) == {"agenda"}


def test_an_item_that_was_announced_stays_so_whatever_day_a_later_poster_is_said_to_have_hung(community: str) -> None:
    """The item came on Tuesday, the page named it on Wednesday; on Thursday a poster is entered as of Monday."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(6))
        meeting = scenes.convene()
        scenes.add_item(meeting)
    with at(CALLED + timedelta(days=1), 9):
        announced = scenes.add_item(meeting, title="有人不想表决的事")
    with at(CALLED + timedelta(days=2), 9):
        scenes.notify(meeting, ["page"])
    with at(CALLED + timedelta(days=3), 9):
        scenes.notify(meeting, ["poster"], given_on=CALLED)
    meeting.refresh_from_db()
    assert (meeting.agenda_fixed_on, meeting.noticed_on) == (CALLED + timedelta(days=2), CALLED + timedelta(days=3))
    with at(EVENING):
        scenes.open_with(meeting, scenes.entries(roll))
        assert scenes.put(announced).about_id == announced.number


def test_a_paper_laid_open_on_the_day_shows(community: str) -> None:
    meeting, item, _keys = scenes.called(6)
    with at(CALLED + timedelta(days=1), 9):
        act("meetings.lay_paper", CLERK, item.ref, title="合同草案", file=paper("draft"))
        assert shown("meetings.lay_paper") == set()
    with at(EVENING, 18):
        act("meetings.lay_paper", CLERK, item.ref, title="新的合同", file=paper("other"))
        assert shown("meetings.lay_paper") == {"papers_before"}
    assert meeting.body == BODY


def test_a_cancelled_meeting_stays_and_does_not_open(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(CALLED + timedelta(days=1), 9):
        act("meetings.cancel_meeting", DIRECTOR, meeting.ref, because="停电")
    with at(EVENING), pytest.raises(FactsError):
        act("meetings.open_session", CLERK, Ref("meeting", meeting.number))
    assert keys


def ahead() -> Meeting:
    """A meeting that is called, with an item; nobody has been told yet."""
    with on(CALLED):
        scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        scenes.add_item(meeting)
    return meeting


def test_a_notice_that_is_entered_later_counts_from_its_entry(community: str) -> None:
    """A poster that somebody says has hung for a fortnight gives nobody time who did not see it recorded."""
    meeting = ahead()
    with on(CALLED + timedelta(days=13)) as today:
        for channel, words in (("poster", "one"), ("letter", "two")):
            act("meetings.give_notice", CLERK, meeting.ref, channel=channel, given_on=CALLED, proof=paper(words))
        meeting.refresh_from_db()
        assert meeting.noticed_on == today


def test_one_photograph_proves_one_channel(community: str) -> None:
    meeting = ahead()
    with on(CALLED + timedelta(days=1)) as today:
        act("meetings.give_notice", CLERK, meeting.ref, channel="poster", given_on=today, proof=paper("one"))
        with pytest.raises(FactsError):
            act("meetings.give_notice", CLERK, meeting.ref, channel="letter", given_on=today, proof=paper("one"))


def test_an_item_is_about_something_that_is_there(community: str) -> None:
    meeting = ahead()
    for said in ("nope:9", "matter:XY-2026-999", "a:b:c"):
        with on(CALLED), pytest.raises(FactsError):
            act("meetings.add_item", DIRECTOR, meeting.ref, title="x", about=said)
