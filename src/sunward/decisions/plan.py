"""The way a matter has to go: the steps of the charter's procedure, in the words of this context."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sunward.charter import queries as charter
from sunward.charter.engine import Charter, Duration, Step
from sunward.charter.engine.vocabulary import STEPS
from sunward.charter.wording import holder_name, said
from sunward.decisions.judging.cases import RESOLUTION
from sunward.decisions.models import Matter
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step as the charter asks for it. `body` is empty where any competent body may take it."""

    key: str
    title: Text
    body: str
    required: bool = True
    within: Duration | None = None
    stays_up: Duration | None = None
    gate: Text | None = None
    source: str = ""
    rule: Step | None = None


class Plans:
    """The charters of the matters on one page, each version looked up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], Charter] = {}

    def charter_of(self, matter: Matter) -> Charter:
        """The rule books under which the matter was opened."""
        versions = tuple(matter.charter_versions)
        if versions not in self._known:
            self._known[versions] = charter.charter_in_versions(versions)
        return self._known[versions]

    def plan_of(self, matter: Matter, body: str = "") -> tuple[PlannedStep, ...]:
        """The steps of a matter, for the body that decides (or will, as far as the charter says)."""
        return plan_of(self.charter_of(matter), matter.kind, body)


def plan_of(rules: Charter, kind: str, body: str = "") -> tuple[PlannedStep, ...]:
    """The ordered steps of a kind of matter. Where no procedure is written down there is just the resolution."""
    bodies = competent_bodies(rules, kind)
    for candidate in [body, *bodies] if body else bodies:
        if found := rules.procedure_for(kind, candidate):
            return tuple(_planned(step) for step in max(found, key=lambda procedure: len(procedure.steps)).steps)
    return (PlannedStep(RESOLUTION, step_title(RESOLUTION), bodies[0] if bodies else ""),)


def competent_bodies(rules: Charter, kind: str) -> list[str]:
    """The bodies that may decide this kind of matter, those with the right of their own first."""
    matter = rules.matters.get(kind)
    competences = matter.competences if matter else ()
    own = [body for competence in competences for body in competence.decided_by]
    return [*own, *(body for competence in competences for body in competence.delegable_to)]


def may_decide(rules: Charter, kind: str, body: str, authorised: bool) -> bool:
    """Whether a body may decide this kind of matter, of its own right or because the assembly handed it over."""
    matter = rules.matters.get(kind)
    return matter is not None and all(
        body in competence.decided_by or (authorised and body in competence.delegable_to)
        for competence in matter.competences
    )


def _planned(step: Step) -> PlannedStep:
    return PlannedStep(
        key=step.key,
        title=Text(step.title.zh, step.title.en),
        body=step.body,
        required=step.required,
        within=step.within,
        stays_up=step.stays_up,
        gate=Text(step.gate.zh, step.gate.en) if step.gate else None,
        source=step.source,
        rule=step,
    )


def planned(plan: Iterable[PlannedStep], key: str) -> PlannedStep | None:
    """The step of this key, if the procedure has it."""
    return next((step for step in plan if step.key == key), None)


def required_before(plan: Iterable[PlannedStep], key: str) -> Iterator[PlannedStep]:
    """The required steps that come before this one."""
    for step in plan:
        if step.key == key:
            return
        if step.required:
            yield step


def step_title(key: str) -> Text:
    """The usual name of a step."""
    known = STEPS.get(key)
    return Text(known.zh, known.en) if known else Text.of(key)


def body_name(rules: Charter, key: str) -> Text:
    """What a body is called in this charter, or usually."""
    return said(rules.bodies[key].name) if key in rules.bodies else holder_name(key)


def kind_title(rules: Charter, kind: str) -> Text:
    """What a kind of matter is called in this charter."""
    matter = rules.matters.get(kind)
    return Text(matter.title.zh, matter.title.en) if matter else Text.of(kind)
