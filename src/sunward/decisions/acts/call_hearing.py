"""Call a hearing on a matter: a body that may ask for one does, or the one whose turn it is when a petition did."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import HearingForced
from sunward.charter import queries as charter
from sunward.charter.engine import Hearing
from sunward.decisions.hearing.called import hearing_facts
from sunward.decisions.hearing.demanded import day_findings, is_heeded
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.kernel.acts import Act, Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Books
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.acts import ConveneHearing

RULE = Text("规则册写明了这类事项怎样听证。", "The rule book knows hearings on such a matter.")
NO_RULE = Text(
    "规则册没有写明这类事项可以听证：这里不授予。", "Not granted here: no rule knows hearings on such a matter."
)
WITHDRAWN = Text("这件事已经撤回。", "This matter has been withdrawn.")
WHO = Text(
    "由规则册写明的机构召开；联名人数够了的，由有这项权力的岗位召开。",
    "Asked for by a body that the rule book names, in its own name, or by enough people in a petition.",
)


@dataclass(frozen=True, slots=True)
class CallFacts:
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("听证的日子", "day of the hearing")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")


@register
class CallHearing(Act[Matter, CallFacts]):
    """Who may ask, and how long before people are told, says the rule book under which the matter was opened."""

    name = "decisions.call_hearing"
    title = Text("召开听证会", "call a hearing")
    kind = "effect"
    subject_type = "matter"
    subject_model = Matter
    facts_type = CallFacts

    @classmethod
    def rule_books(cls, subject: Matter, day: date) -> tuple[Books, ...]:
        """By the rules of the matter too: a body that these name may not ask for a hearing by the others."""
        return charter.day_then_kept(subject.community_code, day, tuple(subject.charter_versions))

    @cached_property
    def plans(self) -> Plans:
        return Plans()

    @cached_property
    def rules(self) -> Hearing | None:
        return self.plans.charter_of(self.subject).hearing_for(self.subject.kind)

    @cached_property
    def forced(self) -> HearingForced | None:
        """The petition that waits for a hearing on this matter: whoever calls one answers it, and by its days."""
        found = ballots.hearing_forced(self.subject.community_code, self.subject.number, self.call.day)
        waits = found and self.rules and not is_heeded(found, self.rules, self.call.day)
        return found if waits else None

    def standing(self) -> Iterator[Finding]:
        rules = self.rules
        yield Finding.either(
            "hearing_rules", rules is not None, RULE, NO_RULE, rules.source if rules else "", self.subject.kind
        )
        if self.subject.withdrawn_on:
            yield Finding("open", False, WITHDRAWN)

    def judge(self) -> Iterator[Finding]:
        if self.rules is None:
            return
        bodies, own = self.rules.asked_for_by, self.call.body
        ok = self.forced is not None or own in bodies
        yield Finding("asked_for_by", ok, WHO, self.rules.source, ", ".join(bodies), own)
        yield from day_findings(self.rules, self.call.day, self.facts.held_on, self.forced)

    def write(self) -> Outcome:
        matter, facts, forced = self.subject, self.facts, self.forced
        if forced:
            ballots.hold_petition(forced.key)
        hearing = hearing_facts(
            matter, self.plans, facts.place, facts.held_on, facts.at, own=self.call.post,
            petition=forced.key if forced else None,
        )  # fmt: skip
        following = Consequence(ConveneHearing, Ref("community", matter.community_code), hearing)
        return Outcome(result=matter.ref, consequences=[following])
