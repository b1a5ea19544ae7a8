"""The tree of areas: prefixes of a path, in both databases."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunward.kernel.guard import door_open
from sunward.registry import queries
from sunward.registry.models import Area
from tests.registry.conftest import TODAY


@pytest.mark.postgres
def test_what_lies_under_an_area_is_found_by_its_path(founded: str) -> None:
    codes = [area.code for area in queries.area_tree("990202003000")]
    assert codes == ["990202003000", "990202003001", *(f"99020200300100{n}" for n in range(1, 5))]
    assert [card.code for card in queries.communities_under("990200000000")] == [founded]
    assert queries.communities_under("110000000000") == ()
    assert queries.residents_count(founded, TODAY) == 0


@pytest.mark.postgres
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parents=st.lists(st.integers(0, 20), min_size=1, max_size=15))
def test_any_tree_agrees_with_walking_up(db: None, parents: list[int]) -> None:
    with transaction.atomic(), door_open():
        made: list[Area] = []
        for number, place in enumerate(parents):
            parent = made[place % len(made)] if made and place else None
            path = f"{parent.path if parent else ''}98{number:010d}/"
            made.append(Area.objects.create(code=f"98{number:010d}", level="grid", parent=parent, path=path,
                                            name_zh=str(number), name_en=str(number)))  # fmt: skip
        for top in made:
            below = {area.code for area in made if top in [area, *_ancestors(area)]}
            assert {area.code for area in queries.area_tree(top.code)} == below
        transaction.set_rollback(True)


def _ancestors(area: Area) -> list[Area]:
    return [area.parent, *_ancestors(area.parent)] if area.parent else []
