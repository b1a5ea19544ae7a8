"""Doors as people write them: 12-201, 12栋201 and １２栋２０１室 are one door. What the register has in one spelling is
found in any other; none is stored for it."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from string import ascii_letters
from typing import Generic, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _

from sunward.kernel.facts import unusable
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.memo import remembered
from sunward.registry.models import Household

# Words for a building, a unit or a room say no more than a hyphen. 楼 alone and 层 stay: they may be a floor.
SAYS_NO_MORE = re.compile(r"号楼|单元|[栋幢座室号]")
PARTS = re.compile(r"[0-9]+|[^\W\d_]+")
# Before a number and behind no number or letter a hyphen parts nothing: it is a minus, as 负 is, of a basement.
MINUS, BELOW = re.compile(r"(?<![0-9a-z])[-\u2010-\u2015\ufe63](?=[0-9])"), " 负 "
NUMBER_ALONE = re.compile(r"[\W_]*[0-9]+[\W_]*")
BROAD_LETTERS = str.maketrans({chr(ord(letter) + 0xFEE0): letter for letter in ascii_letters})
Figures = tuple[str, ...]
Fold = Callable[[str], str | Figures]
Known = TypeVar("Known")  # what is known of a door: its row, who lives behind it
SHOWN = 5  # doors in one message


def or_another(told: str) -> str:
    """With what to write where two buildings are called alike but for a word that says no more: 1号 on a street, 1栋 in
    an estate."""
    said = _(
        "%(told)s If it is another building, write in front of it which one, by its street or estate, such as "
        "清溪路1号101."
    )
    return said % {"told": told}


def plain_door(door: str) -> str:
    """A door without what a keyboard for Chinese makes broad: digits, signs and letters."""
    return halfwidth(door).translate(BROAD_LETTERS).strip()


def figures(door: str) -> Figures:
    """The numbers of a door in their order, with what words distinguish it from others; nothing where it has no
    number."""
    parts = PARTS.findall(SAYS_NO_MORE.sub(" ", MINUS.sub(BELOW, plain_door(door).lower())))
    return tuple(part.lstrip("0") or part for part in parts) if any(part.isdigit() for part in parts) else ()


def figures_in_list(door: str) -> Figures:
    """The same of a cell in a list, where a number alone may count households: it is the door of that very spelling, or
    none."""
    return () if NUMBER_ALONE.fullmatch(plain_door(door)) else figures(door)


def same_door(one: str, other: str) -> bool:
    """Whether two spellings are of one door."""
    wanted = figures(one)
    return bool(wanted) and wanted == figures(other)


def alike(one: str, other: str) -> bool:
    """The same, of doors without a number as well: those are one where they are written alike."""
    return plain_door(one) == plain_door(other) or same_door(one, other)


def begins_with(door: str, typed: str) -> bool:
    """Whether what somebody typed is this door or the beginning of it: 10栋, or 10-04 of 10栋0401室."""
    wanted, found = figures(typed), figures(door)
    if not wanted or len(wanted) > len(found) or wanted[:-1] != found[: len(wanted) - 1]:
        return False
    last, same = wanted[-1], found[len(wanted) - 1]
    return same == last or (len(wanted) > 1 and same.startswith(last))


FOLDED: tuple[Fold, ...] = (str, plain_door, figures)
IN_LISTS: tuple[Fold, ...] = (str, plain_door, figures_in_list)


class Spelt(Generic[Known]):
    """Doors and what is known of each, for whoever writes one: the very spelling comes before what a keyboard made of
    it (`plain_door`), and that before the same `figures`. Nobody else decides which door a spelling means."""

    def __init__(self, doors: Iterable[tuple[str, Known]], folded: tuple[Fold, ...] = FOLDED) -> None:
        self._doors, self._folded = tuple(doors), folded
        self._found: dict[Fold, dict[str | Figures, list[Known]]] = {}

    def meant(self, said: str) -> tuple[Known, ...]:
        """Of all doors that can be meant; of none, where none is alike."""
        for fold in self._folded:
            if (key := fold(said)) and (found := self._by(fold).get(key)):
                return tuple(found)
        return ()

    def _by(self, fold: Fold) -> Mapping[str | Figures, list[Known]]:
        """Made once it is asked for: of thousands of doors their figures take a while."""
        if fold not in self._found:
            found = self._found[fold] = defaultdict(list)
            for door, known in self._doors:
                found[fold(door)].append(known)
        return self._found[fold]


def doors_alike(said: str, community: str) -> tuple[Household, ...]:
    """The doors of a community that somebody may mean: the one of this very spelling or public number, else those that
    are `Spelt` alike. Two more queries, one over all doors, only where the first found none."""
    here = Household.objects.filter(community__code=community)
    exact = here.filter(Q(door=said) | Q(number__in={said, plain_door(said)})).order_by("pk").first()
    if exact:
        return (exact,)
    alike = Spelt(_all_doors(community)).meant(said)
    return tuple(here.filter(pk__in=alike).order_by("door")) if alike else ()


def doors_named(said: Collection[str], community: str) -> dict[str, int]:
    """The row of the one door that each of many spellings means, such as a list has: as `doors_alike`, but by no public
    number, and by a number alone where a door is just that. What means none, or can mean several, is left out. One
    query, and none for none; within one page or act it is asked once."""
    if not said:
        return {}
    spelt = _in_lists(community)
    found = {one: spelt.meant(one) for one in said}
    return {one: rows[0] for one, rows in found.items() if len(rows) == 1}


def door_among(door: str, said: Collection[str], community: str) -> bool:
    """Whether a door of the register is among those that a list means. No query where it stands there as it is."""
    spelt = {plain_door(one) for one in said}
    if plain_door(door) in spelt:
        return True
    wanted = figures_in_list(door)
    # A list may have thousands: those without the last of its figures are told apart at once.
    like = [one for one in spelt if wanted and wanted[-1] in one.lower() and figures_in_list(one) == wanted]
    rows = doors_named([door, *like], community) if like else {}
    return door in rows and any(rows.get(one) == rows[door] for one in like)


def _all_doors(community: str) -> Iterable[tuple[str, int]]:
    """With their rows."""
    return Household.objects.filter(community__code=community).order_by("pk").values_list("door", "pk")


@remembered
def _in_lists(community: str) -> Spelt[int]:
    return Spelt(_all_doors(community), IN_LISTS)


def doors_begun(typed: str, community: str) -> list[int]:
    """The rows of the doors that somebody who searches may mean: those that are `Spelt` alike, else those that begin
    with it, such as all of a building. One query; a second one over all doors where none has this very spelling."""
    here = Household.objects.filter(community__code=community)
    if exact := list(here.filter(door=typed).values_list("pk", flat=True)):
        return exact
    doors = list(_all_doors(community)) if plain_door(typed) else []
    return list(Spelt(doors).meant(typed)) or [row for door, row in doors if begins_with(door, typed)]


def doors_meant(said: str, community: str) -> tuple[str, ...]:
    """The doors of the register that somebody may mean, as it has them."""
    return tuple(one.door for one in doors_alike(said, community))


def doors_near(said: str, community: str) -> tuple[str, ...]:
    """Some doors of the building of a door that the register has not got."""
    building = figures(said)[:-1]
    here = Household.objects.filter(community__code=community).order_by("door").values_list("door", flat=True)
    return tuple(door for door in here if figures(door)[: len(building)] == building)[:SHOWN] if building else ()


def door_meant(field: str, said: str, community: str) -> Household | None:
    """The one door that somebody means; None where the register has none like it.

    Raises:
        FactsError: at `field`, where several can be meant.
    """
    found = doors_alike(said, community)
    if len(found) > 1:
        raise several(field, said, found)
    return found[0] if found else None


def several(field: str, said: str, found: tuple[Household, ...]) -> Exception:
    """The error for a door that can be one of several."""
    doors = [one.door for one in found[:SHOWN]]
    return unusable(
        field, f"“{said}”可能是这几个门牌中的一个：{'、'.join(doors)}。请照登记簿的写法写。",
        f"“{said}” can be one of several doors: {', '.join(doors)}. Write it as the register has it.",
    )  # fmt: skip


def some_door(community: str) -> str:
    """A door of a community's own register, for hints: people see how doors are written here. Empty without any."""
    rows = Household.objects.filter(community__code=community).order_by("pk")
    return rows.values_list("door", flat=True).first() or ""
