"""Minutes tell of each item what became of its question: that it was not put to the vote, and that nobody confirmed in
its days what was counted. Seen before: they were silent about the first, and called the second annulled."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from sunward.meetings.models import Meeting, Minutes
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, DIRECTOR, EVENING, SUPERVISOR, act, at
from tests.stage import CODE, SUPERVISION_MEMBER, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
both = pytest.mark.parametrize("language", ["zh", "en"])
UNPUT = {"zh": "没有付诸表决。", "en": "It was not put to the vote."}
NEVER = {"zh": "没有人核对举手", "en": "nobody confirmed the show of hands"}
ANNULLED = {"zh": "作废", "en": "annulled"}


def page(meeting: Meeting, language: str, rest: str = "minutes/") -> str:
    return unescape(Client().get(f"/{language}/c/{CODE}/meetings/{meeting.number}/{rest}").content.decode())


@both
def test_an_item_that_was_not_put_to_the_vote(language: str) -> None:
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
    with at(EVENING, 21):
        act("meetings.close_session", DIRECTOR, meeting.ref)
        scenes.minutes_of(meeting)
    with at(EVENING + timedelta(days=4)):
        assert UNPUT[language] in page(meeting, language)


@both
def test_one_that_could_not_be_opened_says_so_too(language: str) -> None:
    meeting, _item, keys = scenes.called(9)
    with at(EVENING, 19, 35):
        scenes.admit(meeting, keys[:4])
        act("meetings.adjourn", DIRECTOR, meeting.ref)
        scenes.minutes_of(meeting)
        assert UNPUT[language] in page(meeting, language)


@both
def test_a_vote_that_nobody_confirmed_is_not_called_annulled(language: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
        vote = scenes.put(item, channels="hands", secret=False)
        act("ballots.count_hands", CLERK, vote.ref, chosen={"for": 5, "against": 2}, entries=scenes.listed(keys[:7]),
            counted_with=holder(CODE, SUPERVISION_MEMBER))  # fmt: skip
    with at(EVENING, 21):
        act("meetings.close_session", DIRECTOR, meeting.ref)
    with at(EVENING + timedelta(days=4), 9):
        act("ballots.end_unconfirmed", SUPERVISOR, vote.ref)
        minutes = scenes.minutes_of(meeting)
        for rest in ("minutes/", ""):
            read = page(meeting, language, rest)
            assert NEVER[language] in read, rest
            assert ANNULLED[language] not in read, rest
        assert UNPUT[language] not in page(meeting, language)
    signed = scenes.sign(Minutes.objects.get(pk=minutes.pk))
    assert signed.content["items"][0]["votes"][0]["ended"]


@both
def test_of_a_decided_item_neither_is_said(language: str) -> None:
    meeting, item, keys = scenes.called(9)
    with at(EVENING, 19, 5):
        scenes.open_with(meeting, keys[:7])
        vote = scenes.put(item, channels="hands", secret=False)
        scenes.count_hands(vote, keys[:7], {"for": 5, "against": 2})
        scenes.certify(vote)
        act("meetings.close_session", DIRECTOR, meeting.ref)
        scenes.minutes_of(meeting)
        read = page(meeting, language)
    assert UNPUT[language] not in read
    assert NEVER[language] not in read
