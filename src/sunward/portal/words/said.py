"""Acts and facts in words: the questions that they answered, and the choices behind their keys."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sunward.kernel.acts import Unknown, act_named
from sunward.kernel.facts import Asked, how_asked
from sunward.kernel.templatetags.sunward import short_date
from sunward.kernel.text import Text

WRITTEN_DAY = re.compile(r"(?<![A-Za-z0-9@-])\d{4}-\d{2}-\d{2}(?![A-Za-z0-9-])")


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


def days_said(words: object) -> str:
    """A sentence with its days as the pages write them: rules and the record hold them as 2026-11-30."""
    return WRITTEN_DAY.sub(_day_said, str(words))


def _day_said(found: re.Match[str]) -> str:
    with suppress(ValueError):
        return short_date(date.fromisoformat(found[0]))
    return found[0]


def chosen(act: str, name: str, value: str) -> Text:
    """The words behind a chosen key; the value itself where nothing was to choose."""
    asked = questions_of(act).get(name)
    return dict(asked.choices).get(value, Text.of(value)) if asked and asked.choices else Text.of(value)
