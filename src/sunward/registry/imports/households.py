"""Households by file: a door and, if known, its grid."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sunward.kernel.text import Text
from sunward.registry.imports import columns as read
from sunward.registry.imports.columns import Column
from sunward.registry.imports.kinds import Kind, register
from sunward.registry.imports.problems import Problem
from sunward.registry.imports.residents import DOOR
from sunward.registry.models import Area, Household, StagedFile
from sunward.registry.residence.doors import Figures, figures, or_another

GRID_CODE = Text("15 位网格代码", "a grid code of 15 digits")
COLUMNS = (
    DOOR,
    Column("grid", Text("网格代码", "grid code"), read.matching(r"\d{15}", GRID_CODE), also=("网格", "grid")),
)


def conflicts(file: StagedFile) -> Iterable[Problem]:
    """Doors that are registered already or stand in the file twice, however they are spelt, and grids of elsewhere."""
    doors = set(Household.objects.filter(community__code=file.community_code).values_list("door", flat=True))
    known = {figures(door): door for door in doors}
    above = dict[Figures, tuple[int, str]]()
    here = Area.objects.filter(level="grid", parent__community__code=file.community_code)
    grids = set(here.values_list("code", flat=True))
    for line, cells in HOUSEHOLDS.rows(file):
        if cells["door"] in doors:
            yield Problem(line, HOUSEHOLDS.heading("door"), _("is registered already. Take the line out."))
        elif alike := known.get(figures(cells["door"]) or ("",)):
            told = _("is registered already, as %(door)s. Take the line out.") % {"door": alike}
            yield Problem(line, HOUSEHOLDS.heading("door"), or_another(told))
        elif (earlier := above.get(figures(cells["door"]) or ("",))) and earlier[1] != cells["door"]:
            told = _("stands in line %(number)s already, as %(door)s.") % {"number": earlier[0], "door": earlier[1]}
            yield Problem(line, HOUSEHOLDS.heading("door"), or_another(told))
        above[figures(cells["door"]) or (cells["door"],)] = line, cells["door"]
        if cells.get("grid", "") not in grids | {""}:
            told = _("is no grid of this community. Accepted: %(grids)s.") % {"grids": ", ".join(sorted(grids))}
            yield Problem(line, HOUSEHOLDS.heading("grid"), told)


HOUSEHOLDS = register(
    Kind(
        key="households",
        title=Text("户", "households"),
        columns=COLUMNS,
        act="registry.import_households",
        once=("door",),
        conflicts=conflicts,
    )
)
