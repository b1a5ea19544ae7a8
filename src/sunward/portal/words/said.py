"""Acts and facts in words: the questions that they answered, and the choices behind their keys."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sunward.kernel.acts import Unknown, act_named
from sunward.kernel.facts import Asked, FactsError, how_asked
from sunward.kernel.templatetags.sunward import days_said
from sunward.kernel.text import Text


@cache
def questions_of(act: str) -> Mapping[str, Asked]:
    """How an act asks for its facts; nothing for an act that this release does not know."""
    with suppress(Unknown):
        known = act_named(act)
        return {field.name: how_asked(field) for field in (*fields(known.facts_type), *fields(known.once_asked))}
    return {}


def act_title(act: str) -> Text:
    """What was done, in words; an act that a later release no longer knows keeps its name."""
    try:
        return begun(act_named(act).title)
    except Unknown:
        return Text.of(act)


def begun(text: Text) -> Text:
    """The same text with a capital where a line begins with it."""
    return Text(text.zh, text.en[:1].upper() + text.en[1:])


def plain_date(day: date) -> str:
    """A day without its weekday: for terms of office, not for deadlines."""
    return date_format(day, _("j F Y"))


def problem_said(problem: FactsError) -> dict[str, list[str]]:
    """What is wrong with the facts of an act, by field, with its days as pages write them."""
    return {name: [days_said(one) for one in messages] for name, messages in problem.errors.items()}


def chosen(act: str, name: str, value: str) -> Text:
    """The words behind a chosen key; the value itself where nothing was to choose."""
    asked = questions_of(act).get(name)
    return dict(asked.choices).get(value, Text.of(value)) if asked and asked.choices else Text.of(value)
