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
    RestoreSignature,
    SignPetition,
    VoidAcceptedAnswer,
    VoidConfirmation,
    VoidDenial,
    VoidedFacts,
    VoidOwnAnswer,
    VoidSignature,
    WithdrawSignature,
)
from sunward.ballots.roll.returning import rolls_without
from sunward.ballots.rules.corrections import UNDONE
from sunward.disclosure.events import DeskActUndone
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.undoing import Undoing, following
from sunward.registry.acts.end_membership import EndMembership
from sunward.registry.acts.end_ownership import EndOwnership
from sunward.registry.acts.record_departure import RecordDeparture
from sunward.registry.acts.undo_departure import UndoDeparture, UndoneFacts
from sunward.registry.acts.undo_end_membership import UndoEndMembership
from sunward.registry.acts.undo_end_ownership import UndoEndOwnership
from sunward.registry.acts.void_vouch import VoidVouch
from sunward.registry.acts.vouch import VouchFor
from sunward.registry.events import DepartureUndone

# What the desk entered and nobody wanted, and the act by which it is taken back. The register cannot hear of it itself.
UNDOING: Undoing = {
    WithdrawSignature: RestoreSignature,
    DenySignature: RestoreSignature,
    DenyAnswer: VoidDenial,
    DenyTakenBack: VoidDenial,
    AcceptAnswer: VoidAcceptedAnswer,
    AnswerForOneself: VoidOwnAnswer,
    ConfirmCount: VoidConfirmation,
    VouchFor: VoidVouch,
}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said or given up for somebody who did not want it."""
    yield from following(event, UNDOING)


def void_signature(event: DeskActUndone) -> Iterator[Consequence]:
    """The desk had signed a petition for somebody who did not want it."""
    if event.act == SignPetition.name:
        yield Consequence(VoidSignature, event.made, VoidedFacts(person=event.person))


def undo_departure(event: DeskActUndone) -> Iterator[Consequence]:
    """Somebody who was entered as gone never left, or is a member or an owner still."""
    if event.act == RecordDeparture.name:
        yield Consequence(UndoDeparture, Ref.parse(event.person), UndoneFacts(entry=event.entry))
    elif event.act == EndMembership.name:
        yield Consequence(UndoEndMembership, event.made, UndoneFacts(entry=event.entry))
    elif event.act == EndOwnership.name:
        yield Consequence(UndoEndOwnership, event.made, UndoneFacts(entry=event.entry))


def put_back(event: DepartureUndone) -> Iterator[Consequence]:
    """They come back on each roll on which the departure cost them their place; votes that have opened are marked."""
    for roll, who in rolls_without(event):
        yield Consequence(CorrectRoll, roll.ref, CorrectRollFacts(change="add", who=who, reason=UNDONE))
