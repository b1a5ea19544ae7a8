"""Who signs minutes: three people in three places."""

from sunward.kernel.text import Text

ROLES: tuple[tuple[str, Text], ...] = (
    ("chair", Text("主持人", "chair")),
    ("recorder", Text("记录人", "recorder")),
    ("supervisor", Text("监督人", "supervisor")),
)
SUPERVISORS = "supervision_committee"
RECORDERS = "service_centre"
