"""Count the hands in a room: open votes only, by two people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sunward.ballots.acting import ActOnVote
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
from sunward.ballots.casting.proxied import back_in_hand, given_anew, in_the_room, sitting
from sunward.ballots.counting import counters
from sunward.ballots.counting.dead import marks_of_the_dead
from sunward.ballots.counting.doubts import marks_of_late
from sunward.ballots.counting.interested import marks_of_interested
from sunward.ballots.models import Count, Mark, RollEntry
from sunward.ballots.roll import places
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, Refused, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.listed import listed
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

# As the roll writes it, so that one place has one key: no zeros before it, no other digits, none too long for a row.
NOT_PLACES = Text(
    "“{wrong}”不是名册位置。请照名册上的编号写，用逗号隔开，如 3, 7, 12。",
    "“{wrong}” is no place on the roll. Write the roll's numbers, with commas between them, such as 3, 7, 12.",
)
TWICE = Text(
    "名册位置 {wrong} 写了不止一次。每人写一次。", "Place {wrong} is named more than once. Name everybody once."
)
OPEN_ONLY = Text("无记名表决不能举手、不能点名。", "A secret vote is taken by ballot, never by hands or roll call.")
WITHIN = Text("举手数不能多于在场可投票的人数。", "There cannot be more hands than people who may raise one.")
ENOUGH_PEOPLE = Text("举手数不多于在场可投票的人数。", "There are no more hands than people who may raise one.")
UNKNOWN = Text(
    "有人不在名册上、不在会场、已回避或已投过票。",
    "Somebody is not on the roll or in the room, stepped aside, or voted.",
)
MAY = Text(
    "都在名册上、在会场，没有回避，也没有投过票。", "All are on the roll and in the room, none stepped aside or voted."
)
AS_BEFORE = Text(
    "重新计票时，先前已经写上的人都要写上；结束以后重新计票，不能增加人。",
    "Whoever was counted before is counted anew as well; after the close nobody else is.",
)
IN_THE_ROOM = Text(
    "页面上已填好会场里可以举手的人；走了的划去",
    "On the page those of the meeting who may raise a hand stand already: take out whoever has gone",
)


@dataclass(frozen=True, slots=True)
class HandsFacts:
    """`entries` are the numbers of the places on the roll that are present and have not voted, with commas. Until the
    close the figures stay out of the public record: other channels may still be open."""

    chosen: dict[str, Any] = asked("各选项举手数", "hands for each choice", private=True)
    entries: str = asked(
        "在场的人（名册位置）", "who is in the room (places on the roll)", hint=IN_THE_ROOM, long=True, private=True
    )
    counted_with: str = asked("另一名计数人", "who counted with you", private=True, most=60)
    at: str = asked("举手的时间（补记时填）", "time of the hands (if entered afterwards)", hint=HOUR, default="")
    proof: FileDigest | None = asked("签了字的名单照片", "photograph of the signed list", hint=LIST, default=None)


def read_places(typed: str) -> set[int]:
    """Places on the roll. Nothing is passed over: who is left out here would not have voted, and nobody would see it.

    Raises:
        FactsError: naming the first that is no place, or stands there twice.
    """
    words = listed(halfwidth(typed))
    wrong = next((word for word in words if not places.is_place(word)), None if words else typed.strip())
    if wrong is not None:
        raise FactsError({"entries": [str(NOT_PLACES.fill(wrong=wrong[:40]))]})
    twice = next((word for word in words if words.count(word) > 1), None)
    if twice is not None:
        raise FactsError({"entries": [str(TWICE.fill(wrong=twice))]})
    return {int(word) for word in words}


@register
class CountHands(ActOnVote[HandsFacts]):
    """Hands are counted. Everybody in the room who has not voted otherwise has voted now; whoever raised no hand cast
    a blank."""

    name = "ballots.count_hands"
    title = Text("清点举手", "count the hands")
    kind = "effect"
    facts_type = HandsFacts

    @cached_property
    def wanted(self) -> set[int]:
        return read_places(self.facts.entries)

    @cached_property
    def present(self) -> list[RollEntry]:
        """Those of the wanted places that stand on the roll and were in the room, may vote, and have not."""
        voted = Mark.objects.filter(vote=self.subject, withdrawn_on=None)
        if self.again:
            voted = voted.exclude(channel="hands")
        out = {*voted.values_list("entry_id", flat=True), *self.subject.off_base, *self.subject.aside}
        out |= voted_elsewhere(self.subject).keys()
        before = self.wanted & self._marked() if self.again else set()
        there = in_the_room(self.subject, self.wanted - before, self.hour) | before  # who was counted was there
        rows = places.entries_of(self.subject).filter(pk__in=there - out)
        return list(rows.order_by("pk"))

    @cached_property
    def again(self) -> bool:
        """Whether what was entered is no count yet: nobody has said the same, or somebody found other figures. While
        the vote is open others who were in the room are added: one who entered himself alone would else shut out
        everybody. After the close it is of the same people: nobody votes by it."""
        return counters.may_be_counted_anew(self.subject, "hands")

    @cached_property
    def late(self) -> bool:
        """Whether somebody is entered here who raised a hand on an evening that is over."""
        new = self.wanted - (self._marked() if self.again else set())
        return bool(new) and is_late(self.subject, "hands", self.call.at)

    def shows(self) -> str | None:
        return list_of_evening(self.subject) if self.late else super().shows()

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.hour) if self.facts.at and self.hour else None

    @cached_property
    def hour(self) -> datetime | None:
        """When they were raised, where that is past."""
        return hour_of(self.subject, self.facts.at)

    @cached_property
    def raised_anew(self) -> list[Mark]:
        """The hands of proxies whose holders sit there now, and count anew with the others: none of an evening that is
        over."""
        if not self.again or self.subject.closed_at is not None or is_late(self.subject, "hands", self.call.at):
            return []
        rows = Mark.objects.filter(vote=self.subject, channel="hands", withdrawn_on=None)
        return back_in_hand(self.subject, list(rows))

    def standing(self) -> Iterator[Finding]:
        # Of an evening that is over its own hour is asked, and judged with the facts.
        at = self.subject.opened_at if is_late(self.subject, "hands", self.call.at) else self.call.at
        yield obstacles.is_not_annulled(self.subject) if self.again else obstacles.is_open(self.subject, at)
        yield obstacles.channel_is_open(self.subject, "hands")
        yield Finding("open_vote", not self.subject.secret, OPEN_ONLY)
        yield counters.not_counted(self.subject, "hands")

    def judge(self) -> Iterator[Finding]:
        facts, room = self.facts, len(self.present)
        yield from counters.two_who_may(self.subject, (self.call.by, facts.counted_with), self.call.day)
        yield counters.second_who_may(self.subject, facts.counted_with, self.call.day)
        kept = not self.again or self._keeps(self._marked())
        there = kept and room == len(self.wanted)
        text = MAY if there else UNKNOWN if kept else AS_BEFORE
        yield Finding("in_the_room", there, text, actual=str(len(self.wanted) - room))
        raised, most = self._raised(), self._most()
        text = ENOUGH_PEOPLE if raised <= room * most else WITHIN
        yield Finding("hands_within_marks", raised <= room * most, text, required=str(room * most), actual=str(raised))
        yield counters.figures_can_be(self.subject, facts.chosen, room - self._blank())
        if self.late:
            yield from entered_from_list(self.subject, self.call.at, facts.at, facts.proof)
        else:
            unclear = [one.entry_id for one in self.raised_anew]
            yield from on_its_evening(self.subject, "hands", self.call.at, facts.at, self.wanted, unclear)

    def _keeps(self, before: set[int]) -> bool:
        return self.wanted == before if self.subject.closed_at else self.wanted >= before

    def _marked(self) -> set[int]:
        rows = Mark.objects.filter(vote=self.subject, channel="hands")
        return set(rows.values_list("entry_id", flat=True))

    def _most(self) -> int:
        return counters.most_on_a_ballot(self.subject, self.subject.choices.count())

    def _raised(self) -> int:
        return sum(number for number in self.facts.chosen.values() if isinstance(number, int))

    def _blank(self) -> int:
        """Those who raised no hand; where everybody may raise several, it cannot be told."""
        return max(len(self.present) - self._raised(), 0)

    def write(self) -> Outcome:
        before = self._marked() if self.again else set()
        sha256 = self.facts.proof.sha256 if self.late and self.facts.proof else None
        delegates, sat = delegates_in(self.subject), sitting(self.subject, self.hour)
        given_anew(self.subject, self.raised_anew, self.hour)
        for entry in (one for one in self.present if one.pk not in before):
            came, stay = delegates.get(entry.pk), sat.get(entry.pk)
            if not urn.mark(self.subject, entry, "hands", self.call.day, "", None, sha256, came, stay):
                raise Refused(type(self), [obstacles.seat_has_not_voted(self.subject, entry)])
        found = {
            "chosen": self.facts.chosen, "blank": self._blank(), "ballots": len(self.present),
            "counted_by": self.call.by, "counted_with": self.facts.counted_with, "counted_on": self.call.day,
            "found_otherwise_on": None, "seconded_on": None, "seconded_sheet_sha256": None,
        }  # fmt: skip
        Count.objects.update_or_create(vote=self.subject, channel="hands", defaults=found)
        told = [
            *marks_of_late(self.subject), *marks_of_the_dead(self.subject), *counters.counted_anew(self.again),
            *counters.by_whom_it_leaves_out(self.subject, (self.call.by, self.facts.counted_with)),
            *marks_of_interested(self.subject, (self.call.by, self.facts.counted_with), self.call.day),
        ]  # fmt: skip
        return Outcome(result=self.subject.ref, findings=told)
