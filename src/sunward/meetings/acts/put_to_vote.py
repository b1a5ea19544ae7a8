"""Put an item to the vote: the act that opens the ballot, and stays shut where nothing may be decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.acts import AnnulFacts, AnnulVote, OpenVote, VoteFacts
from sunward.ballots.queries import VoteOn
from sunward.ballots.rules.words import SECOND
from sunward.charter.engine import Session
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.calling.announced import marks_of_sheets
from sunward.meetings.calling.demanding import decided_elsewhere
from sunward.meetings.calling.forced import not_carried, not_put_by
from sunward.meetings.calling.petitioners import is_the_opener
from sunward.meetings.rules.choosing import YES_NO
from sunward.meetings.session.acting import OnItem, evening_over, not_under_way
from sunward.meetings.session.afterwards import LIST, THEN, entered_afterwards, put_on_paper
from sunward.meetings.session.choosing import second_vote
from sunward.meetings.session.counts import keep, marks_of_doors
from sunward.meetings.session.evening import PUT_WHEN, put_late
from sunward.meetings.session.excluding import barred_from, count_again_who_came, keep_as_said_by_another, off_base_of
from sunward.meetings.session.interests import alert_on_interests, alert_on_whoever_puts, borne_out
from sunward.meetings.session.offtable import marks_of_withdrawn
from sunward.meetings.session.online import by_web, permitted
from sunward.meetings.session.presence import marks_of_keepers, marks_of_presence
from sunward.meetings.session.recusal import marks_of_proxies_aside
from sunward.meetings.session.room import HeadCount
from sunward.meetings.session.unready import marks_of_missing
from sunward.meetings.session.voting import (
    alert_on_exclusions,
    alert_on_put_aside,
    by_area,
    left_out_who_came,
    may_be_decided,
    said_to_have_left,
    silent_rules,
)

CHANNELS = Text(
    "用逗号分开：hands、roll_call、paper、terminal、web", "With commas: hands, roll_call, paper, terminal, web"
)
CLOSES = Text("如 2026-03-20 20:00", "Such as 2026-03-20 20:00")


OUTSIDE = Text("补记的时间不在会议进行当中。", "The time it is said to have happened is not within the session.")
WITHIN = Text("在会议进行当中。", "It happened within the session.")
ONCE = Text("这一项已经在表决，或者已经表决过。", "It is being voted on, or has been.")
ELSEWHERE = Text("会议 {meeting} 已经就这份联名表决过。", "Meeting {meeting} has voted on this petition.")
FOR_THE_ROOM = Text(
    "联名的事项，发起联名的人以外的人付诸表决，要用举手或者点名；规则要求无记名的除外。",
    "Put by others than whoever opened the petition, its question is answered by show of hands or roll call; where the "
    "rules want a secret vote, in secret.",
)
PUT_ANEW = Text("还没有人投票，发起联名的人重新付诸表决", "put anew by whoever opened the petition, before any vote")
FIRST = Text("这一项还没有表决。", "It is put to the vote for the first time.")
BETWEEN = Text(
    "第一次没有一项得到规则要求的票数：在得票最多的几项里再表决一次。",
    "The first time no choice had what the rules ask for: those with most votes are put to the vote once more.",
)
LONGEST = 300  # letters, what the column takes


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """How the question is put. What it is nobody chooses in the room: it is the item as the notice announced it."""

    channels: str = asked("怎么表决", "channels", hint=CHANNELS, default="hands")
    secret: bool = asked("无记名投票", "by secret ballot", default=False)
    closes_at: str = asked("网上表决到几时（日期和时间）", "closes at (day and time)", hint=CLOSES, default="")
    at: str = asked("付诸表决的时间（补记时填）", "time at which it was put (if entered afterwards)", hint=THEN,
                    default="")  # fmt: skip
    proof: FileDigest | None = asked("纸质名单照片", "photograph of the list on paper", hint=LIST, default=None)
    signed: FileDigest | None = slip()


@register
class PutToVote(OnItem[QuestionFacts]):
    """The question is put. Session under way, item announced, notice long enough, enough people in the room now: if
    one of them is missing it cannot be decided here, whoever wants it. An evening without power is entered on the next
    days: then all of it is judged as it was at the hour at which the question was put."""

    name = "meetings.put_to_vote"
    title = Text("付诸表决", "put an item to the vote")
    kind = "effect"
    facts_type = QuestionFacts
    of_some = True

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        """Heads are counted by the roll as the vote will have it."""
        found = super().find(ref, lock)
        if lock and found.meeting.roll_id:
            ballots.hold_roll(found.meeting.roll_id)
        return found

    def shut(self) -> Text | None:
        shut = not_under_way(self.meeting) or not_carried(self.meeting, self.call)
        return shut or not_put_by(self.subject, self.call)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield from may_be_decided(self.room, self.subject)
        first = not self.subject.settled_on and (not self.standing_votes or self.unanswered is not None)
        said = BETWEEN if self.between else FIRST
        yield Finding.either("once", first or bool(self.between), said, ONCE)
        if meeting := decided_elsewhere(self.subject):
            yield Finding("once", False, ELSEWHERE.fill(meeting=meeting), actual=meeting)

    def shows(self) -> str | None:
        """The list at the door, as for whoever came; without one, what is signed at the desk."""
        return f"{self.meeting.ref}/" if self.facts.proof else super().shows()

    @cached_property
    def between(self) -> tuple[str, ...]:
        """The choices between which a second vote decides; nothing at the first."""
        return second_vote(self.subject, self.standing_votes)

    @cached_property
    def standing_votes(self) -> tuple[VoteOn, ...]:
        return ballots.standing_votes(self.subject.ref)

    @property
    def unanswered(self) -> VoteOn | None:
        """The vote that whoever opened the petition takes back, to put the question as they meant it: while nobody has
        answered. Else one of many who signed would put it so that nobody can, and leave."""
        votes = self.standing_votes
        open_still = len(votes) == 1 and votes[0].closed_at is None and not votes[0].answered
        return votes[0] if open_still and self._theirs and is_the_opener(self.meeting, self.call) else None

    @property
    def _theirs(self) -> bool:
        """Whether it is the question of a petition, at the evening that those who petitioned called."""
        return self.meeting.by_petitioner and self.subject.about_type == "petition"

    def _for_the_room(self) -> Iterator[Finding]:
        """Whoever else puts the question of a petition puts it as the room can answer it: by hands or a roll call, and
        in secret only where the rules want it so. Sheets and terminal are served by the very offices."""
        if self._theirs and not is_the_opener(self.meeting, self.call):
            secret, aloud = self.facts.secret, not {"hands", "roll_call"}.isdisjoint(self.channels)
            source = self.secret_by
            yield Finding("room_channels", secret if source else aloud and not secret, FOR_THE_ROOM, source)

    @property
    def within(self) -> bool:
        opened = self.meeting.opened_at
        return opened is None or opened <= self.at

    @property
    def marks(self) -> list[Finding]:
        return [
            *ballots.marks_of_roll(self.meeting.roll_id, self.meeting.convened_on),
            *alert_on_interests(self.room, self.subject), *alert_on_put_aside(self.subject),
            *alert_on_whoever_puts(self.subject, self.call.by, self.room.day),
            *marks_of_proxies_aside(self.subject, self.at),
            *left_out_who_came(self.room, self.subject, self.at),
            *said_to_have_left(self.room, self.at), *marks_of_withdrawn(self.subject),
            *marks_of_missing(self.room, self.subject), *marks_of_doors(self.room),
            *marks_of_presence(self.meeting, self.whole.present, self.at),
            *marks_of_keepers(self.meeting, self.whole.present, self.at),
        ]  # fmt: skip

    @cached_property
    def count(self) -> HeadCount:
        return self.room.head_count(self.at, self.subject)

    @cached_property
    def whole(self) -> HeadCount:
        """The same with whoever sits there and does not count for this question."""
        return self.room.head_count(self.at, self.subject, whole=True)

    @property
    def session(self) -> Session:
        return self.room.rules_on(self.subject).session

    @property
    def secret_by(self) -> str:
        """The rule that makes this vote secret."""
        rule = self.session.secret
        return rule.source if rule and self.subject.matter_kind in rule.matters else ""

    @property
    def channels(self) -> list[str]:
        return listed(self.facts.channels)

    def judge(self) -> Iterator[Finding]:
        yield Finding("within_the_session", self.within, WITHIN if self.within else OUTSIDE)
        if self.facts.at:
            yield from entered_afterwards(self.room, self.call.day, self.facts.proof)
            yield from put_on_paper(self.room, self.subject, self.channels, self.facts.closes_at)
        elif evening_over(self.meeting, self.call.at):
            yield Finding("afterwards", False, PUT_WHEN)
        yield from self.count.said
        yield from ballots.open_to_objection(
            self.meeting.roll_id, clock.civil_day(self.at), told_on=self.meeting.convened_on
        )
        if self.secret_by:
            text = Text("这类事项应当无记名投票。", "On this kind of matter the vote is secret.")
            yield Finding("secret", self.facts.secret, text, self.secret_by)
        yield from by_area(self.room, self.subject, self.channels)
        yield from self._for_the_room()
        if "web" in self.channels:
            yield from by_web(self.room, self.subject, self.channels)

    def write(self) -> Outcome:
        keep_as_said_by_another(self.subject, self.room.delegates, borne_out(self.room, self.subject))
        reached = count_again_who_came(self.subject, self.whole.present, self.call.day)
        keep(self.meeting, self.count, self.subject)
        roll = Ref("roll", self.meeting.roll.number if self.meeting.roll else "")
        return Outcome(
            result=self.subject.ref,
            public={"counts": self.count.counts},
            findings=[
                *self.entered_late,
                *self.late_kin,
                *put_late(self.meeting, self.at),
                *self.marks,
                *reached,
                *silent_rules(self.room, self.subject),
                *marks_of_sheets(self.subject),
                *alert_on_exclusions(self.count, self.whole),
            ],
            consequences=[*self._taking_back(), Consequence(OpenVote, roll, self._vote())],
        )

    def _taking_back(self) -> list[Consequence]:
        found, because = self.unanswered, PUT_ANEW.zh
        return [Consequence(AnnulVote, found.ref, AnnulFacts(grounds="question", because=because))] if found else []

    def _vote(self) -> VoteFacts:
        off = off_base_of(self.subject)
        aside = barred_from(self.subject) - off
        return VoteFacts(
            about=str(self.subject.ref),
            question=self._question(),
            where="room",
            method=self.subject.method or YES_NO,
            choices=self._choices() or None,
            at_most=self.subject.at_most or 1,
            secret=self.facts.secret,
            channels=",".join(self.channels),
            online_source=permitted(self.room, self.subject) if "web" in self.channels else "",
            off_base=_listed(off),
            aside=_listed(aside),
            in_room=_listed(self.whole.present),
            present=self.count.counts[self.room.counted_as]["present"],
            closes_at=self.facts.closes_at,
            put_at=self.at.isoformat() if self.facts.at else "",
        )

    def _question(self) -> str:
        """The item as it was announced; of a second vote, that it is one."""
        return f"{SECOND}{self.subject.title}"[:LONGEST] if self.between else self.subject.title

    def _choices(self) -> dict[str, Any]:
        """What the notice told people; of a second vote those that are left of it. Nobody types any of it here."""
        options = self.subject.options
        return {key: options[key].as_dict() for key in self.between or options}


def _listed(keys: object) -> str:
    return ",".join(map(str, sorted(keys)))  # type: ignore[call-overload]
