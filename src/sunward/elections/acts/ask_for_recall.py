"""A petition for a recall has enough signatures: from this day its time runs. Follows from the petition, by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import Signed
from sunward.elections.book import after, rules_of
from sunward.elections.models import JoinedPetition, Recall
from sunward.elections.series import RECALL, next_number
from sunward.elections.waiting.joining import unsettled
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acting import ActOnCommunity
from sunward.registry.queries import Term

ASKED = Text("联名的人数已够，要求罢免的是现任。", "Enough have signed, and it is about somebody in office.")
NOT_ASKED = Text(
    "联名的人数不够，或者要求罢免的已经不在任。", "Too few have signed, or it is about nobody who is in office."
)


@dataclass(frozen=True, slots=True)
class AskFacts:
    petition: str = asked("联名的编号", "number of the petition")


@register
class AskForRecall(ActOnCommunity[AskFacts]):
    """Nobody has to agree that a recall is asked for: the signatures do. While one of the same appointment is unsettled
    they join it: two votes on one person on one day would decide nothing."""

    name = "elections.ask_for_recall"
    title = Text("提出罢免要求", "ask for a recall")
    kind = "effect"
    facts_type = AskFacts

    @cached_property
    def petition(self) -> Signed | None:
        return ballots.petition_signed(self.community, self.facts.petition)

    @cached_property
    def term(self) -> Term | None:
        found = registry.term(self.petition.asks_for) if self.petition else None
        return found if found and found.community == self.community else None

    def judge(self) -> Iterator[Finding]:
        ok = self.petition is not None and self.petition.reached_on is not None and self.term is not None
        yield Finding.either("recall_asked_for", ok, ASKED, NOT_ASKED)

    def write(self) -> Outcome:
        if self.petition is None or self.term is None or self.petition.reached_on is None:
            raise AssertionError("judge lets no recall through without its petition")
        opened_on = ballots.opened_on(self.petition.key)
        rule = rules_of(body_of(self.term.post), self.community, opened_on).recall
        asked_on = self.petition.reached_on
        if going_on := unsettled(self.term.number, self.call.day, lock=True):
            JoinedPetition.objects.create(recall=going_on, petition_id=self.petition.key, joined_on=self.call.day)
            return Outcome(going_on.ref, {"post": going_on.post, "due_on": str(going_on.due_on or "")})
        row = Recall.objects.create(
            number=next_number(self.community, RECALL, self.call.day), community_code=self.community,
            petition_id=self.petition.key, appointment=self.term.number, post=self.term.post,
            person_id=self.term.person_row, asked_on=asked_on,
            due_on=after(asked_on, rule.within) if rule and rule.within else None,
        )  # fmt: skip
        return Outcome(row.ref, {"post": row.post, "due_on": str(row.due_on or "")})
