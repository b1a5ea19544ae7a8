"""Draft a residents' covenant, or a new wording of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sunward.charter.acts.draft_amendment import AHEAD
from sunward.charter.drafting import looks_ahead, newest_covenant, paragraphs, store_covenant
from sunward.charter.models import Draft
from sunward.charter.reasons import says_something
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NO_NAMES, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

ONE_EACH = Text("每条一段，一段一行。", "A line for each article.")
DIFFERS = Text("与现行公约不同。", "It differs from the covenant as it stands.")
THE_SAME = Text("与现行公约相同。", "It is the covenant as it stands.")


@dataclass(frozen=True, slots=True)
class CovenantFacts:
    text: str = asked("公约全文", "the whole text", hint=ONE_EACH, long=True)
    effective_from: date = asked("自哪天起施行", "in force from", hint=AHEAD)
    why: str = asked("为什么修改", "why it is changed", hint=NO_NAMES, long=True, default="")


def covenant_findings(community: str, text: str, effective_from: date, today: date) -> Iterable[Finding]:
    """What must hold of a wording before it may be stored.

    Raises:
        FactsError: when there is no word in it.
    """
    if not any(says_something(one) for one in paragraphs(text)):
        raise unusable("text", "公约没有内容。", "There is no word in it.")
    newest = newest_covenant(community)
    yield looks_ahead(effective_from, today, newest.in_force_from if newest else None)
    same = newest is not None and newest.draft.body["paragraphs"] == paragraphs(text)
    yield Finding.either("place", not same, DIFFERS, THE_SAME)


@register
class DraftCovenant(ActOnCommunity[CovenantFacts]):
    """Writes down how the covenant shall read from a day on; the residents' assembly has to adopt it."""

    name = "charter.draft_covenant"
    title = Text("起草居民公约", "draft the residents' covenant")
    kind = "effect"
    facts_type = CovenantFacts

    def judge(self) -> Iterable[Finding]:
        return covenant_findings(self.community, self.facts.text, self.facts.effective_from, self.call.day)

    def write(self) -> Outcome:
        facts = self.facts
        draft: Draft = store_covenant(self.community, facts.text, facts.effective_from, self.call, facts.why)
        return Outcome(result=draft.ref, public={"digest": draft.digest})
