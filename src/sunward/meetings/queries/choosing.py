"""Which of several a meeting chose: what a vote came to, and between which a second one decides."""

from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.choosing import Chosen, chosen_by
from sunward.meetings.session.unanswered import SecondVote, left_of


def chosen(item: str, vote: str) -> Chosen | None:
    """What a vote on an item came to; None for yes or no, before there are figures, and for what is no item."""
    row = AgendaItem.objects.select_related("meeting__roll").filter(number=item).exclude(method=None).first()
    return chosen_by(row, vote) if row else None


def left_to_choose(item: str) -> tuple[Text, ...]:
    """What a second vote on an item decides between; nothing where there is none."""
    found = second_vote_left(item)
    return found.between if found else ()


def second_vote_left(item: str) -> SecondVote | None:
    """The second vote that an item still asks for; None where there is none, and for yes or no."""
    row = AgendaItem.objects.select_related("meeting__roll").filter(number=item).exclude(method=None).first()
    return left_of(row) if row else None


def asked_in(item: str) -> tuple[str, str, tuple[Text, ...]]:
    """An item's title, how it is chosen, and what is put to the vote next: of a second vote what is left of it."""
    row = AgendaItem.objects.filter(number=item).first()
    if row is None:
        return "", "", ()
    return row.title, row.method or "", left_to_choose(item) or tuple(row.options.values())
