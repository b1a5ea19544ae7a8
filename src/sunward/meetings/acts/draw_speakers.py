"""Draw the speakers of a hearing, so that anybody can draw them again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.lots import seed_of
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.hearings import OnHearing
from sunward.meetings.listing import BEGUN, list_digest
from sunward.meetings.models import Draw, SpeakersList
from sunward.meetings.rules.draw import drawn, read_thrown

AS_THEY_FELL = Text(
    "当众掷骰子或摸球，按出现的顺序写，至少四位数字，如 6 1 4 3。",
    "Thrown with dice or balls before everybody, as they fell; at least four digits, such as 6 1 4 3.",
)
AS_THEY_LIE = Text(
    "骰子或球和当天的签到表一起拍，不公开；有人质疑时拿出来核对。",
    "Dice or balls with the day's list of who came; not published, and shown to whoever doubts the numbers.",
)
NO_PHOTOGRAPH = Text(
    "请附照片：名单已定，只凭一个人写的数，谁被抽中就由他定。",
    "Add the photograph: the list is known by now, and numbers that one person writes alone would choose the speakers.",
)
LIST_FIRST = Text("先截止名单，再掷数。", "First the list is closed, then the numbers are thrown.")
ONCE = Text("已经抽过签，不能再抽。", "Lots have been drawn already; nobody draws twice.")
CHANGED = Text("名单和截止时的不一样。", "The list is no longer what it was when it was closed.")


@dataclass(frozen=True, slots=True)
class ThrowFacts:
    thrown: str = asked("当众掷出的数", "the numbers thrown in public", hint=AS_THEY_FELL, most=80)
    photograph: FileDigest | None = asked(
        "掷出的数的照片", "photograph of the numbers as they fell", hint=AS_THEY_LIE, private=True, default=None
    )


@register
class DrawSpeakers(OnHearing[ThrowFacts]):
    """Root of the log and thrown numbers give the seed, the seed gives the order. Whoever enters the numbers could try
    many and enter those that suit: the photograph of them as they fell is what that person answers with."""

    name = "meetings.draw_speakers"
    title = Text("抽签确定发言人", "draw the speakers by lot")
    kind = "effect"
    facts_type = ThrowFacts

    @cached_property
    def closed(self) -> SpeakersList | None:
        return SpeakersList.objects.filter(meeting=self.meeting).first()

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield Finding("list_closed", self.closed is not None, LIST_FIRST, self.source)
        yield Finding("drawn_once", not Draw.objects.filter(meeting=self.meeting).exists(), ONCE, self.source)
        yield Finding("before_opening", self.meeting.opened_at is None, BEGUN, self.source)
        if self.closed:
            found = list_digest(self.meeting)
            yield Finding("unchanged", found == self.closed.digest, CHANGED, "", self.closed.digest, found)

    @cached_property
    def thrown(self) -> str:
        found = read_thrown(self.facts.thrown)
        if found is None:
            raise unusable("thrown", AS_THEY_FELL.zh, AS_THEY_FELL.en)
        return found

    def judge(self) -> Iterator[Finding]:
        self.thrown  # noqa: B018 - refuses what nobody can have thrown
        if self.facts.photograph is None:
            raise unusable("photograph", NO_PHOTOGRAPH.zh, NO_PHOTOGRAPH.en)
        return iter(())

    def write(self) -> Outcome:
        closed = SpeakersList.objects.get(meeting=self.meeting)
        wanted = self.rules.speakers if self.rules else 0
        seed = seed_of(closed.root, self.thrown)
        numbers = drawn(seed, closed.listed, wanted)
        Draw.objects.create(
            meeting=self.meeting,
            thrown=self.thrown,
            root=closed.root,
            seed=seed,
            listed=closed.listed,
            wanted=wanted,
            drawn=numbers,
            drawn_on=self.call.day,
        )
        self.meeting.speakers.filter(number__in=numbers).update(chosen_on=self.call.day)
        public = {"root": closed.root, "seed": seed, "listed": closed.listed, "drawn": numbers}
        return Outcome(result=self.meeting.ref, public=public)
