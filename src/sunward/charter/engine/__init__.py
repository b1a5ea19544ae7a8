"""The charter engine: rule books as data, and the judge that holds facts against them.

Pure Python with PyYAML (and jsonschema for the check of rule books); it knows nothing of Django or of any other
part of Sunward and could be published on its own.
"""

from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.charter import Charter, load_charter
from sunward.charter.engine.duties import DisclosureItem, Duty
from sunward.charter.engine.elections import ElectionRules
from sunward.charter.engine.errors import NotInForce, PackError, UnusableCase
from sunward.charter.engine.findings import Finding, Verdict
from sunward.charter.engine.franchise import Entitlement, Franchise, VotingAge
from sunward.charter.engine.hearings import Hearing
from sunward.charter.engine.judge import judge
from sunward.charter.engine.packs import Pack, PackVersion, canonical_json, read_pack, read_version
from sunward.charter.engine.parameters import Parameter, Right
from sunward.charter.engine.powers import Power
from sunward.charter.engine.procedures import Procedure, Step
from sunward.charter.engine.rules import Body, Matter
from sunward.charter.engine.sessions import Session
from sunward.charter.engine.sitting import Sitting
from sunward.charter.engine.spending import Spending, SpendingTier
from sunward.charter.engine.texts import Text
from sunward.charter.engine.yaml_source import read_yaml

__all__ = [
    "Body",
    "Charter",
    "DisclosureItem",
    "Duration",
    "Duty",
    "ElectionRules",
    "Entitlement",
    "Finding",
    "Franchise",
    "Hearing",
    "Matter",
    "NotInForce",
    "Pack",
    "PackError",
    "PackVersion",
    "Parameter",
    "Power",
    "Procedure",
    "Right",
    "Session",
    "Sitting",
    "Spending",
    "SpendingTier",
    "Step",
    "Text",
    "UnusableCase",
    "Verdict",
    "VotingAge",
    "canonical_json",
    "judge",
    "load_charter",
    "read_pack",
    "read_version",
    "read_yaml",
]
