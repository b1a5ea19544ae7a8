"""The page on which rules are changed speaks in words: no key of a file, no name said twice, no yes or no among the
days; nothing is called optional that is refused when it is left out, and where no draft can be made it says so."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from sunward.charter import queries as charter
from sunward.charter.engine import Text
from sunward.charter.wording import in_words
from tests.charter.amendments import MEDIUM, change
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, holder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
both = pytest.mark.parametrize("language", ["zh", "en"])
SAID = re.compile(r"<h3>(?:规则检查的结果|What the check of rule books says)</h3>(.*?)</section>", re.DOTALL)
KEYS = {"zh": re.compile(r"[a-z_]{3,}"), "en": re.compile(r"\b[a-z]+(?:[_.][a-z]+)+\b|\bheld_by\b|\.yaml")}
OPTIONAL = {"zh": "（可不填）", "en": "(optional)"}
SMALL = "spending.tiers.small.requires.signatures"


@pytest.fixture
def clerk() -> Client:
    return signed_in(Client(), holder(CODE, CLERK))


def preview(client: Client, language: str, *rows: dict[str, Any]) -> str:
    given = {"changes": json.dumps(rows), "effective_from": "2026-09-01", "go": "preview"}
    return str(client.post(f"/{language}/c/{CODE}/charter/amend/", given).content.decode())


def opened(client: Client, language: str, section: str, entry: str = "") -> str:
    given = {"section": section} | ({"entry": entry} if entry else {})
    return str(client.get(f"/{language}/c/{CODE}/charter/amend/", given).content.decode())


@both
@pytest.mark.parametrize(
    ("path", "new", "said"),
    [
        ("powers.publish.held_by", None, {"zh": "没有填“由谁行使”", "en": "“held by” is not filled in"}),
        (MEDIUM, "1000 yuan", {"zh": "本档的上限不高于前一档", "en": "reaches no further than the one before it"}),
        (SMALL, ["residents_committee.member"], {"zh": "让居民委员会委员签批", "en": "No power lets member"}),
        ("disclosure.budget.by.within", None, {"zh": "没有填“期限”", "en": "“within how long” is not filled in"}),
    ],
)  # fmt: skip
def test_what_the_check_says_is_said_in_words(
    clerk: Client, path: str, new: Any, said: dict[str, str], language: str
) -> None:
    page = preview(clerk, language, change(path, new))
    found = SAID.search(page)
    assert found
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", found[1], flags=re.DOTALL)
    assert said[language] in words
    assert not KEYS[language].findall(words)
    barred = {"zh": "还不能起草", "en": "No draft can be made of this"}[language]
    assert barred in words, "before, the button was missing and nothing said why"
    assert 'value="save"' not in page


@both
def test_whoever_can_be_chosen_is_named_once(clerk: Client, language: str) -> None:
    """Seen before: “居务监督委员会监督委员会主任”."""
    page = opened(clerk, language, "duties", "duties.monthly_statement")
    names = re.findall(r"<option[^>]*>([^<]+)</option>", page)
    whole = {"zh": "监督委员会主任", "en": "head, supervision committee"}[language]
    assert whole in names
    for name in names:
        assert name.count("委员会") < 2
        assert name.count("committee") < 2


@both
def test_a_yes_or_no_stands_among_the_other_rules(clerk: Client, language: str) -> None:
    yes = {"zh": "1（是）", "en": "1 (yes)"}[language]
    assert yes not in opened(clerk, language, "days")
    assert yes in opened(clerk, language, "others")


@both
def test_what_is_refused_when_it_is_left_out_is_not_called_optional(clerk: Client, language: str) -> None:
    for section, entry in (
        ("duties", "duties.monthly_statement"), ("posts", "powers.bank_income"), ("disclosure", "disclosure.budget"),
        ("limits", "spending.tiers.large"), ("days", "rights.meeting_on_demand"),
    ):  # fmt: skip
        page = opened(clerk, language, section, entry)
        assert OPTIONAL[language] not in page, entry
        assert section == "limits" or '<option value="">' not in page, "four places to sign, two of them empty"
    step = "procedures.community_four_two.steps.resolution_disclosure"
    assert OPTIONAL[language] in opened(clerk, language, "days", step), "a step needs no day of its own"
    left_out = {"section": "posts", "entry": "powers.bank_income", "go": "take", "p0": "residents_committee.director"}
    answer = clerk.post(
        f"/{language}/c/{CODE}/charter/amend/", left_out | {"p1_0": "", "p1_1": "days", "changes": "[]"}
    )
    assert answer.status_code == 422


def test_an_entry_that_is_counted_is_called_by_its_name() -> None:
    """Seen before: `spending.tiers.1.up_to`."""
    rules = charter.own_rules(CODE)
    assert rules
    said = in_words(rules.body, "spending.tiers.1.up_to", Text("不对", "wrong"))
    assert said.zh.startswith("超过二千元、不超过一万元的开支：")
    governs = Text("以“parameters.board_retention.value”为准", "“parameters.board_retention.value” governs")
    assert in_words(rules.body, "disclosure.budget", governs).zh == "年度预算：以公开栏保留时间为准"
