"""Call a meeting of a body: who may, and on which roll."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.ballots.queries import RollBrief, Signed
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import heeded, held_in_time, leaves_time_for_notice, put_first
from sunward.meetings.calling.hours import at_night, by_day, hour_to_come
from sunward.meetings.calling.owed import names_of
from sunward.meetings.calling.vain import OTHERS_FIRST, others_first
from sunward.meetings.calling.whose import called_by_others
from sunward.meetings.models import Meeting
from sunward.meetings.series import MEETING, next_number
from sunward.registry.acting import ActOnCommunity

BY_PETITION, SUBGROUP = "petition", "subgroup_meeting"
MEETS = Text("规则册写明了这个机构怎样开会。", "The rule book says how this body meets.")
UNSAID = Text("规则册里没有这个机构的会议规则。", "No rule book says how this body meets.")
REACHED = Text("联名人数已够，要求的是这个会议。", "Enough have signed, and for this meeting.")
NOT_REACHED = Text("联名人数还不够，或者联名要求的不是这个会议。", "Too few have signed, or for something else.")
UNCALLED = Text("联名要求的会议还没有人召集。", "Nobody has called the meeting that it asked for.")
CALLED = Text("联名要求的会议已经有人召集。", "Somebody has called the meeting that it asked for.")
NEWEST = Text("不填就是这个机构最近冻结的名册", "left empty: the roll of the body that was frozen last")


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    body: str = asked("哪个机构开会", "whose meeting", most=60)
    title: str = asked("会议名称", "title of the meeting")
    place: str = asked("地点", "place", most=200)
    held_on: date = asked("开会的日子", "day")
    at: str = asked("几点开始（如 19:30）", "time it begins (such as 19:30)")
    called_by: str = asked("由谁召集", "called by", most=60)
    petition: str = asked("联名的编号（联名召集时填）", "number of the petition (if a petition calls it)", default="")
    roll: str = asked("名册编号", "number of the roll", hint=NEWEST, default="")


@register
class Convene(ActOnCommunity[MeetingFacts]):
    """A meeting is called by those whom the rule book lets call it, for the people on a frozen roll."""

    name = "meetings.convene"
    title = Text("召集会议", "call a meeting")
    kind = "effect"
    facts_type = MeetingFacts

    @cached_property
    def starts_at(self) -> datetime:
        return hour_to_come(self.facts.held_on, self.facts.at, self.call.at)

    @cached_property
    def roll(self) -> RollBrief | None:
        named = self.facts.roll.strip()
        rules = charter.sitting(self.subject.code, self.facts.body, self.call.day)
        return ballots.newest_roll(self.subject.code, self.facts.body, named, "" if named else rules.counted_as)

    @cached_property
    def petition(self) -> Signed | None:
        if self.facts.called_by != BY_PETITION:
            return None
        return ballots.petition_signed(self.subject.code, self.facts.petition.strip())

    @cached_property
    def rules(self) -> charter.Sitting:
        """Those of the day; or, where these do not count by the roll, those of a case that is still to be decided and
        does. What people petition for is put by the rules of the day, and by no roll that these cannot count."""
        code, body, day = self.subject.code, self.facts.body, clock.civil_day(self.starts_at)
        own = charter.sitting(code, body, day, called_on=self.call.day)
        if self.roll is None or self.roll.of in own.classes or self.facts.called_by == BY_PETITION:
            return own
        kept = charter.sittings_kept(code, body, day, self.call.day)
        return next((one for one in kept if self.roll.of in one.classes), own)

    def judge(self) -> Iterator[Finding]:
        rules = self.rules
        yield self._known(rules)
        yield self._roll(rules)
        yield from ballots.open_to_objection(self.roll.key if self.roll else None, self.facts.held_on, self.call.day)
        if self.facts.called_by == BY_PETITION:
            yield self._reached()
            yield by_day(self.starts_at)
            if self.petition is None:
                return
            signed = self.petition
            yield from rules.calling(BY_PETITION, (signed.of, signed.signed, signed.entitled))
            if text := others_first(signed.key, self.call):
                yield Finding(OTHERS_FIRST, False, text)
            ballots.hold_petition(signed.key)
            waits = not heeded([signed.key], self.call.day)
            yield Finding.either("not_called", waits, UNCALLED, CALLED, actual=signed.number)
            until = self.roll.open_until if self.roll else self.call.day
            yield from leaves_time_for_notice(rules, self.call.day, self.facts.held_on, until)
            if asked := ballots.meeting_demanded(signed.number, self.subject.code):
                yield from held_in_time(asked, rules, self.call.day, self.facts.held_on, until)
        else:
            yield from rules.calling(self.facts.called_by)
            yield self._own()

    def _known(self, rules: charter.Sitting) -> Finding:
        return Finding.either("body", rules.session.members is not None, MEETS, UNSAID, actual=self.facts.body)

    def _roll(self, rules: charter.Sitting) -> Finding:
        if self.facts.body == SUBGROUP and not self.facts.roll.strip():
            raise unusable("roll", "写明是哪个小组的名册。", "Say which roll: each subgroup has its own.")
        text = Text(
            "开会要先有这个机构冻结的名册，能按会议规则计数。",
            "A meeting needs a frozen roll of its body, in a class by which its rules can count.",
        )
        ok = self.roll is not None and self.roll.of in rules.classes
        return Finding("roll", ok, text, actual=f"{self.roll.number} {self.roll.of}" if self.roll else "")

    def _reached(self) -> Finding:
        """A petition calls what it asked for, and only once enough have signed."""
        one = self.petition
        ok = bool(one and one.reached_on)
        part = self.roll.grid if self.roll else ""
        asks = bool(one and (one.purpose, one.asks_for, one.grid) == ("meeting", self.facts.body, part))
        signed = str(one.signed) if one else ""
        return Finding.either("petition", ok and asks, REACHED, NOT_REACHED, actual=signed)

    def _own(self) -> Finding:
        """Nobody calls a meeting in another body's name."""
        own = self.call.body
        ok = self.facts.called_by in names_of(own)
        text = Text("只能以自己所在机构的名义召集。", "A meeting is called in the name of one's own body.")
        return Finding("called_by", ok, text, required=own, actual=self.facts.called_by)

    def write(self) -> Outcome:
        facts = self.facts
        meeting = Meeting.objects.create(
            number=next_number(self.subject.code, MEETING, self.call.day),
            community_code=self.subject.code,
            kind="session",
            body=facts.body,
            title=facts.title,
            place=facts.place,
            starts_at=self.starts_at,
            called_by=facts.called_by,
            petition_id=self.petition.key if self.petition else None,
            roll_id=self.roll.key if self.roll else None,
            convened_on=self.call.day,
            convened_by_post=self.call.post,
        )
        if self.petition:
            put_first(meeting, self.petition.title, Ref("petition", self.petition.number), self.call.day)
        return Outcome(result=meeting.ref, findings=[*called_by_others(meeting), *at_night(self.starts_at)])
