"""Somebody never stepped aside: a clerk entered it. Follows from an upheld dispute, and, where they could no longer
vote, once more when that vote is annulled; granted to nobody."""

from functools import cached_property
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from sunward.ballots import queries as ballots
from sunward.ballots.acts.restore_to_vote import RestoredFacts, RestoreToVote
from sunward.ballots.queries import VoteOn
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.rules.aside import KEPT_FROM_ONE
from sunward.meetings.session.acting import OnItem, over
from sunward.meetings.session.undecided import to_be_put
from sunward.meetings.session.voting import alert_on_wrongly_aside

ONLY_THEY_RENEW_IT = {"taken_back_by_self": True}
BECAUSE = "服务台代办的登记，本人提出异议，已经查实 (a dispute of a desk entry was upheld)"


@register
class VoidStepAside(OnItem[UndoneAtDesk]):
    """Before the vote, and while it is open, they vote again, and nobody but themselves puts them aside anew;
    afterwards it shows on the result that they were kept from it."""

    name = "meetings.void_step_aside"
    title = Text("作废窗口代办的回避", "void a stepping aside entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the meeting is over

    def write(self) -> Outcome:
        entered: dict[str, Any] = {"entered_in": self.facts.undone, "taken_back_on": None}
        proxies, places = self.subject.proxies_aside.filter(**entered), self.subject.off_base.filter(**entered)
        found = Coalesce("void_on", Value(self.call.day))  # when it was found, not when it bore on another vote
        number, keys = proxies.update(void_on=found) + places.update(void_on=found), [row.entry_id for row in places]
        missed = any(not _still_asks(one) for one in self._votes)
        marks = alert_on_wrongly_aside(self.subject) if number and missed else []  # before they are taken back
        if not self._in_time:
            return Outcome(self.subject.ref, findings=marks)
        back = {"taken_back_on": self.call.day, "taken_back_because": KEPT_FROM_ONE if missed else BECAUSE}
        proxies.update(**back)
        places.update(**back, **ONLY_THEY_RENEW_IT)
        running = [one for one in self._votes if one.closed_at is None]
        restored = [self._restored(one, key) for one in running for key in keys]
        return Outcome(self.subject.ref, findings=marks, consequences=restored)

    @cached_property
    def _votes(self) -> tuple[VoteOn, ...]:
        return ballots.standing_votes(self.subject.ref)

    @property
    def _in_time(self) -> bool:
        """Whether they can still answer: the vote that is open, or one that is to come, such as a second among
        choices."""
        running = [one for one in self._votes if one.closed_at is None]
        return all(map(_still_asks, running)) if running else not self._votes or self._to_come

    @property
    def _to_come(self) -> bool:
        """Whether another vote is to come on it, this evening: the figures of those before it are known."""
        known = all(one.certified_on for one in self._votes) and over(self.meeting) is None
        return known and bool(to_be_put([self.subject]))

    def _restored(self, vote: VoteOn, place: int) -> Consequence:
        there = place in self.room.present(vote.opened_at)
        return Consequence(RestoreToVote, vote.ref, RestoredFacts(entry=place, in_room=there))


def _still_asks(vote: VoteOn) -> bool:
    """Whether they can still answer it: hands are counted once."""
    return vote.closed_at is None and not ("hands" in vote.channels and vote.answered)
