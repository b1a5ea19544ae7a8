"""Enter from the signed list who took a sheet at a poll, or on an evening, that went on without power, once its hours
are over."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.note_false_proxy import FalseProxyFacts, NoteFalseProxy
from sunward.ballots.casting import obstacles, urn
from sunward.ballots.casting.afterwards import (
    HOUR,
    PAPER,
    answered_at,
    can_be_listed,
    entered_from_list,
    is_late,
    list_of_evening,
)
from sunward.ballots.casting.carried import ended_since, proxies_in
from sunward.ballots.casting.delegates import delegates_in, voted_elsewhere
from sunward.ballots.casting.proxied import FETCHED, seats_aside, sitting
from sunward.ballots.counting.doubts import marks_of_late
from sunward.ballots.counting.handling import no_hand_in_it
from sunward.ballots.models import RollEntry
from sunward.ballots.roll import places
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, Refused, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

PLACES = Text("名册上的位置，用逗号分开", "places on the roll, with commas")
BY_PROXY = Text("其中由受委托人领票的位置", "those of them whose sheet the proxy took")
TWICE = Text("同一个人在名单上出现了两次。", "Somebody is on the list twice.")
ONCE = Text("名单上每人一次。", "Everybody is on the list once.")
TO_WHOM = Text(
    "委托了别人的，票由受委托人领；没有委托的，本人领。名单和登记的委托不一致。",
    "Whoever gave a proxy has the sheet taken by the proxy, everybody else takes it themselves: the list says "
    "otherwise.",
)
AS_GIVEN = Text("和登记的委托一致。", "As the proxies stand entered.")


@dataclass(frozen=True, slots=True)
class SignedListFacts:
    entries: str = asked("谁领了票", "who took a sheet", hint=PLACES, private=True, most=6000)
    proof: FileDigest = asked("签了字的领票名单照片", "photograph of the signed list")
    by_proxy: str = asked("由受委托人领的", "taken by a proxy", hint=BY_PROXY, private=True, default="", most=3000)
    at: str = asked("领票的时间（会议上的表决要写）", "hour at which they took it (in a meeting)", hint=HOUR,
                    default="")  # fmt: skip


@register
class EnterList(ActOnVote[SignedListFacts]):
    """One entry for one list, with its photograph: unlike sheets that are handed out before everybody's eyes, these
    were seen by nobody but who signs for them. Nobody gets a sheet by it, and nobody else a vote."""

    name = "ballots.enter_list"
    title = Text("凭签了字的名单补记谁领了纸质票", "enter from the signed list who took a paper ballot")
    kind = "effect"
    facts_type = SignedListFacts
    duty = False
    own_page = True

    def standing(self) -> Iterator[Finding]:
        over = self.subject.closed_at is not None or self.subject.annulled_on is not None
        yield Finding("closed", not over, obstacles.CLOSED if over else obstacles.OPEN)
        yield from no_hand_in_it(self.subject, self.name, self.call)
        yield from can_be_listed(self.subject, self.call.at)

    def shows(self) -> str | None:
        in_room = is_late(self.subject, PAPER, self.call.at)
        return list_of_evening(self.subject) if in_room else super().shows()

    def took_place_on(self) -> date | None:
        return clock.civil_day(self.hour) if self.hour else None

    @cached_property
    def hour(self) -> datetime | None:
        """When they took their sheets, in a meeting."""
        return answered_at(self.subject, self.facts.at)

    @cached_property
    def keys(self) -> list[int]:
        """The places named, as often as they are named.

        Raises:
            FactsError: for what is no place.
        """
        said = listed(self.facts.entries)
        if not said or not all(map(places.is_place, said)):
            raise unusable("entries", "请写名册上的位置。", "Write places on the roll.")
        return [int(key) for key in said]

    @cached_property
    def found(self) -> dict[int, RollEntry]:
        rows = places.entries_of(self.subject).filter(pk__in=self.keys).select_related("person")
        return {row.pk: row for row in rows}

    @cached_property
    def fetched(self) -> set[int]:
        """The places of which the list has that a proxy took the sheet."""
        return {int(key) for key in listed(self.facts.by_proxy) if key.isdecimal()}

    def judge(self) -> Iterator[Finding]:
        if is_late(self.subject, PAPER, self.call.at):
            yield from entered_from_list(self.subject, self.call.at, self.facts.at, self.facts.proof)
        yield Finding.either("listed_once", len(set(self.keys)) == len(self.keys), ONCE, TWICE)
        elsewhere = voted_elsewhere(self.subject)
        aside = seats_aside(self.subject, self.hour)
        for key in dict.fromkeys(self.keys):
            entry = self.found.get(key)
            yield from obstacles.is_entitled(self.subject, entry, self.hour)
            if entry is not None:
                if key in aside and not self.subject.room_alone:  # else it is said already
                    yield Finding("proxy_aside", False, obstacles.PROXY_ASIDE)
                yield obstacles.seat_has_not_voted(self.subject, entry, elsewhere)
        differ = len((self._of(proxies_in(self.subject)) ^ self.fetched) - self._of(self.ended))
        yield Finding.either("to_the_proxy", not differ, AS_GIVEN, TO_WHOM, actual=str(differ))

    def _of(self, givers: Collection[str]) -> set[int]:
        """The places on the list that are those of some people."""
        return {key for key, entry in self.found.items() if entry.person and str(entry.person) in givers}

    @cached_property
    def ended(self) -> Mapping[str, bool]:
        """Whose proxy ended on that day or later: the sheet was taken by either of them, as the list has it."""
        return ended_since(self.subject)

    def _by_false_proxies(self) -> Iterator[Consequence]:
        """What was found false before the list was entered is noted with it, where none of theirs stands instead."""
        false = {giver for giver, one in self.ended.items() if one} - proxies_in(self.subject).keys()
        for key in self._of(false) & self.fetched:
            yield Consequence(NoteFalseProxy, self.subject.ref, FalseProxyFacts(entry=key, stays=str(FETCHED)))

    def write(self) -> Outcome:
        vote, sha256 = self.subject, self.facts.proof.sha256
        by, delegates, sat = self.call.by, delegates_in(vote), sitting(vote, self.hour)
        for entry in self.found.values():
            came, stay = delegates.get(entry.pk), FETCHED if entry.pk in self.fetched else sat.get(entry.pk)
            if not urn.mark(vote, entry, PAPER, self.call.day, "", by, sha256, came, stay):
                raise Refused(type(self), [obstacles.seat_has_not_voted(vote, entry)])
        sheets, follows = {"sheets": len(self.found)}, [*self._by_false_proxies()]
        return Outcome(result=vote.ref, public=sheets, findings=marks_of_late(vote), consequences=follows)
