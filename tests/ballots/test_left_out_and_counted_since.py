"""Whoever says that nobody counted them, and is counted after all, is in no doubt any more. Seen before: with everybody
counted the denial was added as one more vote than there are people, and neither page nor certificate could be had."""

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.kernel.acts import Done
from tests.ballots import scenes as voting
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, SUPERVISION_MEMBER, SUPERVISOR, at
from tests.stage import CODE, holder, marks

pytestmark = pytest.mark.usefixtures("community")


class Evening:
    """Three are there; the hands of two are counted, and the third says so."""

    def __init__(self, channels: str, closes_at: str = "") -> None:
        self.meeting, self.item, self.keys = scenes.called(3)
        self.other = holder(CODE, SUPERVISION_MEMBER, 0)
        with at(EVENING):
            scenes.open_with(self.meeting, self.keys)
            self.vote: Vote = scenes.put(self.item, channels=channels, closes_at=closes_at)
            self.hands(self.keys[:2], {"for": 2, "against": 0})
            self.third = str(self.vote.roll.entries.get(pk=self.keys[2]).person)
            voting.act("deny_answer", "anyone", self.vote, by=self.third, said="against")

    def hands(self, keys: list[int], chosen: dict[str, int]) -> None:
        entries = scenes.listed(keys)
        voting.act("count_hands", CLERK, self.vote, chosen=chosen, entries=entries, counted_with=self.other)

    def certified(self, chosen: dict[str, int]) -> Done:
        with at(EVENING, 21, 45):
            voting.second(self.vote, "hands")
            voting.close(self.vote)
            scenes.act("ballots.confirm_count", SUPERVISOR, self.vote.ref, channel="hands", chosen=chosen)
            voting.ask_back(voting.fresh(self.vote))
            return voting.certify(voting.fresh(self.vote))


def test_on_the_web(client: Client) -> None:
    evening = Evening("hands,terminal,web", f"{EVENING} 21:40")
    with at(EVENING, 19, 45):
        voting.cast(evening.vote, evening.third, "against")
    done = evening.certified({"for": 2})
    assert {"answers_denied", "denials_decide"}.isdisjoint(marks(done))
    assert client.get(f"/en/c/{CODE}/votes/{evening.vote.number}/").status_code == 200


def test_with_the_hands_counted_anew() -> None:
    evening = Evening("hands")
    with at(EVENING, 19, 45):
        evening.hands(evening.keys, {"for": 2, "against": 1})
    assert "answers_denied" not in marks(evening.certified({"for": 2, "against": 1}))


def test_whoever_was_not_is_told_with_the_result() -> None:
    assert "answers_denied" in marks(Evening("hands").certified({"for": 2}))
