"""Which way the parameters of the house rules go. Failed before of these: nobody was told that one neighbour was to be
enough, that a second picture may be taken a day after the first, or that older rolls were to decide."""

import copy

import pytest

from sunward.charter.engine import read_pack
from sunward.charter.engine.amending.amending import difference
from sunward.charter.engine.amending.hands import ENDING_SILENCE, held_by_less
from sunward.charter.engine.amending.looser import loosened
from sunward.kernel.acts import act_named
from tests.charter.engine.conftest import HOUSE


@pytest.mark.parametrize(
    ("key", "new", "looser"),
    [
        ("vouching_neighbours", 1, True),
        ("vouching_neighbours", 3, False),
        ("board_photograph_again", "1/10", True),
        ("board_photograph_again", "2/3", False),
        ("board_photograph_again", 1, True),  # no share: then nobody takes a second one
        ("roll_record_date", "60 days", True),
        ("roll_record_date", "20 days", False),
        ("roll_valid_for", "360 days", True),
        ("roll_valid_for", "90 days", False),
        ("election_called_ahead", "180 days", True),
        ("election_called_ahead", "60 days", False),
    ],
)
def test_which_way_a_parameter_goes(key: str, new: object, looser: bool) -> None:
    old = read_pack(HOUSE / "demo-liuhe-assemblies").versions[-1].document
    document = copy.deepcopy(dict(old))
    document["parameters"][key]["value"] = new
    (change,) = difference(old, document)
    assert change.path == f"parameters.{key}.value"
    assert bool(loosened([change], old)) is looser


@pytest.mark.parametrize(
    ("old", "new", "looser"),
    [
        (["voter"], ["resident"], False),
        (["resident"], ["voter"], True),
        (["anyone"], ["resident", "member", "party_member", "owner"], True),
        (["resident", "service_centre.clerk"], ["resident"], False),
        (["clock"], ["service_centre.clerk"], False),
    ],
)
def test_whoever_is_among_those_who_keep_it_loses_nothing(old: list[str], new: list[str], looser: bool) -> None:
    document = {"powers": {"one": {"act": "disclosure.object", "held_by": old}}}
    assert held_by_less(document, "powers.one.held_by", old, new) is looser


def test_a_silence_is_ended_by_acts_that_there_are() -> None:
    assert {act_named(name).name for name in ENDING_SILENCE} == ENDING_SILENCE
