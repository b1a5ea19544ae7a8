"""A page asks once who holds what and what is held; an act, even one from that page, asks anew."""

import pytest

from sunward.charter import queries as charter
from sunward.charter.models import Hold
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.memo import remembering
from sunward.kernel.ports import asking_once, bound
from sunward.registry.models import Appointment
from tests import stage
from tests.stage import CODE, DEPUTY, SUPERVISION_MEMBER, SUPERVISOR

pytestmark = pytest.mark.usefixtures("community")


def test_whoever_left_while_the_page_was_made_is_refused() -> None:
    deputy, today = stage.holder(CODE, DEPUTY), clock.today()
    with remembering(), asking_once():
        assert bound().holds_post(deputy, DEPUTY, CODE, today)
        term = Appointment.objects.get(person__number=deputy.removeprefix("person:"), post__key="deputy_director")
        with door_open():
            Appointment.objects.filter(pk=term.pk).update(left_on=today)
        assert bound().holds_post(deputy, DEPUTY, CODE, today), "the page goes on by what it has heard"
        with pytest.raises(Refused) as caught:
            stage.act("decisions.open_matter", DEPUTY, stage.here(), by=deputy, title="车棚", kind="asset_lease")
    assert [finding.rule for finding in caught.value.findings] == ["post"]


def test_what_was_stopped_while_the_page_was_made_is_stopped() -> None:
    """Somebody else's second word comes between what the page has read and the lock."""
    facts = {"subject": str(stage.here()), "reason": "先说明"}
    hold = stage.act("charter.place_hold", SUPERVISOR, stage.here(), **facts).result
    assert hold
    with remembering():
        assert charter.standing_hold(stage.here()) is None
        with door_open():
            Hold.objects.filter(number=hold.id).update(seconded_on=clock.today(), seconded_by="person:another")
        with pytest.raises(Refused) as caught:
            stage.act("charter.place_hold", SUPERVISOR, stage.here(), **facts)
    assert any("叫停" in finding.text.zh for finding in caught.value.findings)


def test_whoever_agrees_or_lets_it_go_on_has_the_page_ask_again() -> None:
    facts = {"subject": str(stage.here()), "reason": "先说明"}
    hold = stage.act("charter.place_hold", SUPERVISOR, stage.here(), **facts).result
    assert hold
    with remembering():
        assert charter.standing_hold(stage.here()) is None
        stage.act("charter.second_hold", SUPERVISION_MEMBER, hold)
        assert charter.standing_hold(stage.here())
        stage.act("charter.lift_hold", SUPERVISOR, hold, because="已说明")
        assert charter.standing_hold(stage.here()) is None
