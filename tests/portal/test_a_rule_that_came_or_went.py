"""A rule that came or went as a whole is said in words, place by place, on the page of what changed.

Failed before: what went stood there with the keys of the file and in both languages, and of a new power not even who
holds it.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.utils.html import strip_tags

from sunward.charter.engine.amending.amending import difference
from sunward.portal.words.rulewords import changes_said
from tests.charter.next_versions import in_force
from tests.meetings.scenes import CALLED, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
PACKS = Path(settings.SUNWARD_CHARTERS)
KEY = re.compile(r"\b[a-z]+_[a-z_]+\b|\bzh: |(?:^|; )(of|source|who): ")
KEYS = ("held_by", "zh:", "act:", "risk", "owner:")


def quarterly_and_more(body: dict[str, Any]) -> None:
    """A duty comes that is owed every quarter, and a procedure with its steps."""
    duty = {"name": {"zh": "新职责", "en": "a new duty"}, "period": "quarterly"}
    kind = next(iter(body["duties"]))
    body["duties"]["new_duty"] = deepcopy(body["duties"][kind]) | duty
    steps = [
        {
            "step": "proposal",
            "title": {"zh": "提出", "en": "propose"},
            "body": "residents_committee",
            "stays_up": "10 days",
        },
        {
            "step": "resolution",
            "title": {"zh": "大家定", "en": "all decide"},
            "body": "residents_assembly",
            "within": "5 days",
        },
    ]
    title = {"zh": "新程序", "en": "a new procedure"}
    body["procedures"]["new"] = {
        "title": title,
        "source": "某办法",
        "applies_to": {"matters": ["covenant"]},
        "steps": steps,
    }


def changed(body: dict[str, Any]) -> None:
    power = deepcopy(body["powers"]["take_down"])
    power |= {"name": {"zh": "新权力", "en": "a new power"}, "held_by": ["party_organisation.secretary"]}
    body["powers"]["new_power"] = power
    del body["powers"]["lift_hold"]
    del body["disclosure"]["leases"]


def page_of_changes(client: Client, language: str, change: Callable[[dict[str, Any]], None]) -> str:
    with at(CALLED, 9):
        in_force(change, CALLED + timedelta(days=10), pack="demo-xiangyang")
    with at(CALLED + timedelta(days=11), 9):
        page = client.get(f"/{language}/c/{CODE}/charter/changes/").content.decode()
    return " ".join(unescape(strip_tags(page.partition("<main")[2].replace("<", " <"))).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("a new power: the whole rule Before: not set After: held by: secretary, party organisation;",
                "lift a hold: the whole rule Before: held by:", "open to: everyone;")),
        ("zh", ("新权力 · 整条规定 改前： 没有规定 改后： 由谁行使：社区党组织书记；",
                "恢复办理 · 整条规定 改前： 由谁行使：",
                "向谁公开：所有人；")),
    ],
)  # fmt: skip
def test_who_holds_it_and_by_when_stands_there_in_words(client: Client, language: str, said: tuple[str, ...]) -> None:
    words = page_of_changes(client, language, changed)
    for one in said:
        assert one in words
    assert not [key for key in KEYS if key in words]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("a new duty: the whole rule Before: not set After: how often: every quarter;",
                "its steps: propose (residents' committee), all decide (residents' assembly)",
                "all decide: done within: 5 days")),
        ("zh", ("新职责 · 整条规定 改前： 没有规定 改后： 多久一次：每季度；",
                "步骤：提出（居民委员会）、大家定（居民会议）", "大家定：办理期限：5 天")),
    ],
)  # fmt: skip
def test_how_often_and_in_which_steps(client: Client, language: str, said: tuple[str, ...]) -> None:
    """Failed before: by which day of the month, and never of which period; of a procedure its days alone."""
    words = page_of_changes(client, language, quarterly_and_more)
    for one in said:
        assert one in words


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("pack", ["demo-liuhe-assemblies", "cn-collective", "cn-four-two"])
def test_no_rule_that_came_or_went_shows_the_keys_of_its_file(pack: str, language: str) -> None:
    """Failed before: a matter, a meeting, a hearing, an election stood there as "of: members; at_least: 1/20"."""
    read = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (PACKS / pack).glob("*.yaml")}
    document = {section: rules for section, rules in read.items() if section != "pack"}
    seen = 0
    for section, rules in document.items():
        for key in rules if isinstance(rules, dict) else ():
            less = document | {section: {name: rule for name, rule in rules.items() if name != key}}
            for old, new in ((document, less), (less, document)):
                for one in changes_said(old, new, difference(old, new)):
                    told = [getattr(text, language) for text in (one.rule, one.what, one.before, one.after)]
                    assert not [words for words in told if KEY.search(words)], told
                    seen += 1
    assert seen > 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_change_is_hidden_where_a_value_has_no_words(language: str) -> None:
    """Failed before: "in other words" stood on both sides."""
    old, new = ({"hearings": {"all_major": {"speakers": {"chosen_by": how}}}} for how in ("draw", "nomination"))
    [one] = changes_said(old, new, difference(old, new))
    told = [getattr(text, language) for text in (one.before, one.after)]
    assert ("draw" in told[0], "nomination" in told[1]) == (True, True)
