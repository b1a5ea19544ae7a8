"""Begin a handover: each thing that goes with an office is owed by a named person to a named person, by a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter.engine.elections import HandoverRule
from sunward.elections.book import after, rules_of
from sunward.elections.models import Handover
from sunward.elections.office.leftovers import receiver_of
from sunward.elections.series import HANDOVER, next_number
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acting import ActOnCommunity
from sunward.registry.queries import Term

LEFT = Text("已经离任。", "Has left the office.")
NOT_LEFT = Text("还没有离任。", "Has not left the office.")
RULE = Text("规则册写明了这个岗位移交什么。", "A rule says what goes with this office.")
NO_RULE = Text("规则册没有写明这个岗位移交什么。", "No rule says what goes with this office.")
UNBEGUN = Text("这次离任的移交还没有开始。", "This handover is still to begin.")
ONCE = Text("这次离任的移交已经开始。", "This handover has begun already.")

NUMBER = Text("程序写任职编号", "A program writes the number of the appointment")


@dataclass(frozen=True, slots=True)
class HandOverFacts:
    appointment: str = asked("谁离任", "who left the office", hint=NUMBER, most=20)


@register
class HandOver(ActOnCommunity[HandOverFacts]):
    """Follows from whatever ends an office; entered by itself where time has ended it."""

    name = "elections.hand_over"
    title = Text("开始工作移交", "begin a handover")
    kind = "effect"
    facts_type = HandOverFacts

    @cached_property
    def term(self) -> Term:
        found = registry.term(self.facts.appointment.strip())
        if found is None or found.community != self.community:
            raise unusable("appointment", "没有这个任职编号。", "No appointment has this number.")
        return found

    @cached_property
    def rule(self) -> HandoverRule | None:
        """By the rules of the day on which the office ended: a later change wipes nothing that is owed."""
        left_on = self.term.left_on or self.call.day
        return rules_of(body_of(self.term.post), self.community, min(left_on, self.call.day)).handover

    def judge(self) -> Iterator[Finding]:
        left = self.term.left_on is not None and self.term.left_on <= self.call.day
        yield Finding.either("left_office", left, LEFT, NOT_LEFT, actual=str(self.term.left_on or ""))
        rule = self.rule
        ok = rule is not None and self.term.post in rule.by
        yield Finding.either("handover_rule", ok, RULE, NO_RULE, rule.source if rule else "", actual=self.term.post)
        begun = Handover.objects.filter(appointment=self.term.number, arose_on__gte=self.term.left_on or self.call.day)
        yield Finding.either("begun_once", not begun.exists(), UNBEGUN, ONCE)

    def write(self) -> Outcome:
        rule, term = self.rule, self.term
        if rule is None or term.left_on is None:
            raise AssertionError("judge lets no handover through without a rule")
        self._void_what_went_before()
        receiver, post = receiver_of(term.post, term.person, self.community, self.call.day)
        for thing in rule.things:
            Handover.objects.create(
                number=next_number(self.community, HANDOVER, self.call.day), community_code=self.community,
                appointment=term.number, post=term.post, thing=thing, giver_id=term.person_row,
                receiver_id=registry.person_row(receiver) if receiver else None, receiver_post=post,
                arose_on=self.call.day, due_on=after(term.left_on, rule.within), source=rule.source,
            )  # fmt: skip
        due = after(term.left_on, rule.within)
        return Outcome(public={"things": list(rule.things), "due_on": str(due), "to": post})

    def _void_what_went_before(self) -> None:
        """What was begun before this term ended: a death that was none, and the office went on."""
        rows = Handover.objects.filter(appointment=self.term.number)
        for row in rows:
            row.void_on, row.appointment = self.call.day, f"-{row.pk}"
            row.save(update_fields=["void_on", "appointment"])
