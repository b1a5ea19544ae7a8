"""What ballots does when something happens below: a signature that was not somebody's wish no longer counts."""

from collections.abc import Iterator

from sunward.ballots.acts import (
    AcceptAnswer,
    AnswerForOneself,
    ConfirmCount,
    CorrectRoll,
    CorrectRollFacts,
    DenyAnswer,
    DenySignature,
    DenyTakenBack,
    DisownPetition,
    OpenPetition,
    RestoreSignature,
    SignPetition,
    VoidAcceptedAnswer,
    VoidConfirmation,
    VoidDenial,
    VoidOwnAnswer,
    VoidSignature,
    WithdrawSignature,
)
from sunward.ballots.roll.returning import rolls_without
from sunward.ballots.rules.corrections import UNDONE
from sunward.disclosure.events import DeskActUndone
from sunward.kernel.acts import Consequence
from sunward.kernel.undoing import Undoing, following
from sunward.registry.events import DepartureUndone

# What the desk entered and nobody wanted, and the act by which it is taken back.
UNDOING: Undoing = {
    SignPetition: VoidSignature,
    WithdrawSignature: RestoreSignature,
    DenySignature: RestoreSignature,
    DenyAnswer: VoidDenial,
    DenyTakenBack: VoidDenial,
    AcceptAnswer: VoidAcceptedAnswer,
    AnswerForOneself: VoidOwnAnswer,
    ConfirmCount: VoidConfirmation,
    OpenPetition: DisownPetition,
}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said or given up for somebody who did not want it."""
    yield from following(event, UNDOING)


def put_back(event: DepartureUndone) -> Iterator[Consequence]:
    """They come back on each roll on which the departure cost them their place; votes that have opened are marked."""
    for roll, who in rolls_without(event):
        yield Consequence(CorrectRoll, roll.ref, CorrectRollFacts(change="add", who=who, reason=UNDONE))
