"""Call a hearing on a matter: the body or the petition that may ask for one does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import Signed
from sunward.charter.engine import Hearing
from sunward.charter.engine.rules import Petition
from sunward.charter.queries import day_after
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans, planned
from sunward.kernel.acts import Act, Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.acts import ConveneHearing, HearingFacts

PETITION = "petition"
OPINION = "opinion"
RULE = Text("规则册写明了这类事项怎样听证。", "The rule book knows hearings on such a matter.")
NO_RULE = Text(
    "规则册没有写明这类事项可以听证：这里不授予。", "Not granted here: no rule knows hearings on such a matter."
)
WITHDRAWN = Text("这件事已经撤回。", "This matter has been withdrawn.")
WHO = Text(
    "要由规则册写明的机构，以自己的名义提出；或者由联名提出。",
    "Asked for by a body that the rule book names, in its own name, or by a petition.",
)
SIGNED = Text("联名人数还不够，或者不是为这件事。", "Too few have signed, or for something else.")
IN_TIME = Text("到那天来得及按规定提前通知。", "That day leaves time for the notice that the rules ask for.")
TOO_SOON = Text("这个日子已经来不及按规定提前通知。", "That day leaves no time for the notice that the rules ask for.")
PETITIONED = Text("联名要求的才填", "only if a petition asks for it")


@dataclass(frozen=True, slots=True)
class CallFacts:
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("听证的日子", "day of the hearing")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    petition: str = asked("联名的编号", "number of the petition", hint=PETITIONED, default="")


@register
class CallHearing(Act[Matter, CallFacts]):
    """Who may ask, and how long before people are told, says the rule book under which the matter was opened."""

    name = "decisions.call_hearing"
    title = Text("召开听证会", "call a hearing")
    kind = "effect"
    subject_type = "matter"
    subject_model = Matter
    facts_type = CallFacts

    @cached_property
    def plans(self) -> Plans:
        return Plans()

    @cached_property
    def rules(self) -> Hearing | None:
        return self.plans.charter_of(self.subject).hearing_for(self.subject.kind)

    @cached_property
    def petition(self) -> Signed | None:
        said = self.facts.petition.strip()
        return ballots.petition_signed(self.subject.community_code, said) if said else None

    @property
    def own_body(self) -> str:
        return self.call.post.partition(".")[0]

    @property
    def called_by(self) -> str:
        return PETITION if self.facts.petition.strip() else self.own_body

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
        yield self._asked(self.rules)
        in_time = day_after(self.call.day, self.rules.notice) <= self.facts.held_on
        wanted, day = str(self.rules.notice), str(self.facts.held_on)
        yield Finding.either("notice", in_time, IN_TIME, TOO_SOON, self.rules.source, wanted, day)

    def _asked(self, rules: Hearing) -> Finding:
        if self.called_by == PETITION:
            found = self.petition
            ok = found is not None and any(self._enough(found, rule) for rule in rules.petitions)
            return Finding("petition", ok, SIGNED, rules.source, actual=str(found.signed) if found else "")
        bodies = ", ".join(rules.asked_for_by)
        return Finding("asked_for_by", self.own_body in rules.asked_for_by, WHO, rules.source, bodies, self.own_body)

    def _enough(self, found: Signed, rule: Petition) -> bool:
        """For this matter, and of the class that the rule counts."""
        mine = found.asks_for in {self.subject.number, str(self.subject.ref)}
        return mine and found.of == rule.of and rule.share.met(found.signed, found.entitled)

    def write(self) -> Outcome:
        matter, facts = self.subject, self.facts
        heard = planned(self.plans.plan_of(matter), OPINION)
        hearing = HearingFacts(
            about=str(matter.ref),
            matter_kind=matter.kind,
            body=heard.body if heard and heard.body else self.own_body,
            title=f"听证会：{matter.title}",
            place=facts.place,
            held_on=facts.held_on,
            at=facts.at,
            called_by=self.called_by,
            petition=self.petition.key if self.petition else None,
        )
        following = Consequence(ConveneHearing, Ref("community", matter.community_code), hearing)
        return Outcome(result=matter.ref, consequences=[following])
