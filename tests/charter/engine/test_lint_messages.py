"""Broken copies of the house's own rule books: every message says file, line, key, and what is accepted there."""

import shutil
from pathlib import Path

import pytest

from sunward.charter.engine.lint.check import check
from tests.charter.engine.conftest import HOUSE

STEPS = (
    "opinion, proposal, consultation, party_study, party_members_review, resolution, "
    "resolution_disclosure, execution, result_disclosure"
)
BROKEN = [
    ("cn-collective/bodies.yaml", "at_least: 2/3", "at_lest: 2/3", "unknown key 'at_lest'; accepted: of, counted,"),
    ("cn-collective/bodies.yaml", "at_least: 2/3", "at_least: 3/2", "'3/2' is not a share; accepted: such as 2/3"),
    ("cn-collective/bodies.yaml", "members,", "memberz,", "'memberz' is not accepted; accepted: a class (adults,"),
    ("cn-collective/bodies.yaml", "days: 10", "days: ten", "'ten' is not accepted; accepted: a whole number"),
    ("cn-collective/bodies.yaml", "[board]", "board", "'board' is not accepted; accepted: a list"),
    ("cn-collective/bodies.yaml", "[board]", "[bord]", "no body is called 'bord'; accepted: board, joint_meeting"),
    ("cn-collective/bodies.yaml", "step: party_study", "step: study", f"'study' is not accepted; accepted: {STEPS}"),
    ("cn-collective/bodies.yaml", "en: members' a", "eng: members' a", "'en' is missing; needed: zh, en"),
    (
        "cn-collective/matters.yaml",
        "source: 农",
        "surce: 农",
        "unknown key 'surce'; accepted: decided_by, delegable_to",
    ),
    ("cn-collective/matters.yaml", "[member_assembly]", "[]", "is too short; accepted: 1 or more"),
    ("cn-collective/pack.yaml", "layer: nation", "layer: moon", "'moon' is not accepted; accepted: nation, province,"),
    ("cn-collective/pack.yaml", "05-01\n", "02-30\n", "'2025-02-30' is not a day; accepted: YYYY-MM-DD"),
    ("cn-collective/pack.yaml", "to: null", "to: 2024-01-01", "accepted: 2025-05-01 or later, or null"),
    (
        "cn-collective/pack.yaml",
        "under: []",
        "under: [nope]",
        "no rule book is called 'nope'; accepted: cn-collective,",
    ),
    ("cn-village/pack.yaml", "to: 2025-12-31", "to: 2026-12-31", "cn-village@2026-01-01 are in force on the same days"),
    ("cn-village/pack.yaml", 'folder: "2018-12-29"', 'folder: "2017"', "there is no folder '2017' in cn-village"),
    (
        "cn-village/pack.yaml",
        'based_on: "2018',
        'based_on: "2017',
        "'2017-12-29' is no other version; accepted: 2018-12-29",
    ),
    (
        "cn-village/2018-12-29/matters.yaml",
        "{cn-collective:",
        "{cn-colective:",
        "no rule book is called 'cn-colective'; accepted: cn-collective,",
    ),
    ("cn-village-zhejiang/procedures.yaml", "15 days", "15 dys", "accepted: a time such as 10 days, 5 working days"),
    ("cn-collective/procedures.yaml", "step: resolution\n", "step: execution\n", "needs a `resolution` step"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "said"), BROKEN)
def test_what_is_wrong_where_and_what_is_accepted(shelf: Path, file: str, right: str, wrong: str, said: str):
    pack = file.partition("/")[0]
    for name in {pack, "cn-village", "cn-collective"}:
        shutil.copytree(HOUSE / name, shelf / name, ignore=shutil.ignore_patterns("examples"))
    text = (shelf / file).read_text(encoding="utf-8")
    (shelf / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert right in text

    first, *_ = remarks = [str(remark) for remark in check(shelf / pack)]
    assert first.startswith(f"{file} line ")
    assert any(said in remark for remark in remarks)


def test_a_rule_book_that_cannot_be_laid_out_is_one_remark_not_one_per_example(shelf: Path):
    shutil.copytree(HOUSE / "cn-collective", shelf / "cn-collective")
    file = shelf / "cn-collective" / "bodies.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2/3", "3/2", 1), encoding="utf-8")

    assert len(check(shelf / "cn-collective")) == 1


def test_exactly_one_of_two_keys(shelf: Path):
    shutil.copytree(HOUSE / "cn-collective", shelf / "cn-collective")
    file = shelf / "cn-collective" / "bodies.yaml"
    text = file.read_text(encoding="utf-8")
    for given in ("", "more_than: 1/2, at_least: 2/3, "):
        file.write_text(text.replace("at_least: 2/3, ", given, 1), encoding="utf-8")
        assert "needs exactly one of at_least, more_than" in str(check(shelf / "cn-collective")[0])
