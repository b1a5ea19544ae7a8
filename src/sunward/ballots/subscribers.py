"""What ballots does when something happens below: a signature that was not somebody's wish no longer counts."""

from collections.abc import Iterator
from datetime import date

from sunward.ballots.acts import (
    AcceptAnswer,
    AnswerForOneself,
    ConfirmCount,
    CorrectRoll,
    CorrectRollFacts,
    DenyAnswer,
    DenySheet,
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
from sunward.ballots.roll.returning import put_back_by, rolls_with, rolls_without
from sunward.ballots.rules.corrections import ADD, STRIKE, UNDONE, UPHELD
from sunward.disclosure.events import DeskActUndone, ObjectionUpheld
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.undoing import Undoing, following
from sunward.registry.events import DepartureUndone, PlacingUndone

# What the desk entered and nobody wanted, and the act by which it is taken back.
UNDOING: Undoing = {
    SignPetition: VoidSignature,
    WithdrawSignature: RestoreSignature,
    DenySignature: RestoreSignature,
    DenyAnswer: VoidDenial,
    DenyTakenBack: VoidDenial,
    DenySheet: VoidDenial,
    AcceptAnswer: VoidAcceptedAnswer,
    AnswerForOneself: VoidOwnAnswer,
    ConfirmCount: VoidConfirmation,
    OpenPetition: DisownPetition,
}


def undo_at_desk(event: DeskActUndone) -> Iterator[Consequence]:
    """What was said or given up for somebody who did not want it."""
    yield from following(event, UNDOING)


def put_back(event: DepartureUndone) -> Iterator[Consequence]:
    """They come back on each roll on which the entry cost them their place, and what they have by it alone is struck;
    votes that have opened are marked."""
    for change, rolls in ((ADD, rolls_without), (STRIKE, rolls_with)):
        for roll, who in rolls(event):
            yield Consequence(CorrectRoll, roll.ref, CorrectRollFacts(change=change, who=who, reason=UNDONE))


def put_back_behind(event: PlacingUndone) -> Iterator[Consequence]:
    """The same of everybody behind a door whose grid was wrong, on the rolls of the two grids alone: each place once,
    whoever of them is asked about."""
    found = dict[tuple[Ref, str, str], Consequence]()
    for person in event.people:
        undone = DepartureUndone(
            event.community, person, event.household, date.min, event.on, event.entry, takes_off=True, grids=event.grids
        )
        for one in put_back(undone):
            found.setdefault((one.subject, one.facts.change, one.facts.who), one)
    yield from found.values()


def put_back_upheld(event: ObjectionUpheld) -> Iterator[Consequence]:
    """Whoever was struck and is right comes back with the answer, whenever it comes; nobody has to think of it."""
    if found := put_back_by(event):
        roll, who = found
        facts = CorrectRollFacts(change="add", who=who, reason=UPHELD, objection=event.objection)
        yield Consequence(CorrectRoll, roll.ref, facts)
