"""Doors as people write them: 12-201, 12栋201 and １２栋２０１室 are one door. What the register has in one spelling is
found in any other; none is stored for it."""

import re
from collections import defaultdict
from collections.abc import Collection
from string import ascii_letters

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


def doors_alike(said: str, community: str) -> tuple[Household, ...]:
    """The doors of a community that somebody may mean: the one of this very spelling or number, else those with the
    same figures. A second query, over all doors, only where the first found none."""
    doors = {said, halfwidth(said).strip()}
    here = Household.objects.filter(community__code=community)
    exact = here.filter(Q(door__in=doors) | Q(number__in=doors)).order_by("pk").first()
    if exact:
        return (exact,)
    doors_here = here.values_list("pk", "door") if figures(said) else ()
    alike = [key for key, door in doors_here if same_door(door, said)]
    return tuple(here.filter(pk__in=alike).order_by("door")) if alike else ()


def doors_named(said: Collection[str], community: str) -> dict[str, int]:
    """As `doors_alike`, of many at once, such as a list has: the row of the one door that each means. What means none,
    or can mean several, is left out, and so is a number alone where no door is just that. One query, and none for none;
    within one page or act it is asked once."""
    if not said:
        return {}
    spelt, like = _by_spelling(community)
    found = {one: spelt.get(plain_door(one)) or _only(like.get(figures_in_list(one), ())) for one in said}
    return {one: row for one, row in found.items() if row}


def is_named(door: str, said: Collection[str], community: str) -> bool:
    """Whether a door of the register is among those that a list means. No query where it stands there as it is."""
    spelt = {plain_door(one) for one in said}
    if plain_door(door) in spelt:
        return True
    wanted = figures_in_list(door)
    # A list may have thousands: those without the last of its figures are told apart at once.
    like = [one for one in spelt if wanted and wanted[-1] in one.lower() and figures_in_list(one) == wanted]
    rows = doors_named([door, *like], community) if like else {}
    return any(rows.get(one) == rows.get(door) for one in like)


def _only(rows: Collection[int]) -> int | None:
    return next(iter(rows)) if len(rows) == 1 else None


@remembered
def _by_spelling(community: str) -> tuple[dict[str, int], dict[Figures, list[int]]]:
    """The rows of all doors of a community, as they are written and by their figures."""
    spelt, like = dict[str, int](), defaultdict[Figures, list[int]](list)
    here = Household.objects.filter(community__code=community).order_by("pk")
    for row, door in here.values_list("pk", "door"):
        spelt.setdefault(plain_door(door), row)
        if wanted := figures_in_list(door):
            like[wanted].append(row)
    return spelt, dict(like)


def doors_begun(typed: str, community: str) -> list[int]:
    """The rows of the doors that somebody who searches may mean: of this spelling, else of the same figures, else those
    that begin with them, such as all of a building. One query; a second one over all doors where it finds none."""
    here = Household.objects.filter(community__code=community)
    exact = list(here.filter(door=typed).values_list("pk", flat=True))
    if exact or not figures(typed):
        return exact
    doors = list(here.values_list("pk", "door"))
    same = [key for key, door in doors if same_door(door, typed)]
    return same or [key for key, door in doors if begins_with(door, typed)]


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
