"""The matters on which people may still ask to be heard."""

from collections.abc import Iterable
from datetime import date

from sunward.ballots import queries as ballots
from sunward.decisions.hearing.carried import fitting, matter_left, stranded
from sunward.decisions.hearing.demanded import is_heeded
from sunward.decisions.models import Decision, Matter
from sunward.decisions.plan import Plans
from sunward.decisions.queries.words import rows_of, words_of
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import HearingCard

LIMIT = 100


def hearable_matters(community: str, on: date) -> tuple[tuple[str, Text], ...]:
    """Number and title of each, newest first, by the hearing rules under which it was opened; the number of queries
    does not grow with them."""
    rows = Matter.objects.filter(community_code=community, opened_on__range=(on - LOOKED_BACK, on), withdrawn_on=None)
    found, plans = list(rows.order_by("-id")[:LIMIT]), Plans()
    decided = decided_in_order(found, on)
    return tuple(
        (row.number, Text.of(row.title)) for row in found if row.pk not in decided and may_be_asked(row, plans)
    )  # fmt: skip


def fitting_matters(petition: str, community: str, on: date) -> tuple[tuple[str, Text], ...]:
    """Number and title of each matter to which a petition for a hearing can be carried over, newest first."""
    card = ballots.petition(petition, community, on)
    left = matter_left(Ref("petition", petition), card.matter, community, on) if card and card.matter else None
    return tuple((row.number, Text.of(row.title)) for row in fitting(left, on)) if left else ()


def stranded_petitions(community: str, on: date, limit: int) -> tuple[tuple[Ref, Text], ...]:
    """The petitions for a hearing whose matter was withdrawn, with their titles."""
    cards = (ballots.petition(ref.id, community, on) for ref in list(stranded(community, on))[:limit])
    return tuple((Ref("petition", card.number), Text.of(card.title)) for card in cards if card)


def hearing_to_call(number: str, on: date) -> bool:
    """Whether a hearing on a matter is worth calling: not once it is decided in order, nor beside one that is to come
    or on which a resolution can rest, unless a petition waits for one. Nothing is barred: an office may know better."""
    row = Matter.objects.get(number=number)
    rules = Plans().charter_of(row).hearing_for(row.kind)
    forced = ballots.hearing_forced(row.community_code, number, on) if rules else None
    if forced and rules and not is_heeded(forced, rules, on):
        return True
    return row.pk not in decided_in_order([row], on) and not any(
        _still_counts(card, row, on) for card in meetings.hearings_about(row.ref)
    )


def _still_counts(card: HearingCard, matter: Matter, on: date) -> bool:
    if card.cancelled or card.undone or card.kind != "hearing":
        return False
    return card.counts_for(matter.ref, matter.kind) if card.closed else card.held_on >= on


def decided_in_order(matters: Iterable[Matter], on: date) -> frozenset[int]:
    """Those with a decision that is in order; one that is not has to be taken again."""
    made = rows_of(Decision.objects.filter(matter__in=[row.pk for row in matters]))
    words = words_of(made, on)
    return frozenset(row["matter_id"] for row in made if words[row["id"]] != "not_in_order")


def may_be_asked(matter: Matter, plans: Plans) -> bool:
    """Whether a rule that was read lets people ask for a hearing on it."""
    rules = plans.charter_of(matter).hearing_for(matter.kind)
    return rules is not None and any(not one.unconfirmed for one in rules.petitions)
