"""What an officer enters about somebody who was not there stands on that person's own desk, and at the service desk; a
dispute of theirs reaches it, and what they are right about is taken back.

Before, an act could stand in every list of those that are undone and be told to nobody, or be refused as "only what was
entered for yourself": all tests were green. Nobody was told of the end of a membership or an ownership of theirs, nor
as whose kin they were declared.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sunward.disclosure.spoken_for import spoken_for
from sunward.kernel.acts import Act, Done, Refused
from sunward.kernel.refs import Ref
from sunward.portal.desk.comeabout import their_own
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.subscribers import UNDOING
from tests.ballots.test_corrected_people import claims
from tests.ballots.test_gone_and_back import gone
from tests.ballots.test_moving_next_door import YEARS_LATER, arrives, enters, settled, upheld
from tests.ballots.test_what_a_removal_takes_along import A_DAY, changes
from tests.journeys.test_an_upheld_dispute_puts_it_back import OF_OTHERS, at_desk, undoing
from tests.money.cases import act, on, rules_of
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

pytestmark = pytest.mark.usefixtures("community")
CARD = "11010519491231002X"
Scene = Callable[[Ref], Done]


def registers_again(who: Ref) -> Done:
    assert arrives(door="8-801", id_number=CARD) == who
    entry = Journal.objects.filter(act="registry.register_arrival").latest("id")
    return Done(entry=entry)  # type: ignore[arg-type]


def ends_membership(who: Ref) -> Done:
    told = {"person": str(who), "kind": "collective"}
    act("registry.record_membership", CLERK, here(), **told, from_day=date(2026, 1, 5))
    return act("registry.end_membership", CLERK, here(), **told)


def ends_ownership(who: Ref) -> Done:
    flat = Ref("household", f"{CODE}-7-702")
    act("registry.record_ownership", CLERK, flat, owner=str(who), area="80", from_day=date(2026, 1, 5))
    return act("registry.end_ownership", CLERK, flat, owner=str(who))


def is_declared_kin(who: Ref) -> Done:
    director = Ref.parse(holder(CODE, DIRECTOR))
    return act("registry.declare_kinship", DIRECTOR, director, relative=str(who), relation="sibling")


def is_found_kin(who: Ref) -> Done:
    facts = {"relative": holder(CODE, DIRECTOR), "relation": "sibling", "source": "inspection"}
    return act("registry.declare_kinship", DIRECTOR, who, **facts)


def is_placed(_who: Ref) -> Done:
    facts = {"grid": registry.subgroups(CODE)[0].code, "reason": "left_open"}
    return act("registry.place_household", CLERK, Ref("household", f"{CODE}-7-702"), **facts)


SCENES: tuple[tuple[str, Scene], ...] = (
    ("registry.record_arrival", enters),
    ("registry.record_departure", gone),
    ("registry.correct_person", lambda who: claims(who, name="别的名字")),
    ("registry.correct_person", lambda who: claims(who, status="mobile")),
    ("registry.change_status", lambda who: changes(who, "mobile")),
    ("registry.register_arrival", registers_again),
    ("registry.end_membership", ends_membership),
    ("registry.end_ownership", ends_ownership),
    ("registry.declare_kinship", is_declared_kin),
    ("registry.declare_kinship", is_found_kin),
    ("registry.place_household", is_placed),
)


def undo_of(name: str) -> type[Act[Any, Any]]:
    return next(undo for done, undo in UNDOING.items() if done.name == name)


def test_each_has_a_story_here_and_what_is_left_was_entered_for_somebody_at_the_desk() -> None:
    """The latter stands on their desk whatever it was: `record.entered_for` asks for whom, and not for which act."""
    assert {name for name, _scene in SCENES} == OF_OTHERS
    assert undoing() - OF_OTHERS <= at_desk()


@pytest.mark.parametrize(("name", "scene"), SCENES)
def test_they_find_it_dispute_it_and_are_put_back(name: str, scene: Scene, client: Client) -> None:
    who, other = settled(id_number=CARD), settled(name="邻居", door="1-1")
    with on(YEARS_LATER):
        done = scene(who)
        assert done.entry.act == name
    with on(YEARS_LATER + A_DAY):
        entry, button = Ref("entry", done.entry.ref), f"do/disclosure.dispute_desk_act/entry:{done.entry.ref}/"
        assert button in signed_in(client, str(who)).get(f"/en/c/{CODE}/desk/").content.decode(), "on their own desk"
        assert client.get(f"/en/c/{CODE}/{button}").status_code == 200
        assert entry in {subject for subject, _title in their_own(CODE, str(who))}, "when they come to the desk"
        assert button not in signed_in(client, str(other)).get(f"/en/c/{CODE}/desk/").content.decode()
        with pytest.raises(Refused) as refusal:
            upheld(done, other)
        assert rules_of(refusal) == {"entered_for_you"}
        upheld(done, who)
        [undone] = Journal.objects.filter(act=undo_of(name).name)
        assert undone.public["undone"] == done.entry.ref
        assert button not in signed_in(client, str(who)).get(f"/en/c/{CODE}/desk/").content.decode(), "nor afterwards"


def test_nobody_is_spoken_for_by_an_entry_that_is_not_there() -> None:
    assert {frozenset()} == {spoken_for(name, "nothing") for name in OF_OTHERS}
