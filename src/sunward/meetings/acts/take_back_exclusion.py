"""Take back that somebody steps aside or is not counted: entered wrongly, or without the reason that it named."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from sunward.ballots import queries as ballots
from sunward.ballots.acts import RestoredFacts, RestoreToVote
from sunward.ballots.queries import VoteOn
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.models import OffBase, ProxyAside
from sunward.meetings.session.acting import OnItem
from sunward.meetings.session.excluding import excluded
from sunward.meetings.session.meant import proxy_called
from sunward.meetings.session.naming import WRITE
from sunward.meetings.session.recusal import aside_as_proxies, proxies_of
from sunward.meetings.session.voting import refuse_after_the_vote

BACK = Text("恢复表决，恢复计入应到人数。", "They vote again and count again.")


YOURSELF = Text(f"为自己恢复就不填；别人写{WRITE.zh}", f"Left empty for yourself; of others {WRITE.en}")
NO_REASON = Text("别人登记的，为自己恢复可以不填", "Not needed for yourself, where others had put you aside")
PUT_ASIDE = Text("您被登记为回避或不计入。", "You are entered as stepping aside, or as not counted.")
NOT_PUT_ASIDE = Text("没有把您登记为回避或不计入。", "You are not entered as stepping aside, nor left out.")


@dataclass(frozen=True, slots=True)
class BackFacts:
    because: str = asked("为什么", "why", hint=NO_REASON, long=True, private=True, default="")
    place: str = asked("谁恢复", "who counts again", hint=YOURSELF, private=True, default="")
    signed: FileDigest | None = slip()


@register
class TakeBackExclusion(OnItem[BackFacts]):
    """Whom an office kept from a vote without cause votes after all: by the word of an office, or by their own before
    the vote opens; where others put them aside, until it closes. What was entered before stays in the record."""

    name = "meetings.take_back_exclusion"
    title = Text("撤回回避或不计入的登记", "take back an exclusion")
    kind = "effect"
    facts_type = BackFacts
    of_some = True

    @cached_property
    def excluded(self) -> OffBase:
        row = self.subject.off_base.filter(entry_id=self.place_meant(), taken_back_on=None).first()
        if row is None:
            raise unusable("place", "这个人没有登记回避或者不计入。", "Nobody has excluded this person here.")
        return row

    @cached_property
    def proxy(self) -> ProxyAside | None:
        """Of a proxy who has no place: their own, where they name nobody; for an office, that of whom it names, as the
        room does, or of whoever sits or sat at the place for somebody who has not stepped aside."""
        said = self.facts.place.strip()
        if not said and (own := self._as_proxies.filter(proxy=self.call.person).first()):
            return own
        if not self.call.in_office:
            return None
        rows = {row.proxy: row for row in self._as_proxies}
        if named := proxy_called(said, self.room, frozenset(rows)):
            return rows[named]
        if excluded(self.subject).filter(entry_id=self.place_meant()).exists():
            return None
        return self._at(self.place_meant())

    def _at(self, place: int) -> ProxyAside | None:
        """Of whoever sits at a place as a proxy, else of the last who did."""
        rows = {row.proxy: row for row in self._as_proxies}
        sat = [who for key, who in proxies_of(self.meeting) if key == place and who in rows]
        now = self.room.proxies.get(place, "")
        return rows.get(now) or (rows[sat[-1]] if sat else None)

    @property
    def _as_proxies(self) -> QuerySet[ProxyAside]:
        return aside_as_proxies(self.subject)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if not self.call.in_office:
            rows = self.subject.off_base.filter(entry_id__in=self.own_places, taken_back_on=None)
            aside = rows.exists() or self._as_proxies.filter(proxy=self.call.person).exists()
            yield Finding("put_aside", aside, PUT_ASIDE if aside else NOT_PUT_ASIDE)

    def judge(self) -> Iterator[Finding]:
        by_themselves = not self.proxy and self.by_themselves
        if not (by_themselves and self.running is not None):
            refuse_after_the_vote(self.subject)
        if not by_themselves and not self.facts.because.strip():
            raise unusable("because", "请写明原因。", "Say why.")
        yield Finding("counts_again", True, BACK, "" if self.proxy else self.excluded.source)

    @property
    def by_themselves(self) -> bool:
        """Whether somebody whom others put aside says that they vote: their own word needs no reason, and comes in time
        as long as the vote runs."""
        return bool(self.excluded.by_others) and self.excluded.entry_id in self.own_places

    @cached_property
    def running(self) -> VoteOn | None:
        """The vote that is open on it."""
        return next((one for one in ballots.standing_votes(self.subject.ref) if one.closed_at is None), None)

    def _restoring(self, row: OffBase) -> list[Consequence]:
        if self.running is None:
            return []
        there = row.entry_id in self.room.present(self.running.opened_at)
        return [Consequence(RestoreToVote, self.running.ref, RestoredFacts(entry=row.entry_id, in_room=there))]

    def write(self) -> Outcome:
        if row := self.proxy:  # who of them has stepped aside is asked with every answer: nothing follows
            row.taken_back_on, row.taken_back_because = self.call.day, self.facts.because
            row.save(update_fields=["taken_back_on", "taken_back_because"])
            return Outcome(result=self.subject.ref, public={"reason": row.reason})
        return self._of_place(self.excluded)

    def _of_place(self, row: OffBase) -> Outcome:
        row.taken_back_on, row.taken_back_because = self.call.day, self.facts.because
        row.taken_back_by_self = row.entry_id in self.own_places
        row.save(update_fields=["taken_back_on", "taken_back_because", "taken_back_by_self"])
        return Outcome(result=self.subject.ref, public={"reason": row.reason}, consequences=self._restoring(row))
