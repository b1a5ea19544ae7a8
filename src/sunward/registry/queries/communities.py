"""Areas, communities and their bodies."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from sunward.kernel import sql
from sunward.kernel.acts import Unknown
from sunward.kernel.memo import remembered
from sunward.kernel.text import Text
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Area, Body, Community, ResidenceSpell
from sunward.registry.models.areas import within


@dataclass(frozen=True, slots=True)
class AreaCard:
    """A place in the tree; `community` is the community's code where there is one."""

    code: str
    level: str
    name: Text
    community: str | None = None


@dataclass(frozen=True, slots=True)
class CommunityCard:
    """A community as pages head it. `areas` leads from the city down to the community itself; `households` is the
    number stated at founding."""

    code: str
    prefix: str
    name: Text
    street: Text
    areas: tuple[AreaCard, ...]
    households: int
    founded_on: date


def subgroups(community: str) -> tuple[AreaCard, ...]:
    """The subgroups (grids) of a community, whose residents meet by themselves."""
    rows = Area.objects.filter(level="grid", parent__community__code=community).order_by("code")
    return tuple(AreaCard(row.code, row.level, row.name) for row in rows)


@remembered
def community(code: str) -> CommunityCard:
    """The community of this code. Two queries.

    Raises:
        Unknown: when there is none.
    """
    found = sql.rows(COMMUNITY, [code])
    if not found:
        raise Unknown(f"There is no community {code}.")
    prefix, households, founded_on, path = found[0]
    lineage = path.strip("/").split("/")
    rows = sql.rows(AREAS.format(codes=", ".join(["%s"] * len(lineage))), lineage)
    areas = {code: AreaCard(code, level, Text(zh, en)) for code, level, zh, en in rows}
    cards = tuple(areas[one] for one in lineage)
    street = next((area.name for area in cards if area.level == "street"), Text.of(""))
    return CommunityCard(code, prefix, cards[-1].name, street, cards, households, founded_on)


# Every page and every act asks this.
COMMUNITY = """
    SELECT community.prefix, community.households, community.founded_on, area.path FROM registry_community community
    JOIN registry_area area ON area.id = community.area_id WHERE community.code = %s
"""
AREAS = "SELECT code, level, name_zh, name_en FROM registry_area WHERE code IN ({codes})"


def prefix_of(code: str) -> str:
    """What the numbers of a community's papers begin with. One query.

    Raises:
        Unknown: when there is none.
    """
    found = sql.rows("SELECT prefix FROM registry_community WHERE code = %s", [code])
    if not found:
        raise Unknown(f"There is no community {code}.")
    return str(found[0][0])


def communities_under(area_code: str) -> tuple[CommunityCard, ...]:
    """Every community at or below an area, in the order of the tree. Three queries, however many there are."""
    top = Area.objects.filter(code=area_code).first()
    if top is None:
        return ()
    found = list(Community.objects.select_related("area").filter(within(top.path, "area__path")).order_by("area__path"))
    codes = {code for each in found for code in each.area.lineage}
    areas = {area.code: area for area in Area.objects.filter(code__in=codes)}
    return tuple(_card(each, areas) for each in found)


def all_communities() -> tuple[CommunityCard, ...]:
    """Every community of this installation, in the order of the tree. Two queries, however many there are."""
    found = list(Community.objects.select_related("area").order_by("area__path"))
    areas = {
        area.code: area for area in Area.objects.filter(code__in={code for each in found for code in each.area.lineage})
    }
    return tuple(_card(each, areas) for each in found)


def area_tree(area_code: str | None = None) -> QuerySet[Area]:
    """The areas at and below one, or the whole tree, each parent before its children."""
    rows = Area.objects.select_related("community").order_by("path")
    if area_code is None:
        return rows
    top = Area.objects.filter(code=area_code).first()
    return rows.filter(within(top.path)) if top else rows.none()


def bodies_of(code: str) -> QuerySet[Body]:
    """The bodies of the community and of the areas above it, the highest first."""
    lineage = lineage_of(code)
    return Body.objects.select_related("area").filter(area__code__in=lineage).order_by("area__path", "kind")


def residents_count(code: str, on: date) -> int:
    """How many people live in the community on this day, by the register."""
    return ResidenceSpell.objects.on(on).filter(household__community__code=code).count()


def _card(found: Community, areas: dict[str, Area]) -> CommunityCard:
    lineage = [areas[code] for code in found.area.lineage]
    street = next((area.name for area in lineage if area.level == "street"), Text.of(""))
    cards = tuple(AreaCard(area.code, area.level, area.name) for area in lineage)
    return CommunityCard(found.code, found.prefix, found.area.name, street, cards, found.households, found.founded_on)
