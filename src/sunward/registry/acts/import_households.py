"""A file of households comes in."""

from sunward.kernel.acts import register
from sunward.kernel.text import Text
from sunward.registry.imports.act import ImportRows
from sunward.registry.imports.households import HOUSEHOLDS
from sunward.registry.imports.sql import move
from sunward.registry.models import StagedFile

cell = HOUSEHOLDS.cell
MOVE = f"""
INSERT INTO registry_household (number, community_id, door, grid_id)
SELECT %s || {cell("door")}, CAST(%s AS bigint), {cell("door")}, g.id FROM registry_stagedrow r
LEFT JOIN registry_area g ON g.code = {cell("grid")} WHERE r.file_id = %s ORDER BY r.line
"""  # noqa: S608 - constants


@register
class ImportHouseholds(ImportRows):
    name = "registry.import_households"
    title = Text("导入户", "import households")
    import_kind = HOUSEHOLDS.key

    def move(self, file: StagedFile) -> int:
        return move(MOVE, f"{self.subject.code}-", self.subject.pk, file.pk)
