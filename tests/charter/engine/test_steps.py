"""What had to come first, and what follows."""

import pytest
import yaml

from sunward.charter.engine import judge
from sunward.registry.calendar import add_working_days
from tests.charter.engine.conftest import Pack
from tests.charter.engine.scenes import MEMBER_ASSEMBLY, failing, judged, national

T = {"zh": "测试", "en": "test"}
FOUR_TWO = yaml.safe_load("""
four_two:
  title: {zh: 四议两公开, en: four and two}
  applies_to: {matters: all}
  source: 测试 第一条
  steps:
    - {step: opinion, title: {zh: 一, en: a}, body: party_organisation, required: false}
    - {step: proposal, title: {zh: 一, en: a}, body: party_organisation}
    - {step: consultation, title: {zh: 一, en: a}, body: joint_meeting}
    - step: party_members_review
      title: {zh: 一, en: a}
      body: party_members_meeting
      needs: {quorum: {of: party_members, at_least: 2/3}, majority: {of: party_members, more_than: 1/2}}
    - {step: resolution, title: {zh: 一, en: a}, body: representatives_meeting}
    - {step: resolution_disclosure, title: {zh: 一, en: a}, body: residents_committee, within: 5 days}
    - {step: execution, title: {zh: 一, en: a}, body: residents_committee}
    - {step: result_disclosure, title: {zh: 一, en: a}, body: residents_committee}
""")
SCENE = {"matter": "roof", "body": "representatives_meeting", "held_on": "2025-06-20"}
IN_ORDER = {
    "proposal": "2025-06-01",
    "consultation": "2025-06-03",
    "party_members_review": "2025-06-10",
}


@pytest.fixture(autouse=True)
def village(write_pack: Pack):
    write_pack(
        "place",
        matters={"roof": {"title": T, "competence": {"decided_by": ["representatives_meeting"], "source": "甲"}}},
    )
    write_pack("party", layer="party", procedures=FOUR_TWO)


def decided(days: dict[str, str], **changes: object):
    steps = [{"step": step, "on": day} for step, day in days.items()]
    return judged(SCENE, "place", "party", steps=steps, **changes)


def test_all_steps_in_order():
    verdict = decided(IN_ORDER)

    assert verdict.valid
    assert [str(finding.rule) for finding in verdict.findings] == ["competence", *["step_order"] * 3]


def test_absent_steps_were_not_taken():
    verdict = judged(SCENE, "place", "party")

    assert failing(verdict) == ["step_missing"] * 3
    assert [finding.required for finding in verdict.failed] == list(IN_ORDER)


def test_a_step_after_the_meeting_is_out_of_order_and_not_missing_as_well():
    assert failing(decided({**IN_ORDER, "proposal": "2025-06-21"})) == ["step_order"]


def test_a_step_on_the_day_itself_is_in_time():
    assert decided({**IN_ORDER, "party_members_review": "2025-06-20"}).valid


def test_steps_out_of_order_among_themselves_are_one_breach():
    verdict = decided({**IN_ORDER, "proposal": "2025-06-05"})

    assert failing(verdict) == ["step_order"]
    assert verdict.failed[0].required == "consultation after proposal"


def test_nothing_due_later_can_invalidate():
    later = {"resolution": "2025-06-20", "execution": "2025-01-01"}

    assert decided({**IN_ORDER, **later}).valid


@pytest.mark.parametrize(("day", "ok"), [("2025-06-25", True), ("2025-06-26", False), ("2025-06-19", False)])
def test_disclosure_is_judged_once_it_is_reported(day: str, ok: bool):
    assert failing(decided({**IN_ORDER, "resolution_disclosure": day})) == ([] if ok else ["publication"])
    assert "publication" not in {finding.rule for finding in decided(IN_ORDER).findings}


@pytest.mark.parametrize(("present", "votes", "fails"), [(20, 11, []), (19, 11, ["quorum"]), (20, 10, ["majority"])])
def test_the_party_members_review_is_judged_as_far_as_it_is_counted(present: int, votes: int, fails: list[str]):
    counts = {"party_members": {"entitled": 30, "present": present, "for": votes}}

    assert failing(decided(IN_ORDER, counts=counts)) == fails


def test_a_body_that_the_procedure_does_not_name_is_free_of_it(write_pack: Pack):
    procedure = {"four_two": {**FOUR_TWO["four_two"], "applies_to": {"matters": ["lift"]}}}
    write_pack("lifts", layer="party", procedures=procedure)

    assert judged(SCENE, "place", "lifts").valid


def test_the_collective_law_wants_the_party_organisation_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SUNWARD_CHARTERS")

    assert failing(judged(MEMBER_ASSEMBLY, "cn-collective", steps=None)) == ["step_missing"]
    late = [{"step": "party_study", "on": "2025-06-21"}]
    assert failing(judged(MEMBER_ASSEMBLY, "cn-collective", steps=late)) == ["step_order"]


def test_two_procedures_ask_for_a_step_only_once(write_pack: Pack):
    write_pack("again", layer="party", procedures={"four_two_again": FOUR_TWO["four_two"]})
    steps = [{"step": step, "on": day} for step, day in IN_ORDER.items()]
    counts = {"party_members": {"entitled": 30, "present": 20, "for": 11}}
    verdict = judged(SCENE, "place", "party", "again", steps=steps, counts=counts)

    rules = [str(finding.rule) for finding in verdict.findings]
    assert rules == ["competence", "quorum", "majority", *["step_order"] * 3]


def test_a_step_that_the_law_asks_for_keeps_its_place_in_the_procedure(write_pack: Pack):
    body = {"steps_before": [{"step": "consultation", "source": "法 第一条"}]}
    write_pack("law", layer="nation", bodies={"representatives_meeting": body})
    days = {**IN_ORDER, "proposal": "2025-06-05"}
    steps = [{"step": step, "on": day} for step, day in days.items()]
    verdict = judged(SCENE, "law", "place", "party", steps=steps)

    assert [(finding.required, finding.source) for finding in verdict.failed] == [
        ("consultation after proposal", "法 第一条")
    ]


def waiting(**changes: object) -> dict[str, object]:
    """Ten days between proposal and consultation, five between the last step and the decision."""
    procedure = {**FOUR_TWO["four_two"], "applies_to": {"matters": "all"}}
    waits = {"consultation": "10 days", "resolution": "5 days", **changes}
    procedure["steps"] = [
        {**step, **({"after_at_least": waits[step["step"]]} if step["step"] in waits else {})}
        for step in procedure["steps"]
    ]
    return {"wait": procedure}


def waited(write_pack: Pack, days: dict[str, str], **changes: object):
    write_pack("slow", layer="party", procedures=waiting(**changes))
    return judged(SCENE, "place", "slow", steps=[{"step": step, "on": day} for step, day in days.items()])


@pytest.mark.parametrize(
    ("changed", "broken"),
    [
        ({}, []),
        ({"consultation": "2025-06-10"}, [("consultation", "9 days")]),
        ({"party_members_review": "2025-06-16"}, [("resolution", "4 days")]),
        ({"party_members_review": "2025-06-20"}, [("resolution", "0 days")]),
    ],
)
def test_time_must_pass_between_steps_and_before_the_decision(
    write_pack: Pack, changed: dict[str, str], broken: list[tuple[str, str]]
):
    days = {"proposal": "2025-06-01", "consultation": "2025-06-11", "party_members_review": "2025-06-15", **changed}
    verdict = waited(write_pack, days)

    assert failing(verdict) == ["step_order"] * len(broken)
    assert [one.actual for one in verdict.failed] == [actual for _, actual in broken]
    assert [str(one.rule) for one in verdict.findings].count("step_order") == 5


@pytest.mark.parametrize("late", ["2025-06-21", "2025-05-30"])
def test_what_is_out_of_order_is_not_also_too_early(write_pack: Pack, late: str):
    days = {"proposal": "2025-06-01", "consultation": late, "party_members_review": "2025-06-15"}

    assert failing(waited(write_pack, days)) == ["step_order"]


def test_without_the_earlier_step_there_is_no_time_to_count(write_pack: Pack):
    assert failing(waited(write_pack, {})) == ["step_missing"] * 3


@pytest.mark.parametrize(("before", "ok"), [("2025-06-13", True), ("2025-06-16", False)])
def test_working_days_are_judged_by_the_calendar_that_is_handed_in(write_pack: Pack, before: str, ok: bool):
    """Failed before: a wait that was written in working days was asked of nobody."""
    days = {"proposal": "2025-05-20", "consultation": "2025-06-03", "party_members_review": before}
    write_pack("slow", layer="party", procedures=waiting(resolution="5 working days"))
    case = {**SCENE, "steps": [{"step": step, "on": day} for step, day in days.items()]}
    verdict = judge(case, national("place", "slow", on="2025-06-20"), add_working_days)

    assert failing(verdict) == ([] if ok else ["step_order"])
    assert [one.actual for one in verdict.failed] == ([] if ok else ["4 days"])
    assert all("至少5个工作日" in one.text.zh for one in verdict.failed)


def test_of_two_waits_the_later_end_counts_whatever_they_are_counted_in(write_pack: Pack):
    days = {"proposal": "2025-05-20", "consultation": "2025-06-03", "party_members_review": "2025-06-13"}
    write_pack("slow", layer="party", procedures=waiting(resolution="6 working days"))
    other = waiting(resolution="7 days")["wait"]
    write_pack("slower", layer="party", procedures={"another": other})
    case = {**SCENE, "steps": [{"step": step, "on": day} for step, day in days.items()]}

    assert failing(judge(case, national("place", "slow", "slower", on="2025-06-20"), add_working_days)) == [
        "step_order"
    ]


def test_working_days_are_not_judged_without_a_calendar(write_pack: Pack):
    days = {"proposal": "2025-06-01", "consultation": "2025-06-11", "party_members_review": "2025-06-20"}

    assert not failing(waited(write_pack, days, resolution="5 working days"))
