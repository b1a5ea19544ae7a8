"""Who had left the room before a question was answered by hands or a roll call: nobody can enter them from the list.
Who is in a room when is known to the context above."""

from collections.abc import Callable
from datetime import datetime

from sunward.ballots.hours import evening_hour
from sunward.ballots.models import Vote
from sunward.kernel.ports import Entry, Port
from sunward.kernel.refs import Ref
from sunward.record import queries as record

# Which places of a roll were filled at a moment where something is voted on; None where that is no room.
THERE: Port[Callable[[Ref, datetime], frozenset[int] | None]] = Port("who was in a room")
ALOUD = ("ballots.count_hands", "ballots.call_roll")  # all answer at once: whoever has gone does not


def gone_before(vote: Vote) -> frozenset[int]:
    """Who was in the room when a question was put, and had gone when it was answered for the first time; nobody as long
    as nothing is entered of the answers."""
    hours = [_hour(entry, vote) for act in ALOUD for entry in record.results_of(act, [vote.ref])]
    there = THERE.answer(vote.about, min(hours)) if hours else None
    return frozenset() if there is None else frozenset(vote.in_room or ()) - there


def _hour(entry: Entry, vote: Vote) -> datetime:
    """When people answered: the hour that was said; else that of the entry, or of the question where the whole vote is
    entered later."""
    said = str(entry.public.get("at") or "")
    then = evening_hour(vote.opened_at, said) if said else None
    return then or (entry.recorded_at if vote.entered_at is None else vote.opened_at)
