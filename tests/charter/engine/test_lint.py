"""What `charter check` finds: shapes, sources, unknown names, tiers, steps, and rules that hang on the wall."""

from datetime import date
from pathlib import Path

import pytest

from sunward.charter.engine.errors import PackError
from sunward.charter.engine.library import Library
from sunward.charter.engine.lint.check import check
from tests.charter.engine.conftest import Pack, version

T = {"zh": "测试", "en": "test"}
POWER = {
    "name": T,
    "act": "money.approve_payment",
    "held_by": ["residents_committee.director"],
    "risk": "medium",
    "needs": {"documents": ["invoice"]},
    "within": "3 working days",
    "published": {"within": "5 working days", "stays_up": "10 days"},
    "if_not": {"shown_as": "overdue", "goes_to": "supervision_committee"},
    "source": "办法 第四条",
}
DUTY = {
    "name": T,
    "period": "quarterly",
    "due": {"months_after": 1, "day": 15},
    "owner": "residents_committee.director",
    "met_by": {"act": "disclosure.publish"},
    "if_not": {"shown_as": "overdue", "goes_to": "supervising_office"},
    "source": "办法 第五条",
}


def remarks(folder: Path) -> list[str]:
    return [str(remark) for remark in check(folder)]


def without(rule: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in rule.items() if key not in keys}


def test_a_rule_book_in_order(write_pack: Pack):
    assert remarks(write_pack("fine", powers={"pay": POWER}, duties={"post": DUTY})) == []


@pytest.mark.parametrize(
    ("keys", "lacks"),
    [
        (("within",), "no deadline"),
        (("published", "needs"), "no evidence"),
        (("if_not",), "no consequence"),
        (("within", "if_not"), "no deadline, no consequence"),
    ],
)
def test_a_power_that_hangs_on_the_wall(write_pack: Pack, keys: tuple[str, ...], lacks: str):
    (remark,) = remarks(write_pack("wall", powers={"pay": without(POWER, *keys)}))

    assert remark == f"wall/powers.yaml line 1, pay: it hangs on the wall: {lacks}"


@pytest.mark.parametrize(
    ("key", "lacks"),
    [
        ("owner", "no owner"),
        ("due", "no deadline"),
        ("met_by", "no evidence"),
        ("if_not", "no consequence"),
    ],
)
def test_a_duty_that_hangs_on_the_wall(write_pack: Pack, key: str, lacks: str):
    (remark,) = remarks(write_pack("wall", duties={"post": without(DUTY, key)}))

    assert remark.endswith(f"post: it hangs on the wall: {lacks}")


def test_only_a_statute_may_leave_something_open(write_pack: Pack):
    open_duty = {**without(DUTY, "due"), "leaves_open": ["deadline"]}

    assert remarks(write_pack("law", layer="nation", duties={"post": open_duty})) == []
    assert len(remarks(write_pack("place", layer="community", duties={"post": open_duty}))) == 1


def test_a_right_of_residents_needs_no_deadline(write_pack: Pack):
    objecting = {**without(POWER, "within", "published", "needs", "if_not"), "held_by": ["resident"]}

    assert remarks(write_pack("open", powers={"object": objecting})) == []


@pytest.mark.parametrize("right", ["5 working days", "1 day"])
def test_days_that_an_article_says_twice_are_the_same(write_pack: Pack, right: str):
    """Before, nobody said that the clocks read the one and not the other."""
    objection = {"name": T, "by": ["resident"], "forces": T, "owner": "residents_committee.director", "within": right,
                 "if_not": {"shown_as": "silence", "goes_to": "street_office"}, "source": "甲"}  # fmt: skip
    reply = {"name": T, "value": "5 working days", "source": "甲"}
    found = remarks(write_pack("twice", rights={"objection": objection}, parameters={"objection_reply": reply}))
    what = "it says 1 day, but parameters.objection_reply.value, which governs, says 5 working days"
    assert [one.partition(": ")[2] for one in found] == ([what] if right == "1 day" else [])


@pytest.mark.parametrize(("value", "told"), [(0, False), (1, False), (2, True)])
def test_a_switch_says_yes_or_no(write_pack: Pack, value: int, told: bool):
    """Before, 2 lifted the bar without a word."""
    barred = {"name": T, "value": value, "source": "甲"}
    found = remarks(write_pack("switch", parameters={"officers_kin_barred": barred}))
    what = "it is a switch and says 2; accepted: 1 (yes), 0 (no)"
    assert [one.partition(": ")[2] for one in found] == ([what] if told else [])


def test_every_rule_names_its_source(write_pack: Pack):
    body = {"name": T, "notice": {"days": 3}, "majority": {"of": "adults present", "more_than": "1/2"}}
    found = remarks(write_pack("bare", bodies={"residents_assembly": body}))

    assert [remark.partition(":")[0] for remark in found] == [
        "bare/bodies.yaml line 5, residents_assembly.notice",
        "bare/bodies.yaml line 7, residents_assembly.majority",
    ]
    assert all("it names no source" in remark for remark in found)


def test_unknown_bodies_matters_and_offices(write_pack: Pack):
    competence = {"decided_by": ["parliament"], "source": "甲"}
    steps = [
        {"step": "proposal", "title": T, "body": "wizards"},
        {"step": "resolution", "title": T, "body": "joint_meeting"},
    ]
    procedure = {"title": T, "applies_to": {"matters": ["cellar"]}, "steps": steps, "source": "甲"}
    found = " | ".join(
        remarks(
            write_pack(
                "strange",
                matters={"roof": {"title": T, "competence": competence}},
                procedures={"four": procedure},
                powers={"pay": {**POWER, "held_by": ["sheriff.deputy"]}},
            )
        )
    )

    for name in ("parliament", "wizards", "cellar", "sheriff"):
        assert repr(name) in found


def test_a_decision_without_a_majority_hangs_on_the_wall(write_pack: Pack):
    competence = {"decided_by": ["joint_meeting"], "source": "甲"}
    (remark,) = remarks(write_pack("wall", matters={"roof": {"title": T, "competence": competence}}))

    assert "no majority is set for the joint_meeting" in remark


def tier(key: str, **more: object) -> dict[str, object]:
    return {"key": key, "name": T, "requires": {"decision": "none"}, "source": "甲", **more}


@pytest.mark.parametrize(
    ("tiers", "what"),
    [
        ([tier("a", up_to="100 yuan"), tier("b", up_to="50 yuan"), tier("c")], "overlap"),
        ([tier("a", up_to="100 yuan"), tier("b", up_to="100 yuan"), tier("c")], "overlap"),
        ([tier("a"), tier("b", up_to="100 yuan")], "overlap"),
        ([tier("a", up_to="100 yuan"), tier("b", up_to="200 yuan")], "gap after b"),
        ([tier("a", requires={"decision": "coin_toss"})], "'coin_toss' is no body and no procedure"),
    ],
)
def test_tiers_that_overlap_or_leave_a_gap(write_pack: Pack, tiers: list[dict[str, object]], what: str):
    found = remarks(write_pack("money", spending={"tiers": tiers}))

    assert any(what in remark for remark in found)


@pytest.mark.parametrize(
    ("order", "what"),
    [
        (["consultation", "proposal", "resolution"], "proposal cannot come after consultation"),
        (["proposal", "resolution", "consultation"], "consultation cannot come after resolution"),
        (["proposal", "proposal", "resolution"], "the step proposal stands twice"),
    ],
)
def test_steps_out_of_order(write_pack: Pack, order: list[str], what: str):
    steps = [{"step": step, "title": T, "body": "joint_meeting"} for step in order]
    procedure = {"title": T, "applies_to": {"matters": "all"}, "steps": steps, "source": "甲"}

    assert any(what in remark for remark in remarks(write_pack("order", procedures={"four": procedure})))


def test_more_than_all_is_named(write_pack: Pack):
    """Failed before: from its day on no meeting could decide anything, and the check said nothing."""
    rule = {"of": "adults", "more_than": "1/1", "source": "公约 第一条"}
    (remark,) = remarks(write_pack("beyond", bodies={"residents_assembly": {"quorum": rule}}))
    assert remark.startswith("beyond/bodies.yaml line 2, residents_assembly.quorum: it asks for more than all of them")


def test_days_that_are_none_or_never_end_are_named(write_pack: Pack):
    """Failed before: an answer due in 0 days, or in 366, passed without a word."""
    reply = {"name": T, "value": "0 days", "source": "办法 第七条"}
    (remark,) = remarks(write_pack("at-once", parameters={"objection_reply": reply}))
    assert "objection_reply: it says 0 days; accepted: 1 to 60 days" in remark


@pytest.mark.parametrize(("days", "named"), [("0 days", True), ("31 days", True), ("30 days", False)])
def test_so_are_the_days_of_a_power_that_somebody_counts(write_pack: Pack, days: str, named: bool):
    """Failed before: 366 days for putting rules in force, or for banking what was taken in, passed without a word."""
    power = POWER | {"act": "charter.adopt", "within": days}
    said = remarks(write_pack("slow", powers={"adopt": power, "pay": POWER | {"within": "90 days"}}))
    assert said == [f"slow/powers.yaml line 1, adopt: it says {days}; accepted: 1 to 30 days"] * named


def test_a_laxer_rule_than_the_one_above_is_named(write_pack: Pack):
    bodies = {"residents_assembly": {"notice": {"days": 10, "source": "法 第一条"}}}
    write_pack("above", layer="nation", bodies=bodies)
    laxer = {"residents_assembly": {"notice": {"days": 3, "source": "公约 第一条"}}}
    (remark,) = remarks(write_pack("below", bodies=laxer, under=["above"]))

    assert remark.startswith("below/bodies.yaml line 2, residents_assembly.notice: it is laxer")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("residents_assembly:\n  notice: {days: 2.5, source: 甲}\n", "2.5"),
        ("residents_assembly: {}\nresidents_assembly: {}\n", "stands twice"),
        ("residents_assembly: [\n", "is not YAML"),
    ],
)
def test_yaml_that_cannot_be_read_names_its_line(write_pack: Pack, text: str, what: str):
    folder = write_pack("broken")
    (folder / "bodies.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(PackError, match=what) as caught:
        check(folder)
    assert caught.value.where.startswith("broken/bodies.yaml line ")


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ({"notice": {"days": "ten", "source": "甲"}}, "residents_assembly.notice.days"),
        ({"colour": "red"}, "residents_assembly"),
        ({"quorum": {"of": "ghosts", "at_least": "2/3", "source": "甲"}}, "residents_assembly.quorum"),
        ({"quorum": {"of": "adults", "at_least": "0.5", "source": "甲"}}, "residents_assembly.quorum"),
    ],
)
def test_the_schema_names_the_key(write_pack: Pack, rules: dict[str, object], where: str):
    found = remarks(write_pack("shape", bodies={"residents_assembly": rules}))

    assert any(remark.startswith("shape/bodies.yaml line ") and where in remark for remark in found)


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (["payee", "colour"], "'colour' is not accepted; accepted: payee, site, category"),
        (["category"], "is too short; accepted: 2 or more"),
    ],
)
def test_what_splits_a_sum_is_named_and_at_least_two(write_pack: Pack, by: list[str], said: str):
    """A sum by one of them alone is not looked for: it would come out too small, and nothing would say so."""
    rolling = {"by": by, "days": 90, "source": "甲"}
    limit = {"limit": {"amount_up_to": "100 yuan", "rolling": {"by": by, "days": 90}}}
    for part, content in {"spending": {"rolling": rolling}, "powers": {"small": POWER | limit}}.items():
        found = remarks(write_pack(f"in-{part}", **{part: content}))
        assert any(remark.startswith(f"in-{part}/{part}.yaml line ") and said in remark for remark in found), found
    with pytest.raises(PackError, match=r"rolling\.by"):
        Library().charter(("in-powers",), date(2026, 3, 2))


def test_examples_run(write_pack: Pack, tmp_path: Path):
    bodies = {"joint_meeting": {"majority": {"of": "body_members present", "more_than": "1/2", "source": "甲"}}}
    matters = {"roof": {"title": T, "competence": {"decided_by": ["joint_meeting"], "source": "甲"}}}
    folder = write_pack("played", bodies=bodies, matters=matters)
    (folder / "examples").mkdir()
    case = (
        '{"title": {"zh": "例", "en": "one"}, "charter": ["played"], "case": {"matter": "roof",'
        '"body": "joint_meeting", "held_on": "2025-01-01", "counts": {"body_members": {"present": 5, "for": %d}}},'
        '"expect": {"valid": %s, "fails": [%s]}}'
    )
    right, wrong = case % (3, "true", ""), case % (2, "true", "")
    (folder / "examples" / "votes.json").write_text(f"[{right}, {wrong}]", encoding="utf-8")
    found = remarks(folder)

    assert len(found) == 2
    assert all(remark.startswith("played/examples/votes.json [1]") for remark in found)
    assert "majority" in found[0]


def test_versions_must_not_overlap(write_pack: Pack):
    folder = write_pack("twice", versions=[version("2020-01-01"), version("2021-01-01")])

    assert any("in force on the same days" in remark for remark in remarks(folder))


ITEM = {
    "name": T,
    "audience": "everyone",
    "stream": "affairs",
    "by": {"period": "quarterly", "months_after": 1, "day": 15},
    "stays_up": "10 days",
    "owner": "residents_committee.director",
    "if_not": {"shown_as": "overdue", "goes_to": "supervision_committee"},
    "source": "办法 第三条",
}
PUBLISHED = DUTY | {"met_by": {"act": "disclosure.publish", "facts": {"item": "accounts"}}}


def test_a_duty_to_publish_what_no_catalogue_has(write_pack: Pack):
    (remark,) = remarks(write_pack("alone", duties={"post": PUBLISHED}))

    assert remark.startswith("alone/duties.yaml line ")
    assert "no item of a disclosure catalogue is called 'accounts'; accepted: none" in remark


def test_the_item_may_stand_in_a_book_that_this_one_lies_on(write_pack: Pack, shelf: Path):
    write_pack("lower", layer="province", disclosure={"accounts": ITEM})
    assert remarks(write_pack("upper", under=["lower"], duties={"post": PUBLISHED})) == []
    beside = write_pack("beside", duties={"post": PUBLISHED}, disclosure={"reports": ITEM})
    assert any("accepted: reports" in remark for remark in remarks(beside)), "`lower` is no part of it"


def test_the_item_may_stand_in_the_same_book(write_pack: Pack):
    assert remarks(write_pack("whole", duties={"post": PUBLISHED}, disclosure={"accounts": ITEM})) == []


HEARING = {
    "notice": "10 days",
    "asked_for_by": {"petition": [{"of": "adults", "at_least": "1/20", "source": "办法 第六条"}]},
    "on_petition": {"held_within": "15 days", "if_silent": ["petitioners"], "source": "办法 第六条"},
    "answers_within": "10 working days",
    "signed_by": ["host"],
    "source": "办法 第六条",
}


def test_a_hearing_that_people_may_ask_for_and_nobody_has_to_call_hangs_on_the_wall(write_pack: Pack):
    assert remarks(write_pack("heard", hearings={"all_major": HEARING})) == []
    (remark,) = remarks(write_pack("wall", hearings={"all_major": without(HEARING, "on_petition")}))
    assert remark == "wall/hearings.yaml line 1, all_major: it hangs on the wall: no consequence"
