"""Does a rule book say the same days twice, and differently? Only one of them then governs."""

from collections.abc import Iterator

from sunward.charter.engine.amending.clocks import SAID_AGAIN
from sunward.charter.engine.amending.places import stands
from sunward.charter.engine.amounts import Duration, read_duration
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.lint.coherence import Complaint
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.packs import PackVersion

ITEM = "disclosure."  # may well hang for another time than a higher rule book asks; its own article says one time


def differing(version: PackVersion, whole: Charter) -> Iterator[Complaint]:
    """Days that differ from those that govern: of the same version, else of the rule books it lies on."""
    for governing, others in SAID_AGAIN.items():
        governs = _days(version, governing) or _above(whole, governing)
        for path in others:
            says = _days(version, path)
            if path.startswith(ITEM) and _days(version, governing) is None:
                continue
            if governs and says and says != governs:
                part, _, key = path.partition(".")
                yield part, key, f"it says {says}, but {governing}, which governs, says {governs}"


def _days(version: PackVersion, path: str) -> Duration | None:
    value: object = version.document
    for key in path.split("."):
        value = stands(value, key)
    return read_duration(Node(value, path)) if isinstance(value, str) else None


def _above(whole: Charter, path: str) -> Duration | None:
    part, key, *_inner = path.split(".")
    known = whole.parameters.get(key) if part == "parameters" else None
    return known.value if known and isinstance(known.value, Duration) else None
