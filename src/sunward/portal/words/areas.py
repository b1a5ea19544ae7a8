"""Floor area on pages, where a body counts by it as well: square metres in words, beside heads and never instead."""

from collections.abc import Mapping
from typing import Any

from sunward.ballots.rules.words import CHOICES
from sunward.charter.engine.vocabulary import AREAS, CLASSES
from sunward.charter.wording import figure_said, said
from sunward.kernel.text import Text
from sunward.portal.words.said import begun

IN_ALL: Mapping[str, Text] = {
    "entitled": Text("总面积", "In all"),
    "cast": Text("参加表决", "Took part"),
    **{key: begun(text) for key, text in CHOICES.items()},
}
OWNERS = "owners_area"


def class_shown(name: str, figures: Mapping[str, int]) -> dict[str, Any]:
    """A counting class with its figures: people as numbers, areas in words."""
    return {
        "name": said(CLASSES[name]),
        "area": name in AREAS,
        **{key: _in_words(name, number) for key, number in figures.items()},
    }


def _in_words(name: str, number: int) -> int | Text:
    return figure_said(name, number) if name in AREAS else number


def chosen_by_area(weight: Mapping[str, int], options: Mapping[str, Text]) -> list[dict[str, Any]]:
    """What each choice weighed, as the figures of a vote list it."""
    names = {**CHOICES, **options}
    order = [*([] if options or not weight else CHOICES), *options, *weight]
    keys = [key for key in dict.fromkeys(order) if key in weight or key in CHOICES]
    found = ((names.get(key, Text.of(key)), weight.get(key, 0)) for key in keys)
    return [
        {"name": Text(f"{name.zh}（面积）", f"{name.en} (area)"), "number": figure_said(OWNERS, number)}
        for name, number in found
    ]


def areas_counted(counts: Mapping[str, Mapping[str, int]]) -> list[tuple[Text, Text]]:
    """The areas of a report, line by line; nothing where none were counted."""
    figures = next((counts[name] for name in AREAS if "for" in counts.get(name, {})), {})
    return [(label, figure_said(OWNERS, figures[key])) for key, label in IN_ALL.items() if key in figures]


def people_counted(counts: Mapping[str, Mapping[str, int]]) -> list[Mapping[str, int]]:
    """The figures of the classes that count people."""
    return [figures for name, figures in counts.items() if name not in AREAS]
