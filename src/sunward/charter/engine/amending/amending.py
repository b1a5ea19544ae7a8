"""Putting changes into a rule book, and telling which changes lie between two of its versions.

Documents are plain data and are never changed in place. Applying changes and then asking for the difference gives
the changes back.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sunward.charter.engine.amending.fitting import accepted, fits
from sunward.charter.engine.amending.following import following
from sunward.charter.engine.amending.places import SHARE, SHARE_WORDS, Place, children, followers, places, stands
from sunward.charter.engine.packs import Document, canonical_json
from sunward.charter.engine.texts import Text

HEAD = ("version", "effective_from", "effective_to", "text")  # what every new version has of its own


@dataclass(frozen=True, slots=True)
class Change:
    """What stands in one place, and what shall stand there; None is nothing."""

    path: str
    old: object
    new: object

    def as_data(self) -> dict[str, object]:
        return {"path": self.path, "old": self.old, "new": self.new}


class Unfit(ValueError):
    """A change that cannot be made: where, and in plain words why and what is accepted."""

    def __init__(self, path: str, why: Text) -> None:
        super().__init__(f"{path}: {why.en}")
        self.path = path
        self.why = why


def read_changes(given: object) -> tuple[Change, ...]:
    """Changes from plain data, a list of `{path, old, new}`.

    Raises:
        Unfit: when it is no such list, is empty, or names a place twice.
    """
    rows = given if isinstance(given, list | tuple) else []
    found = tuple(_read(row) for row in rows)
    if not found:
        raise Unfit("changes", Text("没有任何修改。", "There is no change in it."))
    paths = [change.path for change in found]
    for path in paths:
        if paths.count(path) > 1:
            raise Unfit(path, Text("同一处改了两次。", "The same place is changed twice."))
    return found


def _read(row: object) -> Change:
    if not isinstance(row, Mapping) or set(row) != {"path", "old", "new"} or not isinstance(row["path"], str):
        raise Unfit("changes", Text("每项修改要有 path、old、new。", "Each change has a path, an old and a new value."))
    return Change(row["path"], row["old"], row["new"])


def checked(document: Document, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, each on the list of places, starting from what stands there, with a value that fits.

    Raises:
        Unfit: for the first one that is not.
    """
    known, found = places(document), tuple(changes)
    for change in found:
        _check(known.get(change.path), change)
    return found


def _check(place: Place | None, change: Change) -> None:
    if place is None:
        raise Unfit(change.path, Text("这一处不能这样修改。", "This is no place that can be changed like this."))
    if place.value != change.old or type(place.value) is not type(change.old):
        raise Unfit(
            change.path,
            Text(
                f"现在是 {_shown(place.value)}，不是 {_shown(change.old)}；请按现行规则重新起草。",
                f"It says {_shown(place.value)} today, not {_shown(change.old)}; draft from the rules as they stand.",
            ),
        )
    if not fits(place, change.new):
        may = accepted(place)
        raise Unfit(
            change.path,
            Text(f"{_shown(change.new)} 不行；{may.zh}。", f"{_shown(change.new)} does not fit; {may.en}."),
        )
    if change.new == change.old:
        raise Unfit(change.path, Text("新旧一样，没有修改。", "Old and new are the same: there is no change."))


def _shown(value: object) -> str:
    return "-" if value is None else str(value)


def with_following(document: Document, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes, and those that follow from them: limits that must agree, names and days that say the same."""
    asked = tuple(changes)
    wanted = {change.path: change.new for change in asked}
    return (*asked, *(Change(path, old, new) for path, old, new in following(document, wanted)))


def without_following(document: Document, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Of the changes of a draft those that somebody asked for, without what only follows from another."""
    known = followers(document)
    return tuple(change for change in changes if change.path not in known)


def apply(document: Document, changes: Iterable[Change]) -> dict[str, Any]:
    """A new document with the changes in it, whatever they are; the old one stays as it was."""
    made: dict[str, Any] = copy.deepcopy(dict(document))
    for change in changes:
        _put(made, change.path.split("."), change.new)
    return made


def next_version(document: Document, changes: Iterable[Change], version: str, since: str, text: Text) -> dict[str, Any]:
    """The changed document as a version of its own, in force from a day."""
    made = apply(document, changes)
    return made | {
        "version": version, "effective_from": since, "effective_to": None, "text": {"zh": text.zh, "en": text.en},
    }  # fmt: skip


def _put(node: Any, path: list[str], value: object) -> None:
    for key in path[:-1]:
        node = stands(node, key)
    last = path[-1]
    if last == SHARE:
        _put_share(node, str(value))
    elif value is None:
        del node[last]
    else:
        node[last] = copy.deepcopy(value)


def _put_share(node: dict[str, Any], value: str) -> None:
    word, _, share = value.partition(" ")
    for known in SHARE_WORDS:
        node.pop(known, None)
    node[word] = int(share) if share.isdecimal() else share


def difference(old: Document, new: Document) -> tuple[Change, ...]:
    """Every change from one version to another: places first, then whatever else differs, entry by entry."""
    before, after = {**places(old), **followers(old)}, {**places(new), **followers(new)}
    both = [path for path in dict.fromkeys([*before, *after]) if _entry_in_both(old, new, path)]
    pairs = ((path, _value(before, path), _value(after, path)) for path in both)
    found = tuple(Change(path, was, now) for path, was, now in pairs if canonical_json(was) != canonical_json(now))
    return (*found, *_rest(old, new, both))


def _value(known: Mapping[str, Place], path: str) -> object:
    return known[path].value if path in known else None


def _entry_in_both(old: Document, new: Document, path: str) -> bool:
    """A rule that only one version has is a difference as a whole, not in each of its places."""
    part, entry = path.split(".")[:2]
    if part == "spending" and entry == "tiers":
        key = path.split(".")[2]
        return all(stands(stands(stands(one, part), entry), key) is not None for one in (old, new))
    return all(stands(stands(one, part), entry) is not None for one in (old, new))


def _rest(old: Document, new: Document, known: Iterable[str]) -> tuple[Change, ...]:
    """Rules that came, went, or changed somewhere that is no place."""
    first, second = _without(old, known), _without(new, known)
    return tuple(
        Change(path, was, now)
        for part in dict.fromkeys([*first, *second])
        if part not in HEAD
        for path, was, now in _pairs(first.get(part), second.get(part), part)
        if canonical_json(was) != canonical_json(now)
    )


def _pairs(first: object, second: object, part: str) -> Iterable[tuple[str, object, object]]:
    was, now = dict(_entries(first, part)), dict(_entries(second, part))
    return ((path, was.get(path), now.get(path)) for path in dict.fromkeys([*was, *now]))


def _entries(node: object, at: str) -> Iterable[tuple[str, object]]:
    """The entries of a part; what has none is one itself."""
    if at == "spending":
        for key, value in children(node):
            if key == "tiers":
                yield from ((f"{at}.tiers.{tier}", entry) for tier, entry in children(value))
            else:
                yield f"{at}.{key}", value
    elif isinstance(node, Mapping) and at != "title":
        yield from ((f"{at}.{key}", value) for key, value in children(node))
    elif node is not None:
        yield at, node


def _without(document: Document, paths: Iterable[str]) -> dict[str, Any]:
    """The document without its places: what is left differs only where no place does."""
    made: dict[str, Any] = copy.deepcopy(dict(document))
    for path in paths:
        *outer, last = path.split(".")
        node: Any = made
        for key in outer:
            node = stands(node, key)
        if isinstance(node, dict):
            for key in SHARE_WORDS if last == SHARE else (last,):
                node.pop(key, None)
    return made
