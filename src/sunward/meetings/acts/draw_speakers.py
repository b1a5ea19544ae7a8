"""Draw the speakers of a hearing, so that anybody can draw them again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.lots import seed_of
from sunward.kernel.text import Text
from sunward.meetings.hearings import OnHearing
from sunward.meetings.listing import BEGUN, list_digest
from sunward.meetings.models import Draw, SpeakersList
from sunward.meetings.rules.draw import drawn, read_thrown

AS_THEY_FELL = Text(
    "当众掷骰子或摸球，按出现的顺序写，至少四位数字，如 6 1 4 3。",
    "Thrown with dice or balls before everybody, as they fell; at least four digits, such as 6 1 4 3.",
)
LIST_FIRST = Text("先截止名单，再掷数。", "First the list is closed, then the numbers are thrown.")
ONCE = Text("已经抽过签，不能再抽。", "Lots have been drawn already; nobody draws twice.")
CHANGED = Text("名单和截止时的不一样。", "The list is no longer what it was when it was closed.")


@dataclass(frozen=True, slots=True)
class ThrowFacts:
    thrown: str = asked("当众掷出的数", "the numbers thrown in public", hint=AS_THEY_FELL)


@register
class DrawSpeakers(OnHearing[ThrowFacts]):
    """Root of the log and thrown numbers give the seed, the seed gives the order; nobody chooses anything."""

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
