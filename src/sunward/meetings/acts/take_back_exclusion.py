"""Take back that somebody steps aside or is not counted: entered wrongly, or without the reason that it named."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.ballots.acts import RestoredFacts, RestoreToVote
from sunward.ballots.queries import VoteOn
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.models import OffBase
from sunward.meetings.session.acting import OnItem
from sunward.meetings.session.excluding import Who, excluded
from sunward.meetings.session.naming import WRITE
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
        row = self._as_proxy() or self._at(self.place_meant())
        if row is None:
            raise unusable("place", "这个人没有登记回避或者不计入。", "Nobody has excluded this person here.")
        return row

    def _as_proxy(self) -> OffBase | None:
        """Their own as a proxy who has no place, where they name nobody: whether or not they still sit for somebody."""
        if self.facts.place.strip():
            return None
        return excluded(self.subject).filter(Who(None, self.call.person).rows).first()

    def _at(self, place: int) -> OffBase | None:
        """That of a place; else, for an office, that of whoever sits there for somebody else."""
        rows, proxy = excluded(self.subject), self.room.proxies.get(place, "")
        found = rows.filter(entry_id=place).first()
        return found or (rows.filter(Who(None, proxy).rows).first() if self.call.in_office else None)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if not self.call.in_office:
            own = Q(entry_id__in=self.own_places) | Who(None, self.call.person).rows
            aside = excluded(self.subject).filter(own).exists()
            yield Finding("put_aside", aside, PUT_ASIDE if aside else NOT_PUT_ASIDE)

    def judge(self) -> Iterator[Finding]:
        if not (self.by_themselves and self.running is not None):
            refuse_after_the_vote(self.subject)
        if not self.by_themselves and not self.facts.because.strip():
            raise unusable("because", "请写明原因。", "Say why.")
        yield Finding("counts_again", True, BACK, self.excluded.source)

    @property
    def by_themselves(self) -> bool:
        """Whether somebody whom others put aside says that they vote: their own word needs no reason, and comes in time
        as long as the vote runs."""
        return bool(self.excluded.by_others) and self._is_own(self.excluded)

    def _is_own(self, row: OffBase) -> bool:
        return row.entry_id in self.own_places or row.proxy == self.call.person

    @cached_property
    def running(self) -> VoteOn | None:
        """The vote that is open on it."""
        return next((one for one in ballots.standing_votes(self.subject.ref) if one.closed_at is None), None)

    def _restoring(self, row: OffBase) -> list[Consequence]:
        """A proxy needs none: who of them has stepped aside is asked with every answer."""
        if self.running is None or row.entry_id is None:
            return []
        there = row.entry_id in self.room.present(self.running.opened_at)
        return [Consequence(RestoreToVote, self.running.ref, RestoredFacts(entry=row.entry_id, in_room=there))]

    def write(self) -> Outcome:
        row = self.excluded
        row.taken_back_on, row.taken_back_because = self.call.day, self.facts.because
        row.taken_back_by_self = self._is_own(row)
        row.save(update_fields=["taken_back_on", "taken_back_because", "taken_back_by_self"])
        return Outcome(result=self.subject.ref, public={"reason": row.reason}, consequences=self._restoring(row))
