"""Sign the minutes as chair, recorder or supervisor; the last signature locks them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter.engine.sessions import MinutesRule
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.minutes.acting import (
    OnMinutes,
    corrections_of,
    leaves_out_denied,
    open_results,
    recorded_by,
    signatures_of,
    standing_signatures,
    text_digest,
    withdrawn,
)
from sunward.meetings.minutes.chaining import marks_of_lock, previous_of
from sunward.meetings.minutes.recording import BY_OTHERS, corrected_until, rule_of, signs
from sunward.meetings.models import MinutesSignature
from sunward.meetings.rules.chain import locked
from sunward.meetings.rules.served import content_digest
from sunward.meetings.rules.signing import RECORDERS, ROLES

TWICE = Text("一个人只能签一处，一处只签一次。", "One person signs once, and each place is signed once.")
FITTING = Text(
    "监督人由监督委员会成员签，记录人由服务中心或者代它做记录的人签，主持人不能是这两处的人，要是会议所属机构的人。",
    "Supervisors sign as supervisor, the service centre or whoever keeps the minutes in its place as recorder; neither "
    "of the two signs as chair, nor does a body to which the meeting does not belong.",
)
ANSWERED = Text("按时要求的更正都已答复。", "Every correction asked for in time has its answer.")
DRAFTED = Text("草稿仍算数。", "The draft stands.")
ANOTHER_HAND = Text(
    "在服务台代签，由没有登记到会、没有起草这份记录的人办理。",
    "At the desk it is entered by somebody who neither kept the list of who came nor drafted these minutes.",
)
WITHDRAWN = Text(
    "草稿是代人起草的，本人没有起草过，已经撤回：要重新起草。",
    "The draft was entered for somebody who had not drafted it, and is withdrawn: it is drafted anew.",
)
UNCHANGED = Text("内容和起草时的摘要一致。", "The content matches its digest.")
WANTED = Text("规则册要求这一签字。", "The rule book asks for this signature.")
UNANSWERED = Text("还有更正没有答复。", "A correction still waits for its answer.")
ASKED_FOR = Text("规则册没有要求这一签字。", "The rule book does not ask for this signature.")
STILL_OPEN = Text(
    "起草以后，到会的人要求更正的时间到 {last} 为止，过了才签。",
    "Those who were there can ask for corrections of the draft until {last}; after that day it is signed.",
)
RESULTS = Text(
    "表决结果都已核实，记录里写的就是核实的结果；还没有的，核实以后重新起草。",
    "Every vote has a result that stands, and the minutes tell it: where one was missing they are drafted anew.",
)
DENIALS = Text("本人没有委托的代理人，记录里都写明了。", "Proxies that were denied stand in them as such.")
LEFT_OUT = Text(
    "有人在要求更正的时间里说自己没有委托代理人，记录里没有写：要重新起草。",
    "In the days for corrections somebody said that they gave no proxy, and these do not tell it: they are drafted "
    "anew.",
)
ABSENT = Text("签主持人的人不在到会名单上。", "Whoever signs as chair is not among those who came.")
SIGN_AGAIN = Text(
    "有人签字以后又采纳了更正：签过的人要重新签。", "A correction was taken in after somebody signed: they sign again."
)
CHANGED = Text("内容和起草时的摘要不一致。", "The content no longer matches its digest.")


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    role: str = asked("以什么身份签", "sign as", choices=ROLES)
    signed: FileDigest | None = slip()


@register
class SignMinutes(OnMinutes[SignatureFacts]):
    """Three different people sign the same text. With the last signature the minutes are locked and chained to those
    before, and it is said if they come late or out of their order; whoever signed before a correction was taken in has
    not signed this text, and signs again."""

    name = "meetings.sign_minutes"
    title = Text("签会议记录", "sign the minutes")
    kind = "effect"
    facts_type = SignatureFacts
    of_some = True

    @cached_property
    def rule(self) -> MinutesRule | None:
        return rule_of(self.subject.meeting)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if not any(signs(role, self.subject.meeting, self.call) for role, _name in ROLES):
            yield Finding("open", False, FITTING)
        waiting = any(one.holds_up for one in self.subject.corrections.all())
        yield Finding("corrections_answered", not waiting, UNANSWERED if waiting else ANSWERED)
        same = content_digest(self.subject.content) == self.subject.content_sha256
        yield Finding("unchanged", same, UNCHANGED if same else CHANGED)
        yield Finding.either("draft_stands", not withdrawn(self.subject), DRAFTED, WITHDRAWN)
        if self.call.on_behalf_of is not None:
            apart = self.call.by not in recorded_by(self.subject)
            yield Finding("another_hand", apart, ANOTHER_HAND)
        yield from self._open_for_corrections()
        yield Finding("results_stand", not open_results(self.subject), RESULTS)
        yield Finding.either("denials_told", not leaves_out_denied(self.subject), DENIALS, LEFT_OUT)

    def _open_for_corrections(self) -> Iterator[Finding]:
        if self.rule and self.rule.open_for:
            last = corrected_until(self.subject, self.rule)
            ok, today = self.call.day > last, str(self.call.day)
            yield Finding("open_for_corrections", ok, STILL_OPEN.fill(last=last), self.rule.source, f"> {last}", today)

    def judge(self) -> Iterator[Finding]:
        role, rule = self.facts.role, self.rule
        source, wanted = (rule.source, rule.signed_by) if rule else ("", ())
        yield Finding(
            "signed_by", role in wanted, WANTED if role in wanted else ASKED_FOR, source, ", ".join(wanted), role
        )
        before = standing_signatures(self.subject)
        free = not any(one.role == role or one.person == self.call.person for one in before)
        yield Finding("another_person", free, TWICE, source)
        fits = signs(role, self.subject.meeting, self.call)
        yield Finding("role", fits, FITTING, source, role, self.call.post)

    def write(self) -> Outcome:
        MinutesSignature.objects.create(
            minutes=self.subject,
            role=self.facts.role,
            person=self.call.person,
            post=self.call.post,
            signed_on=self.call.day,
            digest=text_digest(self.subject),
            entered_in=self.call.ref,
        )
        signed = {one.role for one in standing_signatures(self.subject)}
        wanted = set(self.rule.signed_by) if self.rule else set()
        if wanted <= signed:
            return self._lock()
        outdated = set(self.subject.signatures.values_list("role", flat=True)) - signed
        again = [Finding("unchanged", False, SIGN_AGAIN, actual=", ".join(sorted(outdated)))] if outdated else []
        return Outcome(result=self.subject.ref, findings=[*again, *self._chaired(), *self._kept()])

    def _chaired(self) -> list[Finding]:
        """A mark on the signature of a chair who was not in the room."""
        there = self.subject.meeting.attendance.filter(person__number=person_number(self.call.person))
        chaired = self.facts.role != "chair" or there.exists()
        return [] if chaired else [Finding("chair_attended", False, ABSENT, self.rule.source if self.rule else "")]

    def _kept(self) -> list[Finding]:
        """A mark on the signature of a recorder who stands in for the clerk."""
        others = self.facts.role == "recorder" and not self.call.post.startswith(RECORDERS)
        return [Finding("recorder", False, BY_OTHERS, actual=self.call.post)] if others else []

    def _lock(self) -> Outcome:
        row, previous = self.subject, previous_of(self.subject.meeting)
        row.previous, row.previous_digest = previous, previous.digest if previous else ""
        row.digest = locked(
            row.number, row.content_sha256, corrections_of(row), signatures_of(row), row.previous_digest
        )  # fmt: skip
        row.locked_on = self.call.day
        row.save(update_fields=["previous", "previous_digest", "digest", "locked_on"])
        public = {"digest": row.digest, "previous": row.previous_digest}
        found = [*self._chaired(), *self._kept(), *marks_of_lock(row.meeting, self.rule, previous, self.call.day)]
        return Outcome(result=row.ref, public=public, findings=found)
