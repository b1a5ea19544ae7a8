"""What a form was filled with for one reader stands in nobody else's. Seen before: the names and doors chosen for one
election, and the doors of one community, were offered to whoever opened the same form next, of another one too."""

from types import SimpleNamespace
from typing import cast

import pytest

from sunward.kernel.acts import act_named
from sunward.kernel.available import Option
from sunward.kernel.refs import Ref
from sunward.portal.forms import actforms
from sunward.portal.forms.doorfields import with_door
from sunward.portal.forms.officefield import FIELD, with_office
from sunward.registry.acts.register_arrival import RegisterArrival
from tests.stage import CLERK, CODE, DIRECTOR, act, here

pytestmark = pytest.mark.usefixtures("community")
DOOR = "12栋201室"


def test_names_chosen_for_one_election_are_not_in_the_form_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    committee = act_named("elections.form_committee")
    known: list[dict[str, str]] = [{"members": f"{DOOR} 王小明"}, {}]
    monkeypatch.setattr(actforms, "EXPECTED", {"elections.form_committee": lambda *_: known.pop(0)})
    first, second = (actforms.form_of(committee, CODE, Ref("election", one)) for one in ("A", "B"))
    assert first.base_fields["members"].initial == f"{DOOR} 王小明"
    assert not second.base_fields["members"].initial


def test_a_door_of_one_community_is_no_example_in_another() -> None:
    act("registry.register_household", CLERK, here(), door=DOOR)
    here_ = with_door("registry.register_arrival", actforms.form_of(RegisterArrival, CODE, here()), CODE)
    there = actforms.form_of(RegisterArrival, "elsewhere", Ref("community", "elsewhere"))
    assert DOOR in str(here_.base_fields["door"].help_text)
    assert DOOR not in str(there.base_fields["door"].help_text)


def test_whoever_holds_two_offices_is_asked_no_less() -> None:
    act("registry.register_household", CLERK, here(), door=DOOR)
    two = cast("Option", SimpleNamespace(offices=(CLERK, DIRECTOR), post=CLERK))
    kind = with_office(
        with_door("registry.register_arrival", actforms.form_of(RegisterArrival, CODE, here()), CODE), two
    )
    typed = {"name": "马丽娟", "papers": "none", "status": "mobile", "door": "99-999", FIELD: CLERK}
    form = kind(typed)
    assert next(iter(form.fields)) == FIELD
    assert not form.is_valid(), "a door that is new is taken once it is said to be new"
