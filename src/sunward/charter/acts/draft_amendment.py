"""Draft a new version of the community's own rule book."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.charter.drafting import Proposal, store_rules
from sunward.charter.engine.amending.amending import Change, Unfit, read_changes
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NO_NAMES, FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

CHANGES = Text("请在“修改规则”页面上填写。", "Fill them in on the page for changing the rules.")
AHEAD = Text("今后的某一天", "a day still to come")


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    changes: dict[str, Any] = asked("修改内容", "what is changed", hint=CHANGES)
    effective_from: date = asked("自哪天起施行", "in force from", hint=AHEAD)
    why: str = asked("为什么修改", "why it is changed", hint=NO_NAMES, long=True, default="")


def given_changes(facts: Any) -> tuple[Change, ...]:
    """The changes in an act's facts: `{"changes": [{path, old, new}]}`.

    Raises:
        FactsError: when they are no such list.
    """
    try:
        return read_changes(facts.changes.get("changes") if facts.changes else None)
    except Unfit as unfit:
        raise FactsError({"changes": [str(Text(unfit.why.zh, unfit.why.en))]}) from None


@register
class DraftAmendment(ActOnCommunity[AmendmentFacts]):
    """Writes down what the rules shall say from a day on. It changes nothing: a meeting has to adopt it."""

    name = "charter.draft_amendment"
    title = Text("起草规则修改", "draft a change of the rules")
    kind = "effect"
    facts_type = AmendmentFacts

    @cached_property
    def proposal(self) -> Proposal:
        return Proposal(self.community, given_changes(self.facts), self.facts.effective_from)

    def judge(self) -> Iterable[Finding]:
        """Whether each change stays on the list of places, and the check of rule books lets the whole stand."""
        return self.proposal.findings(self.call.day)

    def write(self) -> Outcome:
        draft = store_rules(self.proposal, self.call, self.facts.why)
        looser = [change.path for change in self.proposal.looser]
        public = {"digest": draft.digest, "follows": _followed(self.proposal), "looser": looser}
        return Outcome(result=draft.ref, public=public)


def _followed(proposal: Proposal) -> list[dict[str, Any]]:
    return [change.as_data() for change in proposal.all_changes[len(proposal.changes) :]]
