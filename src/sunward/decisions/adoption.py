"""What contexts below ask about a decision: whether it adopts a rule book, which body took it and when."""

from datetime import date

from sunward.decisions.queries import decision
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.ports import Decided

RULES = "community_rules"  # the charter's word for the matter
YES = Text("有依规作出的决定", "A decision in order adopts it.")
NO = Text(
    "规则册要由有权的会议依规通过。请填写通过它的决定（事项：制定、修改规则册）。",
    "The competent meeting must have adopted the rule book in order. Give the decision that did (matter: adopt or "
    "amend the rule book).",
)


def adopted(number: str, community: str, on: date) -> Finding:
    """A finding that passes when the decision is this community's, on this kind of matter, and in force."""
    found = decision(number.strip(), on) if number.strip() else None
    ok = found is not None and found.community == community and found.matter_kind == RULES and found.state.unlocks
    return Finding("adopted_by", ok, YES if ok else NO, required=RULES, actual=number)


def decided(number: str, community: str, on: date) -> Decided | None:
    """Port of the registry: the body, the day and the standing of a decision of this community."""
    found = decision(number.strip(), on) if number.strip() else None
    if found is None or found.community != community:
        return None
    return Decided(found.card.body, found.matter_kind, found.card.decided_on, found.state.unlocks)
