"""In which grid a door lies: who belongs to a subgroup is read from it, and from nothing else."""

import re
from collections.abc import Iterator

from sunward.kernel.acts import Call
from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.models import Area, Community, GridPlacing, Household, Person, ResidenceSpell
from sunward.registry.models.grids import LEFT_OPEN
from sunward.registry.residence.doors import figures

# "3-2-501", "4栋302室": what a door has in common with the others of its building.
BUILDING = re.compile(r".+?(?:-|－|—|栋|幢|座|号楼)")
AS_THE_BUILDING = Text("不填就与同一栋楼的其他门牌相同", "leave it empty for that of the other doors of the building")
OF_A_NEW_DOOR = Text(
    "门牌没有登记过的要填；不填就与同一栋楼的其他门牌相同",
    "for a door that is not in the register yet; leave it empty for that of the other doors of the building",
)
PLACED = Text("登记簿知道这个门牌在哪个网格。", "The register knows in which grid the door lies.")
NOWHERE = Text(
    "注意：登记簿不知道这个门牌在哪个网格，住在这里的人不在任何小组的名册上。",
    "Alert: the register does not know in which grid the door lies: whoever lives there is on no subgroup's roll.",
)


def grids_of(community: Community) -> dict[str, Area]:
    """The grids of a community, by their codes."""
    return {area.code: area for area in Area.objects.filter(level="grid", parent=community.area_id)}


def grid_named(code: str, community: Community) -> Area | None:
    """The grid of this code; none where none is said.

    Raises:
        FactsError: at `grid`, for one of elsewhere.
    """
    found = grids_of(community).get(code) if code else None
    if code and found is None:
        raise unusable("grid", "这不是本社区的网格。", "This is no grid of the community.")
    return found


def of_building(door: str, community: Community) -> Area | None:
    """The grid of the other doors of the building, however it is spelt, where those that have one agree."""
    building = BUILDING.match(door)
    if building is None:
        return None
    known = Household.objects.filter(community=community, grid__isnull=False)
    found = set(known.filter(door__startswith=building[0]).values_list("grid", flat=True).distinct()[:2])
    if not found:
        wanted = figures(building[0])
        doors = known.values_list("grid", "door") if wanted else ()
        found = {grid for grid, other in doors if figures(other)[: len(wanted)] == wanted}
    return Area.objects.get(pk=found.pop()) if len(found) == 1 else None


def in_a_grid(door: str, code: str, community: Community, person: Person | None) -> Iterator[Finding]:
    """Whether whoever arrives at a door (`person`, where the register knows them) comes to belong to a subgroup;
    nothing where the community has none. A mark and no bar: nobody is sent away because a clerk does not know the grid.

    Raises:
        FactsError: at `grid`, for one of elsewhere, or another than that of the door; for any, where others live behind
            a door that has none: it is placed by an entry of its own, which they are told of and can dispute.
    """
    named, known = grid_named(code, community), Household.objects.filter(community=community, door=door).first()
    if known and named and known.grid_id not in {None, named.pk}:
        raise unusable("grid", ELSEWHERE.zh, ELSEWHERE.en)
    if known and named and known.grid_id is None and _others_live_there(known, person):
        raise unusable("grid", BY_ITS_OWN_ENTRY.zh, BY_ITS_OWN_ENTRY.en)
    placed = bool(named) or (known.grid_id is not None if known else of_building(door, community) is not None)
    if placed or grids_of(community):
        yield Finding.either("door_in_a_grid", placed, PLACED, NOWHERE)


def _others_live_there(household: Household, person: Person | None) -> bool:
    return ResidenceSpell.objects.filter(household=household, left_on=None).exclude(person=person).exists()


def place(household: Household, grid: Area, reason: str, call: Call) -> None:
    """Set the grid of a door, and keep what it was; call it inside an act only."""
    GridPlacing.objects.create(
        household=household, was_id=household.grid_id, grid=grid, reason=reason, placed_on=call.day, entry=call.ref
    )
    household.grid = grid
    household.save(update_fields=["grid"])


def take_back(household: Household, entry: str) -> GridPlacing | None:
    """Forget that a door was placed by an entry, and return what it said; nothing where no placing of it stands. One
    that came later stays, and was then made from where the door lay before."""
    row = GridPlacing.objects.filter(household=household, entry=entry).first()
    if row is None:
        return None
    later = GridPlacing.objects.filter(household=household, pk__gt=row.pk).order_by("pk").first()
    if later is None:
        household.grid = row.was
        household.save(update_fields=["grid"])
    elif later.grid_id == row.was_id:
        later.delete()
    else:
        later.was, later.reason = row.was, later.reason if row.was_id else LEFT_OPEN
        later.save(update_fields=["was", "reason"])
    row.delete()
    return row


def lay_in(household: Household) -> Iterator[Area | None]:
    """In which grid a door lies, and in which it lay by the placings that stand."""
    yield household.grid
    for row in GridPlacing.objects.filter(household=household).select_related("was", "grid").order_by("-pk"):
        yield from (row.was, row.grid)


ELSEWHERE = Text(
    "这个门牌登记在另一个网格。登记有误的，先更正门牌的网格。",
    "The register has this door in another grid. Where that is wrong, correct the grid of the door first.",
)
BY_ITS_OWN_ENTRY = Text(
    "这个门牌还没有登记网格，里面已经住着别人：这里不填网格，先登记入住，再在这一户的页面上登记门牌所在的网格；"
    "住在里面的人会看到，也可以提出异议。",
    "The door has no grid yet, and others live behind it. Leave the grid empty here and enter the arrival; then record "
    "the grid on the page of the door: those who live there are told, and can dispute it.",
)
