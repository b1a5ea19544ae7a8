"""The places of a rule book that its own community may change, each by a path such as `spending.tiers.small.up_to`.

What is not on this list - what a power is called, which act it opens, where a rule comes from, who decides which kind
of matter - is no place: it is changed by whoever writes the rule book, and adopted as a whole. Neither is what nothing
reads, or what only says again what another place says.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sunward.charter.engine.amending.clocks import SAID_AGAIN, counted
from sunward.charter.engine.amending.readers import is_limit_of_power, is_switch, limit_before, read
from sunward.charter.engine.packs import Document

SHARE = "share"  # no key of a rule book: the one of at_least and more_than that stands there, with its word
SHARE_WORDS = ("at_least", "more_than")


class Kind(StrEnum):
    """What may stand in a place."""

    YUAN = "yuan"
    TIME = "time"  # civil or working days
    DAYS = "days"  # whole civil days
    NUMBER = "number"  # a parameter: whole
    SWITCH = "switch"  # a parameter: yes or no, as 1 or 0
    FRACTION = "fraction"  # a parameter: a share
    SHARE = "share"  # at least, or more than, a fraction or a number of persons
    DAY = "day"  # of a month; or its last one
    MONTHS = "months"
    HOLDER = "holder"
    HOLDERS = "holders"
    DECIDER = "decider"  # a body, a procedure, or nobody
    REVIEWER = "reviewer"
    AUDIENCE = "audience"
    WORDS = "words"  # a name; nobody changes it, but it follows an amount that it says


@dataclass(frozen=True, slots=True)
class Place:
    """One place with what stands there today; `section` is where the guided page shows it."""

    path: str
    section: str
    kind: Kind
    value: object
    entry: str  # the rule that it belongs to: `powers.open_matter`
    optional: bool = False  # may be emptied: the check then says what is missing


@dataclass(frozen=True, slots=True)
class _Pattern:
    section: str
    path: tuple[str, ...]
    kind: Kind
    optional: bool = False


def _pattern(section: str, path: str, kind: Kind, optional: bool = False) -> _Pattern:
    return _Pattern(section, tuple(path.split(".")), kind, optional)


SECTIONS = ("limits", "days", "posts", "duties", "disclosure", "meetings", "others")
OF_PARAMETERS = {Kind.YUAN: "limits", Kind.TIME: "days"}  # by what they are; the rest stands among the others
_PATTERNS = (
    _pattern("limits", "spending.tiers.*.up_to", Kind.YUAN),
    _pattern("limits", "spending.tiers.*.requires.decision", Kind.DECIDER),
    _pattern("limits", "spending.tiers.*.requires.review", Kind.REVIEWER),
    _pattern("limits", "spending.tiers.*.requires.signatures", Kind.HOLDERS),
    _pattern("limits", "spending.tiers.*.requires.posting", Kind.TIME),
    _pattern("limits", "spending.tender.above", Kind.YUAN),
    _pattern("limits", "spending.urgent.up_to", Kind.YUAN),
    _pattern("limits", "spending.urgent.signatures", Kind.HOLDERS),
    _pattern("limits", "spending.urgent.notice_within", Kind.TIME),
    _pattern("limits", "spending.urgent.ratified_within", Kind.TIME),
    _pattern("limits", "powers.*.limit.amount_up_to", Kind.YUAN),
    _pattern("others", "parameters.*.value", Kind.NUMBER),  # the kind, and so the section, is that of the value
    _pattern("days", "rights.*.within", Kind.TIME, optional=True),
    _pattern("days", "procedures.*.steps.*.within", Kind.TIME, optional=True),
    _pattern("days", "procedures.*.steps.*.stays_up", Kind.TIME),
    _pattern("days", "procedures.*.steps.*.after_at_least", Kind.TIME),
    _pattern("posts", "powers.*.held_by", Kind.HOLDERS, optional=True),
    _pattern("posts", "powers.*.within", Kind.TIME, optional=True),
    _pattern("posts", "powers.*.published.within", Kind.TIME),
    _pattern("posts", "powers.*.published.stays_up", Kind.TIME),
    _pattern("posts", "rights.*.owner", Kind.HOLDER, optional=True),
    _pattern("duties", "duties.*.owner", Kind.HOLDER, optional=True),
    _pattern("duties", "duties.*.due.months_after", Kind.MONTHS),
    _pattern("duties", "duties.*.due.day", Kind.DAY),
    _pattern("disclosure", "disclosure.*.owner", Kind.HOLDER, optional=True),
    _pattern("disclosure", "disclosure.*.audience", Kind.AUDIENCE),
    _pattern("disclosure", "disclosure.*.by.within", Kind.TIME, optional=True),
    _pattern("disclosure", "disclosure.*.by.months_after", Kind.MONTHS),
    _pattern("disclosure", "disclosure.*.by.day", Kind.DAY),
    _pattern("disclosure", "disclosure.*.stays_up", Kind.TIME),
    *(
        _pattern("meetings", f"{part}.*.{rule}", kind)
        for part in ("bodies", "matters")
        for rule, kind in (
            ("notice.days", Kind.DAYS),
            (f"quorum.{SHARE}", Kind.SHARE),
            (f"quorum.any_of.*.{SHARE}", Kind.SHARE),
            (f"quorum.all_of.*.{SHARE}", Kind.SHARE),
            (f"majority.{SHARE}", Kind.SHARE),
            (f"majority.any_of.*.{SHARE}", Kind.SHARE),
            (f"majority.all_of.*.{SHARE}", Kind.SHARE),
        )
    ),
)
NAMES = (
    _pattern("", "spending.tiers.*.name", Kind.WORDS),
    _pattern("", "powers.*.name", Kind.WORDS),
    _pattern("", "matters.*.title", Kind.WORDS),
    _pattern("", "disclosure.*.name", Kind.WORDS),
    _pattern("", "parameters.*.name", Kind.WORDS),
)


def places(document: Document) -> dict[str, Place]:
    """Every place of a rule book that may be changed, by its path, in the order of the rule book."""
    found = _found(document, _PATTERNS)
    idle = _idle(document, found)
    return {path: place for path, place in found.items() if path not in idle}


def followers(document: Document) -> dict[str, Place]:
    """What nobody changes by itself: names that may say an amount, what nothing reads, and what says again what another
    place says."""
    found = _found(document, _PATTERNS)
    return {**_found(document, NAMES), **{path: found[path] for path in _idle(document, found)}}


def led_limits(document: Document) -> dict[str, str]:
    """The limits of powers that only say a limit of spending once more, each with the path of that one."""
    return _led(document, _found(document, _PATTERNS))


def _idle(document: Document, found: Mapping[str, Place]) -> list[str]:
    again = {path for governing, others in SAID_AGAIN.items() if governing in found for path in others}
    again |= _led(document, found).keys()
    return [path for path, place in found.items() if path in again or not _is_read(document, place)]


def _is_read(document: Document, place: Place) -> bool:
    return counted(place.path, _act_of(document, place.path)) if place.kind is Kind.TIME else read(place.path)


def _led(document: Document, found: Mapping[str, Place]) -> dict[str, str]:
    said = {path: place.value for path, place in found.items()}
    led = {path: limit_before(path, _act_of(document, path), said) for path in found if is_limit_of_power(path)}
    return {path: before for path, before in led.items() if before}


def _act_of(document: Document, path: str) -> str:
    """The act that a power opens."""
    part, key = path.split(".")[:2]
    return str(stands(stands(document.get(part), key), "act"))


def stands(node: object, key: str) -> object:
    """What stands under a key, or under an entry's own key in a list; None when there is nothing."""
    if key == SHARE:
        return _share(node)
    if isinstance(node, Mapping) and key in node:
        return node[key]
    return dict(children(node)).get(key)


def children(node: object) -> Iterator[tuple[str, object]]:
    """The keys of a mapping; the entries of a list by their own key (`key`, `step`), else by their position."""
    if isinstance(node, Mapping):
        yield from ((str(key), value) for key, value in node.items())
    elif isinstance(node, list | tuple):
        yield from ((_own_key(entry, index), entry) for index, entry in enumerate(node))


def _own_key(entry: object, index: int) -> str:
    named = entry if isinstance(entry, Mapping) else {}
    return str(named.get("key") or named.get("step") or index)


def _share(node: object) -> str | None:
    given = node if isinstance(node, Mapping) else {}
    return next((f"{word} {given[word]}" for word in SHARE_WORDS if word in given), None)


def _found(document: Document, patterns: tuple[_Pattern, ...]) -> dict[str, Place]:
    return {place.path: place for pattern in patterns for place in _matching(document, pattern)}


def _matching(document: Document, pattern: _Pattern) -> Iterator[Place]:
    yield from _made(_expand(document, pattern.path), pattern)


def _made(found: Iterable[tuple[str, object]], pattern: _Pattern) -> Iterator[Place]:
    for path, value in found:
        parameter = path.startswith("parameters.") and pattern.kind is Kind.NUMBER
        kind = _kind_of(path, value) if parameter else pattern.kind
        section = OF_PARAMETERS.get(kind, pattern.section) if parameter else pattern.section
        yield Place(path, section, kind, value, entry_of(path), pattern.optional)


def place_at(path: str, value: object) -> Place | None:
    """The place of a path, by its shape alone: no rule book is read through for it. None for what is none."""
    keys = path.split(".")
    for pattern in _PATTERNS:
        of_shape = len(keys) == len(pattern.path)
        if of_shape and all(one in ("*", key) for one, key in zip(pattern.path, keys, strict=True)):
            return next(_made([(path, value)], pattern))
    return None


def _expand(node: object, path: tuple[str, ...], at: str = "") -> Iterator[tuple[str, object]]:
    if not path:
        yield at, node
        return
    head, rest = path[0], path[1:]
    for key, value in dict(children(node)).items() if head == "*" else [(head, stands(node, head))]:
        if value is not None:
            yield from _expand(value, rest, f"{at}.{key}" if at else key)


def entry_of(path: str) -> str:
    """The rule that a path belongs to: a tier, a step of a procedure, else the entry of the file."""
    parts = path.split(".")
    inner = 3 if parts[:2] == ["spending", "tiers"] else 4 if parts[0] == "procedures" and "steps" in parts else 2
    return ".".join(parts[:inner])


def _kind_of(path: str, value: object) -> Kind:
    """A parameter's kind is that of what it is today: days stay days, yuan stay yuan."""
    if is_switch(path):
        return Kind.SWITCH
    text = value if isinstance(value, str) else ""
    if text.endswith("yuan"):
        return Kind.YUAN
    if text.endswith(("day", "days")):
        return Kind.TIME
    return Kind.FRACTION if text else Kind.NUMBER
