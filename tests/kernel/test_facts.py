"""The input of an act is declared once and read the same way for page, API and command line."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from sunward.kernel.facts import FactsError, asked, form_for, how_asked, read
from sunward.kernel.formfields import read_day
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Sample:
    held_on: date = asked("开会日期", "held on")
    amount: Decimal = asked("金额", "amount")
    present: int = asked("到会", "present")
    way: str = asked("方式", "way", choices=[("open", Text("公开", "open")), ("quote", Text("询价", "quote"))])
    name: str = asked("姓名", "name", private=True)
    agreed: bool = asked("同意", "agreed", default=False)
    note: str | None = asked("备注", "note", default=None, long=True)


GIVEN = {"held_on": "2026年11月3日", "amount": "90,500", "present": "40", "way": "open", "name": "赵德海"}


def test_what_was_typed_becomes_typed_facts() -> None:
    facts = read(Sample, GIVEN)
    assert facts == Sample(date(2026, 11, 3), Decimal("90500.00"), 40, "open", "赵德海", False, None)


@pytest.mark.parametrize("name", ["on_behalf_of", "claimed_at", "post", "key", "csrfmiddlewaretoken"])
def test_what_is_no_fact_is_refused_and_not_dropped(name: str) -> None:
    """Whoever writes for whom they act among the facts would act for themselves."""
    with pytest.raises(FactsError) as caught:
        read(Sample, {**GIVEN, name: "person:somebody"})
    assert set(caught.value.errors) == {name}


def test_every_mistake_is_named_with_what_is_accepted() -> None:
    bad = {**GIVEN, "held_on": "3.11.26", "amount": "-5", "present": "forty", "way": "secret", "name": ""}
    with pytest.raises(FactsError) as caught:
        read(Sample, bad)
    assert set(caught.value.errors) == {"held_on", "amount", "present", "way", "name"}
    assert "2026-11-23" in caught.value.errors["held_on"][0]


DAYS = ["2009-06-01", "2009/6/1", "2009.6.1", "20090601", "2009年6月1日", "2009年6月1号", " 2009 年 6 月 1 号 "]
DAYS += [
    "２００９年６月１号",
    "２００９－０６－０１",
    "２００９／６／１",
    "２００９．６．１",
    "２００９０６０１",
    "2009年6月1",
]


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_as_people_type_it(typed: str) -> None:
    assert read_day(typed) == date(2009, 6, 1)


@pytest.mark.parametrize(
    "typed", ["2009年6月1号号", "6月1号", "2009年13月1号", "2009-06-01T08:00", "٢٠٠٩-٦-١", "2009-02-29", ""]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="2026-11-23"):
        read_day(typed)


def test_an_unknown_fact_is_not_passed_over_in_silence() -> None:
    with pytest.raises(FactsError, match="skip_review"):
        read(Sample, {**GIVEN, "skip_review": "yes"})


def test_private_facts_are_known_before_anything_is_recorded() -> None:
    assert [field.name for field in fields(Sample) if how_asked(field).private] == ["name"]


def test_the_form_asks_in_the_order_of_the_declaration() -> None:
    assert list(form_for(Sample)().fields) == ["held_on", "amount", "present", "way", "name", "agreed", "note"]


@dataclass(frozen=True, slots=True)
class WithPaper:
    invoice: FileDigest = asked("发票", "invoice")


def test_a_program_hands_in_a_stored_file_by_its_digest() -> None:
    paper = FileDigest("0" * 64, 10, "application/pdf")
    assert read(WithPaper, {"invoice": paper}).invoice == paper
