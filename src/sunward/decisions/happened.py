"""From which day the posting of a resolution, or of its result, is owed."""

from datetime import date

from sunward.decisions.models import Decision
from sunward.kernel.refs import Ref


def happened_on(about: Ref, item: str) -> date | None:
    """The day of the decision for its resolution, that of its execution for its result."""
    row = Decision.objects.filter(number=about.id).only("decided_on", "carried_out_on").first()
    days = {"resolutions": row.decided_on, "results": row.carried_out_on} if row else {}
    return days.get(item)
