"""Withdraw a matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from sunward.charter.engine.vocabulary import Rank
from sunward.decisions.hearing.followed import handed_on
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

BROUGHT = Text(
    "谁提出的谁撤回：提出的人，或者提出时所在机构的人；代表（成员）会议的人提出的，只有提出的人自己。",
    "Whoever brought a matter withdraws it: they themselves, or their body. What a representative brought, they "
    "themselves alone.",
)
UNANNOUNCED = Text("没有会议正要决定这件事。", "No session is about to decide on it.")
ANNOUNCED = Text(
    "会议 {meeting} 已经通知要决定这件事：会开完没有作数的表决，或者结果报告以后，才能撤回。",
    "Meeting {meeting} has told people that this is decided there: it is withdrawn only once that is over without a "
    "vote that stands, or its result was reported.",
)


@dataclass(frozen=True, slots=True)
class WithdrawFacts:
    reason: str = asked("撤回的原因", "why it is withdrawn")


@register
class WithdrawMatter(Act[Matter, WithdrawFacts]):
    """A matter on which nothing has been decided is taken off the table by whoever brought it; what was reported
    stays. From the notice of a session on, the session decides and nobody else."""

    name = "decisions.withdraw_matter"
    title = Text("撤回事项", "withdraw a matter")
    kind = "effect"
    subject_type = "matter"
    subject_model = Matter
    facts_type = WithdrawFacts
    duty = False

    def standing(self) -> Iterator[Finding]:
        yield Finding(
            "not_withdrawn",
            self.subject.withdrawn_on is None,
            Text("每件事只能撤回一次。", "A matter can be withdrawn once."),
        )
        yield Finding(
            "undecided",
            not self.subject.decisions.exists(),
            Text(
                "已有决定的事项不能撤回，只能由新的决定取代。",
                "Once there is a decision it can only be superseded by a new one.",
            ),
        )

        yield Finding("brought_by", self._brought_it(), BROUGHT, actual=self.call.post)
        waits = self._awaited()
        text = ANNOUNCED.fill(meeting=waits) if waits else UNANNOUNCED
        yield Finding("not_announced", not waits, text, actual=waits)

    def _brought_it(self) -> bool:
        """Whoever opened it, or somebody in a post of the body for which they did. Representatives speak each for
        those who elected them: one does not take off the table what another brought."""
        body, in_office = body_of(self.subject.opened_by_post), "." in self.subject.opened_by_post
        if self.subject.opened_by == self.call.person:
            return True
        if not in_office or self.call.body != body:
            return False
        return Plans().charter_of(self.subject).rank_of(body).width < Rank.REPRESENTATIVES.width

    def _awaited(self) -> str:
        """The session that is to decide on it, or has and nobody has reported what; empty for none."""
        for one in meetings.awaited(self.subject.ref, self.call.at):
            told = Q(meeting=one.meeting) | Q(meeting=None, body=one.body, held_on=one.held_on)
            if one.carried is None or not self.subject.steps.filter(told).exists():
                return one.meeting
        return ""

    def write(self) -> Outcome:
        self.subject.withdrawn_on, self.subject.withdrawn_reason = self.call.day, self.facts.reason
        self.subject.save(update_fields=["withdrawn_on", "withdrawn_reason"])
        return Outcome(result=self.subject.ref, consequences=list(handed_on(self.subject, self.call.day)))
