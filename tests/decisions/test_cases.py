"""From reports to a case for the judge: nothing is added, nothing after the vote enters."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sunward.decisions.judging.cases import (
    BEFORE,
    Standing,
    case_of,
    late_by,
    newest,
    state_word,
    taken_before,
    uncorrected,
)

DAY = date(2026, 3, 2)
days = st.integers(0, 60).map(lambda number: DAY + timedelta(days=number))


@dataclass
class Report:
    """A report as the rules see it."""

    pk: int
    key: str
    held_on: date
    corrects_id: int | None = None
    body: str = "representatives_meeting"
    recorded_on: date = DAY + timedelta(days=90)
    notice_on: date | None = None
    called_by: str = ""
    petition: dict[str, Any] | None = None
    authorised_by_assembly: bool = False
    agenda_fixed_on: date | None = None
    agenda_includes_matter: bool | None = None
    counts: dict[str, Any] = field(default_factory=dict)
    known: dict[str, int] | None = None
    adopted: bool = True
    sequence: int = 0

    def __post_init__(self) -> None:
        self.sequence = self.pk  # entered in the order of their keys


@st.composite
def histories(draw: st.DrawFn) -> list[Report]:
    """Reports in the order of their entry; some correct an earlier one of the same step."""
    keys = st.sampled_from([*BEFORE, "resolution", "resolution_disclosure", "execution"])
    reports: list[Report] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        report = Report(number, draw(keys), draw(days))
        older = [old.pk for old in reports if old.key == report.key]
        corrects = draw(st.sampled_from([None, *older]))
        reports.append(replace(report, corrects_id=corrects))
    return reports


@given(histories(), days)
def test_a_case_rests_on_one_report_of_each_earlier_step(history: list[Report], held_on: date) -> None:
    resolution = Report(99, "resolution", held_on)
    case = case_of("asset_lease", resolution, [*history, resolution])
    steps = [taken["step"] for taken in case["steps"]]
    assert len(steps) == len(set(steps))
    assert set(steps) == {report.key for report in uncorrected(history)} & set(BEFORE)
    assert [taken["on"] for taken in case["steps"]] == sorted(taken["on"] for taken in case["steps"])


@given(histories(), days)
def test_a_step_taken_in_time_is_never_hidden_by_a_later_one(history: list[Report], held_on: date) -> None:
    taken = taken_before(history, held_on)
    for report in uncorrected(history):
        if report.key in BEFORE and report.held_on <= held_on:
            assert taken[report.key].held_on <= held_on


@given(histories(), days)
def test_what_is_reported_after_the_vote_changes_no_case_unless_it_corrects(
    history: list[Report], held_on: date
) -> None:
    resolution = Report(50, "resolution", held_on)
    earlier = {report.key for report in uncorrected(history)}
    afterwards = [Report(60 + number, key, held_on + timedelta(days=1)) for number, key in enumerate(sorted(earlier))]
    assert case_of("asset_lease", resolution, [*history, resolution]) == case_of(
        "asset_lease", resolution, [*history, resolution, *afterwards]
    ) or any(report.held_on > held_on for report in taken_before(history, held_on).values())


@given(histories())
def test_the_newest_report_of_a_step_counts_and_no_corrected_one(history: list[Report]) -> None:
    for key, report in newest(history).items():
        assert report.pk == max(one.pk for one in uncorrected(history) if one.key == key)
        assert all(other.corrects_id != report.pk for other in history)


def test_attendance_of_the_review_is_handed_on_and_no_committees() -> None:
    party = {"party_members": {"entitled": 112, "present": 83, "for": 80}}
    review = Report(1, "party_members_review", DAY, counts={**party, "body_members": {"present": 1}})
    consultation = Report(2, "consultation", DAY, counts={"body_members": {"entitled": 9, "present": 8}})
    vote = Report(3, "resolution", DAY, counts={"representatives": {"present": 50}})
    assert case_of("asset_lease", vote, [review, consultation, vote])["counts"] == {**party, **vote.counts}


def test_the_case_has_the_published_shape() -> None:
    vote = Report(
        1, "resolution", date(2025, 6, 20), body="member_representatives_meeting", notice_on=date(2025, 6, 5),
        called_by="board", authorised_by_assembly=True, agenda_fixed_on=date(2025, 6, 5), agenda_includes_matter=True,
        counts={"member_representatives": {"entitled": 40, "present": 30, "for": 27, "against": 2, "abstain": 1}},
    )  # fmt: skip
    study = Report(2, "party_study", date(2025, 5, 20))
    assert case_of("land_compensation_distribution", vote, [vote, study]) == {
        "matter": "land_compensation_distribution",
        "body": "member_representatives_meeting",
        "held_on": "2025-06-20",
        "notice_on": "2025-06-05",
        "called_by": "board",
        "authorisation": {"matter": True},
        "agenda": {"fixed_on": "2025-06-05", "includes_matter": True},
        "counts": {"member_representatives": {"entitled": 40, "present": 30, "for": 27, "against": 2, "abstain": 1}},
        "steps": [{"step": "party_study", "on": "2025-05-20"}],
    }


def test_a_meeting_without_notice_is_judged_as_called_that_day() -> None:
    vote = Report(1, "resolution", DAY)
    assert case_of("asset_lease", vote, [vote])["notice_on"] == str(DAY)


@given(st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_only_what_is_in_order_or_ratified_is_ever_more_than_not_in_order(
    in_order: bool, ratified: bool, superseded: bool, carried_out: bool
) -> None:
    word = state_word(Standing(in_order, ratified, superseded, carried_out))
    assert (word == "not_in_order") == (not in_order and not ratified)
    assert (word == "superseded") == (superseded and (in_order or ratified))


@given(days, st.integers(0, 400))
def test_lateness_is_the_days_between(held_on: date, later: int) -> None:
    assert late_by(replace(Report(1, "proposal", held_on), recorded_on=held_on + timedelta(days=later))) == later
