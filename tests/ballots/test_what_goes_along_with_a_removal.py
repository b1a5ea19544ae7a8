"""What stood with a newcomer stands behind the next door too: that they were entered late, and who vouched for them.
And a consent counts no longer than its application.

Every story here failed before: a removal next door washed both marks off, and a roll listed whoever had a consent to an
application that was never theirs.
"""

from datetime import timedelta

import pytest

from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from tests.ballots import test_vouched_by_kin as kin
from tests.ballots.rolls import marks
from tests.ballots.test_moving_next_door import arrives, capacities, door, enters, freeze, is_on, leaves, upheld
from tests.disclosure.scenes import resident
from tests.money.cases import START, act, on, paper, voted
from tests.stage import CLERK, SUPERVISOR, served

pytestmark = pytest.mark.usefixtures("community")


def test_a_consent_to_an_application_that_was_not_theirs_puts_nobody_on_a_roll() -> None:
    """The desk said resident, and each new roll had them all the same."""
    resident("赵德海"), resident("钱梅")
    with on(START):
        who = arrives(status="mobile", papers="lease")
    with on(START + timedelta(days=1)):
        done = served("registry.apply_for_vote", str(who), who, signed=paper("slip"))
    with on(START + timedelta(days=10)):
        entry = Ref("entry", done.entry.ref)
        objected = act("disclosure.dispute_desk_act", "anyone", entry, by=str(who), text="不是这样。").result
    with on(START + timedelta(days=15)):
        act("registry.consent_to_vote", CLERK, who, decision=voted("voter_consent"))
    with on(START + timedelta(days=16)):
        assert objected
        act("disclosure.answer_dispute", SUPERVISOR, objected, outcome="upheld", answer="已查实。")
    with on(START + timedelta(days=400)):
        assert capacities(who) == {"resident"}
        assert not is_on(freeze(), who)
        act("registry.apply_for_vote", "resident", who, by=str(who))
        assert not is_on(freeze(), who), "their own application has no consent yet"


@pytest.mark.parametrize("apart", [False, True])
def test_a_removal_next_door_leaves_the_mark_of_a_late_entry(apart: bool) -> None:
    with on(START + timedelta(days=200)):
        who = arrives(status="habitual", from_day=START + timedelta(days=5))
        assert marks(freeze()) == {"roll_entered_late": "1"}
    with on(START + timedelta(days=201)):
        if apart:
            leaves(who)
        enters(who)
        assert is_on(roll := freeze(), who)
        assert marks(roll) == {"roll_entered_late": "1"}
    with on(START + timedelta(days=200 + 366)):
        assert marks(freeze()) == {}, "told for a year"


def test_and_that_of_a_removal_that_was_entered_late_itself() -> None:
    with on(START):
        who = arrives(status="registered")
    with on(START + timedelta(days=60)):
        leaves(who, START + timedelta(days=20))
        enters(who, status="registered", from_day=START + timedelta(days=20))
        assert marks(freeze()) == {"roll_entered_late": "1"}


def test_a_vouch_of_an_officer_s_wife_is_told_behind_the_next_door() -> None:
    wife = resident("妻子")
    with on(START):
        new = kin.arrives(wife, resident("邻居"))
        kin.declares(wife)
        assert kin.RULE in marks(freeze())
        door()
    with on(START + timedelta(days=1)):
        leaves(Ref.parse(new))
        enters(Ref.parse(new), status="registered")
        assert capacities(Ref.parse(new)) == {"resident", "voter"}
        assert registry.vouched_by_kin(new, "xiangyang", clock.today()) == 1
        assert marks(freeze())[kin.RULE] == "1"
        homes = freeze(of="household_delegates")
        assert marks(homes)[kin.RULE] == "1"


def test_a_late_dispute_of_the_removal_leaves_it_too() -> None:
    with on(START + timedelta(days=200)):
        who = arrives(status="habitual", from_day=START + timedelta(days=5))
    with on(START + timedelta(days=201)):
        upheld(enters(who), who)
        assert marks(freeze()) == {"roll_entered_late": "1"}


@pytest.mark.parametrize("wife_is", ["before", "after"])
def test_a_roll_is_told_of_the_vouches_of_its_day_alone(wife_is: str) -> None:
    """Mutants survived: nothing asked whether a vouch came before the day of the roll or after it."""
    wife, one, other = resident("妻子"), resident("邻居"), resident("另一位")
    first, then = ((wife, one), other) if wife_is == "before" else ((one, other), wife)
    with on(START):
        new = Ref.parse(kin.arrives(*first))
    with on(START + timedelta(days=2)):
        act("registry.vouch", "resident", new, by=then)
    with on(START + timedelta(days=3)):
        kin.declares(wife)
        roll = freeze(record_date=START + timedelta(days=1))
        assert is_on(roll, new)
        assert (kin.RULE in marks(roll)) is (wife_is == "before")
        assert kin.RULE not in marks(freeze()), "by now enough others have"
