"""Head counts of a meeting, and areas in hundredths of a square metre: whole numbers that can be true together."""

from collections.abc import Mapping
from types import MappingProxyType

from sunward.charter.engine.errors import UnusableCase, shown
from sunward.charter.engine.vocabulary import CLASSES, FIGURES

Figures = Mapping[str, int]
Counts = Mapping[str, Figures]

# More people than there are; keeps a slip of the keyboard out of the figures.
MOST = 10**10
_NOBODY: Figures = MappingProxyType({})
# A part of a body cannot be larger than the whole.
_PARTS = (("women_representatives", "representatives"), ("representatives", "body_members"))


def read_count(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise UnusableCase(where, f"{shown(value)} is not accepted; accepted: a whole number from 0 to {MOST}")
    return value


def read_counts(value: object) -> Counts:
    """Figures by counting class; raises UnusableCase for unknown names and impossible figures."""
    if not isinstance(value, Mapping):
        raise UnusableCase("counts", f"must be an object with the keys {', '.join(CLASSES)}")
    counts = {str(name): _figures(name, given) for name, given in value.items()}
    for part, whole in _PARTS:
        _refuse_larger_part(counts, part, whole)
    return counts


def _figures(name: object, given: object) -> Figures:
    if name not in CLASSES:
        raise UnusableCase(f"counts.{name}", f"is not known; accepted: {', '.join(CLASSES)}")
    where = f"counts.{name}"
    if not isinstance(given, Mapping):
        raise UnusableCase(where, f"must be an object with the keys {', '.join(FIGURES)}")
    for figure in given:
        if figure not in FIGURES:
            raise UnusableCase(f"{where}.{figure}", f"is not known; accepted: {', '.join(FIGURES)}")
    figures = {figure: read_count(count, f"{where}.{figure}") for figure, count in given.items()}
    _refuse_impossible(figures, where)
    return figures


def _refuse_impossible(figures: Figures, where: str) -> None:
    """Votes fit into the ballots cast, ballots into those present, those present into those entitled."""
    votes = figures.get("for", 0) + figures.get("against", 0)
    _refuse_more(figures, where, ("present", "cast"), "entitled")
    _refuse_more(figures, where, ("cast",), "present")
    for whole, sum_of_votes in (
        ("cast", votes),
        ("present", votes + figures.get("abstain", 0)),
        ("entitled", votes + figures.get("abstain", 0)),
    ):
        if sum_of_votes > figures.get(whole, sum_of_votes):
            raise UnusableCase(where, f"{sum_of_votes} votes are more than the {figures[whole]} {whole}")


def _refuse_more(figures: Figures, where: str, parts: tuple[str, ...], whole: str) -> None:
    for part in parts:
        if part in figures and whole in figures and figures[part] > figures[whole]:
            raise UnusableCase(f"{where}.{part}", f"{figures[part]} is more than the {figures[whole]} {whole}")


def _refuse_larger_part(counts: Counts, part: str, whole: str) -> None:
    smaller, larger = counts.get(part, _NOBODY), counts.get(whole, _NOBODY)
    for figure in ("entitled", "present"):
        if figure in smaller and figure in larger and smaller[figure] > larger[figure]:
            raise UnusableCase(
                f"counts.{part}.{figure}", f"{smaller[figure]} is more than the {larger[figure]} {whole}"
            )
