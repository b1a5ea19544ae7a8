"""Call the roll: everybody says aloud, by name, how they vote; open votes only, written down by two people."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.count_hands import MAY, OPEN_ONLY, UNKNOWN
from sunward.ballots.casting import obstacles, urn
from sunward.ballots.casting.afterwards import (
    HOUR,
    LIST,
    entered_from_list,
    hour_of,
    is_late,
    list_of_evening,
    on_its_evening,
)
from sunward.ballots.casting.delegates import delegates_in, voted_elsewhere
from sunward.ballots.casting.proxied import by_another, given_anew, in_the_room, sitting
from sunward.ballots.counting import counters
from sunward.ballots.counting.dead import marks_of_the_dead
from sunward.ballots.counting.doubts import marks_of_late
from sunward.ballots.counting.interested import marks_of_interested
from sunward.ballots.models import DeniedAnswer, Mark, RollCall, RollEntry
from sunward.ballots.roll import places
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, Refused, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

NUMBERS = Text(
    "名册位置请照名册上的编号写，如 12：只用半角数字，前面不加零。",
    "Write places on the roll as the roll numbers them, such as 12: plain digits, no zeros before them.",
)
ONE_EACH = Text("点名时每人只说一个选项。", "At a roll call everybody names one choice.")


@dataclass(frozen=True, slots=True)
class RollCallFacts:
    """`answers` is `{place on the roll: key of the choice}`; how somebody voted is not for the public record."""

    answers: dict[str, Any] = asked("各人的表态", "what each one said", private=True)
    counted_with: str = asked("另一名记录人", "who wrote it down with you", private=True, most=60)
    at: str = asked("点名的时间（补记时填）", "time of the roll call (if entered afterwards)", hint=HOUR, default="")
    proof: FileDigest | None = asked("签了字的名单照片", "photograph of the signed list", hint=LIST, default=None)


@register
class CallRoll(ActOnVote[RollCallFacts]):
    """The roll is called. May be called again for those who came later. Nobody answers twice, but what was entered is
    corrected until the second has said the same, and where the second, the third or the voter says otherwise."""

    name = "ballots.call_roll"
    title = Text("点名表决", "call the roll")
    kind = "effect"
    facts_type = RollCallFacts
    own_page = True

    @cached_property
    def called(self) -> list[RollEntry]:
        if not all(places.is_place(str(key)) for key in self.facts.answers):
            raise unusable("answers", NUMBERS.zh, NUMBERS.en)
        wanted = {int(key) for key in self.facts.answers}
        out = {*self.subject.off_base, *self.subject.aside, *voted_elsewhere(self.subject)}
        before = wanted & self.answered
        there = in_the_room(self.subject, wanted - before, self.hour) | before  # who answered was there
        rows = places.entries_of(self.subject).filter(pk__in=there - out)
        return list(rows.order_by("pk"))

    @cached_property
    def before(self) -> RollCall | None:
        return RollCall.objects.filter(vote=self.subject).first()

    @cached_property
    def answered(self) -> frozenset[int]:
        """Who has answered by what was entered so far."""
        rows = Mark.objects.filter(vote=self.subject, channel="roll_call")
        return frozenset(rows.values_list("entry_id", flat=True))

    @cached_property
    def open_to_correction(self) -> frozenset[int]:
        """Those whose answer may be entered anew: all where nobody has said the same, or somebody otherwise; else those
        who say themselves that it was not theirs."""
        if self.before is None or counters.may_be_counted_anew(self.subject, "roll_call"):
            return self.answered
        denied = DeniedAnswer.objects.filter(vote=self.subject, corrected_on=None)
        return self.answered & frozenset(denied.values_list("entry_id", flat=True))

    @cached_property
    def late(self) -> bool:
        """Whether somebody is entered here who answered on an evening that is over."""
        new = not {entry.pk for entry in self.called} <= self.answered
        return new and is_late(self.subject, "roll_call", self.call.at)

    def shows(self) -> str | None:
        return list_of_evening(self.subject) if self.late else super().shows()

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.hour) if self.facts.at and self.hour else None

    @cached_property
    def hour(self) -> datetime | None:
        """When they answered, where that is past."""
        return hour_of(self.subject, self.facts.at)

    @cached_property
    def answered_anew(self) -> list[Mark]:
        """The answers that are changed, and at whose places somebody else sits now who may have given the new one: none
        that is put right as whoever gave it says, and none of an evening that is over."""
        if is_late(self.subject, "roll_call", self.call.at):
            return []
        said = {entry.pk: str(self.facts.answers[str(entry.pk)]) for entry in self.called}
        own = DeniedAnswer.objects.filter(vote=self.subject, corrected_on=None).values_list("entry_id", "said")
        told = {place for place, answer in own if said.get(place) == answer}
        rows = Mark.objects.filter(vote=self.subject, channel="roll_call", entry__in=self.open_to_correction)
        found = [one for one in rows if one.entry_id not in told and said.get(one.entry_id, one.named) != one.named]
        return by_another(self.subject, found)

    def standing(self) -> Iterator[Finding]:
        # After the named hour nobody answers any more; what was said before it can still be put right, or entered.
        then = self.open_to_correction or is_late(self.subject, "roll_call", self.call.at)
        at = self.subject.opened_at if then else self.call.at
        yield obstacles.is_open(self.subject, at)
        yield obstacles.channel_is_open(self.subject, "roll_call")
        yield Finding("open_vote", not self.subject.secret, OPEN_ONLY)

    def judge(self) -> Iterator[Finding]:
        facts, keys = self.facts, set(counters.keys_of(self.subject))
        yield from counters.two_who_may(self.subject, (self.call.by, facts.counted_with), self.call.day)
        yield counters.second_who_may(self.subject, facts.counted_with, self.call.day)
        yield Finding("known_choice", {str(key) for key in facts.answers.values()} <= keys, ONE_EACH)
        all_may = len(self.called) == len(facts.answers) > 0
        yield Finding("on_roll", all_may, MAY if all_may else UNKNOWN)
        if self.late:
            yield from entered_from_list(self.subject, self.call.at, facts.at, facts.proof)
            return
        called, unclear = [one.pk for one in self.called], [one.entry_id for one in self.answered_anew]
        yield from on_its_evening(self.subject, "roll_call", self.call.at, facts.at, called, unclear)
        if not {entry.pk for entry in self.called} <= self.answered:
            yield obstacles.is_open(self.subject, self.call.at)

    def write(self) -> Outcome:
        _ = self.answered, self.late  # who had answered before this call
        given_anew(self.subject, self.answered_anew, self.hour)
        corrected = [entry for entry in self.called if self._entered(entry)]
        self._settle()
        rows = Mark.objects.filter(vote=self.subject, channel="roll_call").values_list("named", flat=True)
        found = {
            "chosen": dict(Counter(rows)), "counted_by": self.call.by, "counted_with": self.facts.counted_with,
            "counted_on": self.call.day, "confirmed_by": "", "seconded_on": None, "seconded_sheet_sha256": None,
            "found_otherwise_on": None,
        }  # fmt: skip
        RollCall.objects.update_or_create(vote=self.subject, defaults=found)
        otherwise = self.before is not None and self.before.found_otherwise_on is not None
        marks = [
            *marks_of_late(self.subject), *marks_of_the_dead(self.subject),
            *counters.counted_anew(bool(corrected) or otherwise),
            *counters.by_whom_it_leaves_out(self.subject, (self.call.by, self.facts.counted_with)),
            *marks_of_interested(self.subject, (self.call.by, self.facts.counted_with), self.call.day),
        ]  # fmt: skip
        return Outcome(result=self.subject.ref, public={"answers": len(self.called)}, findings=marks)

    @cached_property
    def _delegates(self) -> Mapping[int, int]:
        return delegates_in(self.subject)

    @cached_property
    def _sat(self) -> Mapping[int, int]:
        return sitting(self.subject, self.hour)

    def _entered(self, entry: RollEntry) -> bool:
        """Enter one answer; whether it takes the place of another.

        Raises:
            Refused: for somebody who has voted, and whose answer is not open to correction.
        """
        said = str(self.facts.answers[str(entry.pk)])
        sha256 = self.facts.proof.sha256 if self.late and self.facts.proof else None
        came, stay = self._delegates.get(entry.pk), self._sat.get(entry.pk)
        if urn.mark(self.subject, entry, "roll_call", self.call.day, said, None, sha256, came, stay):
            return False
        if entry.pk not in self.open_to_correction:
            raise Refused(type(self), [obstacles.seat_has_not_voted(self.subject, entry)])
        Mark.objects.filter(vote=self.subject, entry=entry, channel="roll_call").update(named=said)
        return True

    def _settle(self) -> None:
        """What was denied is corrected where the voter is entered as they say; of whoever told nothing, where they were
        left out and answer now. Else it stands until they agree themselves: nobody who enters answers wipes it out."""
        for one in DeniedAnswer.objects.filter(vote=self.subject, entry__in=self.called, corrected_on=None):
            answer = str(self.facts.answers[str(one.entry_id)])
            called_first = not one.said and one.entry_id not in self.answered
            if one.said == answer or called_first:
                one.corrected_on = self.call.day
                one.save(update_fields=["corrected_on"])
