"""A matter says by which rules it is judged: their name, and from which day they are in force, with the way to them.
It said `demo-xiangyang@2026-01-01`, which led nowhere."""

import re

import pytest

from tests.by_links import Walk
from tests.charter.amendments import LEAD, MEDIUM, change, in_force
from tests.money import cases
from tests.money.cases import START, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
CODES = re.compile(r"\b[a-z]+(?:-[a-z]+)+@")
both = pytest.mark.parametrize("language", ["zh", "en"])
TITLE = {"zh": "向阳社区规则册（虚构）", "en": "rule book of Xiangyang community (fictional)"}
NEW = {"zh": "2026年4月1日（星期三）起施行", "en": "in force since Wednesday 1 April 2026"}  # of START + LEAD


@both
def test_a_matter_keeps_the_version_under_which_it_was_opened_and_leads_to_it(language: str) -> None:
    with on(START):
        older = cases.open_matter("annual_budget")
        in_force(change(MEDIUM, "8000 yuan"), since=START + LEAD)
    with on(START + LEAD):
        newer = cases.open_matter("annual_budget")
        first, second = (Walk("", language).go("matters/", f"/{one.id}/") for one in (older, newer))
        for page in (first, second):
            assert not CODES.search(page.words)
            assert TITLE[language] in page.words
            assert page.links("/charter/#h-versions"), "the laws stand among the rule books in force"
        assert NEW[language] in second.words
        assert NEW[language] not in first.words
        (of_first,), (of_second,) = (page.links("/charter/changes/?to=") for page in (first, second))
        assert of_first != of_second
        changed = {"zh": "8,000 元", "en": "8,000 yuan"}[language]
        assert changed in second.go("/charter/changes/?to=").words
        assert changed not in first.go("/charter/changes/?to=").words
