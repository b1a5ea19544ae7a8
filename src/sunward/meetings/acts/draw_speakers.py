"""Enter the numbers thrown for a draw of speakers; whoever saw them fall says the same before anybody is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.hearing.acting import OnHearing
from sunward.meetings.hearing.drawing import NONE_WAIT, THROWN_AS, read_or_refuse, still_to_draw
from sunward.meetings.hearing.hosting import not_hosted
from sunward.meetings.hearing.witnessing import may_confirm
from sunward.meetings.models import Throw
from sunward.meetings.rules.signing import SUPERVISORS
from sunward.registry import queries as registry

AS_THEY_LIE = Text(
    "骰子或球和当天的签到表一起拍，不公开；有人质疑时拿出来核对。",
    "Dice or balls with the day's list of who came; not published, and shown to whoever doubts the numbers.",
)
NO_PHOTOGRAPH = Text(
    "请附照片：名单已定，只凭一个人写的数，谁被抽中就由他定。",
    "Add the photograph: the list is known by now, and numbers that one person writes alone would choose the speakers.",
)
SECOND = Text(
    "在场看见的一名居民：不担任职务，不是任职人员的亲属，不在名单上。写门牌和姓名，如“3栋201室 王芳”。"
    "由本人确认以后才抽签。",
    "A resident who saw them fall, holds no post, is no kin of an officer and not on the list. Write door and name. "
    "Nothing is drawn before they have said the same numbers themselves.",
)
NOBODY = Text("登记簿里没有这个人，或者不止一个。", "Nobody, or more than one, is found by this door and name.")
WAITS = Text(
    "先前的数等待确认：当天由写明的人确认，或由其说明看见的不一样；第二天起可以另掷。",
    "Earlier numbers wait to be confirmed, or to be said otherwise, by whom they name; from the next day on others can "
    "be thrown.",
)

USUAL = (SUPERVISORS,)  # they draw at every hearing


@dataclass(frozen=True, slots=True)
class ThrowFacts:
    """The numbers stay out of the public record until the other has said them too: nobody copies them."""

    thrown: str = asked("当众掷出的数", "the numbers thrown in public", hint=THROWN_AS, private=True, most=80)
    thrown_with: str = asked("还有谁看见", "who else saw them fall", hint=SECOND, private=True, most=60)
    photograph: FileDigest | None = asked(
        "掷出的数的照片", "photograph of the numbers as they fell", hint=AS_THEY_LIE, private=True, default=None
    )


@register
class DrawSpeakers(OnHearing[ThrowFacts]):
    """Whoever enters numbers alone could try many against the known list and enter those that suit: a second person,
    of no office, says what fell (`meetings.confirm_throw`), and only then is drawn. Their silence stops nothing for
    longer than a day, and numbers that were thrown anew are marked and published beside those that count."""

    name = "meetings.draw_speakers"
    title = Text("登记当众掷出的数", "enter the numbers thrown for the draw")
    kind = "effect"
    facts_type = ThrowFacts

    def shut(self) -> Text | None:
        return super().shut() or not_hosted(self.meeting, self.call, USUAL)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        yield from still_to_draw(self.meeting, self.source)
        waiting = self.meeting.throws.filter(confirmed_on=None, found_otherwise_on=None)
        waits = waiting.filter(thrown_on=self.call.day).exists()
        yield Finding("earlier_throw", not waits, WAITS if waits else NONE_WAIT, self.source)

    @cached_property
    def second(self) -> str:
        found = registry.resident_named(self.facts.thrown_with.strip(), self.meeting.community_code, self.call.day)
        if found is None:
            raise unusable("thrown_with", NOBODY.zh, NOBODY.en)
        return found

    def judge(self) -> Iterator[Finding]:
        read_or_refuse(self.facts.thrown)
        if self.facts.photograph is None:
            raise unusable("photograph", NO_PHOTOGRAPH.zh, NO_PHOTOGRAPH.en)
        yield from may_confirm(self.meeting, self.call.by, self.second, self.call.day)

    def write(self) -> Outcome:
        Throw.objects.create(
            meeting=self.meeting, thrown=read_or_refuse(self.facts.thrown), thrown_by=self.call.by,
            thrown_with=self.second, thrown_on=self.call.day,
        )  # fmt: skip
        return Outcome(result=self.meeting.ref)
