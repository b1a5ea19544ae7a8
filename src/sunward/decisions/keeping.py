"""Which rule books open cases keep: asked below, where people are counted by them, and where sessions decide."""

from datetime import date

from sunward.charter.ports import OpenedAs
from sunward.charter.queries import charter_of
from sunward.decisions.models import Matter
from sunward.decisions.queries.hearable import decided_in_order
from sunward.kernel.memo import remembered


def books_kept(community: str, on: date) -> tuple[tuple[str, ...], ...]:
    """The rule books, other than those of the day, of matters that are still to be decided: those of the newest first,
    each once. Two queries where there are any."""
    own = charter_of(community, on).ids
    rows = Matter.objects.filter(community_code=community, opened_on__lte=on, withdrawn_on=None).order_by("-id")
    older = [row for row in rows.only("charter_versions") if tuple(row.charter_versions) != own]
    decided = decided_in_order(older, on) if older else frozenset[int]()
    return tuple(dict.fromkeys(tuple(row.charter_versions) for row in older if row.pk not in decided))


@remembered
def opened_as(matter: str) -> OpenedAs:
    """The kind of a matter, by its number, and the rule books under which it was opened; nothing of no matter."""
    row = Matter.objects.filter(number=matter).values_list("kind", "charter_versions").first()
    return OpenedAs(row[0], tuple(row[1])) if row else OpenedAs()
