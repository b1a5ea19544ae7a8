"""What the register does when something happens: what the desk entered for somebody who wanted none of it is undone."""

from collections.abc import Iterator

from sunward.kernel.acts import Consequence
from sunward.kernel.undoing import Undoing, Undone, following
from sunward.registry.acts.apply_for_vote import ApplyForVote
from sunward.registry.acts.declare_kinship import DeclareKinship
from sunward.registry.acts.end_membership import EndMembership
from sunward.registry.acts.end_ownership import EndOwnership
from sunward.registry.acts.record_departure import RecordDeparture
from sunward.registry.acts.undo_departure import UndoDeparture
from sunward.registry.acts.undo_end_membership import UndoEndMembership
from sunward.registry.acts.undo_end_ownership import UndoEndOwnership
from sunward.registry.acts.void_application import VoidApplication
from sunward.registry.acts.void_kinship import VoidKinship
from sunward.registry.acts.void_vouch import VoidVouch
from sunward.registry.acts.vouch import VouchFor

UNDOING: Undoing = {
    RecordDeparture: UndoDeparture,
    EndMembership: UndoEndMembership,
    EndOwnership: UndoEndOwnership,
    VouchFor: VoidVouch,
    ApplyForVote: VoidApplication,
    DeclareKinship: VoidKinship,
}


def undo_at_desk(event: Undone) -> Iterator[Consequence]:
    """What was said or ended for somebody who did not want it. Who announces it stands above the register, which knows
    the event by its shape."""
    yield from following(event, UNDOING)
