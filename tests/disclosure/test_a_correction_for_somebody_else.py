"""A posting for one person, or for the households of one project, was found wrong. What is posted for others is no
correction of it: whom it was about would read that all is put right, and never the words.

Seen before: both were taken for corrections, nothing was owed any more, and no mark said so."""

from typing import Any

import pytest

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.facts import FactsError
from sunward.registry.queries import door_of
from tests.disclosure.scenes import answer, objection, post, reader, resident
from tests.disclosure.test_corrections import FRIDAY, MONDAY, after
from tests.stage import CODE

pytestmark = pytest.mark.django_db
PROJECT = {"item": "household_list", "audience_ref": "东片"}


def listed(*rows: tuple[str, str]) -> dict[str, Any]:
    columns = [{"zh": "门牌", "en": "door"}, {"zh": "金额", "en": "amount"}]
    return {"columns": columns, "rows": [list(row) for row in rows]}


def found_wrong(by: str, **facts: Any) -> tuple[Publication, str]:
    row = post(MONDAY, **facts)
    return row, answer(objection(row, by, MONDAY), "upheld", FRIDAY).number


def corrected_by(number: str, person: str) -> str:
    view = queries.objection(number, reader(person), after(5))
    assert view
    assert bool(view.correction) is not bool(view.corrected_by)
    return view.corrected_by


@pytest.mark.parametrize("wider", ["party_members", "members"])
def test_what_was_for_one_person_is_corrected_for_that_person(community: str, wider: str) -> None:
    zhang, li = resident("张一"), resident("李二")
    row, against = found_wrong(zhang, audience="person", audience_ref=zhang, text="补助5000元")
    elsewhere = {"audience_ref": "东片", "rows": listed((door_of(li, CODE), "6"))}
    for facts in (
        {"audience": "person", "audience_ref": li}, {"audience": wider}, {"audience": "project_households"} | elsewhere,
    ):  # fmt: skip
        with pytest.raises(FactsError, match="audience_ref"):
            post(after(5), corrects=row.number, text="补助6000元", **facts)
    assert corrected_by(against, zhang) == ""
    right = post(after(5), corrects=row.number, audience="person", audience_ref=zhang, text="补助6000元")
    assert corrected_by(against, zhang) == right.number
    seen = queries.publication(right.number, reader(zhang), after(5))
    assert seen
    assert seen.full


def test_or_for_more_people_and_them_among_these(community: str) -> None:
    zhang = resident("张一")
    row, against = found_wrong(zhang, audience="person", audience_ref=zhang, text="补助5000元")
    theirs = listed((door_of(zhang, CODE), "6000"))
    right = post(after(5), corrects=row.number, audience="project_households", audience_ref="东片", rows=theirs)
    assert corrected_by(against, zhang) == right.number


def test_a_list_of_households_is_corrected_for_all_of_them(community: str) -> None:
    zhang, li = resident("张一"), resident("李二")
    here, there = door_of(zhang, CODE), door_of(li, CODE)
    row, against = found_wrong(zhang, **PROJECT, rows=listed((here, "5"), ("9-9", "5")))
    for rows in (listed((there, "9")), listed((here, "6")), None):
        with pytest.raises(FactsError, match="rows"):
            post(after(5), corrects=row.number, **PROJECT, rows=rows, text="更正")
    assert corrected_by(against, zhang) == ""
    right = post(
        after(5), corrects=row.number, **PROJECT, rows=listed((here, "6"), ("9-9", "不在名单内"), (there, "9"))
    )
    assert corrected_by(against, zhang) == right.number


def test_a_list_without_doors_keeps_its_project(community: str) -> None:
    row = post(MONDAY, **PROJECT, text="名单另附")
    with pytest.raises(FactsError, match="audience_ref"):
        post(after(5), corrects=row.number, item="household_list", audience_ref="西片", text="名单")
    assert post(after(5), corrects=row.number, **PROJECT, text="名单").corrects == row
