"""Minutes are locked as everybody signed them, and no two of a body stand side by side."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from sunward.kernel import clock
from sunward.kernel.acts import Call
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings import queries
from sunward.meetings.acts.answer_correction import AnswerCorrection, AnswerFacts
from sunward.meetings.models import Minutes
from sunward.record.models import Journal
from tests import stage
from tests.elections.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at

NEXT = EVENING + timedelta(days=1)


def _drafted(code: str = stage.CODE) -> tuple[Minutes, str]:
    """Minutes that wait for signatures, and a delegate who was there."""
    meeting, _item, keys = scenes.called(6, code)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        act("meetings.close_session", DIRECTOR, meeting.ref, code=code)
    with at(NEXT, 10):
        return scenes.minutes_of(meeting), str(meeting.attendance.order_by("id").first().person)  # type: ignore[union-attr]


def _sign(minutes: Minutes, role: str, post: str) -> None:
    """Two days later: those who were there first have a whole day to correct the draft."""
    with clock.moved_to(clock.now() + timedelta(days=2)):
        act("meetings.sign_minutes", post, minutes.ref, code=minutes.community_code, role=role)
    minutes.refresh_from_db()


def _correct(minutes: Minutes, delegate: str, taken_in: bool) -> None:
    act("meetings.correct_minutes", "anyone", minutes.ref, by=delegate, text="会上还同意了出租车库。")
    number = minutes.corrections.count()
    act("meetings.answer_correction", CLERK, minutes.ref, correction=number, taken_in=taken_in, answer="见录音。")


def test_nobody_keeps_minutes_open_by_asking_for_a_correction_every_day(community: str) -> None:
    """After the days for corrections one attendee asked for another before each signature, and nothing was locked."""
    minutes, delegate = _drafted()
    with at(NEXT, 11):
        act("meetings.correct_minutes", "anyone", minutes.ref, by=delegate, text="按时提的。")
    with at(NEXT + timedelta(days=2), 10):
        sign = lambda role, post: act("meetings.sign_minutes", post, minutes.ref, role=role)  # noqa: E731
        assert rules_of(lambda: sign("chair", DIRECTOR)) == {"corrections_answered"}, "asked for in time"
        act("meetings.answer_correction", CLERK, minutes.ref, correction=1, taken_in=False, answer="见录音。")
        for role, post in (("chair", DIRECTOR), ("supervisor", SUPERVISOR), ("recorder", CLERK)):
            asked = act("meetings.correct_minutes", "anyone", minutes.ref, by=delegate, text="还有一句。")
            assert [one.rule for one in asked.entry.findings if one.breach] == ["correction_in_time"]
            sign(role, post)
    minutes.refresh_from_db()
    assert minutes.locked_on
    assert minutes.corrections.filter(late=True, answered_on=None).count() == 3, "kept beside them"


@pytest.mark.postgres
def test_a_correction_taken_in_after_two_signed_sends_them_back_to_sign(community: str) -> None:
    minutes, delegate = _drafted()
    with at(NEXT, 11):
        _sign(minutes, "chair", DIRECTOR)
        _sign(minutes, "supervisor", SUPERVISOR)
        _correct(minutes, delegate, taken_in=True)
        _sign(minutes, "recorder", CLERK)
        assert not minutes.locked_on
        row = Journal.objects.filter(act="meetings.sign_minutes").latest("id")
        assert {found["rule"] for found in row.findings if not found["ok"]} == {"unchanged"}
        assert [one.role for one in queries.standing_signatures(minutes)] == ["recorder"]
        assert rules_of(lambda: _sign(minutes, "recorder", CLERK)) == {"another_person"}
        _sign(minutes, "chair", DIRECTOR)
        _sign(minutes, "supervisor", SUPERVISOR)
    assert minutes.locked_on
    assert minutes.signatures.count() == 5
    assert len(queries.standing_signatures(minutes)) == 3


@pytest.mark.parametrize(
    ("language", "owed", "done"),
    [
        ("en", "they sign again", "whoever had signed before signed again"),
        ("zh", "签过的人要重新签", "先前签过的人已经重新签过"),
    ],
)
def test_once_they_have_signed_again_the_page_asks_it_of_nobody(
    community: str, client: Client, language: str, owed: str, done: str
) -> None:
    """Failed before: minutes that were locked went on saying that they sign again."""
    minutes, delegate = _drafted()

    def page() -> tuple[bool, bool]:
        html = client.get(f"/{language}/c/{stage.CODE}/meetings/{minutes.number}/minutes/").content.decode()
        return owed in html, done in html

    with at(NEXT, 11):
        _sign(minutes, "chair", DIRECTOR)
        _correct(minutes, delegate, taken_in=True)
        _sign(minutes, "supervisor", SUPERVISOR)
        _sign(minutes, "recorder", CLERK)
        assert page() == (True, False)
        _sign(minutes, "chair", DIRECTOR)
        assert page() == (False, True)


def test_minutes_are_not_signed_before_every_vote_has_its_result_and_they_tell_it(community: str) -> None:
    meeting, item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        scenes.count_hands(vote, keys, {"for": 4, "against": 2})
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(NEXT, 9):
        early = scenes.minutes_of(meeting)
        assert rules_of(lambda: _sign(early, "chair", DIRECTOR)) == {"results_stand"}
    with at(NEXT, 10):
        scenes.certify(vote)
        assert rules_of(lambda: _sign(early, "chair", DIRECTOR)) == {"results_stand"}, "they do not tell it yet"
        assert scenes.sign(scenes.minutes_of(meeting)).locked_on


def test_minutes_that_do_not_tell_an_annulled_vote_are_drafted_anew_even_when_somebody_has_signed(
    community: str,
) -> None:
    meeting, item, keys = scenes.called(6)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        scenes.count_hands(vote, keys, {"for": 4, "against": 2})
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(NEXT, 9):
        scenes.certify(vote)
        minutes = scenes.minutes_of(meeting)
        assert rules_of(lambda: act("meetings.put_to_vote", DIRECTOR, item.ref)) >= {"once"}
    with at(NEXT, 10):
        _sign(minutes, "chair", DIRECTOR)
        assert rules_of(lambda: scenes.minutes_of(meeting)) == {"unsigned"}
        with door_open():  # on which facts a vote is annulled is told with the votes
            type(vote).objects.filter(pk=vote.pk).update(
                annulled_on=NEXT, annulled_because="点名册被改过", certified_on=None
            )
        assert rules_of(lambda: _sign(minutes, "recorder", CLERK)) == {"results_stand"}
        anew = scenes.minutes_of(meeting)
        assert [one["annulled_on"] for one in anew.content["items"][0]["votes"]] == [str(NEXT)]
        assert not queries.standing_signatures(anew), "whoever signed the other text signs again"
        assert scenes.sign(anew).locked_on


def test_a_correction_that_is_not_taken_in_leaves_the_signatures_alone(community: str) -> None:
    minutes, delegate = _drafted()
    with at(NEXT, 11):
        _sign(minutes, "chair", DIRECTOR)
        _correct(minutes, delegate, taken_in=False)
        _sign(minutes, "supervisor", SUPERVISOR)
        _sign(minutes, "recorder", CLERK)
    assert minutes.locked_on


def test_nobody_answers_their_own_correction_whatever_the_list_of_powers_says(community: str) -> None:
    minutes, delegate = _drafted()
    with at(NEXT, 11):
        act("meetings.correct_minutes", "anyone", minutes.ref, by=delegate, text="我说的是每年。")
        facts = AnswerFacts(correction=1, answer="已改。", taken_in=True)
        with pytest.raises(FactsError, match="由别人答复|somebody else"):
            list(AnswerCorrection(Call(delegate, CLERK, "", clock.now()), minutes, facts).judge())
        other = Call(stage.holder(stage.CODE, CLERK), CLERK, "", clock.now())
        assert list(AnswerCorrection(other, minutes, facts).judge()) == []


@pytest.mark.postgres
def test_the_first_minutes_of_a_body_are_one_chain(committed: str) -> None:
    """Two get their last signature at the same moment, with none before them: one still follows the other."""
    both = [_drafted(committed)[0] for _number in range(2)]
    for minutes in both:
        with at(NEXT, 11):
            _sign(minutes, "chair", DIRECTOR)
            _sign(minutes, "supervisor", SUPERVISOR)
    together = Barrier(2)

    def last(minutes: Minutes) -> None:
        try:
            with at(NEXT, 12):
                together.wait()
                _sign(minutes, "recorder", CLERK)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as hands:
        list(hands.map(last, both))
    assert Minutes.objects.filter(locked_on__isnull=False).count() == 2
    assert Minutes.objects.filter(previous=None).count() == 1
