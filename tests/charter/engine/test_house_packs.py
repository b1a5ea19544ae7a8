"""Every rule book in the house: in order, with all its worked examples, and storable without files."""

import json
from datetime import date
from pathlib import Path

import pytest

from sunward.charter.engine import Charter, canonical_json, judge, read_pack
from sunward.charter.engine.duties import Due
from sunward.charter.engine.lint.check import check
from tests.charter.engine.conftest import HOUSE
from tests.charter.engine.scenes import MEMBER_ASSEMBLY, national

PACKS = sorted(head.parent for head in HOUSE.glob("*/pack.yaml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_in_order_with_its_examples(folder: Path):
    assert [str(remark) for remark in check(folder)] == []


def test_there_are_enough_worked_examples_on_both_sides():
    examples = [one for file in HOUSE.glob("*/examples/*.json") for one in json.loads(file.read_bytes())]

    assert len(examples) >= 120
    assert {example["expect"].get("valid") for example in examples} == {True, False, None}


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_a_version_survives_the_database(folder: Path):
    for version in read_pack(folder).versions:
        stored = canonical_json(version.document)
        (again,) = Charter.from_documents([json.loads(stored)]).versions
        assert (again.id, again.digest) == (version.id, version.digest)
        assert again.effective_to == version.effective_to


def test_a_stored_charter_judges_the_same():
    charter = national("cn-village", "cn-collective")
    stored = json.loads(canonical_json([version.document for version in charter.versions]))

    assert judge(MEMBER_ASSEMBLY, Charter.from_documents(stored)) == judge(MEMBER_ASSEMBLY, charter)


@pytest.mark.parametrize(
    ("pack", "matters"),
    [
        (
            "cn-urban",
            "major_resident_interest covenant committee_election committee_recall committee_report special_levy",
        ),
        (
            "cn-village",
            "charter_or_covenant annual_report_review duty_allowances collective_income_use public_works_plan "
            "land_contract_plan collective_project house_plot_plan land_compensation_plan "
            "collective_property_disposal committee_election committee_recall subgroup_property",
        ),
        (
            "cn-collective",
            "charter_amendment internal_rules member_confirmation board_election board_report_review officer_pay "
            "budget_and_distribution land_contract_plan house_plot_plan share_quantification "
            "construction_land_use land_compensation_distribution land_compensation_plan collective_project "
            "collective_property_disposal major_investment merger_or_division outsider_benefits",
        ),
    ],
)
def test_the_national_packs_know_the_matters_of_the_design(pack: str, matters: str):
    for day in ("2025-06-01", "2026-06-01"):
        assert list(national(pack, on=day).matters) == matters.split()


@pytest.mark.parametrize(
    ("due", "end", "day"),
    [
        (Due(1, 15), "2025-12-31", "2026-01-15"),
        (Due(0, 31), "2024-02-29", "2024-02-29"),
        (Due(2, 31), "2025-12-31", "2026-02-28"),
        (Due(12, 1), "2025-12-31", "2026-12-01"),
    ],
)
def test_a_due_day_is_counted_in_months_after_the_period(due: Due, end: str, day: str):
    assert due.on(date.fromisoformat(end)) == date.fromisoformat(day)


def test_the_quarterly_meeting_is_due_on_the_last_day():
    duty = national("cn-village").duties["representatives_meeting_quarterly"]

    assert duty.months == 3
    assert duty.due
    assert duty.due.on(date(2025, 6, 30)) == date(2025, 6, 30)
