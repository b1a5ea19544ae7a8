"""By the word of others nobody has been away: whoever comes back goes on living here, and a clerk alone neither makes
voters nor unmakes them by a departure and an arrival.

Every story here failed before: after ten days behind no door a stay began anew, with whatever status, and no roll, page
or dispute knew of it.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from sunward.kernel import clock
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import ResidenceSpell
from tests.ballots.rolls import marks
from tests.ballots.test_moving_next_door import (
    YEARS_LATER,
    arrives,
    breaches,
    capacities,
    enters,
    freeze,
    is_on,
    leaves,
    said,
    settled,
    upheld,
)
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE

pytestmark = pytest.mark.usefixtures("community")
FAR = 400  # days: a departure can name any day of the stay


def gone(person: Ref, days: int = 12, **facts: Any) -> Done:
    left_on = clock.today() - timedelta(days=days)
    return act("registry.record_departure", CLERK, person, **({"left_on": left_on, "told_by": "household"} | facts))


def told(person: Ref) -> set[str]:
    return {act for act, _entry in registry.moves_of(str(person), CODE)}


def stays(person: Ref) -> list[tuple[str, date | None]]:
    return [(one.household, one.left_on) for one in registry.residence_of(str(person))]


@pytest.mark.parametrize(("days", "facts"), [(12, {}), (FAR, {}), (12, {"reason": "died"})])
def test_a_clerk_alone_makes_no_voters_unseen(days: int, facts: dict[str, Any]) -> None:
    people = [settled(name=f"流动{k}", door=f"6-{k}", status="mobile", papers="lease") for k in range(5)]
    with on(YEARS_LATER):
        for k, who in enumerate(people):
            gone(who, days, **facts)
            done = enters(who, f"6-{k}", "registered", papers="identity_card")
            assert "their_own_word" in breaches(done)
            assert told(who) == {"registry.record_departure", "registry.record_arrival"}
        assert marks(freeze())["roll_corrected_persons"] == "5"


def test_nor_by_a_death_with_a_picture_of_anything() -> None:
    who = settled(status="mobile", papers="lease")
    with on(YEARS_LATER):
        gone(who, reason="died", certificate=paper("a picture of anything"))
        enters(who, "7-702", "registered")
        assert marks(freeze())["roll_corrected_persons"] == "1"


@pytest.mark.parametrize("days", [9, 12, FAR])
def test_nor_does_one_unmake_them_unseen(days: int) -> None:
    who = settled(status="registered")
    with on(YEARS_LATER):
        gone(who, days)
        enters(who, "7-702", "mobile")
        roll = freeze()
        assert not is_on(roll, who)
        assert marks(roll)["roll_corrected_persons"] == "1"


def test_whoever_the_host_has_sent_away_keeps_fifteen_months_at_the_desk() -> None:
    """The desk finds her by her card and registers her again; nobody has done anything wrong."""
    who = settled(id_number="11010519491231002X")
    with on(YEARS_LATER):
        gone(who, 0)
        assert not is_on(freeze(), who)
    with on(YEARS_LATER + timedelta(days=10)):
        signed = {"told_by": "self", "paper": paper("signed by her")}
        assert arrives(id_number="11010519491231002X", **signed) == who
        assert capacities(who) == {"resident", "voter"}
        roll = freeze()
        assert is_on(roll, who)
        assert not marks(roll)


def test_a_departure_set_back_by_more_than_a_year_marks_the_rolls_still() -> None:
    who = settled()
    with on(YEARS_LATER):
        gone(who, FAR)
        assert marks(freeze())["roll_departures"] == "1"
    with on(YEARS_LATER + timedelta(days=367)):
        assert "roll_departures" not in marks(freeze())


def test_what_they_signed_themselves_ends_it() -> None:
    who = settled()
    with on(YEARS_LATER):
        leaves(who, clock.today() - timedelta(days=12))
        done = enters(who, "7-702")
        assert "their_own_word" not in breaches(done)
        assert str(YEARS_LATER.year) in said(done, "vote_from") or str(YEARS_LATER.year + 1) in said(done, "vote_from")
        assert told(who) == {"registry.record_departure", "registry.record_arrival"}


@pytest.mark.parametrize("signed", [False, True])
def test_a_departure_that_was_found_wrong_joins_the_stays(signed: bool) -> None:
    """Before, the answer changed nothing: by the register they lived elsewhere, behind their own door."""
    who = settled()
    with on(YEARS_LATER):
        left = leaves(who, clock.today() - timedelta(days=12)) if signed else gone(who)
        enters(who, "7-702", "mobile", papers="lease")
        roll = freeze()
        assert not is_on(roll, who)
        upheld(left, who)
        assert capacities(who) == {"resident", "voter"}
        assert is_on(roll, who), "and the roll that was frozen meanwhile has them again"
        assert not marks(freeze())
        last = ResidenceSpell.objects.filter(person__number=who.id).order_by("-from_day")[0]
        assert (last.status, last.papers, last.origin.from_day) == ("habitual", "identity_card", START)


@pytest.mark.parametrize(("first", "signed"), [("departure", False), ("arrival", False), ("departure", True)])
def test_both_are_put_back_in_either_order(first: str, signed: bool) -> None:
    who = settled()
    with on(YEARS_LATER):
        left = leaves(who, clock.today() - timedelta(days=12)) if signed else gone(who)
        both = {"departure": left, "arrival": enters(who, "8-801", "mobile")}
        for one in sorted(both, key=lambda kind: kind != first):
            upheld(both[one], who)
        assert stays(who) == [(f"{CODE}-7-702", None)]
        assert capacities(who) == {"resident", "voter"}
        assert is_on(freeze(), who)


def test_what_was_said_for_the_later_stay_counts_for_the_first() -> None:
    who = settled(status="mobile", papers="lease")
    with on(YEARS_LATER):
        left = leaves(who, clock.today() - timedelta(days=12))
        enters(who, "7-702", "mobile")
        act("registry.apply_for_vote", "resident", who, by=str(who))
        upheld(left, who)
        assert [one.person for one in registry.applications_waiting(CODE, 9)] == [str(who)]


def test_what_papers_have_borne_out_since_stays() -> None:
    """The answer to the departure takes back what came with the return, and no correction of their own."""
    who = settled(status="mobile", papers="lease")
    with on(YEARS_LATER):
        left = gone(who)
        enters(who, "7-702", "habitual")
        facts = {"reason": "mistyped", "told_by": "self", "status": "registered", "paper": paper("signed")}
        act("registry.correct_person", CLERK, who, **facts)
        upheld(left, who)
        assert ResidenceSpell.objects.get(person__number=who.id, left_on=None).status == "registered"
