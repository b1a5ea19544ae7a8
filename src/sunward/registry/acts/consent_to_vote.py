"""The body that the law names has consented: somebody who lives here without being registered here gets the vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import ports
from sunward.registry.events import VoteConsented
from sunward.registry.models import STANDING, Person, ResidenceSpell, VoteApplication, WithdrawnConsent
from sunward.registry.ports import OnConsent
from sunward.registry.residence import voice
from sunward.registry.residence.stays import community_of_stay, open_stay


@dataclass(frozen=True, slots=True)
class ConsentToVoteFacts:
    decision: str = asked("同意的决定（编号）", "the decision that consents (its number)", most=40)


@register
class ConsentToVote(Act[Person, ConsentToVoteFacts]):
    """Consent is a decision of the body that the rule names, taken in order, after the application. It is posted, and
    counts from the day after the time to object."""

    name = "registry.consent_to_vote"
    title = Text("登记同意参加表决", "record the consent to a vote")
    kind = "effect"
    subject_type = "person"
    subject_model = Person
    facts_type = ConsentToVoteFacts

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """The community in which the person lives."""
        return community_of_stay(subject)

    @cached_property
    def _stay(self) -> ResidenceSpell | None:
        return open_stay(self.subject)

    @cached_property
    def _rule(self) -> OnConsent | None:
        rule = ports.franchise(community_of_stay(self.subject), self.call.day)
        return rule.on_consent.get(self._stay.status) if rule and self._stay else None

    @cached_property
    def _application(self) -> VoteApplication | None:
        return VoteApplication.objects.filter(STANDING, spell=self._stay.origin).first() if self._stay else None

    def standing(self) -> Iterator[Finding]:
        source = self._rule.source if self._rule else ""
        yield Finding.either("open", self._rule is not None, RULE, NO_RULE, source)
        yield Finding.either("application", self._application is not None, APPLIED, NOT_APPLIED, source)
        waits = self._application is None or self._application.consented_on is None
        yield Finding.either("consented_once", waits, FIRST, ONCE, source)

    def judge(self) -> Iterator[Finding]:
        if self._rule:
            yield self._consent(self._rule)
            yield self._for_them(self._rule)
            yield Finding.either("consent_not_withdrawn", not self._withdrawn.exists(), STANDS, WITHDRAWN)

    @cached_property
    def _decided(self) -> ports.Decided | None:
        return ports.decided(self.facts.decision, community_of_stay(self.subject), self.call.day)

    @property
    def _withdrawn(self) -> "QuerySet[WithdrawnConsent]":
        """Consents by this decision that an objection has taken: what was found wrong is not entered once more."""
        return WithdrawnConsent.objects.filter(decision=self.facts.decision, person=self.subject)

    def _for_them(self, rule: OnConsent) -> Finding:
        """Whom the item named, and nobody else; one that named nobody consents to one person, never to a second."""
        named = self._decided.people if self._decided else frozenset()
        if named:
            theirs = f"person:{self.subject.number}" in named
            return Finding.either("consent_names", theirs, NAMED, NOT_NAMED, rule.source)
        community = community_of_stay(self.subject)
        others = VoteApplication.objects.filter(
            decision=self.facts.decision, spell__household__community__code=community
        )
        taken = WithdrawnConsent.objects.filter(decision=self.facts.decision, community_code=community)
        served = others.exists() or taken.exists()
        return Finding.either("consent_names", not served, FOR_ONE, USED, rule.source)

    def _consent(self, rule: OnConsent) -> Finding:
        found = self._decided
        after = found is not None and self._application is not None and found.on >= self._application.applied_on
        fits = found is not None and found.body in rule.bodies and rule.matter in ("", found.matter)
        ok = found is not None and found.in_order and fits and after
        return Finding(
            "consent", ok, CONSENT if ok else NO_CONSENT, rule.source, required=" / ".join(rule.bodies),
            actual=f"{found.body} {found.on}" if found else self.facts.decision,
        )  # fmt: skip

    def write(self) -> Outcome:
        rule, found, stay = self._rule, self._application, self._stay
        if rule is None or found is None or stay is None:
            raise AssertionError("standing lets nobody in without rule and application")
        found.consented_on, found.decision = self.call.day, self.facts.decision
        found.votes_from, found.consent_entry = voice.counts_from(rule, self.call.day), self.call.ref
        found.save(update_fields=["consented_on", "decision", "votes_from", "consent_entry"])
        way = voice.way_to_vote(stay, stay.household.community_code, self.call.day)
        event = VoteConsented(
            stay.household.community_code, str(self.subject.named), stay.household.door, self.facts.decision,
            self.call.day, rule.posted_days, self.call.ref,
        )  # fmt: skip
        public = {"votes_from": str(way.votes_from or ""), "missing": list(way.missing)}
        return Outcome(public=public, findings=[voice.said(way)], events=[event])


NAMED = Text("表决的事项写明了这个人。", "The item that was put to the vote names this person.")
NOT_NAMED = Text(
    "表决的事项写的是别人，没有写这个人。", "The item that was put to the vote names others, and not this person."
)
FOR_ONE = Text("这次决定还没有用于别人。", "This decision has served for nobody else.")
USED = Text(
    "这次决定没有写明姓名，已经用于另一个人：给几个人的，要在表决的事项里写明是谁。",
    "This decision names nobody and has served for somebody else: for several people, the item that is put to the "
    "vote has to name them.",
)
STANDS = Text("这次决定没有因为异议成立而撤回。", "No objection has taken a consent by this decision.")
WITHDRAWN = Text(
    "按这次决定登记过的同意，公示期内的异议成立，已经撤回：要重新申请，由会议重新同意。",
    "A consent by this decision was posted, objected to and withdrawn: they apply anew, and the meeting consents anew.",
)
RULE = Text("规则写明了这种居住身份经同意取得表决权。", "A rule gives this residence status a vote by consent.")
NO_RULE = Text(
    "规则没有为这种居住身份规定经同意取得表决权的办法。",
    "No rule gives this residence status a vote by consent.",
)
NOT_APPLIED = Text("要先由本人申请。", "The person has to apply first.")
APPLIED = Text("本人已经申请。", "The person has applied.")
FIRST = Text("还没有登记过同意。", "This is the first consent.")
ONCE = Text("已经登记过同意。", "The consent has been recorded already.")
CONSENT = Text("规则指定的会议已依规同意。", "The body that the rule names has consented, in order.")
NO_CONSENT = Text(
    "要有规则指定的会议在申请之后依规作出的决定。",
    "A decision of the body that the rule names, taken in order after the application, has to consent.",
)
