"""Take an item off the agenda again, before anybody was told of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter import queries as charter
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import by_supervisors, is_forced
from sunward.meetings.calling.whose import is_of, is_theirs, may_demand, not_led_by
from sunward.meetings.rules.signing import RECORDERS, SUPERVISORS
from sunward.meetings.session.acting import OPENED, OnItem
from sunward.record import queries as record

WHY = Text("如：写错了。不要写居民姓名。", "Such as: a slip of the pen. No names of residents.")
FIXED = Text("通知已经发出，议程不再改动。", "Notice has been given: the agenda stays as people were told of it.")
ASKED_FOR = Text("联名要求的事项不能从议程上去掉。", "What a petition asked for is not taken off the agenda.")
HEARD = Text(
    "听证的事项不从议程上去掉：不开了，就取消会议。",
    "What a hearing is on is not taken off its agenda: cancel the hearing if it is not held.",
)
ANNOUNCED = Text(
    "再次召集的会议，议程就是上一次的议程。", "A meeting that is called again has the agenda of the first one."
)
OF_SUPERVISORS = Text(
    "监督委员会召集的会议，要决定的事项只有监督委员会能去掉。",
    "What a meeting of the supervision committee’s calling is to decide that committee alone takes off.",
)
ENTERED_FOR_THEM = Text(
    "这一项是服务中心登记的：由服务中心，或者会议所属的机构去掉。",
    "The service centre entered this: it takes it off, or the bodies to which the meeting belongs do.",
)
NOT_THEIRS_TO_ASK = Text(
    "注意：{body}把“{title}”列为要决定的，会议所属的机构在通知以前去掉了。原因见这条记录。",
    "Alert: {body} had put “{title}” on the agenda to be decided; whoever leads the meeting took it off before the "
    "notice. Why stands in this entry.",
)
OF_OTHERS = Text("这一项是{body}列入议程的，由它去掉。", "{body} put this on the agenda, and takes it off.")
UNTOLD = Text("还没有发出通知。", "Nobody has been told of it yet.")


@dataclass(frozen=True, slots=True)
class DropFacts:
    because: str = asked("为什么", "why", hint=WHY, most=200)


@register
class DropItem(OnItem[DropFacts]):
    """It is off the agenda; its number is not given again. Whoever wants it puts it on anew, as it should read."""

    name = "meetings.drop_item"
    title = Text("从议程上去掉", "take an item off the agenda")
    kind = "effect"
    facts_type = DropFacts
    duty = False

    def shut(self) -> Text | None:
        opened = OPENED if self.meeting.opened_at else None
        return super().shut() or opened or not_led_by(self.meeting, self.call) or self._wanted_by_others()

    def _wanted_by_others(self) -> Text | None:
        """Others than whoever keeps the agenda wanted it to be decided, or people were told of it once already."""
        if self.meeting.kind != "session":
            return HEARD
        if self.subject.about_type == "petition":
            return ASKED_FOR
        if self.meeting.second_call_of_id is not None:
            return ANNOUNCED
        if text := self._put_on_by_others():
            return text
        theirs = by_supervisors(self.meeting) and self.subject.to_decide and self.call.body != SUPERVISORS
        return OF_SUPERVISORS if theirs else None

    def _put_on_by_others(self) -> Text | None:
        """The service centre enters what others ask it for, and they take it off as well; nobody takes off what an
        office put on itself, but whoever leads the meeting what nothing lets that office have decided there."""
        body, theirs = self.put_on_by, is_theirs(self.meeting, self.call)
        if body in {"", RECORDERS}:
            return None if theirs or self.call.body == RECORDERS else ENTERED_FOR_THEM
        return None if body == self.call.body or (theirs and self._without_a_right) else self._named(OF_OTHERS)

    @cached_property
    def put_on_by(self) -> str:
        """The body for which it was put on; empty where no entry tells."""
        made = record.origins([self.subject.ref], "meetings.add_item").get(str(self.subject.ref), "")
        entry = record.entry(made)
        return body_of(entry.post) if entry else ""

    @cached_property
    def _without_a_right(self) -> bool:
        """Whether an office has it decided at a meeting of others by nothing but the power over every agenda. What is
        for discussion alone stays, so that its question is heard; so does everything at an evening that others
        forced."""
        body, meeting = self.put_on_by, self.meeting
        foreign = body not in {"", RECORDERS} and not is_of(meeting, body) and not may_demand(meeting, body)
        return foreign and self.subject.to_decide and not is_forced(meeting)

    def _named(self, words: Text) -> Text:
        name = charter.name_of_body(self.put_on_by, self.meeting.community_code, self.call.day)
        return words.fill(body=name, title=self.subject.title)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield Finding.either("before_notice", self.meeting.agenda_fixed_on is None, UNTOLD, FIXED)

    def write(self) -> Outcome:
        """Whom it named is told to nobody any more."""
        self.subject.dropped_on, self.subject.concerns = self.call.day, ""
        self.subject.save(update_fields=["dropped_on", "concerns"])
        marks = [Finding("put_on_by_others", False, self._named(NOT_THEIRS_TO_ASK))] if self._of_others() else []
        return Outcome(result=self.meeting.ref, public={"title": self.subject.title}, findings=marks)

    def _of_others(self) -> bool:
        return self.put_on_by != self.call.body and self._without_a_right
