"""Put a question to a roll; follows from an item put to the vote, an election, a recall; granted to nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sunward.ballots.acts.count_hands import OPEN_ONLY
from sunward.ballots.casting import channels as ways
from sunward.ballots.casting.afterwards import BY_PAPER, PAPER, over_and_in_time
from sunward.ballots.casting.proxied import as_kept, carried_by
from sunward.ballots.casting.seated import told_of
from sunward.ballots.counting.doubts import marks_of_late
from sunward.ballots.hours import closing_hour, last_day, least
from sunward.ballots.models import Choice, Roll, RollEntry, Vote
from sunward.ballots.rules.choosing import BY_SEATS, most_choices
from sunward.ballots.rules.words import CHOICES, METHODS
from sunward.ballots.series import VOTE, next_number
from sunward.kernel import clock
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

OVER_BEFORE_IT_BEGAN = Text("截止时间要在以后。", "A vote closes at an hour that is still to come.")
NOT_BY_CODE = Text(
    "这份名册按户计：投票码只认本人，服务台终端以外还要开放别的渠道（举手、点名、纸质票或者网上）。",
    "The roll is of households, for which no code stands: another channel than the desk terminal is open too (hands, "
    "roll call, paper or the web).",
)
TIME_ENOUGH = Text("投票时间至少有 {minutes} 分钟。", "People have {minutes} minutes at least to vote.")
HOURS_ENOUGH = Text(
    "网上也可以投票的，至少开放 {hours} 小时。", "Where people vote on the web it is open for {hours} hours at least."
)
NOT_FOR_EVER = Text(
    "在会场表决的，最晚第二天截止；网上或者会场以外表决的，最晚 {day} 截止。",
    "A vote in a room closes the next day at the latest; one on the web or outside a meeting on {day} at the latest.",
)
HOUR_NAMED = Text("公布了截止时间。", "The hour at which it closes is announced.")
HOUR_WANTED = Text(
    "不在会场的人也可以投票的，要公布截止时间：他们看不到会场什么时候投完。",
    "Where people outside the room have a vote too, the hour at which it closes is announced: they do not see when the "
    "room has finished.",
)
ROOM, ROLL = "room", "roll"
WHERE = (
    (ROOM, Text("在会场，由到会的人表决", "in a room, by those who are there")),
    (ROLL, Text("不在会场，由名册上的人表决", "outside a meeting, by everybody on the roll")),
)
WEIGHED = Text(
    "按面积或者份额计票的，票重能看出是谁投的：不能无记名，只能公开表决。",
    "Where votes weigh by area or by shares, the weight of a ballot tells whose it is: the vote is open, never secret.",
)
IN_A_HEAP = Text(
    "按面积或者份额计票的，举手和不署名的纸质票算不出票重：用点名、服务台终端或者网上表决。",
    "Where votes weigh by area or by shares, hands and unsigned sheets tell no weight: by roll call, desk terminal or "
    "web.",
)
ALIKE = Text("每人一票，票重相同。", "Every vote weighs the same.")
NOBODY_THERE = Text("没有登记到会的人：先登记谁到了会。", "Nobody has been entered as there: enter first who came.")
THERE = Text("已登记谁在会场。", "Who is there has been entered.")
NO_ROOM = Text("不在会场表决的，不写在会场的人。", "Outside a meeting nobody is in the room.")
CHOOSING, FEWEST, CALLED = ("one_of", "several_of", "approval"), 2, "roll_call"
CHOICES_WANTED = Text("要有两个以上的选项。", "There are two choices or more.")
ONE_ANSWER = Text(
    "点名时每人只说一项。可以选几项的，用举手、纸质票、服务台终端或者网上表决。",
    "At a roll call everybody says one thing. Where several may be chosen: by hands, paper, desk terminal or web.",
)
OF_PEOPLE = frozenset({"election", "contest", "candidate", "recall"})


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """`choices` is `{key: {"zh": ..., "en": ..., "person": "person:<id>" or ""}}` in the order of the ballot paper;
    empty for yes, no, abstain. `channels`, `off_base`, `aside` and `in_room` are lists with commas; the last
    three are ids of roll entries. `whom` is whose name ends the question. `where` says whether the vote is taken in a
    room: an empty `in_room` would read the same for a meeting to which nobody came, and let in everybody on the
    roll."""

    about: str = asked("表决的是哪件事（编号）", "what it decides (its reference)")
    question: str = asked("表决的问题", "the question")
    where: str = asked("在哪里表决", "where it is taken", choices=WHERE)
    method: str = asked("表决方式", "method", most=20, default="yes_no")
    choices: dict[str, Any] | None = asked("选项", "choices", default=None)
    at_most: int = asked("最多选几项", "how many may be chosen", default=1)
    seats: int = asked("名额", "seats", default=1)
    secret: bool = asked("无记名", "secret ballot", default=False)
    channels: str = asked("表决渠道", "channels", default="hands")
    online_source: str = asked("网上表决的依据", "the rule that permits a vote on the web", default="")
    off_base: str = asked("不计入基数的人", "who does not count", private=True, default="")
    aside: str = asked("回避的人", "who stepped aside and stays in the base", private=True, default="")
    in_room: str = asked("在会场的人", "who is in the room", private=True, default="")
    present: int | None = asked("到会人数", "how many are present", default=None)
    closes_at: str = asked("截止时间", "closes at", default="")
    put_at: str = asked("付诸表决的时间（补记的）", "when it was put, if entered afterwards", default="")
    whom: str = asked("问题里说的人（person:编号）", "whom the question names (person:number)", default="")


@register
class OpenVote(Act[Roll, VoteFacts]):
    """A vote opens. Secret votes take no hands and no roll call; elections and recall are never put on the web."""

    name = "ballots.open_vote"
    title = Text("开始表决", "open a vote")
    kind = "effect"
    subject_type = "roll"
    subject_model = Roll
    facts_type = VoteFacts

    @cached_property
    def channels(self) -> list[str]:
        return [way.key for way in ways.named(listed(self.facts.channels))]

    @property
    def _online_channels(self) -> bool:
        """Whether a channel is wanted that a rule must permit: the web."""
        return any(way.needs_rule for way in ways.named(self.channels))

    @property
    def options(self) -> Mapping[str, Any]:
        return self.facts.choices or {key: text.as_dict() for key, text in CHOICES.items()}

    @cached_property
    def closes_at(self) -> datetime | None:
        """The hour that was announced, read strictly: an hour that two people can read differently is none.

        Raises:
            FactsError: for what is no day and hour.
        """
        return closing_hour(self.facts.closes_at) if self.facts.closes_at else None

    @property
    def opened_at(self) -> datetime:
        """When the question was put: now, or at the hour for which whoever puts it has answered."""
        return datetime.fromisoformat(self.facts.put_at) if self.facts.put_at else self.call.at

    @property
    def poll_afterwards(self) -> bool:
        """Whether it is a poll that was held on paper without power, entered once its hours are over."""
        return bool(self.facts.put_at) and self.facts.where == ROLL

    def _on_paper(self) -> Iterator[Finding]:
        """By the web or at a terminal people would vote once it is over."""
        yield Finding("on_paper", self.channels == [PAPER], BY_PAPER, actual=self.facts.channels)
        if self.closes_at is not None:
            yield from over_and_in_time(self.closes_at, self.call.at)

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.opened_at)

    def judge(self) -> Iterator[Finding]:
        known = ways.all_channels()
        unknown = set(listed(self.facts.channels)) - {way.key for way in known}
        zh, en = "、".join(way.name.zh for way in known), ", ".join(way.name.en for way in known)
        text = Text(f"表决渠道可用：{zh}。", f"Accepted channels, one at least: {en}.")
        yield Finding("channels_known", bool(self.channels) and not unknown, text, actual=self.facts.channels)
        yield Finding("method_known", self.facts.method in METHODS, Text("表决方式要在清单内。", "A known method."))
        ahead = self.closes_at is None or self.closes_at > (self.opened_at if self.poll_afterwards else self.call.at)
        yield Finding("closes_ahead", ahead, OVER_BEFORE_IT_BEGAN, actual=self.facts.closes_at)
        if self.poll_afterwards:
            yield from self._on_paper()
        if ahead:
            yield self._time_enough()
            yield from self._ends()
        yield self._who_is_there()
        if self.facts.where == ROOM and self._online_channels:
            named = self.closes_at is not None
            yield Finding("hour_for_outside", named, HOUR_NAMED if named else HOUR_WANTED, self.facts.online_source)
        yield from self._fits_method()
        if registry.of_households(self.subject.of) and self.channels == ["terminal"]:
            yield Finding("households_reached", False, NOT_BY_CODE)
        yield from self._secrecy()
        yield from self._weighs()
        yield from self._online()

    def _fits_method(self) -> Iterator[Finding]:
        """What can be chosen fits the method, and each channel can bear it: at a roll call everybody says one thing."""
        if self.facts.method in CHOOSING:
            enough = len(self.facts.choices or {}) >= FEWEST
            yield Finding("choices_given", enough, CHOICES_WANTED, actual=str(len(self.facts.choices or {})))
        most = most_choices(self.facts.method, self.facts.at_most, self.facts.seats, len(self.options))
        if most > 1 and CALLED in self.channels:
            yield Finding("one_answer_each", False, ONE_ANSWER, required="1", actual=str(most))

    def _time_enough(self) -> Finding:
        """An hour seconds away would end the vote before anybody could answer: a named hour leaves no less time than
        none does; and whoever is not in the room does not see that there is one."""
        needed = least(in_room=self.facts.where == ROOM, on_the_web=self._online_channels)
        text = TIME_ENOUGH.fill(minutes=needed // timedelta(minutes=1))
        if self._online_channels:
            text = HOURS_ENOUGH.fill(hours=needed // timedelta(hours=1))
        enough = self.closes_at is None or self.closes_at - self.opened_at >= needed
        return Finding("time_to_vote", enough, text, actual=self.facts.closes_at)

    def _ends(self) -> Iterator[Finding]:
        """An hour that nobody lives to see keeps the question from ever being counted, and from being put again."""
        if self.closes_at is not None:
            in_room = self.facts.where == ROOM and not self._online_channels
            code = self.subject.community_code
            opened_on = clock.civil_day(self.opened_at)
            last = last_day(opened_on, code, in_room=in_room)
            text = NOT_FOR_EVER.fill(day=last_day(opened_on, code, in_room=False))
            ends = clock.civil_day(self.closes_at) <= last
            yield Finding("closes_in_time", ends, text, required=f"<= {last}", actual=self.facts.closes_at)

    def _who_is_there(self) -> Finding:
        there = bool(listed(self.facts.in_room))
        if self.facts.where == ROOM:
            return Finding("somebody_in_the_room", there, THERE if there else NOBODY_THERE)
        return Finding("outside_a_meeting", not there, NO_ROOM)

    def _secrecy(self) -> Iterator[Finding]:
        if self.facts.secret or self.facts.method in BY_SEATS:
            ok = self.facts.secret and all(way.secret for way in ways.named(self.channels))
            yield Finding("secret_by_ballot", ok, OPEN_ONLY, actual=",".join(self.channels))
        if self.facts.secret:
            said = WEIGHED if self._weighed else ALIKE
            yield Finding("secret_without_weights", not self._weighed, said, self.subject.source)

    def _weighs(self) -> Iterator[Finding]:
        """Outside a meeting nobody but the roll says whether votes weigh: none is put in a heap that tells no weight.
        In a meeting the rules of the matter say whether area counts; it asks by itself."""
        untold = [way.key for way in ways.named(self.channels) if not way.box.weighs]
        if untold and self.facts.where == ROLL and self._weighed:
            yield Finding("weights_told", False, IN_A_HEAP, self.subject.source, actual=", ".join(untold))

    @cached_property
    def _weighed(self) -> bool:
        return RollEntry.objects.filter(roll=self.subject, weight__isnull=False).exists()

    def _online(self) -> Iterator[Finding]:
        if self._online_channels:
            about = self.facts.about.partition(":")[0]
            ok = bool(self.facts.online_source) and self.facts.method not in BY_SEATS and about not in OF_PEOPLE
            text = Text(
                "规则写明允许的才可网上表决；选举和罢免不行。",
                "A vote on the web needs a rule that permits it; elections and recall are never on the web.",
            )
            yield Finding("online_permitted", ok, text, self.facts.online_source)

    def write(self) -> Outcome:
        facts, about = self.facts, Ref.parse(self.facts.about)
        room = [*map(int, listed(facts.in_room))] if facts.where == ROOM else None
        seated = told_of(about, self.opened_at, room) if room is not None else None
        vote = Vote.objects.create(
            number=next_number(self.subject.community_code, VOTE, self.call.day),
            community_code=self.subject.community_code,
            roll=self.subject,
            about_type=about.type,
            about_id=about.id,
            question=self._question(),
            method=facts.method,
            at_most=facts.at_most,
            seats=facts.seats,
            secret=facts.secret,
            channels=self.channels,
            online_source=facts.online_source if self._online_channels else "",
            off_base=[*map(int, listed(facts.off_base))],
            aside=[*map(int, listed(facts.aside))],
            in_room=room,
            delegates=seated.delegates if seated and registry.of_households(self.subject.of) else None,
            by_proxy=as_kept(carried_by(seated)) if seated else None,
            present=facts.present,
            opened_on=self.call.day,
            opened_at=self.opened_at,
            entered_at=self.call.at if facts.put_at else None,
            opened_by_post=self.call.post,
            opened_by=self.call.by,
            closes_at=self.closes_at,
        )
        Choice.objects.bulk_create(self._choices(vote))
        return Outcome(result=vote.ref, findings=marks_of_late(vote))

    def _question(self) -> str:
        """As everybody reads it, on paper too. Whom it is about is named from the register, as those are who stand: the
        record keeps who it was, never a name."""
        return f"{self.facts.question}{registry.full_name(self.facts.whom).zh if self.facts.whom else ''}"

    def _choices(self, vote: Vote) -> Iterator[Choice]:
        for place, (key, option) in enumerate(self.options.items(), 1):
            person = option.get("person", "")
            # A candidate is named from the register: the record keeps who stood, never a name.
            name = registry.full_name(person) if person and not option.get("zh") else Text(option["zh"], option["en"])
            row = Choice(vote=vote, key=key, place=place, label_zh=name.zh, label_en=name.en)
            row.person_id = registry.person_row(person) if person else None
            yield row
