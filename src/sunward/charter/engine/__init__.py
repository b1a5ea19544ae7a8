"""The charter engine: rule books as data, and the judge that holds facts against them.

Pure Python with PyYAML (and jsonschema for the check of rule books); it knows nothing of Django or of any other
part of Sunward and could be published on its own.
"""

from sunward.charter.engine.charter import Charter, load_charter
from sunward.charter.engine.errors import NotInForce, PackError, UnusableCase
from sunward.charter.engine.findings import Finding, Verdict
from sunward.charter.engine.judge import judge
from sunward.charter.engine.packs import Pack, PackVersion, canonical_json, read_pack, read_version
from sunward.charter.engine.texts import Text

__all__ = [
    "Charter",
    "Finding",
    "NotInForce",
    "Pack",
    "PackError",
    "PackVersion",
    "Text",
    "UnusableCase",
    "Verdict",
    "canonical_json",
    "judge",
    "load_charter",
    "read_pack",
    "read_version",
]
