"""Ordered steps on the way to a decision and after it, such as the four deliberations and two disclosures."""

from dataclasses import dataclass

from sunward.charter.engine.amounts import Duration, read_duration
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.rule_reading import Inherited, provenance, read_requirements
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Requirement
from sunward.charter.engine.vocabulary import STEPS

RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Sourced):
    """One step: who takes it, what it must achieve, and its times.

    `within` counts from the step before, `after_at_least` is the shortest gap after it, `stays_up` is how long
    a posting must remain. `quorum` and `majority` are those of the step's own meeting.
    """

    key: str
    title: Text
    body: str
    gate: Text | None = None
    required: bool = True
    quorum: tuple[Requirement, ...] = ()
    majority: tuple[Requirement, ...] = ()
    after_at_least: Duration | None = None
    within: Duration | None = None
    stays_up: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Sourced):
    """A named order of steps for some matters (empty `matters`: all) and some deciding bodies (empty: all)."""

    key: str
    title: Text
    matters: tuple[str, ...]
    bodies: tuple[str, ...]
    steps: tuple[Step, ...]

    def applies(self, matter: str, body: str) -> bool:
        return (not self.matters or matter in self.matters) and (not self.bodies or body in self.bodies)

    @property
    def before_resolution(self) -> tuple[Step, ...]:
        return self.through_resolution[:-1]

    @property
    def through_resolution(self) -> tuple[Step, ...]:
        keys = [step.key for step in self.steps]
        return self.steps[: keys.index(RESOLUTION) + 1]


def _step(node: Node, outer: Inherited) -> Step:
    node.only(
        (
            *("step", "title", "body", "gate", "required", "needs", "after_at_least", "within", "stays_up"),
            *("source", "unconfirmed", "allowed_by"),
        )
    )
    inner, gate = outer.of(node), node.find("gate")
    needs = node.find("needs") or Node({}, f"{node.where}.needs")
    return Step(
        key=node.need("step").one_of(tuple(STEPS)),
        title=node.need("title").text(),
        body=node.need("body").string(),
        gate=gate.text() if gate else None,
        required=node.flag("required", default=True),
        quorum=read_requirements(needs.find("quorum"), "present", "entitled", inner),
        majority=read_requirements(needs.find("majority"), "for", "present", inner),
        after_at_least=read_duration(node.find("after_at_least")),
        within=read_duration(node.find("within")),
        stays_up=read_duration(node.find("stays_up")),
        **inner.provenance(),
    )


def _matters(node: Node) -> tuple[str, ...]:
    return () if node.value == "all" else node.strings()


def read_procedure(key: str, node: Node, unconfirmed: bool) -> Procedure:
    node.only(("title", "applies_to", "steps", "source", "unconfirmed", "allowed_by"))
    applies = node.need("applies_to").only(("matters", "bodies"))
    inner = Inherited(unconfirmed=unconfirmed).of(node)
    steps = tuple(_step(entry, inner) for entry in node.need("steps").entries())
    if RESOLUTION not in {step.key for step in steps}:
        raise node.wrong("a procedure needs a `resolution` step")
    return Procedure(
        key=key,
        title=node.need("title").text(),
        matters=_matters(applies.need("matters")),
        bodies=applies.optional_strings("bodies"),
        steps=steps,
        **provenance(node, unconfirmed),
    )
