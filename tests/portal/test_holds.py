"""What was asked to stop waits on the desk of whoever may agree, and of whoever may let it go on."""

import pytest

from sunward.charter import queries as charter
from tests.by_links import Walk
from tests.stage import CODE, SUPERVISION_MEMBER, SUPERVISOR, here, holder

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_hold_is_asked_for_agreed_to_and_lifted_from_the_desk(language: str) -> None:
    """Before, it was asked for from the desk, and nobody found the form by which a second person agrees."""
    head = Walk(holder(CODE, SUPERVISOR), language).duties().go("/do/charter.place_hold/")
    head.send(subject=str(here()), reason="先说明")
    member = Walk(holder(CODE, SUPERVISION_MEMBER), language).duties().go("/do/charter.second_hold/")
    assert member.dead() == []
    member.send()
    assert charter.standing_hold(here())
    head.home().duties().go("/do/charter.lift_hold/").send(because="已说明")
    assert charter.standing_hold(here()) is None
    assert "/do/charter.lift_hold/" not in head.home().duties().html
