"""State an opinion at a hearing, or send one in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import refuse_unsigned, slip
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import called_by_them
from sunward.meetings.hearing.acting import HOST_SIGNED, OnHearing, host_signed, speaker_of, speaking_order
from sunward.meetings.hearing.hosting import left_to_others, not_run
from sunward.meetings.hearing.judged import by_the_judged
from sunward.meetings.models import Opinion, Speaker
from sunward.meetings.rules.heard import out_of_turn
from sunward.meetings.session.acting import CANCELLED

NO_NAMES = Text("会和答复一起公开。不要写姓名。", "Published together with its answer. Write no names.")
TURN = Text("按抽签（推荐）的顺序发言。", "Speakers speak in the order in which they were drawn or named.")
OUT_OF_TURN = Text("排在后面的人已经先发言。", "Somebody further down the order has spoken before.")
BY_NUMBER = Text(
    "发言人的序号；被选为发言人的人说自己的意见、书面意见不填",
    "The speaker’s number; empty for your own where you were chosen to speak, and for an opinion sent in",
)


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    text: str = asked("意见", "the opinion", hint=NO_NAMES, long=True)
    speaker: int | None = asked("哪位发言人", "which speaker", hint=BY_NUMBER, default=None)
    signed: FileDigest | None = slip()


@register
class StateOpinion(OnHearing[OpinionFacts]):
    """The clerk enters what a speaker said, or whoever holds a hearing that enough asked for; a resident sends in
    their own, and a speaker states it, until the host has signed: what others entered for them stands beside it. Each
    opinion has its place, and each will have its answer."""

    name = "meetings.state_opinion"
    title = Text("提出（记录）意见", "state an opinion")
    kind = "report"
    facts_type = OpinionFacts

    def shut(self) -> Text | None:
        over = CANCELLED if self.meeting.cancelled_on else HOST_SIGNED if self.signed else None
        return self.no_hearing() or over or (self._left_to_others() if self.call.in_office else None)

    def _left_to_others(self) -> Text | None:
        """Of what is entered for somebody else."""
        foreign = not_run(self.meeting, self.call)
        return foreign or left_to_others(self.meeting, self.call, self.name)

    @cached_property
    def signed(self) -> bool:
        return host_signed(self.meeting)

    @cached_property
    def speaker(self) -> Speaker | None:
        if self.facts.speaker is None:
            return self._themselves()
        found = self.meeting.speakers.filter(number=self.facts.speaker).select_related("person").first()
        if found is None or not found.has_place:
            raise unusable("speaker", "这个序号的人没有被选为发言人。", "That number was not chosen to speak.")
        return found

    def _themselves(self) -> Speaker | None:
        """Whoever was chosen to speak speaks, once it has begun: without a number their words would count as sent in,
        and nobody as heard."""
        if self.call.in_office or not self.meeting.opened_at:
            return None
        known = speaker_of(self.meeting, self.call.person)
        return known if known and known.has_place else None

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_unsigned(self.facts, self.call.on_behalf_of)
        self._refuse_somebody_elses()
        if self.speaker and not self.speaker.opinions.exists():  # who was written down before spoke in that turn
            yield self._turn(self.speaker)

    def _refuse_somebody_elses(self) -> None:
        meeting, speaker = self.meeting, self.speaker
        own = self.call.in_office or called_by_them(meeting, self.call)
        if speaker and not own and speaker != speaker_of(meeting, self.call.person):
            raise unusable("speaker", "这不是您的序号。", "That is not your own number.")
        if speaker and not meeting.opened_at:
            raise unusable("speaker", "会还没有开始。", "The meeting has not begun.")
        if speaker is None and meeting.kind == "hearing" and self.call.in_office:
            raise unusable("speaker", "请写明是哪位发言人。", "Say which speaker said it.")

    def _turn(self, speaker: Speaker) -> Finding:
        rows = self.meeting.opinions.filter(speaker__isnull=False)
        spoken = list(rows.order_by("place").values_list("speaker__number", flat=True))
        early = out_of_turn(spoken, speaker.number, speaking_order(self.meeting))
        return Finding("speaking_order", not early, OUT_OF_TURN if early else TURN, self.source)

    @cached_property
    def own_word(self) -> bool:
        """Whether whoever speaks says it; at the desk their slip is asked for."""
        if self.call.in_office:
            return False
        return self.speaker is None or self.speaker == speaker_of(self.meeting, self.call.person)

    @property
    def given_on(self) -> date:
        return self.room.day if self.speaker else self.call.happened_on

    def took_place_on(self) -> date | None:
        return self.given_on

    def write(self) -> Outcome:
        place = self.meeting.opinions.count() + 1
        row = Opinion.objects.create(
            meeting=self.meeting,
            number=f"{self.meeting.number}-o{place}",
            place=place,
            speaker=self.speaker,
            text=self.facts.text,
            given_on=self.given_on,
            own_word=self.own_word,
        )
        marks = [*by_the_judged(self.meeting, self.call)]
        return Outcome(result=row.ref, public={"place": place}, findings=marks)
