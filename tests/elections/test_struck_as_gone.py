"""Voters whom others enter as gone, and who are struck for it: told with what they could have turned.

Seen before: the poll said that four had been entered as gone; result and certificate said nothing.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from sunward.kernel.acts import Done
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from tests.ballots.test_upheld_objections import corrects, upheld
from tests.elections.recall import Story
from tests.elections.scenes import CLERK, at
from tests.elections.test_doubles_of_voters import correct, marks, told
from tests.money import cases
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")


def gone(story: Story, who: str, **facts: object) -> Done:
    left_on = story.roll.record_date - timedelta(days=2)
    return cases.act("registry.record_departure", CLERK, Ref.parse(who), left_on=left_on, **facts)


def struck(reason: str, facts: Callable[[str], dict[str, object]]) -> list[dict[str, str]]:
    story = Story()
    with at(story.roll.open_until, 21):
        for who in story.people[-4:]:
            gone(story, who, **facts(who))
            correct(story.roll, "strike", who, reason)
    return told(story)


def one_for_all(name: str) -> FileDigest:
    return paper(f"{name}, one for all")


@pytest.mark.parametrize(
    ("reason", "facts", "number"),
    [
        ("moved_away_before", lambda _who: {"told_by": "household"}, "4"),
        ("moved_away_before", lambda _who: {"told_by": "papers", "paper": one_for_all("lease")}, "4"),
        ("entered_wrongly", lambda who: {"told_by": "papers", "paper": paper(f"lease of {who}")}, "4"),
        ("moved_away_before", lambda _who: {"told_by": "self"}, "4"),
        ("died", lambda _who: {"told_by": "household", "reason": "died"}, "4"),
        ("moved_away_before", lambda _who: {"told_by": "self", "paper": one_for_all("signature")}, "3"),
        ("died", lambda _who: {"told_by": "papers", "reason": "died", "certificate": one_for_all("death")}, "3"),
    ],
)
def test_strikes_for_departures_that_others_entered_are_told_with_the_result(
    reason: str, facts: Callable[[str], dict[str, object]], number: str
) -> None:
    _poll, declared, certified = struck(reason, facts)
    assert (declared["strikes_decide"], certified["strikes_decide"]) == (number, number)


def test_what_they_said_themselves_alarms_nobody() -> None:
    signed = lambda who: {"told_by": "self", "paper": paper(f"signed by {who}")}  # noqa: E731
    assert not any("strikes_decide" in one for one in struck("moved_away_before", signed))


def test_nor_does_a_departure_that_their_own_objection_had_asked_for() -> None:
    """They told it themselves, by an objection that was upheld: whoever entered it entered their word."""
    story = Story()
    asked = {who: upheld(story, "我已经搬走，请划去", story.people.index(who), "strike") for who in story.people[-4:]}
    with at(story.roll.open_until, 21):
        for who, objection in asked.items():
            gone(story, who, told_by="household")
            assert not {"objection_upheld", "belongs_no_more"} & {
                *marks(corrects(story.roll, "strike", who, objection))
            }
    assert not any("strikes_decide" in one for one in told(story))


def test_one_photograph_serves_one_person() -> None:
    """Seen before: one signature on a photograph was the own word of four."""
    story = Story()
    with at(story.roll.open_until, 21):
        first, second, third, *_rest = story.people
        same = one_for_all("signature")
        assert "their_own_word" not in marks(gone(story, first, told_by="self", paper=same))
        assert "their_own_word" in marks(gone(story, second, told_by="self", paper=same))
        assert "their_own_word" not in marks(gone(story, third, told_by="self", paper=paper("their own")))
