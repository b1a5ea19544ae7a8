"""Attacks on a session: a proxy without a rule, two places, an hour that has passed, a second signature."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, Vote
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.models import Attendance, OffBase
from tests import stage
from tests.disclosure.scenes import resident
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DEPUTY, DIRECTOR, EVENING, SUPERVISOR, act, at, broken, shown
from tests.money.cases import paper

pytestmark = pytest.mark.django_db


def test_a_proxy_without_a_rule_is_marked_and_does_not_count(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        stranger = scenes.people(1)[0]
        scenes.admit(meeting, keys[:1], how="proxy", person=stranger, proof=paper("proxy"))
        assert shown("meetings.admit") == {"proxy"}
        scenes.admit(meeting, keys[1:2], person=stranger)
        assert shown("meetings.admit") == {"proxy"}, "whatever it is called at the door"
    assert not meeting.attendance.exists()


def test_nobody_fills_two_places(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        scenes.admit(meeting, keys[:1])
        first = str(Attendance.objects.get(meeting=meeting).person)
        scenes.admit(meeting, keys[1:2], how="household_delegate", person=first)
        assert shown("meetings.admit") == {"proxy"}
        scenes.admit(meeting, keys[:1])
    assert meeting.attendance.count() == 1


def test_only_whoever_is_on_the_roll_comes_in(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        for places in (str(max(keys) + 1000), "x", ""):
            with pytest.raises(FactsError):
                act("meetings.admit", CLERK, meeting.ref, places=places)
        with pytest.raises(FactsError):
            scenes.leave(meeting, keys[:1])
    with at(CALLED, 10), pytest.raises(FactsError):
        scenes.admit(meeting, keys)


def test_without_a_quorum_nothing_is_voted_and_with_one_nobody_adjourns(community: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:5])
        assert "quorum" in broken(lambda: scenes.put(item))
        scenes.admit(meeting, keys[5:6])
        assert broken(lambda: act("meetings.adjourn", CLERK, meeting.ref)) == {"no_quorum"}
        scenes.leave(meeting, keys[:1])
        assert "quorum" in broken(lambda: scenes.put(item)), (
            "counted again at the vote, not remembered from the opening"
        )


def test_an_item_is_put_once_and_only_in_session(community: str) -> None:
    meeting, item, keys = scenes.called(6)
    with at(EVENING):
        scenes.admit(meeting, keys)
        assert "open" in broken(lambda: scenes.put(item))
        scenes.open_with(meeting, [])
        scenes.put(item)
        assert "once" in broken(lambda: scenes.put(item))
        with pytest.raises(FactsError):
            act(
                "meetings.step_aside", CLERK, item.ref, place=str(keys[0]), reason="interest", evidence="承租人是其姐夫"
            )


def test_the_secretary_speaks_last_or_it_shows(community: str) -> None:
    meeting, item, keys = scenes.called(6)
    secretary = stage.holder(community, stage.SECRETARY)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.record_statement", CLERK, item.ref, person=secretary, text="我同意。")
        assert shown("meetings.record_statement") == set(), "nobody has spoken afterwards yet"
        act("meetings.record_statement", CLERK, item.ref, place=str(keys[0]), text="我不同意。", dissent=True)
        assert shown("meetings.record_statement") == {"speaks_last"}
    assert item.statements.count() == 2


def test_who_steps_aside_stays_in_the_base_and_does_not_vote(community: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        act("meetings.step_aside", CLERK, item.ref, place=str(keys[0]), reason="interest", evidence="姐夫承租")
        vote = scenes.put(item)
    assert (vote.off_base, vote.aside) == ([], [keys[0]])
    assert vote.present == 7


def test_nobody_is_left_out_of_the_base_without_a_rule(community: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        attempt = lambda: act(  # noqa: E731
            "meetings.leave_out_of_base", CLERK, item.ref, place=str(keys[8]), reason="unreachable", evidence="三次电话"
        )
        assert broken(attempt) == {"leaves_base"}
    assert meeting.number in item.number


def test_a_quorum_that_exclusions_made_raises_an_alert(community: str) -> None:
    """Two may be left out: five of seven are enough, five of nine are not. The vote opens, and says so."""
    meeting, item, keys = scenes.called(9)
    with door_open():
        for key in keys[7:]:
            OffBase.objects.create(
                item=item, entry_id=key, reason="unreachable", leaves_base=True, source="议事规则 第七条",
                evidence="三次电话、两次上门", recorded_on=EVENING,
            )  # fmt: skip
    with at(EVENING):
        scenes.open_with(meeting, keys[:5])
        vote = scenes.put(item)
        assert shown("meetings.put_to_vote") == {"exclusions_decide", "matter_named"}
    assert sorted(vote.off_base) == keys[7:]


def test_the_chair_signs_once_and_only_as_chair(community: str) -> None:
    meeting, _item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref)
        minutes = scenes.minutes_of(meeting)
        sign = lambda post, role: act("meetings.sign_minutes", post, minutes.ref, role=role)  # noqa: E731
        assert broken(lambda: sign(DIRECTOR, "chair")) == {"open_for_corrections"}
    with at(EVENING + timedelta(days=1), 23):
        assert broken(lambda: sign(DIRECTOR, "chair")) == {"open_for_corrections"}, "the day after the draft is theirs"
    with at(EVENING + timedelta(days=2), 9):
        sign(DIRECTOR, "chair")
        assert shown("meetings.sign_minutes") == {"chair_attended"}, "the delegates here are others"
        assert broken(lambda: sign(DIRECTOR, "chair")) == {"another_person"}
        assert broken(lambda: sign(DEPUTY, "supervisor")) == {"role"}
        assert broken(lambda: act("meetings.draft_minutes", CLERK, meeting.ref)) == {"unsigned"}
    with at(EVENING + timedelta(days=2), 10):
        sign(CLERK, "recorder")
        act("meetings.sign_minutes", SUPERVISOR, minutes.ref, role="supervisor")
        assert broken(lambda: sign(DEPUTY, "chair")) >= {"open"}


@pytest.mark.postgres
def test_the_database_keeps_locked_minutes_and_what_was_said(community: str) -> None:
    from django.db import IntegrityError, transaction

    meeting, item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.record_statement", CLERK, item.ref, place=str(keys[0]), text="不同意。")
        act("meetings.close_session", DIRECTOR, meeting.ref)
        minutes = scenes.sign(scenes.minutes_of(meeting))
    rows = type(minutes).objects.filter(pk=minutes.pk)
    for change in (
        lambda: rows.update(content={}),
        lambda: rows.update(locked_on=None, digest=""),
        rows.delete,
        lambda: item.statements.update(text="同意。"),
        lambda: meeting.quorum_counts.update(met=True),
        lambda: minutes.signatures.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), door_open():
            change()


@pytest.mark.parametrize("said", ["明晚八点", "20:00"])
def test_an_hour_that_is_none_is_said_so_and_nothing_opens(community: str, said: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        with pytest.raises(FactsError) as problem:
            scenes.put(item, closes_at=said)
        assert list(problem.value.errors) == ["closes_at"]
        scenes.put(item)


def test_an_hour_that_is_past_closes_nothing(community: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING):
        scenes.open_with(meeting, keys[:7])
        assert broken(lambda: scenes.put(item, closes_at="2020-01-01 10:00")) == {"closes_ahead"}


@pytest.mark.parametrize(("said", "refused"), [("19:30:01", True), ("19:39", True), ("19:40", False)])
def test_an_hour_seconds_away_ends_no_vote(community: str, said: str, refused: bool) -> None:
    """It failed before: a second later nobody could vote any more, and the chair closed it."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 30):
        scenes.open_with(meeting, keys[:7])
        named = {"channels": "paper", "secret": True, "closes_at": f"{EVENING} {said}"}
        if refused:
            assert broken(lambda: scenes.put(item, **named)) == {"time_to_vote"}
        else:
            assert scenes.put(item, **named).closes_at


def test_the_question_is_the_item_that_was_announced(community: str) -> None:
    """It failed before: the chair asked whether to reject it, and whoever was in favour of the item voted against."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 30):
        scenes.open_with(meeting, keys[:7])
        with pytest.raises(FactsError) as problem:
            scenes.put(item, question="是否否决出租清溪路18号房屋")
        assert list(problem.value.errors) == ["question"]
        assert scenes.put(item).question == item.title


def test_a_vote_in_which_nobody_voted_settles_nothing(community: str) -> None:
    """It failed before: the item was settled for good by a question that nobody had answered."""
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 30):
        scenes.open_with(meeting, keys[:7])
        first = scenes.put(item)
        assert broken(lambda: act("meetings.put_to_vote", DIRECTOR, item.ref)) == {"once"}
    with at(EVENING, 19, 45):
        act("ballots.close_vote", CLERK, first.ref)
        scenes.certify(first)
        item.refresh_from_db()
        assert item.settled_on is None
        act("meetings.put_to_vote", DIRECTOR, item.ref)
        second = Vote.objects.latest("pk")
        scenes.count_hands(second, keys[:7], {"for": 7})
        scenes.certify(second)
    item.refresh_from_db()
    assert item.settled_on == EVENING


def test_nothing_is_voted_on_by_a_roll_that_may_still_change(community: str) -> None:
    """Ten days of notice are over on the evening, but the roll was put up two days before it."""
    meeting, item, keys = scenes.called(6)
    late = EVENING - timedelta(days=2)
    with door_open():
        Roll.objects.update(frozen_on=late, record_date=late, open_until=EVENING)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        assert broken(lambda: scenes.put(item)) == {"roll_open_to_objection"}


def test_a_vote_by_a_roll_with_an_unanswered_objection_carries_the_mark(community: str) -> None:
    """It is not put off: whoever owes the answer would otherwise decide when there is a vote."""
    meeting, item, keys = scenes.called(6)
    with at(CALLED, 10):
        posted = act(
            "disclosure.publish",
            CLERK,
            stage.here(),
            item="voter_roll",
            title="名册",
            text="名单见窗口。",
            about=str(Roll.objects.get().ref),
        ).result
    with at(CALLED + timedelta(days=1), 10):
        said = act("disclosure.object", "resident", posted, by=resident("孟凡"), text="他不住这里。").result
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.put(item)
        assert shown("meetings.put_to_vote") == {"roll_objections", "matter_named"}
        assert stage.cited("roll_objections").endswith("第四条"), (
            "the article on objections, not the one on who belongs"
        )
        act("disclosure.answer_objection", DIRECTOR, said, answer="核实无误。", outcome="not_upheld")
    assert not list(ballots.marks_of_roll(meeting.roll_id))
