"""A change of the rules rests on a vote in the record; minutes that somebody photographed and typed in are a report."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.charter import queries as charter
from sunward.charter.models import Adoption, Document
from sunward.kernel.acts import Refused
from sunward.kernel.available import Option, available
from sunward.kernel.guard import door_open
from tests.charter import amendments
from tests.charter.amendments import MEDIUM, adopt, change, draft, reported, rules_voted, vote
from tests.money.cases import START, act, on, rules_of
from tests.stage import CODE, DIRECTOR, here, holder


@pytest.fixture(autouse=True)
def monday(community: str) -> Any:
    with on(START):
        yield


def offered() -> Option:
    """What the director's page says of adopting."""
    return next(one for one in available(holder(CODE, DIRECTOR), here(), CODE) if one.act.name == "charter.adopt")


def test_a_resolution_that_was_only_typed_in_changes_no_rule() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    decision = reported(drafted)
    with pytest.raises(Refused) as refusal:
        adopt(drafted, decision)
    assert rules_of(refusal) == {"vote_in_record"}
    wrong = [one for one in refusal.value.findings if one.breach]
    assert len(wrong) == 1, "said once"
    assert "柳河街道社区议事规则 第二十六条" in wrong[0].source
    for words in (decision, "核定", "居民代表会议"):
        assert words in wrong[0].text.zh
    assert "give notice, vote there" in wrong[0].text.en


def test_the_page_says_beforehand_what_is_missing() -> None:
    assert [one.rule for one in offered().blocked_by] == ["adopted_by"]
    drafted = draft(change(MEDIUM, "8000 yuan"))
    reported(drafted)
    assert [one.rule for one in offered().blocked_by] == ["vote_in_record"]


def test_voted_in_the_meeting_it_takes_effect_once() -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"))
    decision = vote(drafted)
    assert offered().open
    adopt(drafted, decision)
    assert charter.charter_of(CODE, START + amendments.LEAD).spending.tiers[1].up_to == 8000
    assert [one.rule for one in offered().blocked_by] == ["adopted_by"], "nothing waits any more"


def test_one_decision_puts_one_rule_book_in_force() -> None:
    """A decision on rule books that lie ready names none of them: used again it would bring in another."""
    decision, later = rules_voted(), START + timedelta(days=30)
    act("charter.adopt", DIRECTOR, here(), pack="cn-collective", in_force_from=later, adopted_by=decision)
    with pytest.raises(Refused) as refusal:
        act("charter.adopt", DIRECTOR, here(), pack="cn-owners", in_force_from=later, adopted_by=decision)
    assert "used_once" in rules_of(refusal)


def without_sessions() -> None:
    """Every adopted book loses what it says of how bodies meet: nobody can be put on a roll."""
    with door_open():
        for adoption in Adoption.objects.filter(community_code=CODE).select_related("document"):
            body = dict(adoption.document.body)
            if not body.pop("sessions", None):
                continue
            found = Document.objects.create(
                digest=f"{adoption.pk:064d}",
                pack=adoption.document.pack,
                version=f"{adoption.document.version}x",
                body=body,
            )
            Adoption.objects.filter(pk=adoption.pk).update(document=found)


def test_rules_by_which_nobody_can_vote_can_still_be_changed() -> None:
    """Or the gap itself could never be filled: the report counts, and the entry says why."""
    without_sessions()
    drafted = draft(change(MEDIUM, "8000 yuan"))
    adopt(drafted, reported(drafted))
