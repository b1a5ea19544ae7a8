"""What a resolution authorises against what was proposed, and against the body that may decide on as much."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from sunward.charter.engine import Charter
from sunward.charter.engine.spending import NONE, SpendingTier
from sunward.decisions.plan import competent_bodies
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SPENDING = "spending"  # the rule books' word for what such a decision opens
PROPOSED = Text(
    "提出的是 {proposed} 元，批准了 {authorised} 元：超出的部分没有商议过。",
    "{proposed} yuan were proposed and {authorised} authorised: nobody deliberated on what is above.",
)
TIER = Text(
    "{amount} 元属于“{tier}”，由{body}作出的决定不够。",
    "{amount} yuan are “{tier}”: a decision of the {body} is not enough.",
)


class Proposed(Protocol):
    """What a matter says of its money; the model has it."""

    kind: str
    amount: Decimal | None


def sum_findings(matter: Proposed, body: str, authorised: Decimal | None, rules: Charter) -> Iterator[Finding]:
    """Nothing where the sum is the proposed one and the body may decide on as much."""
    proposed = matter.amount
    if proposed is not None and authorised is not None and authorised > proposed:
        text = PROPOSED.fill(proposed=proposed, authorised=authorised)
        yield Finding("authorised_as_proposed", False, text, "", f"<= {proposed}", str(authorised))
    amount = max(proposed or Decimal(0), authorised or Decimal(0))
    tier = rules.spending.tier(amount)
    kind = rules.matters.get(matter.kind)
    competent = competent_bodies(rules, matter.kind)
    if tier is None or kind is None or SPENDING not in kind.authorises or (competent and body not in competent):
        return  # whoever may not decide it at all is told so by the judge
    wanted = _enough(rules, tier)
    if wanted and _taken_by(rules, matter.kind, body).isdisjoint(wanted) and not _wider(rules, body, wanted[0]):
        name = rules.bodies[body].name if body in rules.bodies else None
        text = Text(
            TIER.zh.format(amount=amount, tier=tier.name.zh, body=name.zh if name else body),
            TIER.en.format(amount=amount, tier=tier.name.en, body=name.en if name else body),
        )
        yield Finding("spending_tier", False, text, tier.source, wanted[0], body)


def _enough(rules: Charter, tier: SpendingTier) -> tuple[str, ...]:
    """The bodies and procedures whose decision suffices: the tier's own, and those of the tiers above it."""
    if tier.requires.decision == NONE:
        return ()
    tiers = rules.spending.tiers
    higher = (each.requires.decision for each in tiers[tiers.index(tier) :])
    return tuple(decision for decision in higher if decision != NONE)


def _taken_by(rules: Charter, kind: str, body: str) -> frozenset[str]:
    """The body, and the procedures in which it resolves on this kind of matter."""
    found = rules.procedure_for(kind, body)
    return frozenset({body, *(each.key for each in found if each.steps[len(each.before_resolution)].body == body)})


def _wider(rules: Charter, body: str, decision: str) -> bool:
    """Whether everybody decides where the tier asks for some: an assembly is never too few."""
    procedure = rules.procedures.get(decision)
    asked = procedure.steps[len(procedure.before_resolution)].body if procedure else decision
    return rules.rank_of(body).width > rules.rank_of(asked).width
