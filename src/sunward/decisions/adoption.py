"""Whether a decision adopts a rule book: what `charter.adopt` waits for."""

from datetime import date

from sunward.decisions.queries import decision
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

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
