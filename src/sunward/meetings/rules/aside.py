"""Why somebody who is on the roll does not decide: who steps aside, and who cannot come."""

from collections.abc import Mapping

from sunward.charter.engine.sessions import ABSENCES
from sunward.kernel.text import Text

ASIDE: tuple[tuple[str, Text], ...] = (
    ("interest", Text("有利益关系", "an interest")),
    ("kinship", Text("有亲属关系", "a relative is concerned")),
)
UNREACHABLE = "unreachable"
_SAID: Mapping[str, Text] = {
    UNREACHABLE: Text("联系不上", "cannot be reached"),
    "incapacitated": Text("无行为能力", "cannot act"),
}
ABSENT = tuple((key, _SAID[key]) for key in ABSENCES)  # those that a rule book can name
REASONS: Mapping[str, Text] = dict((*ASIDE, *ABSENT))
