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

# Why somebody was taken back whom a false entry had kept from one vote, in time for the next: private, and how minutes
# and page know that they were kept from one.
KEPT_FROM_ONE = "服务台代办的登记，不是本人说的；查实时已经表决过一次 (found false after one vote, before the next)"
