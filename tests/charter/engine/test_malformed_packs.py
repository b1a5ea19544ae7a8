"""A rule book with anything wrong in it is refused with a place, never with a stumble."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine import Charter, PackError, canonical_json, read_pack, read_yaml
from tests.charter.engine.conftest import HOUSE

DOCUMENTS = [
    json.loads(canonical_json(version.document))
    for name in ("cn-collective", "cn-village", "demo-xiangyang")
    for version in read_pack(HOUSE / name).versions
]
odd: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers(-3, 99) | st.text(max_size=5) | st.just([]) | st.just({}) | st.just([{}])
)


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, one in inner for place in places(one, (*path, key)))]


PLACES = [(index, place) for index, document in enumerate(DOCUMENTS) for place in places(document) if place]


@given(st.sampled_from(PLACES), odd)
def test_one_odd_value_anywhere(where: tuple[int, tuple[object, ...]], value: object):
    index, (*above, last) = where
    document = deepcopy(DOCUMENTS[index])
    holder = document
    for key in above:
        holder = holder[key]
    holder[last] = value
    try:
        charter = Charter.from_documents([document])
    except PackError as error:
        complaint = str(error)
        assert complaint.count(": ") >= 1
    else:
        assert charter.versions


@pytest.mark.parametrize(
    ("part", "value", "says"),
    [
        ("bodies", [], "bodies: must be a mapping"),
        ("layer", "galaxy", "nation, province"),
        ("effective_from", "soon", "YYYY-MM-DD"),
        ("weather", {}, "unknown key 'weather'"),
    ],
)
def test_the_complaint_says_where_and_what(part: str, value: object, says: str):
    with pytest.raises(PackError, match=says):
        Charter.from_documents([{**DOCUMENTS[0], part: value}])


BOMB = "a0: &a0 [1, 1]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (BOMB, "line 2: .a0 repeats another place; accepted: everything written out"),
        ("within: &days 5\nlater: *days\n", "line 2: .days repeats another place"),
        ("a: &a\n  b: *a\n", "line 2: .a repeats another place"),
        ("[" * 200_000, "line 1: is nested too deeply"),
        ("a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 60)), "line 41: is nested too deeply"),
    ],
)
def test_a_few_lines_that_would_grow_without_end(written: str, says: str, tmp_path: Path):
    (tmp_path / "powers.yaml").write_text(written)
    with pytest.raises(PackError, match=says):
        read_yaml(tmp_path / "powers.yaml")
