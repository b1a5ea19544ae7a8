"""Signatures on paper enter at the desk, with a photograph of the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.acts.sign_petition import still_open
from sunward.ballots.models import RollEntry, SignedSheet
from sunward.ballots.reaching import have_come, have_denied, have_signed, reached, sign, signed
from sunward.ballots.roll.dead import marks_of_dead_signers
from sunward.ballots.roll.naming import places_named
from sunward.charter import queries as charter
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

LINES = Text(
    "每人一行：门牌和姓名，中间空一格；名册上只有一个人叫的，写姓名也可以；或者人员编号",
    "a line for each: the door, a space and the name; the name alone where nobody else on the roll bears it; or the "
    "person’s number",
)


@dataclass(frozen=True, slots=True)
class SignedSheetFacts:
    people: str = asked("谁签了字", "who signed", hint=LINES, long=True, private=True)
    photograph: FileDigest = asked("签名页照片（一张只能登记一次）", "photograph of the sheet (each once)")


TO_ENTER = timedelta(days=3)  # no law speaks of it; longer than a weekend


@register
class EnterSignedSheet(ActOnPetition[SignedSheetFacts]):
    """Whoever stands on the roll and has not signed yet counts; the others are told, and counted nowhere."""

    name = "ballots.enter_signed_sheet"
    title = Text("登记纸质联名", "enter a signed sheet")
    kind = "report"
    facts_type = SignedSheetFacts

    @cached_property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.facts.people.splitlines() if line.strip()]

    @cached_property
    def places(self) -> dict[RollEntry, list[str]]:
        """The places on the roll that the sheet names, each once, and who of those named comes for each.

        Raises:
            FactsError: for a name alone that several on the roll bear.
        """
        return places_named("people", self.lines, self.subject.roll, self.call.by)

    @cached_property
    def new(self) -> dict[RollEntry, str]:
        """Those that sign by it, and for each one of those named who has signed for no other household."""
        before = have_signed(self.subject, self.places)
        out = have_come(self.subject, [person for people in self.places.values() for person in people]) | self._denied
        free = {place: [one for one in people if one not in out] for place, people in self.places.items()}
        return {place: people[0] for place, people in free.items() if people and place.pk not in before}

    @cached_property
    def _denied(self) -> frozenset[str]:
        return have_denied(self.subject, self.places)

    @cached_property
    def denied(self) -> list[RollEntry]:
        """The places for which the sheet names nobody but such as have denied."""
        return [place for place, people in self.places.items() if people and self._denied.issuperset(people)]

    @property
    def last_day(self) -> date:
        """Whoever brings sheets on the last evening has them entered, and no holiday shuts the desk before that; a day
        that is only claimed opens nothing for longer. No article gives these days, and none is named beside them."""
        return charter.working_day_from(self.subject.closes_on + TO_ENTER)

    def standing(self) -> Iterator[Finding]:
        in_time = self.subject.opened_on <= self.call.day <= self.last_day
        text = ENTERED_BY.fill(closed=self.subject.closes_on, until=self.last_day)
        yield Finding("open", in_time, text, actual=str(self.call.day))

    def judge(self) -> Iterator[Finding]:
        """What of the sheet does not count.

        Raises:
            FactsError: when nobody is named, or by a name that several bear, the petition was not open, or the
                photograph was used before.
        """
        if not self.lines:
            raise unusable("people", "至少写一行。", "Write one line at least.")
        if not still_open(self.subject, self.call.happened_on).ok or self.call.day > self.last_day:
            text = ENTERED_BY.fill(closed=self.subject.closes_on, until=self.last_day)
            raise unusable("people", text.zh, text.en)
        if SignedSheet.objects.filter(sha256=self.facts.photograph.sha256).exists():
            raise unusable("photograph", "这张照片已经登记过。", "This photograph has been entered already.")
        source, missing, twice = (
            self.subject.source,
            len(self.lines) - len(self.places),
            len(self.places) - len(self.new) - len(self.denied),
        )
        yield Finding(
            "on_the_roll",
            not missing,
            MISSING.fill(number=missing) if missing else ALL_THERE,
            source,
            actual=str(missing),
        )
        yield Finding(
            "signed_once", not twice, TWICE.fill(number=twice) if twice else ALL_NEW, source, actual=str(twice)
        )
        if self.denied:
            yield Finding("denied_before", False, DENIED, source, actual=str(len(self.denied)))

    def write(self) -> Outcome:
        day = self.call.day
        SignedSheet.objects.create(
            petition=self.subject, sha256=self.facts.photograph.sha256, entered_on=day, entered_by_post=self.call.post,
            entered=len(self.new),
        )  # fmt: skip
        sign(self.subject, self.new, day, self.call.ref, on_paper=True)
        public = {"entered": len(self.new), "signed": signed(self.subject), "needed": self.subject.needed}
        dead = list(marks_of_dead_signers(self.subject.roll, self.new.values(), day))
        return Outcome(public=public, findings=dead, events=reached(self.subject, day))


ENTERED_BY = Text(
    "签字到 {closed} 截止；那天以前签好的纸，最迟 {until} 登记。",
    "Signed until {closed}; sheets that were signed by then are entered until {until}.",
)
MISSING = Text("{number} 行不在名册上或重复，不计。", "{number} lines: not on the roll, or repeated; not counted.")
DENIED = Text(
    "有人否认过签字，纸上再写也不计，要本人自己签。",
    "Some have denied their signature: no paper signs for them again, only they themselves.",
)
ALL_THERE = Text("每一行都在名册上。", "Every line is on the roll.")
ALL_NEW = Text("都是第一次签。", "All of them sign for the first time.")
TWICE = Text("{number} 人已经签过，不重复计。", "{number} had signed already, and are not counted twice.")
