"""The base of the acts on a recall, and what each of them is asked."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from sunward.ballots import queries as ballots
from sunward.ballots.queries import RollBrief
from sunward.charter.engine import ElectionRules
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.elections.book import rules_of_recall
from sunward.elections.models import Recall
from sunward.elections.polling.hours import Hours, closing_hour, hours_in, opening_hour
from sunward.kernel.acts import Act
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.registry import queries as registry

Facts = TypeVar("Facts")
NEWEST = Text("不填就是最近编制的一份", "leave it empty for the newest")
CALLED = (
    "called_on", "called_by_post", "called_by", "roll", "voting_day", "places", "from_hour", "until_hour",
    "polled_on", "declared_on",
)  # fmt: skip
PARTY = Text("被要求罢免的人不能主持。", "Whoever is to be recalled does not run it.")

OWN_SIDE = Text(
    "注意：由和被要求罢免的人同一机构、或者申报过利害关系的人定的。",
    "Alert: settled by somebody of the same body as whom it is about, or with a declared tie to them.",
)


def parties(about: Ref) -> frozenset[str]:
    """Whom a recall is about, and who called its vote in no office: neither counts it, asks back, certifies, annuls."""
    row = Recall.objects.select_related("person", "called_by", "petition").get(number=about.id)
    own = row.called_by_post in CAPACITIES or row.called_at_desk_in is not None
    petitioner = row.called_by if own else None
    return frozenset(str(one) for one in (row.person, petitioner) if one)


@dataclass(frozen=True, slots=True)
class RecallVoteFacts:
    voting_day: date = asked("投票日", "voting day")
    places: str = asked("在哪里投票", "where to vote")
    from_hour: str = opening_hour()
    until_hour: str = closing_hour()
    roll: str = asked("名册编号", "number of the roll", hint=NEWEST, default="")
    signed: FileDigest | None = slip()

    @property
    def hours(self) -> Hours:
        return hours_in(self.from_hour, self.until_hour)


class ActOnRecall(Act[Recall, Facts]):
    """An act on a recall, by the rules of the day on which it was asked for."""

    subject_type = "recall"
    subject_model = Recall

    @cached_property
    def rules(self) -> ElectionRules:
        return rules_of_recall(self.subject)

    @property
    def source(self) -> str:
        return self.rules.recall.source if self.rules.recall else ""

    @property
    def themselves(self) -> bool:
        """Whether it is the person whom it is about who acts."""
        return self.call.person == str(self.subject.person)

    @property
    def own_side(self) -> bool:
        """Whether an office acts that has reason to spare whom it is about: of the same body, or by a tie that was
        declared before the petition was opened."""
        row, post = self.subject, self.call.post
        if post in CAPACITIES:
            return False
        return body_of(post) == body_of(row.post) or registry.related(
            self.call.person, str(row.person), before=self.asked_since
        )

    @property
    def asked_since(self) -> date:
        return ballots.opened_on(self.subject.petition_id)

    def marks_of_interest(self) -> list[Finding]:
        """Marked, for it is lawful: a rule may give the call to the very body, and others may be silent."""
        if self.own_side:
            return [Finding("own_side", False, OWN_SIDE, self.source, actual=self.call.post)]
        tied = self.call.in_office and registry.related(self.call.person, str(self.subject.person))
        return [registry.declared_only_since(self.asked_since)] if tied else []

    def set_for(self, facts: RecallVoteFacts, roll: RollBrief) -> None:
        """The vote is called: for a day and a place, by a roll."""
        row = self.subject
        row.called_on, row.called_by_post, row.roll_id = self.call.day, self.call.post, roll.key
        row.called_by_id = registry.person_row(self.call.person)
        row.voting_day, row.places = facts.voting_day, facts.places
        row.from_hour, row.until_hour = facts.hours
        row.polled_on = row.declared_on = None
        row.save(update_fields=CALLED)

    @property
    def by_own_hand(self) -> bool:
        """Whether somebody signed in acts, and no clerk for them."""
        return self.call.on_behalf_of is None

    def not_a_party(self) -> Finding:
        return Finding("not_a_party", not self.themselves, PARTY, self.source)
