"""Whose words an opinion is: said by the speaker, or entered for them by whoever hosts the hearing."""

from sunward.meetings.models import Opinion
from sunward.record import queries as record


def by_entry(entry: str) -> frozenset[str]:
    """Which speaker an entry speaks for without having been made by them."""
    found = record.entry(entry)
    if found is None or found.result is None:
        return frozenset()
    row = (
        Opinion.objects.filter(number=found.result.id, speaker__isnull=False).select_related("speaker__person").first()
    )
    speaker = row.speaker if row else None
    who = str(speaker.person) if speaker else ""
    return frozenset() if who in ("", found.by) else frozenset({who})
