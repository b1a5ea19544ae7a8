"""An answer that is late is still open to be given; what can be done next never hides it."""

from datetime import timedelta

from sunward.kernel import clock
from sunward.kernel.available import available
from sunward.registry import queries as registry
from tests import stage


def test_a_late_answer_is_not_blocked_by_being_late(community: str) -> None:
    posting = stage.act("disclosure.publish", stage.CLERK, stage.here(), item="results", title="结果").result
    assert posting
    delegate = stage.holder(community, stage.DEPUTY)
    resident = registry.some_resident(community, clock.today())
    by = resident.person if resident else living_here(community, delegate)
    objection = stage.act("disclosure.object", "resident", posting, by=by, text="没有修好。").result
    assert objection
    with clock.moved_to(clock.now() + timedelta(days=40)):
        director = stage.holder(community, stage.DIRECTOR)
        options = {option.act.name: option for option in available(director, objection, community)}
    assert options["disclosure.answer_objection"].open


def living_here(community: str, person: str) -> str:
    """Somebody of the register who lives in the community from today."""
    door = stage.act("registry.register_household", stage.CLERK, stage.here(), door="1栋101室").result
    assert door
    stage.act("registry.record_arrival", stage.CLERK, door, person=person, status="registered")
    return person
