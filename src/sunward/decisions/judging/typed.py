"""What a meeting in the record decides is told by its vote: nobody types it before, nor otherwise after, nor where too
few came. A body may meet on paper later, and a report of before people were told of a session may be put right."""

from collections.abc import Iterator
from datetime import date, datetime

from sunward.decisions.deriving import step_of
from sunward.decisions.judging.cases import RESOLUTION, newest
from sunward.decisions.judging.reporting import Reported
from sunward.decisions.judging.stepfacts import FromMeeting
from sunward.decisions.plan import competent_bodies, planned
from sunward.kernel.facts import FactsError, unusable
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

TO_BE_VOTED = Text(
    "这件事列在会议 {meeting} 的议程上：由那次会议的表决决定，核定后自动登记。",
    "It is on the agenda of meeting {meeting}: the vote there decides it, and is entered by itself once certified.",
)
VOTED = Text(
    "会议 {meeting} 的表决 {vote} 结果不是这样。",
    "Vote {vote} at meeting {meeting} came out otherwise.",
)
NOT_ADOPTED = Text(
    "会议 {meeting} 的表决 {vote} 没有通过：要通过，再召集会议表决，核定后自动登记。",
    "Vote {vote} at meeting {meeting} did not adopt it: a vote at another session does, which is entered by itself "
    "once certified.",
)
VOTED_THERE = Text(
    "会议 {meeting} 的表决 {vote} 决定这件事，核定后自动登记：不另外填报，也不用填报来更正。那以后另开的会，写那一天。",
    "Vote {vote} at meeting {meeting} decides it, and is entered by itself: nothing is typed beside it, nor puts it "
    "right. Of a meeting held since, give its own day.",
)
IN_VAIN = Text(
    "通知过会议 {meeting} 要决定这件事，那次没有表决：要决定，再召集会议表决，核定后自动登记。",
    "People were told that meeting {meeting} decides on it, and it came to no vote there: it is decided by a vote at "
    "another session, which is entered by itself once certified.",
)

PUT_RIGHT = Text(
    "通知过会议 {meeting} 要决定这件事，那次没有表决。以前的报告，只有最新一份、当时合规的，可以更正人数和票数，"
    "或者更正为未通过：机构、日子、标题、内容和金额照原来的。要另作决定，再召集会议表决。",
    "People were told that meeting {meeting} decides on it, and it came to no vote there. Of the reports of before the "
    "newest alone, if it was in order, is put right in its figures, or as not adopted: body, day, title, words and "
    "amount stay as they were. To decide otherwise, call another session and vote.",
)


def not_to_be_typed(report: Reported, at: datetime) -> Iterator[FactsError]:
    """Why a report that somebody types cannot be, by the sessions of its body, and of the body whose step it is."""
    if isinstance(report.facts, FromMeeting):
        return
    if told := _told_by_a_vote(report, at):
        yield _unusable("step", VOTED_THERE.fill(meeting=told.meeting, vote=told.vote))
        return
    for body in _bodies(report):
        put = meetings.put_to(report.matter.ref, body, at)
        last = put[-1] if put else None
        decided = last.held_on if last and last.carried is not None else None
        vain = meetings.told_in_vain(report.matter.ref, body, report.facts.held_on, at, decided)
        of_later = report.corrected and decided and report.corrected.held_on > decided
        if (of_later or not (last and last.carried)) and _of_before(report, vain.told_on if vain else report.on):
            continue
        if vain and (decided or not put):
            yield _unusable("step", (PUT_RIGHT if report.corrected else IN_VAIN).fill(meeting=vain.meeting))
        elif put:
            yield from _beside(report, put)


def _told_by_a_vote(report: Reported, at: datetime) -> meetings.PutTo | None:
    """A vote, if one stands, whose own step somebody would put right, under whatever name; and of another body that may
    decide it too, which has voted on it on that day or later."""
    of, facts = report.corrected, report.facts
    if of is not None and of.meeting:
        put = meetings.put_to(report.matter.ref, of.body, at)
        return next((one for one in put if one.vote and one.meeting == of.meeting), None)
    others = competent_bodies(report.rules, report.matter.kind) if facts.step == RESOLUTION else []
    votes = [one for body in others if body != report.body for one in meetings.put_to(report.matter.ref, body, at)]
    return next((one for one in votes if one.vote and facts.held_on <= one.held_on), None)


def _bodies(report: Reported) -> list[str]:
    """Whose vote takes the step, or has taken it: the body that is typed, and the one that the procedure names."""
    step, kind = report.facts.step, report.matter.kind
    if step == RESOLUTION:
        return [report.body]
    plan = report.plans.plan_of(report.matter)
    wanted, taken = planned(plan, step), newest(report.earlier).keys()
    return [
        body
        for body in dict.fromkeys([report.body, *([wanted.body] if wanted and wanted.body else [])])
        if step_of(report.rules, plan, kind, body, taken) == step
        or any(one.key == step and one.body == body and one.meeting for one in report.earlier)
    ]


def _beside(report: Reported, put: list[meetings.PutTo]) -> Iterator[FactsError]:
    """What stands against a report where a vote is to come, or stands. What a body did at a meeting on paper since is
    reported; but for what a vote here has not adopted, which another one does."""
    last, facts, adopts = put[-1], report.facts, report.facts.outcome == "adopted"
    if last.carried is None:
        yield _unusable("step", TO_BE_VOTED.fill(meeting=last.meeting))
        return
    entered = {one.meeting for one in report.earlier if one.key == facts.step}
    votes = [one for one in put if one.vote and one.meeting in entered and facts.held_on <= one.held_on]
    if votes:
        yield _unusable("step", VOTED_THERE.fill(meeting=votes[0].meeting, vote=votes[0].vote))
    elif adopts and not _came_to(report, last):
        yield _unusable("outcome", NOT_ADOPTED.fill(meeting=last.meeting, vote=last.vote))
    elif not adopts and _came_to(report, last) and facts.held_on <= last.held_on:
        yield _unusable("outcome", VOTED.fill(meeting=last.meeting, vote=last.vote))


def _came_to(report: Reported, put: meetings.PutTo) -> bool | None:
    """Whether the step was adopted by that vote; of a resolution the vote says so itself."""
    step = report.facts.step
    own = [one for one in report.earlier if one.key == step and one.meeting == put.meeting]
    return own[-1].adopted if own and step != RESOLUTION else put.carried


def _of_before(report: Reported, day: date) -> bool:
    """Whether it puts right what was reported and in order before people were told of a session, and decides nothing
    else: a slip in the counts, or that it was not adopted. Only the newest report of a step is put right."""
    earlier = report.corrected
    if earlier is None or not earlier.adopted or not report.corrects_newest:
        return False
    if report.facts.outcome != "adopted":
        return True
    return report.is_as_it_was and not earlier.breaches and report.first_told_on <= day


def _unusable(field: str, text: Text) -> FactsError:
    return unusable(field, text.zh, text.en)
