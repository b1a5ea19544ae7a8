"""What the paper of a correction bears out: the death that the register has by it, whose place it is, or, where the
reason is that somebody lost their rights, that."""

from datetime import timedelta

import pytest

from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from tests.ballots.test_moving_next_door import arrives, breaches, freeze
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK

pytestmark = pytest.mark.usefixtures("community")


def two() -> tuple[Ref, Ref]:
    facts = {"status": "registered", "from_day": START}
    return arrives(**facts), arrives(name="邻居", door="1-1", **facts)


def strike(roll: Ref, who: Ref, reason: str, **facts: object) -> set[str]:
    given = {"change": "strike", "who": str(who), "reason": reason} | facts
    return breaches(act("ballots.correct_roll", CLERK, roll, **given))


def test_the_certificate_by_which_the_register_has_a_death_serves_on_the_roll_as_well() -> None:
    """Before, every paper was one of lost rights, and the certificate of a death had "served for something else"."""
    dead, alive = two()
    roll, certificate = freeze().ref, paper("certificate")
    with on(START + timedelta(days=1)):
        act("registry.record_departure", CLERK, dead, reason="died", told_by="papers", certificate=certificate)
        assert strike(roll, dead, "died", paper=certificate) == set()
        assert strike(roll, alive, "died", paper=certificate) == {"belongs_no_more", "picture_served"}


def test_a_judgement_is_asked_for_and_serves_for_one_person_and_nothing_else() -> None:
    who, neighbour = two()
    roll, judgement = freeze().ref, paper("judgement")
    with pytest.raises(FactsError, match="paper"):
        strike(roll, who, "rights_lost")
    assert "picture_served" not in strike(roll, who, "rights_lost", paper=judgement)
    assert "picture_served" in strike(roll, neighbour, "rights_lost", paper=judgement)
    act("ballots.correct_roll", CLERK, roll, change="add", who=str(who), reason="struck_wrongly")
    assert "picture_served" in strike(roll, who, "died", paper=judgement)
