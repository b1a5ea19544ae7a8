"""The worked examples of every rule book: what the judge must say, on both sides of every threshold."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sunward.charter.engine import Finding, judge
from sunward.charter.engine.cases import held_on
from sunward.charter.engine.library import Library
from sunward.charter.engine.lint.worked_examples import run_example

CHARTERS = Path(__file__).parents[2] / "charters"
PACKS = sorted(head.parent.name for head in CHARTERS.glob("*/pack.yaml"))
LIBRARY = Library()
Example = Mapping[str, Any]


def examples_of(pack: str) -> tuple[Example, ...]:
    files = sorted((CHARTERS / pack / "examples").glob("*.json"))
    return tuple(example for file in files for example in json.loads(file.read_text("utf-8")))


ALL = [(f"{pack}: {example['title']['en']}", example) for pack in PACKS for example in examples_of(pack)]
STREET = {"demo-liuhe-street", "demo-liuhe-assemblies"}  # the street decides nothing for residents
DECIDING = [pack for pack in PACKS if pack not in STREET]


@pytest.mark.parametrize("example", [pytest.param(example, id=name) for name, example in ALL])
def test_the_judge_says_what_the_example_expects(example: Example) -> None:
    assert list(run_example(example, LIBRARY)) == []


def test_there_are_enough_examples_and_no_two_have_one_name() -> None:
    names = Counter(name for name, _ in ALL)
    assert len(ALL) >= 120
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("pack", DECIDING)
def test_every_rule_book_shows_what_is_valid_and_what_is_not(pack: str) -> None:
    assert {True, False} <= {example["expect"].get("valid") for example in examples_of(pack)}


@pytest.mark.parametrize("pack", PACKS)
def test_an_example_leans_on_the_rule_book_that_it_belongs_to(pack: str) -> None:
    strangers = [one["title"]["en"] for one in examples_of(pack) if pack not in one["charter"]]
    assert strangers == []


def judged(case: Mapping[str, Any], books: Sequence[str]) -> tuple[Finding, ...]:
    return judge(case, LIBRARY.charter(books, held_on(case))).findings


@pytest.mark.parametrize("pack", PACKS)
def test_the_order_of_rule_books_on_the_command_line_changes_nothing(pack: str) -> None:
    decided = [one for one in examples_of(pack) if "valid" in one["expect"]]
    differing = [
        one["title"]["en"]
        for one in decided
        if judged(one["case"], one["charter"]) != judged(one["case"], one["charter"][::-1])
    ]
    assert differing == []
