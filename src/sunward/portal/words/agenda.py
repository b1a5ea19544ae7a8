"""An item of an agenda with what is chosen among, as lists, calendars and pages write it."""

from collections.abc import Mapping
from typing import Any

from sunward.ballots.rules.words import CHOICES, METHODS
from sunward.kernel.templatetags.sunward import as_written
from sunward.kernel.text import Text
from sunward.meetings.queries import MeetingCard

SEVERAL = Text("从几项里选若干项，最多 {most} 项", "several of many, {most} at most")


def agenda_of(card: MeetingCard) -> list[dict[str, Any]]:
    """The agenda line by line; a question with choices names them."""
    return [
        {"title": as_written(title), "choices": [as_written(one) for one in choices]}
        for title, choices in zip(card.items, card.choices, strict=True)
    ]


def agenda_in_lines(card: MeetingCard) -> str:
    """The same without any marks, for a calendar."""
    lines = (
        title + ("".join(f"\n   - {one}" for one in choices))
        for title, choices in zip(card.items, card.choices, strict=True)
    )
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, 1))


def way_of_choosing(method: str, at_most: int | None) -> Text:
    """How it is chosen, in words, with how many may be."""
    return SEVERAL.fill(most=at_most) if at_most else METHODS.get(method, Text.of(method))


def figures_named(chosen: Mapping[str, int], options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The votes of each choice by what it is called."""
    names = {**CHOICES, **{key: Text.of(one) for key, one in options.items()}}
    return [{"name": names.get(key, Text.of(key)), "number": number} for key, number in chosen.items()]
