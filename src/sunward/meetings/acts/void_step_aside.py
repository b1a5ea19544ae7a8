"""Somebody never stepped aside: a clerk entered it. Follows from an upheld dispute, and, where they could no longer
vote, once more when that vote is annulled; granted to nobody."""

from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from sunward.ballots import queries as ballots
from sunward.ballots.acts.restore_to_vote import RestoredFacts, RestoreToVote
from sunward.ballots.queries import VoteOn
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.session.acting import OnItem
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
        places = list(self.subject.off_base.filter(**entered).values_list("entry_id", flat=True))
        votes = ballots.standing_votes(self.subject.ref)
        in_time = all(_still_asks(one) for one in votes)
        void: dict[str, Any] = {"void_on": Coalesce("void_on", Value(self.call.day))}  # the day on which it was found
        if in_time:
            void |= {"taken_back_on": self.call.day, "taken_back_because": BECAUSE}
        found = self.subject.proxies_aside.filter(**entered).update(**void)
        found += self.subject.off_base.filter(**entered).update(**void, **(ONLY_THEY_RENEW_IT if in_time else {}))
        return Outcome(
            result=self.subject.ref,
            findings=alert_on_wrongly_aside(self.subject) if found else [],  # of what is void by now
            consequences=[self._restored(one, place) for one in votes for place in places] if in_time else [],
        )

    def _restored(self, vote: VoteOn, place: int) -> Consequence:
        there = place in self.room.present(vote.opened_at)
        return Consequence(RestoreToVote, vote.ref, RestoredFacts(entry=place, in_room=there))


def _still_asks(vote: VoteOn) -> bool:
    """Whether they can still answer it: hands are counted once."""
    return vote.closed_at is None and not ("hands" in vote.channels and vote.answered)
