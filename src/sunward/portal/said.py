"""Facts in words: the questions that they answered, and the choices behind their keys."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sunward.kernel.acts import Unknown, act_named
from sunward.kernel.facts import Asked, how_asked
from sunward.kernel.ports import Entry
from sunward.kernel.text import Text


@cache
def questions_of(act: str) -> Mapping[str, Asked]:
    """How an act asks for its facts; nothing for an act that this release does not know."""
    with suppress(Unknown):
        return {field.name: how_asked(field) for field in fields(act_named(act).facts_type)}
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


def chosen(act: str, name: str, value: str) -> Text:
    """The words behind a chosen key; the value itself where nothing was to choose."""
    asked = questions_of(act).get(name)
    return dict(asked.choices).get(value, Text.of(value)) if asked and asked.choices else Text.of(value)


def said_facts(entry: Entry) -> Iterator[tuple[Any, Any]]:
    """The public facts of an entry under the questions they answered; a fact nobody asked keeps its name."""
    questions = questions_of(entry.act)
    for name, value in entry.public.items():
        if isinstance(value, str | int | float) and value != "":
            label = questions[name].question if name in questions else name.replace("_", " ")
            yield label, chosen(entry.act, name, value) if isinstance(value, str) else value
