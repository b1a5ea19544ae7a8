"""From which day the posting of a resolution, or of its result, is owed."""

from datetime import date

from django.db.models import Q

from sunward.decisions.models import Decision
from sunward.kernel.refs import Ref


def happened_on(about: Ref, item: str) -> tuple[date, tuple[Ref, ...]] | None:
    """The day of a decision for its resolution, that of its execution for its result. A matter that was decided once
    names its decision too, and what is posted under either number is posted of it."""
    of_matter = Q(matter__number=about.id) if about.type == "matter" else Q(matter__decisions__number=about.id)
    rows = list(Decision.objects.filter(of_matter).select_related("matter"))
    row = rows[0] if len(rows) == 1 else next((one for one in rows if one.ref == about), None)
    day = {"resolutions": row.decided_on, "results": row.carried_out_on}.get(item) if row else None
    if row is None or day is None:
        return None
    return day, (row.ref, row.matter.ref) if len(rows) == 1 else (row.ref,)
