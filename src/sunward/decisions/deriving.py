"""What a body's vote on a matter means for its procedure: which step it was, and whether it was carried."""

from collections.abc import Collection, Mapping

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.figures import read_counts
from sunward.charter.engine.judging.attendance import step_attendance
from sunward.charter.engine.vocabulary import Rule
from sunward.decisions.judging.cases import BEFORE, RESOLUTION
from sunward.decisions.plan import PlannedStep, competent_bodies

Counts = Mapping[str, Mapping[str, int]]
USUAL = {"joint_meeting": "consultation", "party_members_meeting": "party_members_review"}
OTHERWISE = "proposal"


def step_of(rules: Charter, plan: tuple[PlannedStep, ...], kind: str, body: str, taken: Collection[str]) -> str:
    """Which step a body takes by voting on a matter of this kind; of several of its own, the first not yet taken."""
    if body in competent_bodies(rules, kind):
        return RESOLUTION
    own = [step.key for step in plan if step.body == body and step.key in BEFORE and step.key != "opinion"]
    return next((key for key in own if key not in taken), own[-1] if own else USUAL.get(body, OTHERWISE))


def carried(wanted: PlannedStep | None, sitting: charter.Sitting, counts: Counts) -> bool:
    """Whether a vote was carried: by the majority of the step, else of the body; where no rule names one, by more for
    than against."""
    verdicts = _of_step(wanted, counts) or _of_body(sitting, counts)
    return all(verdicts) if verdicts else _more_for(counts)


def _of_step(wanted: PlannedStep | None, counts: Counts) -> list[bool]:
    if wanted is None or wanted.rule is None:
        return []
    figures = read_counts(counts)
    return [
        found.ok for one in wanted.rule.majority for found in step_attendance(Rule.MAJORITY, one, figures)
    ]  # fmt: skip


def _of_body(sitting: charter.Sitting, counts: Counts) -> list[bool]:
    found = sitting.attendance(counts, majority=True)
    return [one.ok for one in found if one.rule == Rule.MAJORITY.value and not one.unconfirmed]


def _more_for(counts: Counts) -> bool:
    voted = [one for one in counts.values() if "for" in one]
    return bool(voted) and all(one["for"] > one.get("against", 0) for one in voted)
