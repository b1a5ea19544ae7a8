"""Who may read what. Power, money and procedure are public: everybody reads matters, reports and decisions."""

from django.db.models import QuerySet

from sunward.decisions.models import Decision, Matter
from sunward.kernel.viewer import Viewer

EVERYONE = "anyone"


def may_read(viewer: Viewer, thing: Matter | Decision) -> bool:
    """Every reader may."""
    del viewer, thing
    return True


def which(viewer: Viewer, matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """All matters of the community that the reader looks at."""
    return matters.filter(community_code=viewer.community)


def who(thing: Matter | Decision) -> str:
    """The capacity that reads it."""
    del thing
    return EVERYONE
