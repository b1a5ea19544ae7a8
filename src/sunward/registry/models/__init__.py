"""The registry's tables, by what they are about."""

from sunward.registry.models.areas import Area, Body, Community
from sunward.registry.models.corrections import PersonCorrection, StayTakenBack
from sunward.registry.models.grids import GridPlacing
from sunward.registry.models.imports import Import, StagedFile, StagedRow
from sunward.registry.models.kin import Interest, Kinship
from sunward.registry.models.people import Household, Membership, Person, ResidenceSpell
from sunward.registry.models.posts import Appointment, Post
from sunward.registry.models.standing import STANDING, Ownership, VoteApplication, Vouch, WithdrawnConsent

__all__ = [
    "STANDING",
    "Appointment",
    "Area",
    "Body",
    "Community",
    "GridPlacing",
    "Household",
    "Import",
    "Interest",
    "Kinship",
    "Membership",
    "Ownership",
    "Person",
    "PersonCorrection",
    "Post",
    "ResidenceSpell",
    "StagedFile",
    "StagedRow",
    "StayTakenBack",
    "VoteApplication",
    "Vouch",
    "WithdrawnConsent",
]
