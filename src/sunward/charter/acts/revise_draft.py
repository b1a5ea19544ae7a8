"""Draft anew what somebody has drafted; the old draft stays as it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.charter.acts.draft_amendment import AHEAD, CHANGES, given_changes
from sunward.charter.acts.draft_covenant import ONE_EACH, covenant_findings
from sunward.charter.drafting import Proposal, store_covenant, store_rules
from sunward.charter.models import Draft
from sunward.charter.undecided import undecided
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NO_NAMES, asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    effective_from: date = asked("自哪天起施行", "in force from", hint=AHEAD)
    changes: dict[str, Any] | None = asked("规则：修改内容", "rules: what is changed", hint=CHANGES, default=None)
    text: str = asked("公约：全文", "covenant: the whole text", hint=ONE_EACH, long=True, default="")
    why: str = asked("为什么修改", "why it is changed", hint=NO_NAMES, long=True, default="")


@register
class ReviseDraft(Act[Draft, RevisionFacts]):
    """A draft is never changed, because somebody may be about to vote on it: this makes a new one that points to it."""

    name = "charter.revise_draft"
    title = Text("重新起草", "draft it anew")
    kind = "effect"
    subject_type = "draft"
    subject_model = Draft
    facts_type = RevisionFacts

    @property
    def of_rules(self) -> bool:
        return self.subject.kind == Draft.RULES

    @cached_property
    def proposal(self) -> Proposal:
        return Proposal(self.subject.community_code, given_changes(self.facts), self.facts.effective_from)

    def standing(self) -> Iterator[Finding]:
        return undecided(self.subject)

    def judge(self) -> Iterable[Finding]:
        if self.of_rules:
            return self.proposal.findings(self.call.day)
        code, facts = self.subject.community_code, self.facts
        return covenant_findings(code, facts.text, facts.effective_from, self.call.day)

    def write(self) -> Outcome:
        code, facts, old = self.subject.community_code, self.facts, self.subject
        if self.of_rules:
            draft = store_rules(self.proposal, self.call, facts.why, old)
        else:
            draft = store_covenant(code, facts.text, facts.effective_from, self.call, facts.why, old)
        looser = {"looser": [change.path for change in self.proposal.looser]} if self.of_rules else {}
        return Outcome(result=draft.ref, public={"digest": draft.digest, **looser})
