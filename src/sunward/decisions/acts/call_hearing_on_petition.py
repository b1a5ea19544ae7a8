"""Call the hearing that enough people asked for, when those who should are silent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.acting import ActOnPetition
from sunward.ballots.queries import HearingForced
from sunward.charter import queries as charter
from sunward.charter.engine import Hearing
from sunward.decisions.hearing.asked import still_open
from sunward.decisions.hearing.called import hearing_facts
from sunward.decisions.hearing.demanded import day_findings, deadline, is_heeded
from sunward.decisions.keeping import opened_as
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Books, FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.acts import ConveneHearing, VoidCall
from sunward.meetings.acts.convene_hearing import IS_CALLED, NOT_CALLED

ASKED = Text("联名要求听证，人数已够。", "Enough people have asked for a hearing.")


@dataclass(frozen=True, slots=True)
class ForcedHearingFacts:
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("听证的日子", "day of the hearing")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    signed: FileDigest | None = slip()


@register
class CallHearingOnPetition(ActOnPetition[ForcedHearingFacts]):
    """Whoever should have called it is no longer needed, nor is a host: those who petitioned open and close it."""

    name = "decisions.call_hearing_on_petition"
    title = Text("召开联名要求的听证会", "call the hearing that a petition asked for")
    kind = "effect"
    facts_type = ForcedHearingFacts

    @classmethod
    def rule_books(cls, subject: Any, day: date) -> tuple[Books, ...]:
        """By the rules of the matter on which it wants a hearing."""
        versions = opened_as(subject.asks_for).versions if subject.purpose == "hearing" else ()
        return charter.day_then_kept(subject.community_code, day, versions)

    @cached_property
    def plans(self) -> Plans:
        return Plans()

    @cached_property
    def matter(self) -> Matter | None:
        return Matter.objects.filter(number=self.subject.asks_for, community_code=self.subject.community_code).first()

    @cached_property
    def rules(self) -> Hearing | None:
        return self.plans.charter_of(self.matter).hearing_for(self.matter.kind) if self.matter else None

    @cached_property
    def forced(self) -> HearingForced | None:
        found = ballots.hearing_forced(self.subject.community_code, self.subject.asks_for, self.call.day)
        return found if found and found.key == self.subject.pk else None

    def standing(self) -> Iterator[Finding]:
        forced, rules, source = self.forced, self.rules, self.subject.source
        yield Finding("asked_for", bool(forced and rules), ASKED, source)
        if forced is None or rules is None or self.matter is None:
            return
        yield still_open(self.matter, source, self.call.day)
        yield Finding.either("not_called", self._not_called(forced, rules), NOT_CALLED, IS_CALLED, source)
        yield meetings.silence(deadline(forced), self.call.day)
        yield meetings.may_end_silence(rules.on_petition, self._asked(), self.call)
        if text := meetings.desk_shut(self.subject.pk, self.call):
            yield Finding("desk_still_open", False, text)
        if text := meetings.called_off(self.subject.pk, self.call):
            yield Finding("called_off", False, text)
        if text := meetings.others_first(self.subject.pk, self.call):
            yield Finding(meetings.OTHERS_FIRST, False, text)

    @cached_property
    def superseded(self) -> list[meetings.DisputedCall]:
        return meetings.superseded_by(self.call, self.subject.pk)

    def _not_called(self, forced: HearingForced, rules: Hearing) -> bool:
        """Or by nobody but a clerk, in the name of somebody who disputes it."""
        day = self.call.day
        if not is_heeded(forced, rules, day):
            return True
        disputed = [one.ref for one in self.superseded]
        return bool(disputed) and not is_heeded(forced, rules, day, disputed)

    def _asked(self) -> bool:
        """Whether they are one of those who asked for it, and not of a body that owed the call."""
        petition = self.subject
        return meetings.may_call_hearing(petition.pk, petition.community_code, self.call.person, self.call.day)

    def _late_kin(self) -> list[Finding]:
        petition, call = self.subject, self.call
        return [] if call.in_office else meetings.kin_of_hosts(
            petition.pk, petition.community_code, call.person, call.day
        )  # fmt: skip

    def judge(self) -> Iterator[Finding]:
        if self.rules and self.forced:
            yield from day_findings(self.rules, self.call.day, self.facts.held_on, self.forced)

    def write(self) -> Outcome:
        if self.matter is None or self.rules is None:
            raise AssertionError("standing lets no petition through without a matter and its rules")
        facts, matter = self.facts, self.matter
        hearing = hearing_facts(
            matter, self.plans, facts.place, facts.held_on, facts.at, own=self.call.post, petition=self.subject.pk
        )
        following = Consequence(ConveneHearing, Ref("community", matter.community_code), hearing)
        void = [Consequence(VoidCall, one.ref, one.facts) for one in self.superseded]
        return Outcome(result=matter.ref, findings=self._late_kin(), consequences=[*void, following])
