"""What lay before a meeting lies before the one that is called again for it: nobody has to go back to the first."""

from collections.abc import Iterable

from sunward.meetings.models import AgendaItem, Meeting, Paper


def lay_again(first: Meeting, items: Iterable[AgendaItem]) -> None:
    """The papers of each item, since the day from which they could be read."""
    by_place = {item.place: item for item in items}
    rows = Paper.objects.filter(item__meeting=first, item__place__in=by_place).select_related("item").order_by("id")
    Paper.objects.bulk_create(
        Paper(
            item=by_place[row.item.place],
            title=row.title,
            sha256=row.sha256,
            size=row.size,
            media_type=row.media_type,
            laid_open_on=row.laid_open_on,
        )
        for row in rows
    )
