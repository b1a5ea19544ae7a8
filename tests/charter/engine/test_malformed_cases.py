"""A case that cannot be judged says where it is wrong and what is accepted."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.charter.engine import UnusableCase, Verdict, judge
from sunward.charter.engine.cases import held_on, parse_json
from sunward.charter.engine.vocabulary import CLASSES, FIGURES
from tests.charter.engine.scenes import MEMBER_ASSEMBLY, RESIDENTS, VILLAGE_REPRESENTATIVES, judged, national

COLLECTIVE = national("cn-collective")


@pytest.mark.parametrize(
    ("change", "where", "accepted"),
    [
        ({"matter": "lunch"}, "matter", "land_compensation_distribution"),
        ({"matter": ["x"]}, "matter", "land_compensation_distribution"),
        ({"body": "parliament"}, "body", "member_assembly"),
        ({"called_by": "mayor"}, "called_by", "supervision_committee"),
        ({"called_by": "petition"}, "petition", "signed"),
        ({"held_on": "20250620"}, "held_on", "YYYY-MM-DD"),
        ({"notice_on": "2025-02-30"}, "notice_on", "YYYY-MM-DD"),
        ({"notice_on": 20250610}, "notice_on", "YYYY-MM-DD"),
        ({"agenda": {"fixed_on": "soon"}}, "agenda.fixed_on", "YYYY-MM-DD"),
        ({"agenda": {"includes_matter": 1}}, "agenda.includes_matter", "true, false"),
        ({"agenda": {"items": []}}, "agenda.items", "includes_matter"),
        ({"authorisation": {"matter": "yes"}}, "authorisation.matter", "true, false"),
        ({"authorisation": True}, "authorisation", "matter"),
        ({"steps": {"party_study": "2025-05-20"}}, "steps", "step"),
        ({"steps": [{"step": "prayer", "on": "2025-05-20"}]}, "steps[0].step", "party_study"),
        ({"steps": [{"step": "party_study"}]}, "steps[0].on", "YYYY-MM-DD"),
        ({"counts": {"ghosts": {"entitled": 1}}}, "counts.ghosts", "members"),
        ({"counts": {"members": {"maybe": 1}}}, "counts.members.maybe", "abstain"),
        ({"counts": {"members": 412}}, "counts.members", "entitled"),
        ({"counts": [1]}, "counts", "members"),
        ({"weather": "fine"}, "case.weather", "held_on"),
    ],
)
def test_where_and_what_is_accepted(change: dict[str, object], where: str, accepted: str):
    with pytest.raises(UnusableCase) as caught:
        judge({**MEMBER_ASSEMBLY, **change}, COLLECTIVE)

    assert caught.value.where == where
    assert accepted in caught.value.what


@pytest.mark.parametrize("count", [True, False, -1, 30.0, 2.5, "30", None, float("nan"), [30], 10**20])
@pytest.mark.parametrize("figure", FIGURES)
def test_only_whole_numbers_are_counts(figure: str, count: object):
    with pytest.raises(UnusableCase, match=rf"counts\.members\.{figure}"):
        judge({**MEMBER_ASSEMBLY, "counts": {"members": {figure: count}}}, COLLECTIVE)


@pytest.mark.parametrize(
    "figures",
    [
        {"entitled": 40, "present": 41},
        {"entitled": 40, "cast": 41},
        {"present": 30, "cast": 31},
        {"present": 30, "for": 31},
        {"cast": 30, "for": 31},
        {"entitled": 30, "for": 31},
        {"present": 30, "for": 20, "against": 11},
        {"present": 30, "for": 20, "against": 5, "abstain": 6},
        {"cast": 30, "for": 20, "against": 11},
    ],
)
def test_figures_that_cannot_be_true_together(figures: dict[str, int]):
    with pytest.raises(UnusableCase, match=r"counts\.members.* more than the \d+"):
        judge({**MEMBER_ASSEMBLY, "counts": {"members": figures}}, COLLECTIVE)


def test_a_part_is_not_larger_than_the_whole():
    counts = {
        "body_members": {"entitled": 50, "present": 34, "for": 18},
        "representatives": {"entitled": 51},
        "women_representatives": {"entitled": 17},
    }
    with pytest.raises(UnusableCase, match=r"counts\.representatives\.entitled"):
        judged(VILLAGE_REPRESENTATIVES, "cn-village", counts=counts)


@pytest.mark.parametrize("missing", ["representatives", "women_representatives", "body_members"])
def test_a_figure_that_the_composition_needs(missing: str):
    counts = deepcopy(VILLAGE_REPRESENTATIVES["counts"])
    assert isinstance(counts, dict)
    del counts[missing]
    with pytest.raises(UnusableCase, match=rf"counts\.{missing}\.\w+: is missing"):
        judged(VILLAGE_REPRESENTATIVES, "cn-village", counts=counts)


@pytest.mark.parametrize(
    ("petition", "where"),
    [
        ({"class": "members", "signed": 11, "entitled": 10}, "petition.signed"),
        ({"class": "members", "signed": 11}, "petition.entitled"),
        ({"class": "cats", "signed": 1, "entitled": 10}, "petition.class"),
        ({"class": "members", "signed": True, "entitled": 10}, "petition.signed"),
        ({"signed": 1, "entitled": 10}, "petition.class"),
    ],
)
def test_petitions_are_read_strictly(petition: dict[str, object], where: str):
    with pytest.raises(UnusableCase) as caught:
        judge({**MEMBER_ASSEMBLY, "petition": petition}, COLLECTIVE)

    assert caught.value.where == where


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"matter": "a", "matter": "b"}', "matter: stands twice"),
        (b'{"counts": {"members": {"for": 1, "for": 2}}}', "for: stands twice"),
        (b"{", "is not JSON"),
        (b"", "is not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_json_that_says_two_things_or_none(raw: bytes, message: str):
    with pytest.raises(UnusableCase, match=message):
        parse_json(raw)


@pytest.mark.parametrize("document", [None, [], "case", 7, {}, {"held_on": None}])
def test_the_day_is_needed_first(document: object):
    with pytest.raises(UnusableCase):
        held_on(document)


def judged_or_refused(case: dict[str, object]) -> Verdict | UnusableCase:
    try:
        return judge(case, COLLECTIVE)
    except UnusableCase as error:
        return error


words = st.text(max_size=12)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*MEMBER_ASSEMBLY, "petition", "authorisation"]), plain))
def test_no_input_makes_the_judge_stumble(changes: dict[str, object]):
    verdict = judged_or_refused({**MEMBER_ASSEMBLY, **changes})

    assert verdict.where if isinstance(verdict, UnusableCase) else verdict.findings


counts = st.dictionaries(
    st.sampled_from(tuple(CLASSES)),
    st.dictionaries(st.sampled_from(FIGURES), st.integers(0, 60)),
    max_size=3,
)


@given(counts)
def test_any_counts_are_judged_or_refused(given_counts: dict[str, dict[str, int]]):
    verdict = judged_or_refused({**MEMBER_ASSEMBLY, "counts": given_counts})

    if isinstance(verdict, UnusableCase):
        assert verdict.where.startswith("counts")
        return
    votes = given_counts["members"]
    enough = votes["for"] * 3 >= votes["entitled"] * 2 > 0
    assert verdict.valid is (enough and votes["present"] * 3 >= votes["entitled"] * 2)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("16.0", "16.0"),
        ("1e1", "1e1"),
        ("NaN", "NaN"),
        ("-Infinity", "-Infinity"),
        ("null", "null"),
        ("true", "true"),
        ("9" * 5000, "9" * 20 + "..."),
        ("10000000001", "10000000001"),
        ("-1", "-1"),
        ('"16"', "'16'"),
        ("{}", "{}"),
    ],
)
def test_a_number_that_is_none_is_refused_where_it_stands(written: str, said: str):
    raw = json.dumps({**RESIDENTS, "counts": {"adults": {"entitled": 30, "present": 16, "for": 9}}})
    case = parse_json(raw.replace("16", written))

    with pytest.raises(UnusableCase) as caught:
        judge(case, national("cn-urban"))  # type: ignore[arg-type]
    accepted = "is not accepted; accepted: a whole number from 0 to 10000000000"
    assert str(caught.value) == f"counts.adults.present: {said} {accepted}"


@pytest.mark.parametrize(
    ("place", "written"), [("held_on", "20240601"), ("held_on", "1.5"), ("notice_on", "null"), ("agenda", "NaN")]
)
def test_nor_does_another_place_take_a_number(place: str, written: str):
    raw = json.dumps({**RESIDENTS, place: "HERE"}).replace('"HERE"', written)

    with pytest.raises(UnusableCase, match=place):
        judge(parse_json(raw), national("cn-urban"))  # type: ignore[arg-type]
