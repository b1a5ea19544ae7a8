"""Which roll a meeting or a poll counts by: chosen from those there are, and which it is where none is chosen."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.ballots.queries import RollCard
from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.queries import NoCharter, charter_of
from sunward.charter.wording import said
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import short_date
from sunward.kernel.text import Text


def of_meeting(code: str, _here: Ref, **options: Any) -> forms.Field | None:
    """Every roll; of each body the one that it is if none is chosen, in the class by which the body counts."""
    cards = ballots.rolls_to_choose(code, clock.today())
    return _chosen(list(cards), _newest_of_bodies(code), **options)


def _newest_of_bodies(code: str) -> str:
    today = clock.today()
    try:
        bodies = charter_of(code, today).bodies
    except NoCharter:
        return ""
    found = {key: charter.sitting(code, key, today).counted_as for key in bodies}
    newest = ((key, ballots.newest_roll(code, key, of=of)) for key, of in found.items() if of)
    return _("; ").join(
        f"{said(bodies[key].name)} {_named(roll.number, said(CLASSES[roll.of]), roll.record_date)}"
        for key, roll in newest
        if roll
    )


def of_poll(code: str, subject: Ref, **options: Any) -> forms.Field | None:
    """The rolls of those who vote by the rule."""
    body, of = elections.voters_of(subject)
    cards = list(ballots.rolls_to_choose(code, clock.today(), body, of)) if body else []
    first = cards[0] if cards else None
    return _chosen(cards, _named(first.number, first.of, first.record_date) if first else "", **options)


def _chosen(cards: list[RollCard], empty: str, **options: Any) -> forms.Field | None:
    """None where there is nothing to choose: then what the act itself says of an empty answer stands."""
    if not cards:
        return None
    choices = [(card.number, f"{card.number} · {card.body} · {card.of} · {_day(card)}") for card in cards]
    hint = _("Left empty: %(rolls)s") % {"rolls": empty} if empty else ""
    return forms.ChoiceField(choices=[("", "-"), *choices], **options | {"help_text": hint})


def _named(number: str, of: Text, day: date) -> str:
    return _("%(number)s (%(of)s, as of %(day)s)") % {"number": number, "of": of, "day": short_date(day)}


def _day(card: RollCard) -> str:
    return _("as of %(day)s") % {"day": short_date(card.record_date)}
