"""What the register does when something happens: what the desk entered for somebody who wanted none of it is undone."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.undoing import Undoing, Undone, UndoneAtDesk, following
from sunward.registry.acts.apply_for_vote import ApplyForVote
from sunward.registry.acts.change_status import ChangeStatus
from sunward.registry.acts.correct_person import CorrectPerson
from sunward.registry.acts.date_consent import DateConsent
from sunward.registry.acts.declare_kinship import DeclareKinship
from sunward.registry.acts.end_membership import EndMembership
from sunward.registry.acts.end_ownership import EndOwnership
from sunward.registry.acts.give_consent_again import GiveConsentAgain
from sunward.registry.acts.place_household import PlaceHousehold
from sunward.registry.acts.put_status_right import PutStatusRight, RightStatus
from sunward.registry.acts.record_arrival import RecordArrival
from sunward.registry.acts.record_departure import RecordDeparture
from sunward.registry.acts.register_arrival import RegisterArrival
from sunward.registry.acts.undo_arrival import UndoArrival
from sunward.registry.acts.undo_correction import UndoCorrection
from sunward.registry.acts.undo_departure import UndoDeparture
from sunward.registry.acts.undo_end_membership import UndoEndMembership
from sunward.registry.acts.undo_end_ownership import UndoEndOwnership
from sunward.registry.acts.undo_placing import UndoPlacing
from sunward.registry.acts.void_application import VoidApplication
from sunward.registry.acts.void_kinship import VoidKinship
from sunward.registry.acts.void_vouch import VoidVouch
from sunward.registry.acts.vouch import VouchFor
from sunward.registry.acts.withdraw_consent import WithdrawConsent
from sunward.registry.residence.consents import DatedFacts, ReconsideredFacts, standing, withdrawn

UNDOING: Undoing = {
    RecordDeparture: UndoDeparture,
    RecordArrival: UndoArrival,
    RegisterArrival: UndoArrival,
    ChangeStatus: UndoArrival,
    CorrectPerson: UndoCorrection,
    EndMembership: UndoEndMembership,
    EndOwnership: UndoEndOwnership,
    PlaceHousehold: UndoPlacing,
    VouchFor: VoidVouch,
    ApplyForVote: VoidApplication,
    DeclareKinship: VoidKinship,
}


def undo_at_desk(event: Undone) -> Iterator[Consequence]:
    """What was said or ended for somebody who did not want it. Who announces it stands above the register, which knows
    the event by its shape. An arrival is about a door, and taken back from a person."""
    if event.act == RecordArrival.name:
        facts = UndoneAtDesk(undone=event.entry, person=event.person)
        yield Consequence(UndoArrival, Ref.parse(event.person), facts)
    else:
        yield from following(event, UNDOING)


class AsSomethingElse(Protocol):
    """An arrival that is right but for the status, as whoever answers the dispute announces it."""

    @property
    def entry(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def status(self) -> str: ...


class Doubted(Protocol):
    """What the objections to the posting of a consent come to by now, as whoever heard them announces it."""

    @property
    def person(self) -> str: ...
    @property
    def consent(self) -> str: ...
    @property
    def objection(self) -> str: ...
    @property
    def upheld(self) -> bool: ...
    @property
    def votes_from(self) -> date: ...


def reconsider_consent(event: Doubted) -> Iterator[Consequence]:
    """It is withdrawn, given again or counts from another day; nothing follows where it stands so already."""
    person, row, taken = Ref.parse(event.person), standing(event.consent), withdrawn(event.consent)
    dated = DatedFacts(consent=event.consent, objection=event.objection, votes_from=event.votes_from)
    if event.upheld and row:
        facts = ReconsideredFacts(consent=event.consent, objection=event.objection)
        yield Consequence(WithdrawConsent, person, facts)
    elif taken and not event.upheld:
        yield Consequence(GiveConsentAgain, person, dated)
    elif row and not event.upheld and row.votes_from != event.votes_from:
        yield Consequence(DateConsent, person, dated)


def put_status_right(event: AsSomethingElse) -> Iterator[Consequence]:
    """They stay where they are, as what they are."""
    facts = RightStatus(arrival=event.entry, status=event.status)
    yield Consequence(PutStatusRight, Ref.parse(event.person), facts)
