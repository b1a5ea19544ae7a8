"""A case: what is said to have happened, read strictly. Nothing is guessed, nothing is overlooked."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sunward.charter.engine.charter import Charter
from sunward.charter.engine.civil_days import read_day
from sunward.charter.engine.errors import Unread, UnusableCase, shown
from sunward.charter.engine.figures import Counts, read_count, read_counts
from sunward.charter.engine.vocabulary import BODIES, HEADS, PETITION, STEPS, SUPERVISORS

CASE_KEYS = (
    *("matter", "body", "held_on", "notice_on", "called_by", "petition"),
    *("authorisation", "agenda", "counts", "steps"),
)


# More than any count may have; an endless number is not even turned into one.
_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who asked for the meeting, counted in one class."""

    of: str
    signed: int
    entitled: int


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    fixed_on: date | None
    includes_matter: bool | None


@dataclass(frozen=True, slots=True)
class Case:
    """One decision as reported; dates are civil days."""

    matter: str
    body: str
    held_on: date
    notice_on: date | None
    called_by: str | None
    petition: Signatures | None
    authorised: bool
    agenda: AgendaFacts | None
    counts: Counts
    steps: Mapping[str, tuple[date, ...]]


def parse_json(raw: bytes | str) -> object:
    """JSON without duplicate keys; numbers that are not whole are left for the reader of their place to refuse.

    Raises UnusableCase, whose path is the line for a broken syntax.
    """
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        return json.loads(text, object_pairs_hook=_once, parse_float=Unread, parse_constant=Unread, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise UnusableCase("case", "is not UTF-8 text") from error
    except json.JSONDecodeError as error:
        raise UnusableCase(f"case line {error.lineno}", f"is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise UnusableCase("case", "is nested too deeply") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise UnusableCase(key, "stands twice in the same object")
        found[key] = value
    return found


def _whole(text: str) -> object:
    return int(text) if len(text) <= _DIGITS else Unread(text)


def held_on(document: object) -> date:
    """The day by which rule books are chosen, before the rest of the case is read."""
    case = _mapping(document, "case", CASE_KEYS)
    return _needed_day(case, "held_on")


def parse_case(document: object, charter: Charter) -> Case:
    """Read a case against the words that this charter knows.

    Raises UnusableCase naming the place and what is accepted there.
    """
    case = _mapping(document, "case", CASE_KEYS)
    matter = _known(case.get("matter"), "matter", charter.matters)
    body = _known(case.get("body"), "body", {**BODIES, **charter.bodies})
    called_by = _called_by(case, charter)
    return Case(
        matter=matter,
        body=body,
        held_on=_needed_day(case, "held_on"),
        notice_on=_day(case, "notice_on", "notice_on"),
        called_by=called_by,
        petition=_petition(case, called_by),
        authorised=_authorised(case),
        agenda=_agenda(case),
        counts=read_counts(case.get("counts", {})),
        steps=_steps(case.get("steps", [])),
    )


def _mapping(value: object, where: str, accepted: Collection[str]) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise UnusableCase(where, f"must be an object with the keys {', '.join(accepted)}")
    for key in value:
        if key not in accepted:
            raise UnusableCase(f"{where}.{key}", f"is not known; accepted: {', '.join(accepted)}")
    return value


def _known(value: object, where: str, accepted: Collection[str]) -> str:
    if value is None:
        raise UnusableCase(where, f"is missing; accepted: {_list(accepted)}")
    if not isinstance(value, str) or value not in accepted:
        raise UnusableCase(where, f"{shown(value)} is not known; accepted: {_list(accepted)}")
    return value


def _list(accepted: Collection[str]) -> str:
    return ", ".join(accepted) or "none, these rule books name none"


def _day(case: Mapping[str, object], key: str, where: str) -> date | None:
    if key not in case:
        return None
    day = read_day(case[key])
    if day is None:
        raise UnusableCase(where, f"{shown(case[key])} is not a day; accepted: YYYY-MM-DD")
    return day


def _needed_day(case: Mapping[str, object], key: str) -> date:
    day = _day(case, key, key)
    if day is None:
        raise UnusableCase(key, "is missing; accepted: YYYY-MM-DD")
    return day


def _boolean(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise UnusableCase(where, f"{shown(value)} is not accepted; accepted: true, false")
    return value


def _called_by(case: Mapping[str, object], charter: Charter) -> str | None:
    if "called_by" not in case:
        return None
    return _known(case["called_by"], "called_by", {**BODIES, **charter.bodies, SUPERVISORS: 1, PETITION: 1})


def _petition(case: Mapping[str, object], called_by: str | None) -> Signatures | None:
    if "petition" not in case:
        if called_by == PETITION:
            raise UnusableCase("petition", 'is missing; accepted: {"class", "signed", "entitled"}')
        return None
    given = _mapping(case["petition"], "petition", ("class", "signed", "entitled"))
    of = _known(given.get("class"), "petition.class", HEADS)
    signed, entitled = (_needed_count(given, key) for key in ("signed", "entitled"))
    if signed > entitled:
        raise UnusableCase("petition.signed", f"{signed} is more than the {entitled} entitled")
    return Signatures(of, signed, entitled)


def _needed_count(given: Mapping[str, object], key: str) -> int:
    if key not in given:
        raise UnusableCase(f"petition.{key}", "is missing; accepted: a whole number, 0 or more")
    return read_count(given[key], f"petition.{key}")


def _authorised(case: Mapping[str, object]) -> bool:
    if "authorisation" not in case:
        return False
    given = _mapping(case["authorisation"], "authorisation", ("matter",))
    return _boolean(given.get("matter", False), "authorisation.matter")


def _agenda(case: Mapping[str, object]) -> AgendaFacts | None:
    if "agenda" not in case:
        return None
    given = _mapping(case["agenda"], "agenda", ("fixed_on", "includes_matter"))
    includes = given.get("includes_matter")
    stated = _boolean(includes, "agenda.includes_matter") if "includes_matter" in given else None
    return AgendaFacts(_day(given, "fixed_on", "agenda.fixed_on"), stated)


def _steps(value: object) -> dict[str, tuple[date, ...]]:
    if not isinstance(value, list | tuple):
        raise UnusableCase("steps", 'must be a list of {"step", "on"}')
    taken: dict[str, tuple[date, ...]] = {}
    for index, entry in enumerate(value):
        where = f"steps[{index}]"
        given = _mapping(entry, where, ("step", "on"))
        step = _known(given.get("step"), f"{where}.step", STEPS)
        day = _day(given, "on", f"{where}.on")
        if day is None:
            raise UnusableCase(f"{where}.on", "is missing; accepted: YYYY-MM-DD")
        taken[step] = (*taken.get(step, ()), day)
    return taken
