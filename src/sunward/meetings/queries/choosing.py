"""Which of several a meeting chose: what a vote came to, and between which a second one decides."""

from sunward.ballots import queries as ballots
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.rules.choosing import ONE_OF
from sunward.meetings.session.acting import over
from sunward.meetings.session.choosing import Chosen, chosen_by, may_come_to_a_second
from sunward.meetings.session.undecided import SecondVote, left_of


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


def second_vote_ahead(item: str) -> bool:
    """Whether it may come to a second vote on an item, and the first is still to be put, closed or certified: whoever
    runs the evening has to leave time for all of it. False for yes or no, and once the session is over."""
    row = AgendaItem.objects.select_related("meeting__roll").filter(number=item, method=ONE_OF, to_decide=True).first()
    if row is None or over(row.meeting) is not None:
        return False
    standing = ballots.standing_votes(row.ref)
    return not standing or (standing[0].certified_on is None and may_come_to_a_second(row, standing))


def asked_in(item: str) -> tuple[str, str, tuple[Text, ...]]:
    """An item's title, how it is chosen, and what is put to the vote next: of a second vote what is left of it."""
    row = AgendaItem.objects.filter(number=item).first()
    if row is None:
        return "", "", ()
    return row.title, row.method or "", left_to_choose(item) or tuple(row.options.values())
