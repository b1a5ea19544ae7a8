"""Which of several a meeting chose: what a vote came to, and between which a second one decides."""

from sunward.ballots import queries as ballots
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.choosing import Chosen, chosen_by, second_vote


def chosen(item: str, vote: str) -> Chosen | None:
    """What a vote on an item came to; None for yes or no, before there are figures, and for what is no item."""
    row = AgendaItem.objects.select_related("meeting__roll").filter(number=item).exclude(method=None).first()
    return chosen_by(row, vote) if row else None


def left_to_choose(item: str) -> tuple[Text, ...]:
    """What a second vote on an item decides between; nothing where there is none."""
    row = AgendaItem.objects.select_related("meeting__roll").filter(number=item).exclude(method=None).first()
    keys = second_vote(row, ballots.standing_votes(row.ref)) if row else ()
    return tuple(row.options[key] for key in keys) if row else ()


def asked_in(item: str) -> tuple[str, str, tuple[Text, ...]]:
    """An item's title, how it is chosen, and what is put to the vote next: of a second vote what is left of it."""
    row = AgendaItem.objects.filter(number=item).first()
    if row is None:
        return "", "", ()
    return row.title, row.method or "", left_to_choose(item) or tuple(row.options.values())
