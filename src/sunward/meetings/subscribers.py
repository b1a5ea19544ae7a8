"""What meetings does when something happens below: a certified vote settles the item it was about."""

from collections.abc import Iterator

from sunward.ballots.events import VoteCertified
from sunward.disclosure.events import DeskActUndone
from sunward.kernel.acts import Consequence
from sunward.kernel.undoing import Undoing, following
from sunward.meetings.acts import (
    ConfirmAttendance,
    ConfirmThrow,
    NominateSpeaker,
    SettledFacts,
    SettleItem,
    StepAside,
    VoidAttendanceSeen,
    VoidSpeakerNomination,
    VoidStepAside,
    VoidThrow,
)

UNDOING: Undoing = {
    StepAside: VoidStepAside,
    ConfirmAttendance: VoidAttendanceSeen,
    ConfirmThrow: VoidThrow,
    NominateSpeaker: VoidSpeakerNomination,
}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said or given up for somebody who did not want it."""
    yield from following(event, UNDOING)


def settle(event: VoteCertified) -> Iterator[Consequence]:
    """Every count is confirmed and whoever was drawn has been asked: now the result stands. Where nobody voted nothing
    is settled: the item can be put again."""
    if event.about.type == "item" and event.cast:
        yield Consequence(SettleItem, event.about, SettledFacts(vote=event.vote))
