"""A rule that came or went as a whole is said in words, place by place, on the page of what changed.

Failed before: what went stood there with the keys of the file and in both languages, and of a new power not even who
holds it.
"""

import json
import re
from collections.abc import Callable, Iterator
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
from sunward.kernel.text import Text
from sunward.portal.words.differences import rules_shown
from sunward.portal.words.rulelabels import TOGETHER, label_at
from sunward.portal.words.rulevalues import leaf_said, titles_of
from sunward.portal.words.rulewords import changes_said
from tests.charter.next_versions import in_force
from tests.meetings.scenes import CALLED, at
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community", "own_keys")]
PACKS = Path(settings.SUNWARD_CHARTERS)
KEY = re.compile(r"\b[a-z]+_[a-z_]+\b|\bzh: |(?:^|; )(of|source|who): ")
LATIN = re.compile(r"[A-Za-z]{2,}")
SECTIONS = (
    *("bodies", "matters", "duties", "disclosure", "powers", "procedures", "rights"),
    *("sessions", "elections", "hearings", "franchise", "parameters", "spending"),
)
# What is said without a name of its own: by what stands around it, or by what the rule is called.
UNTOLD = frozenset(
    {"zh", "en", "source", "key", "any_of", "all_of", "more_than", "at_least", "in", "limit", "facts", "needs", "by"}
    | {"requires", "residence", "steps", "tiers", "competence", "due", "published", "tender", "urgent"}
)
KEYS = ("held_by", "zh:", "act:", "shown_as", "owner:")


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
        ("en", ("a new power: the whole rule Before: not set After:", "held by: secretary, party organisation;",
                "lift a hold: the whole rule Before: what it lets them do: lift a hold; held by:", "open to: everyone;",
                "where it is not done (shown as: overdue; goes to: supervision committee); article:")),
        ("zh", ("新权力 · 整条规定 改前： 没有规定 改后：", "由谁行使：社区党组织书记；",
                "恢复办理 · 整条规定 改前： 可以做什么：恢复办理；由谁行使：",
                "向谁公开：所有人；", "不办的话（标明：逾期，报给谁：监督委员会）；依据：")),
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
        ("en", ("a new duty: the whole rule Before: not set After:", "how often: every quarter;",
                "its steps: propose, all decide;", "propose (done by: residents' committee;",
                "all decide (done by: residents' assembly; kind of step: resolution; done within: 5 days)")),
        ("zh", ("新职责 · 整条规定 改前： 没有规定 改后：", "多久一次：每季度；",
                "步骤：提出、大家定；", "大家定（由谁办：居民会议，哪一步：决议，办理期限：5 天）")),
    ],
)  # fmt: skip
def test_how_often_and_in_which_steps(client: Client, language: str, said: tuple[str, ...]) -> None:
    """Failed before: by which day of the month, and never of which period; of a procedure its days alone."""
    words = page_of_changes(client, language, quarterly_and_more)
    for one in said:
        assert one in words


def read(pack: str) -> dict[str, Any]:
    found = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in (PACKS / pack).glob("*.yaml")}
    return {section: rules for section, rules in found.items() if section not in {"pack", "examples"}}


@pytest.fixture(scope="module")
def titles() -> dict[str, Text]:
    """What a rule may name of another rule book."""
    return titles_of(*(read(str(path.parent.relative_to(PACKS))) for path in PACKS.glob("*/**/matters.yaml")))


@pytest.mark.parametrize("pack", ["demo-xiangyang", "demo-liuhe-assemblies", "cn-collective", "cn-four-two"])
def test_a_rule_that_came_or_went_is_told_without_the_words_of_its_file(pack: str, titles: dict[str, Text]) -> None:
    """Failed before: a matter, a meeting, a hearing, an election stood there as "of: members; at_least: 1/20", and on
    a Chinese page with English words."""
    seen = 0
    for section, rules in read(pack).items():
        document = {section: rules}
        for key in rules if isinstance(rules, dict) else ():
            less = {section: {name: rule for name, rule in rules.items() if name != key}}
            for old, new in ((document, less), (less, document)):
                for one in changes_said(old, new, difference(old, new), titles):
                    told = (one.rule, one.what, one.before, one.after)
                    assert not [text.zh for text in told if LATIN.search(text.zh)]
                    assert not [text.en for text in told if KEY.search(text.en)]
                    seen += 1
    assert seen > 3


def parts_of(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a rule book, the whole rules left out."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if len(path) > 1 and key not in {"zh", "en"}:
            yield (*path, key)
        yield from parts_of(value, (*path, key))


def shape(path: tuple[Any, ...]) -> tuple[Any, ...]:
    return (path[0], *("" if isinstance(key, int) else key for key in path[2:]))


@pytest.mark.parametrize("pack", ["demo-xiangyang", "demo-liuhe-assemblies", "cn-collective"])
def test_no_part_goes_unsaid(pack: str, titles: dict[str, Text]) -> None:
    """Each kind of part taken out of a rule: before and after differ in what they say. Failed before: a pile of parts
    had no words, and "in other words" stood on both sides."""
    document = read(pack)
    hidden = []
    for path in {shape(path): path for path in parts_of(document)}.values():
        whole = {path[0]: document[path[0]]}
        less = deepcopy(whole)
        node: Any = less
        for key in path[:-1]:
            node = node[key]
        del node[path[-1]]
        if _asks_nothing(node) or path[-1] in {"title", "source"}:
            continue
        said = changes_said(whole, less, difference(whole, less), titles)
        if not any(one.before != one.after for one in said):
            hidden.append(path)
    assert hidden == []


def _asks_nothing(node: Any) -> bool:
    """A share of nobody, or nobody's share, is no rule."""
    return isinstance(node, dict) and bool(node.keys() & {"of", "at_least", "more_than"}) != bool(
        {"of"} <= node.keys() and node.keys() & {"at_least", "more_than"}
    )


def words_of_schemas() -> Iterator[tuple[str, tuple[str, ...], Any]]:
    """Every key that a rule may have, with the keys above it, and what it may be."""
    shared = json.loads((PACKS / "schema" / "definitions.schema.json").read_text("utf-8"))["$defs"]
    for section in sorted(SECTIONS):
        schema = json.loads((PACKS / "schema" / f"{section}.schema.json").read_text("utf-8"))
        yield from _keys(schema, (), section, shared | schema.get("$defs", {}))


def _keys(schema: Any, path: tuple[str, ...], section: str, definitions: dict[str, Any]) -> Iterator[Any]:
    if "$ref" in schema:
        yield from _keys(definitions[schema["$ref"].rpartition("/")[2]], path, section, definitions)
    for key, inner in schema.get("properties", {}).items():
        yield section, (*path, key), inner
        yield from _keys(inner, (*path, key), section, definitions)
    for inside in ("additionalProperties", "items"):
        if isinstance(schema.get(inside), dict):
            yield from _keys(schema[inside], path, section, definitions)
    for one in [one for word in ("oneOf", "anyOf", "allOf") for one in schema.get(word, ())]:
        yield from _keys(one, path, section, definitions)


def test_every_word_that_a_rule_may_use_has_words() -> None:
    """By the schemas, so that a new key or choice cannot come without: no "besides" and no word of a file."""
    seen, unsaid = 0, []
    for section, path, schema in words_of_schemas():
        if path[-1] in UNTOLD:
            continue
        seen += 1
        whole = (section, *path)
        if not (label_at(whole) or path[-1] in TOGETHER):
            unsaid.append(whole)
        choices = schema.get("enum") or schema.get("items", {}).get("enum") or ()
        unsaid += [(*whole, one) for one in choices if LATIN.search(leaf_said(whole, one, {}).zh)]
    assert unsaid == []
    assert seen > 150


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_change_is_hidden_where_a_value_has_no_words(language: str) -> None:
    """Failed before: "in other words" stood on both sides."""
    old, new = ({"hearings": {"all_major": {"speakers": {"chosen_by": how}}}} for how in ("a coin", "dice"))
    [one] = changes_said(old, new, difference(old, new))
    told = [getattr(text, language) for text in (one.before, one.after)]
    assert ("a coin" in told[0], "dice" in told[1]) == (True, True)


def test_who_speaks_is_told_in_words() -> None:
    old, new = ({"hearings": {"all_major": {"speakers": 6, "chosen_by": how}}} for how in ("draw", "nomination"))
    [one] = changes_said(old, new, difference(old, new))
    assert (one.label.zh, one.before.zh, one.after.zh) == (
        "听证：其他重大事项 · 其他内容",
        "怎么选人：抽签",
        "怎么选人：推荐",
    )
    assert (one.before.en, one.after.en) == ("how they are chosen: by lot", "how they are chosen: by nomination")


def test_a_list_that_grew_is_told_whole_and_what_was_not_there_as_such() -> None:
    rule = {"minutes": {"within": "3 days", "signed_by": ["chair", "recorder"]}}
    more = {"minutes": {"within": "3 days", "open_for": "1 day", "signed_by": ["chair", "recorder", "supervisor"]}}
    old, new = ({"sessions": {"residents_assembly": one}} for one in (rule, more))
    [one] = changes_said(old, new, difference(old, new))
    assert one.before.en == "minutes (signed by: the chair, the recorder)"
    assert (
        one.after.en == "minutes (open to corrections for: 1 day; signed by: the chair, the recorder, the supervisor)"
    )
    [back] = changes_said(
        old,
        {"sessions": {"residents_assembly": {"minutes": rule["minutes"] | {"open_for": "1 day"}}}},
        difference(old, {"sessions": {"residents_assembly": {"minutes": rule["minutes"] | {"open_for": "1 day"}}}}),
    )
    assert (back.before.zh, back.after.zh) == ("没有规定", "会议记录（可以要求更正的时间：1 天）")


def test_who_does_a_step_is_told_of_that_step_alone() -> None:
    step = {"step": "proposal", "title": {"zh": "提出", "en": "propose"}, "body": "residents_committee"}
    last = {"step": "resolution", "title": {"zh": "定", "en": "decide"}, "body": "residents_assembly"}
    old = {"procedures": {"one": {"title": {"zh": "程序", "en": "procedure"}, "steps": [step, last]}}}
    new = {"procedures": {"one": old["procedures"]["one"] | {"steps": [step | {"body": "joint_meeting"}, last]}}}
    [one] = changes_said(old, new, difference(old, new))
    assert one.before.en == "propose (done by: residents' committee)"
    assert one.after.zh == "提出（由谁办：两委联席会议）"


def test_an_amount_with_cents_is_told_as_it_is() -> None:
    """Failed before: 1000.50 yuan were told as 100050."""
    old, new = ({"powers": {"sign": {"limit": {"rolling": {"most": much}}}}} for much in ("1000.50 yuan", "2000 yuan"))
    [one] = changes_said(old, new, difference(old, new))
    assert ("1,000.50 元" in one.before.zh, "2,000 yuan" in one.after.en) == (True, True)


def body_with(first: str, second: str) -> dict[str, Any]:
    quorum = {"of": "adults", "more_than": "1/2", "source": first}
    return {"bodies": {"residents_assembly": {"quorum": quorum, "notice": {"days": 5, "source": second}}}}


@pytest.mark.parametrize(
    ("new", "before", "after"),
    [
        (("乙条", "乙条"), "到会人数（依据：甲条）", "到会人数（依据：乙条）"),
        (("乙条", "甲条"), "到会人数（依据：甲条）；提前通知（依据：乙条）",
                           "到会人数（依据：乙条）；提前通知（依据：甲条）"),
    ],
)  # fmt: skip
def test_another_article_is_told_where_it_stands(new: tuple[str, str], before: str, after: str) -> None:
    """Failed before: articles were one heap, and "the two versions say the same", or "before: not set"."""
    old, newer = body_with("甲条", "乙条"), body_with(*new)
    [one] = changes_said(old, newer, difference(old, newer))
    assert (one.before.zh, one.after.zh) == (before, after)


def test_so_many_voters_are_told_as_such() -> None:
    """Failed before: "besides: 300"."""
    old, new = (
        {"elections": {"residents_committee": {"turnout": {"at_least": least, "source": "某条"}}}}
        for least in ("1/2", 300)
    )
    [one] = changes_said(old, new, difference(old, new))
    assert (one.before.zh, one.after.zh) == ("投票人数：二分之一以上", "投票人数：至少300人")


def petition_by(*articles: str) -> dict[str, Any]:
    ways = [
        {"of": of, "at_least": "1/5", "source": article}
        for of, article in zip(("adults", "household_delegates", "representatives"), articles, strict=True)
    ]
    return {"bodies": {"residents_assembly": {"petition": ways}}}


@pytest.mark.parametrize(
    ("new", "after"),
    [(("丙条", "甲条", "甲条"), "丙条、甲条、甲条"), (("甲条", "甲条", "乙条"), "甲条、甲条、乙条")],
)
def test_of_several_ways_each_has_its_article(new: tuple[str, ...], after: str) -> None:
    """Failed before: another article of one of them was told as if there had been none."""
    old, newer = petition_by("甲条", "甲条", "甲条"), petition_by(*new)
    [one] = changes_said(old, newer, difference(old, newer))
    assert (one.before.zh, one.after.zh) == ("联名人数（依据：甲条）", f"联名人数（依据：{after}）")


def test_ways_that_swap_their_articles_do_not_say_the_same() -> None:
    """Failed before: the page said that the versions differ in the other language alone."""
    old, newer = petition_by("甲条", "乙条", "乙条"), petition_by("乙条", "甲条", "乙条")
    [row] = rules_shown(changes_said(old, newer, difference(old, newer)))
    assert str(row["before"]) != str(row["after"])


def test_what_changed_otherwise_is_not_left_out() -> None:
    old, new = ({"bodies": {"residents_assembly": {"rank": rank}}} for rank in (["joint", "joint"], ["joint"] * 3))
    said = changes_said(old, new, difference(old, new))
    assert len(rules_shown(said)) == len(said) == 1
