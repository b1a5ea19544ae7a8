"""Which changes make a rule looser than it is: fewer people are needed, more money moves by fewer or less independent
hands, who owes something has longer for it, people have less time, fewer of them may read it or do it themselves.

It says nothing against a change. A community may loosen what it set for itself, and return to what it had, by the
procedure that its rules ask for; whoever votes on it should see which way a change goes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from sunward.charter.engine.amending.amending import Change
from sunward.charter.engine.amending.clocks import Whose, span_of
from sunward.charter.engine.amending.fitting import fits, read_share
from sunward.charter.engine.amending.hands import (
    added_for_less,
    comes_to_others,
    decided_by_less,
    held_by_less,
    reviewed_by_less,
)
from sunward.charter.engine.amending.laxer import leaves_out
from sunward.charter.engine.amending.places import Kind, entry_of, followers, place_at, stands
from sunward.charter.engine.amounts import Duration, read_duration, read_ratio, read_yuan
from sunward.charter.engine.duties import LAST_DAY
from sunward.charter.engine.nodes import Node
from sunward.charter.engine.packs import Document
from sunward.charter.engine.spending import NONE

MORE, LESS = 1, -1
# Where more, or less, of what stands in a place is looser. The first that fits a path counts.
LOOSER: tuple[tuple[str, int], ...] = (
    ("spending.tiers.*.requires.posting", LESS),
    ("*.stays_up", LESS),
    ("*.after_at_least", LESS),
    ("*.within", MORE),
    ("spending.urgent.ratified_within", MORE),
    ("*.months_after", MORE),
    ("*.day", MORE),
    ("*.notice.days", LESS),
    ("*.up_to", MORE),
    ("spending.tender.above", MORE),
    ("*.amount_up_to", MORE),
)
# Parts in which whatever comes says who decides and how: who is a body, who is heard, what is asked back.
DECIDING = frozenset({"bodies", "sessions", "hearings", "elections", "franchise", "procedures"})
OF_FIGURES: Mapping[str, int] = {
    "parameters.vouching_neighbours.value": LESS,  # fewer make a resident of somebody without papers
    "parameters.board_photograph_again.value": LESS,  # the second picture shows less of the time
}
OF_PARAMETERS = {Whose.ACTING: MORE, Whose.HAVING: LESS, Whose.NEITHER: 0}


def loosened(changes: Iterable[Change], document: Document) -> tuple[Change, ...]:
    """Those that make a rule of this rule book looser."""
    return tuple(change for change in changes if is_looser(change, document))


def unweighed(changes: Iterable[Change], document: Document) -> tuple[Change, ...]:
    """Rules that went, or that read otherwise where no place is: nobody can say that they ask as much as before. Of a
    place that is one what was left out of it counts, a limit that says another once more included; of what came what
    says who decides and how, and a tier or an urgent road, for it takes amounts from those beside it."""
    known = followers(document)
    return tuple(
        change
        for change in changes
        if _came_to_decide(change)
        or _left_out(change)
        or (change.old is not None and change.path not in known and _nowhere(change.path, change.old))
    )


def put_over(changes: Iterable[Change], document: Document, wider: Collection[Document]) -> tuple[Change, ...]:
    """What came into a rule book and takes the place of what wider ones say under the same name, or gives others what
    some power of theirs or of its own lets somebody do: nobody has said which way it goes. Kinds of matters are laid
    over theirs by themselves, and never looser."""
    return tuple(
        change
        for change in changes
        if change.old is None
        and change.path.partition(".")[0] not in {"matters", "spending", *DECIDING}  # as `unweighed` tells them
        and (
            any(_found(one, change.path) not in (None, change.new) for one in wider)
            or (_is_power(change.path) and comes_to_others([document, *wider], change.new))
        )
    )


def _found(document: Document, path: str) -> object:
    value: object = document
    for key in path.split("."):
        value = stands(value, key)
    return value


def _came_to_decide(change: Change) -> bool:
    if change.old is None and change.path.partition(".")[0] in DECIDING:
        return True
    tier = change.path.startswith("spending.tiers.") and entry_of(change.path) == change.path
    return change.old is None and (tier or change.path == "spending.urgent")


def _nowhere(path: str, value: object) -> bool:
    return path != "title" and place_at(path, value) is None


def _left_out(change: Change) -> bool:
    """Whether a place that asked for something became nothing; times are weighed, and none is nothing as well."""
    if change.new is not None or not change.old or change.old == NONE:
        return False
    place = place_at(change.path, change.old)
    return place is not None and place.kind is not Kind.TIME


def is_looser(change: Change, document: Document) -> bool:
    """Whether a place asks less with its new value than with its old one. Of who holds what it says something only
    where they watch over money or end a silence, and of people; the document says who decides and signs there. A power
    that came whole is weighed with all who do its act."""
    if change.old is None and _is_power(change.path):
        return added_for_less(document, change.new)
    place = place_at(change.path, change.old)
    if place is None or (place.kind is not Kind.TIME and None in (change.old, change.new)):
        return False
    if in_hands := _IN_HANDS.get(place.kind):
        return bool(in_hands(document, change.path, change.old, change.new))
    weigh = _WEIGHED.get(place.kind)
    return weigh is not None and bool(weigh(change.path, change.old, change.new))


def _is_power(path: str) -> bool:
    part, *keys = path.split(".")
    return part == "powers" and len(keys) == 1


def _share(_path: str, old: Any, new: Any) -> bool:
    return read_share(Node(new, "")).laxer_than(read_share(Node(old, "")))


def _length(path: str, old: Any, new: Any) -> bool:
    """What is owed without any deadline has all the time; what does not hang at all hangs for no time."""
    way, before, now = _way(path), *(_time(value) for value in (old, new))
    if not way or before is None:
        return False
    if now is None:
        return True
    return now.may_outlast(before) if way == MORE else before.may_outlast(now)


def _time(value: Any) -> Duration | None:
    return read_duration(Node(value, "")) if value is not None else None


def _amount(path: str, old: Any, new: Any) -> bool:
    return ((read_yuan(Node(new, "")) or 0) - (read_yuan(Node(old, "")) or 0)) * _way(path) > 0


def _number(path: str, old: Any, new: Any) -> bool:
    return (_ordinal(new) - _ordinal(old)) * _way(path) > 0


def _figure(path: str, old: Any, new: Any) -> bool:
    """Of a parameter with a way; what is no figure of its kind is read as none, and asks nothing."""
    way, place = OF_FIGURES.get(path), place_at(path, old)
    if way is None or place is None:
        return False
    if not (fits(place, old) and fits(place, new)):
        return True
    return (read_ratio(Node(new, "")) - read_ratio(Node(old, ""))) * way > 0


def _ordinal(value: Any) -> int:
    return LAST_DAY if value == "last" else int(value)


def _way(path: str) -> int:
    if path.startswith("parameters."):
        return OF_PARAMETERS[span_of(path).whose]
    return next((way for pattern, way in LOOSER if fnmatchcase(path, pattern)), 0)


def _holders(document: Document, path: str, old: Any, new: Any) -> bool:
    return not set(old) <= set(new) if path.endswith("signatures") else held_by_less(document, path, old, new)


_IN_HANDS: Mapping[Kind, Callable[[Document, str, Any, Any], bool]] = {
    Kind.HOLDERS: _holders,
    Kind.DECIDER: lambda document, _path, old, new: decided_by_less(document, old, new),
    Kind.REVIEWER: lambda document, _path, old, new: reviewed_by_less(document, old, new),
}
_WEIGHED: Mapping[Kind, Callable[[str, Any, Any], bool]] = {
    Kind.SHARE: _share,
    Kind.TIME: _length,
    Kind.DAYS: _number,
    Kind.DAY: _number,
    Kind.MONTHS: _number,
    Kind.NUMBER: _figure,
    Kind.FRACTION: _figure,
    Kind.YUAN: _amount,
    Kind.SWITCH: lambda _path, old, new: bool(new < old),
    Kind.AUDIENCE: lambda _path, old, new: leaves_out(new, old),
}
