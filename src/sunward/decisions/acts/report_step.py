"""Report a step of a matter: the one entry by which a body tells that it met, and what came of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sunward.ballots import queries as ballots
from sunward.charter.engine import UnusableCase
from sunward.charter.engine.figures import read_counts
from sunward.charter.engine.vocabulary import STEPS
from sunward.decisions.acts.open_matter import NO_NAMES
from sunward.decisions.drafts import drafted
from sunward.decisions.hearing.cited import asked_too_late
from sunward.decisions.judging import entitled
from sunward.decisions.judging.authorised import authorises
from sunward.decisions.judging.cases import DISCLOSURES, RESOLUTION
from sunward.decisions.judging.delegated import handed_down
from sunward.decisions.judging.one_hand import mark
from sunward.decisions.judging.verdicts import judge_resolution, judge_step
from sunward.decisions.lookup import decision_here
from sunward.decisions.models import Decision, Matter, Step
from sunward.decisions.plan import PlannedStep, Plans, planned
from sunward.decisions.resolving import carried_over, make_decision, publish_step
from sunward.kernel.acts import Act, Consequence, Outcome, register
from sunward.kernel.facts import FactsError, asked, unusable
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import HearingCard

OUTCOMES = (("adopted", Text("通过", "adopted")), ("not_adopted", Text("未通过", "not adopted")))
YES_NO = (("yes", Text("是", "yes")), ("no", Text("否", "no")))
STEP_CHOICES = tuple((key, Text(title.zh, title.en)) for key, title in STEPS.items())
COUNTS = Text(
    "例如 {“representatives”: {“entitled”: 57, “present”: 50, “for”: 41}}；"
    "业主的面积写在 owners_area，单位是百分之一平方米",
    "for example {“representatives”: {“entitled”: 57, “present”: 50, “for”: 41}}; floor area of the owners under "
    "owners_area, in hundredths of a square metre",
)
PLANNED_BODY = Text("不填就是程序规定的机构", "left empty: the body that the procedure names")
ASKED_FOR_HEARING = Text(
    "规则册要求先听证、或者联名要求听证的事项，决议要引用",
    "a resolution cites it where the rules, or enough people, ask for a hearing first",
)
TO_BE_VOTED = (
    "这件事列在会议 {meeting} 的议程上：由那次会议的表决定，核定后自动登记。",
    "It is on the agenda of meeting {meeting}: the vote there decides it, and is entered by itself once certified.",
)
VOTED = (
    "会议 {meeting} 的表决 {vote} 结果不是这样。",
    "Vote {vote} at meeting {meeting} came out otherwise.",
)
AUTHORISED = Text(
    "只在决定权属于居民（村民）会议或成员大会、由它授权本机构决定时填；不填就是事项上写的",
    "only where the assembly has to decide and handed it over to this body; left empty: the one that the matter names",
)
MATTER_AMOUNT = Text("不填就是事项的预计金额", "left empty: the matter's expected cost")


@dataclass(frozen=True, slots=True)
class StepFacts:
    step: str = asked("哪一步", "which step", choices=STEP_CHOICES)
    held_on: date = asked("开会（办理）的日子", "day it was held")
    body: str = asked("哪个机构", "by which body", hint=PLANNED_BODY, most=60, default="")
    notice_on: date | None = asked("发出通知的日子（没有通知就不填）", "day of the notice (empty: none)", default=None)
    called_by: str = asked("由谁召集", "called by", most=60, default="")
    petition: dict[str, Any] | None = asked("联名人数", "signatures of a petition", default=None)
    authorised_by: str = asked(
        "授权的决定（编号）",
        "the decision that authorised this body (its number)",
        hint=AUTHORISED,
        most=40,
        default="",
    )
    agenda_fixed_on: date | None = asked("议程确定的日子", "day the agenda was fixed", default=None)
    agenda_includes_matter: str = asked("议程里有这件事", "the agenda includes it", choices=YES_NO, default="")
    counts: dict[str, Any] | None = asked("应到、实到和票数", "attendance and votes", hint=COUNTS, default=None)
    outcome: str = asked("结果", "outcome", choices=OUTCOMES, default="adopted")
    title: str = asked("决议标题", "title of the resolution", default="")
    text: str = asked("决议内容", "what was resolved", hint=NO_NAMES, long=True, default="")
    authorised_amount: Decimal | None = asked("批准金额（元）", "yuan authorised", hint=MATTER_AMOUNT, default=None)
    hearing: str = asked(
        "引用的听证会编号", "number of the hearing it cites", hint=ASKED_FOR_HEARING, most=40, default=""
    )
    note: str = asked("记录", "note", hint=NO_NAMES, long=True, default="")
    minutes: FileDigest | None = asked("会议记录照片", "photograph of the minutes", default=None)
    corrects: str = asked("更正哪一份报告", "which report this corrects", default="")


@dataclass(frozen=True, slots=True)
class FormerFacts:
    """What older entries say instead of the decision that authorised the body."""

    authorised: bool = asked("居民（村民）会议或成员大会已授权", "the assembly authorised this body", default=False)


@dataclass(frozen=True, slots=True)
class FromMeeting(StepFacts):
    """What a meeting told by itself: these two are never asked for."""

    meeting: str = asked("来自哪次会议", "from which meeting", default="")
    vote: str = asked("来自哪次表决", "from which vote", default="")


@register
class ReportStep(Act[Matter, StepFacts]):
    """A body reports a step. Whatever the judge finds is shown inside the step; nothing is refused for a breach."""

    name = "decisions.report_step"
    title = Text("报告一个步骤", "report a step")
    kind = "report"
    subject_type = "matter"
    subject_model = Matter
    facts_type = StepFacts
    once_asked = FormerFacts

    @cached_property
    def plans(self) -> Plans:
        return Plans()

    @cached_property
    def earlier(self) -> list[Step]:
        return list(self.subject.steps.order_by("sequence"))

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(Decision.objects.select_for_update().filter(matter=self.subject).order_by("id"))

    @cached_property
    def corrected(self) -> Step | None:
        return next((step for step in self.earlier if step.number == self.facts.corrects), None)

    @cached_property
    def wanted(self) -> PlannedStep | None:
        """The step as the procedure has it."""
        return planned(self.plans.plan_of(self.subject, self.facts.body), self.facts.step)

    @cached_property
    def cited(self) -> HearingCard | None:
        """The hearing that the report cites."""
        return meetings.hearing(self.facts.hearing.strip()) if self.facts.hearing.strip() else None

    @property
    def heard_until(self) -> date | None:
        """The day on which that hearing was over, if a resolution on this matter can rest on it."""
        card, matter = self.cited, self.subject
        return card.concluded_on if card and card.counts_for(matter.ref, matter.kind) else None

    @cached_property
    def asked_on(self) -> date | None:
        """The day on which enough people had asked for a hearing, for a resolution."""
        if self.facts.step != RESOLUTION:
            return None
        forced = ballots.hearing_forced(self.subject.community_code, self.subject.number, self.call.day)
        return forced.reached_on if forced else None

    @property
    def resolves(self) -> bool:
        return self.facts.step == RESOLUTION and self.facts.outcome == "adopted"

    @property
    def amount(self) -> Decimal | None:
        """What a resolution authorises, in yuan."""
        return self.facts.authorised_amount or self.subject.amount

    @property
    def body(self) -> str:
        """Who took the step: as reported, else as the procedure has it."""
        return self.facts.body or (self.wanted.body if self.wanted else "")

    @cached_property
    def report(self) -> Step:
        """The row as it will be written, without its findings."""
        facts, sequence, minutes = self.facts, len(self.earlier) + 1, self.facts.minutes
        return Step(
            number=f"{self.subject.number}/{sequence}",
            matter=self.subject,
            sequence=sequence,
            key=facts.step,
            body=self.body,
            held_on=facts.held_on,
            recorded_on=self.call.day,
            reported_by=self.call.by,
            reported_by_post=self.call.post,
            notice_on=facts.notice_on,
            called_by=facts.called_by,
            petition=facts.petition,
            authorised_by=self.authority.number if self.authority else "",
            authorised_by_assembly=self.is_authorised,
            agenda_fixed_on=facts.agenda_fixed_on,
            agenda_includes_matter={"yes": True, "no": False}.get(facts.agenda_includes_matter),
            counts=facts.counts or {},
            known=self._known(),
            adopted=facts.outcome == "adopted",
            meeting=facts.meeting or None if isinstance(facts, FromMeeting) else None,
            hearing=facts.hearing.strip() or None,
            hearing_concluded_on=self.heard_until,
            hearing_asked_on=self.asked_on,
            note=facts.note,
            minutes_sha256=minutes.sha256 if minutes else "",
            minutes_size=minutes.size if minutes else 0,
            minutes_type=minutes.type if minutes else "",
            corrects=self.corrected,
        )

    @cached_property
    def authority(self) -> Decision | None:
        """The decision that is named for it, in the report or with the matter.

        Raises:
            FactsError: when there is none of this number.
        """
        named = self.facts.authorised_by.strip() or self.subject.authorised_by
        if not named or self.facts.step != RESOLUTION:
            return None
        return decision_here(self.subject.community_code, named, "authorised_by")

    @property
    def is_authorised(self) -> bool:
        """Whether it hands this matter over, to a body that it can be handed to."""
        made = self.authority
        if made is None or handed_down(self.plans.charter_of(self.subject), self.subject.kind, self.body) is None:
            return False
        return authorises(made, self.subject, self.facts.held_on, self.call.day, self.plans)

    def _known(self) -> dict[str, int] | None:
        """What the record knows where figures were typed; a meeting in it counts by its own roll."""
        classes = entitled.classes_typed(self.facts.counts, self.facts.petition)
        if not classes or isinstance(self.facts, FromMeeting):
            return None
        rules = self.plans.charter_of(self.subject)
        return entitled.known_of(self.subject.community_code, self.body, classes, self.facts.held_on, rules)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the judge says of this step today.

        Raises:
            FactsError: when a figure is missing that a rule needs, or cannot be true.
        """
        rules, reports = self.plans.charter_of(self.subject), [*self.earlier, self.report]
        try:
            read_counts(self.report.counts)
            if self.facts.step != RESOLUTION:
                plan = self.plans.plan_of(self.subject, self.facts.body)
                return judge_step(self.subject, self.report, reports, plan, rules)
            found = judge_resolution(self.subject, self.report, reports, rules, self.amount).findings
        except UnusableCase as error:
            raise FactsError({_field(error.where): [str(error)]}) from None
        # A motion that was voted down is a proper outcome, not a breach of the majority rule.
        return found if self.resolves else tuple(one for one in found if one.rule != "majority")

    def shows(self) -> str | None:
        """Minutes of one step are not those of another."""
        return f"{self.subject.ref}/{self.facts.step}"

    def took_place_on(self) -> date | None:
        return self.facts.held_on

    def judge(self) -> Iterable[Finding]:
        for problem in self._impossible():
            raise problem
        return self.findings

    def _impossible(self) -> Iterator[FactsError]:
        """What cannot be, whatever the rules say."""
        if self.facts.held_on > self.call.day:
            yield unusable("held_on", "日子还没到，开过以后再报告。", "This day lies in the future.")
        if self.subject.withdrawn_on:
            yield unusable("step", "这件事已经撤回。", "This matter has been withdrawn.")
        if self.facts.corrects and (self.corrected is None or self.corrected.key != self.facts.step):
            yield unusable("corrects", "这一步没有这个编号的报告。", "No report of this step has that number.")
        if not self.report.body:
            yield unusable("body", "请写明是哪个机构。", "Say which body it was.")
        if self.facts.hearing and (self.cited is None or self.cited.community != self.subject.community_code):
            yield unusable("hearing", "这里没有这个编号的听证会。", "There is no hearing of that number here.")
        if self.facts.step in DISCLOSURES and not self.decisions:
            yield unusable("step", "还没有决定，无从公开。", "Nothing has been decided yet that could be posted.")
        yield from self._told_by_a_meeting()
        spent = carried_over(self.decisions)
        if self.resolves and spent > (self.amount or Decimal(0)):
            yield unusable(
                "authorised_amount",
                f"这件事已经支出 {spent} 元，批准金额不能更少。",
                f"{spent} yuan have been released on this matter; it cannot authorise less.",
            )

    def _told_by_a_meeting(self) -> Iterator[FactsError]:
        """What a meeting in this record decides is told by its vote: nobody types it before, nor otherwise after."""
        if self.facts.step != RESOLUTION or isinstance(self.facts, FromMeeting):
            return
        for put in meetings.put_to(self.subject.ref, self.report.body, self.call.at)[-1:]:
            if put.carried is None:
                yield unusable("step", *(text.format(meeting=put.meeting) for text in TO_BE_VOTED))
            elif put.carried != (self.facts.outcome == "adopted"):
                yield unusable("outcome", *(text.format(meeting=put.meeting, vote=put.vote) for text in VOTED))

    def write(self) -> Outcome:
        self.report.findings = [finding.as_dict() for finding in self.findings]
        self.report.breaches = len(breaches(self.findings))
        self.report.save(force_insert=True)
        in_order, alone = not self.report.breaches, mark([*self.earlier, self.report])
        decision = self._decide(in_order) if self.resolves else None
        return Outcome(
            result=decision.ref if decision else self.report.ref,
            public={
                "step_number": self.report.number,
                "body": self.report.body,
                "in_order": in_order,
                **self._adopted_text(),
            },
            consequences=self._follow_up(),
            findings=[*([alone] if alone else []), *entitled.unshown_marks(self.report), *self._unheard()],
        )

    def _unheard(self) -> list[Finding]:
        """People asked to be heard, too late to stop this resolution."""
        rule = self.plans.charter_of(self.subject).hearing_for(self.subject.kind)
        late = asked_too_late(self.report, rule.source if rule else "") if self.resolves else None
        return [late] if late else []

    def _decide(self, in_order: bool) -> Decision:
        title, text = self.facts.title or self.subject.title, self.facts.text or self.subject.text
        return make_decision(self.report, title, text, self.amount, in_order, self.decisions)

    def _adopted_text(self) -> dict[str, str]:
        """A resolution adopts exactly the draft that its matter names."""
        return drafted(self.subject) if self.resolves else {}

    def _follow_up(self) -> list[Consequence]:
        item = DISCLOSURES.get(self.facts.step)
        return [publish_step(self.decisions[-1], item, self.report, self.wanted)] if item else []


def _field(where: str) -> str:
    """The field of the form that a complaint of the judge is about."""
    start = where.partition(".")[0]
    return start if start in {"body", "called_by", "petition", "notice_on"} else "counts"
