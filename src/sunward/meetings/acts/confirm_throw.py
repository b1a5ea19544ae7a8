"""Say which numbers fell: whoever was there without any post. What both say is drawn by."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.drawing import draw_by, mark_of_earlier_draws, read_or_refuse, still_to_draw
from sunward.meetings.hearing.witnessing import may_confirm
from sunward.meetings.models import Throw

AS_YOU_SAW = Text(
    "按您看见的顺序写，不要抄别人的，如 6 1 4 3。", "As you saw them fall, copied from nobody, such as 6 1 4 3."
)
SHEET = Text("两人签字的记录的照片", "photograph of the sheet that both signed")
NOT_NAMED = Text("没有写明由您确认的数。", "No numbers that name you wait to be confirmed.")
NAMED = Text("写明由您确认掷出的数。", "Numbers that name you wait to be confirmed.")
SERVED = Text(
    "在服务台确认，由掷数的人以外的人办理。",
    "At the desk it is entered by somebody else than whoever threw.",
)
OTHERWISE = Text(
    "注意：两个人看见的数不一样：没有抽签，要当众重新掷。",
    "Alert: the two saw different numbers fall. Nothing is drawn; they are to be thrown again before everybody.",
)
ANEW = Text(
    "注意：先前还掷过 {number} 次，没有得到确认；那些数也在这里公布。",
    "Alert: numbers were thrown before, {number} times, and not confirmed; they are published here as well.",
)


@dataclass(frozen=True, slots=True)
class ConfirmThrowFacts:
    thrown: str = asked("您看见掷出的数", "the numbers that you saw fall", hint=AS_YOU_SAW, private=True, most=80)
    sheet: FileDigest | None = slip(SHEET)


@register
class ConfirmThrow(OnHearing[ConfirmThrowFacts]):
    """The other of the two, under their own sign-in or at the desk with the sheet that both signed. The same numbers
    draw the speakers; others draw nobody, and stand."""

    name = "meetings.confirm_throw"
    title = Text("确认当众掷出的数", "confirm the numbers thrown for the draw")
    kind = "effect"
    facts_type = ConfirmThrowFacts
    of_some = True

    @cached_property
    def throw(self) -> Throw | None:
        waiting = self.meeting.throws.filter(thrown_with=self.call.person, confirmed_on=None, found_otherwise_on=None)
        return waiting.order_by("-pk").first()

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield from still_to_draw(self.meeting, self.source)
        yield Finding("named_as_second", self.throw is not None, NAMED if self.throw else NOT_NAMED, self.source)

    def judge(self) -> Iterator[Finding]:
        read_or_refuse(self.facts.thrown)
        if self.throw is not None:
            yield from may_confirm(self.meeting, self.throw.thrown_by, self.call.person, self.call.day)
            yield Finding("own_hand", self.call.by != self.throw.thrown_by, SERVED)

    def write(self) -> Outcome:
        throw, thrown = self.throw, read_or_refuse(self.facts.thrown)
        assert throw is not None  # noqa: S101 - judged before
        throw.confirmed_in = self.call.ref
        if thrown.replace(" ", "") != throw.thrown.replace(" ", ""):
            throw.found_otherwise_on = self.call.day
            throw.save(update_fields=["found_otherwise_on", "confirmed_in"])
            return Outcome(result=self.meeting.ref, findings=[Finding("same_numbers", False, OTHERWISE)])
        throw.confirmed_on = self.call.day
        throw.sheet_sha256 = self.facts.sheet.sha256 if self.facts.sheet else None
        throw.save(update_fields=["confirmed_on", "sheet_sha256", "confirmed_in"])
        before = list(self.meeting.throws.exclude(pk=throw.pk).order_by("pk").values_list("thrown", flat=True))
        public = draw_by(self.meeting, throw.thrown, self.rules.speakers if self.rules else 0, self.call.day)
        anew = [Finding("thrown_anew", False, ANEW.fill(number=len(before)), actual=str(len(before)))]
        earlier = {"thrown_before": before} if before else {}
        marks = [*(anew if before else []), *mark_of_earlier_draws(self.meeting)]
        return Outcome(result=self.meeting.ref, public=public | earlier, findings=marks)
