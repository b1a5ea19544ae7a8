"""A file of residents comes in: people, the households they live in, their stays, their memberships. Whom the register
knew by number gets what it did not have of them; what it has stays."""

from sunward.kernel.acts import register
from sunward.kernel.text import Text
from sunward.registry.imports.act import ImportRows
from sunward.registry.imports.residents import RESIDENTS
from sunward.registry.imports.sql import as_day, move
from sunward.registry.models import StagedFile

cell = RESIDENTS.cell
MEMBERSHIPS = (("collective", "member_since"), ("party", "party_since"))
PERSON = ("name", "latin_name", "phone", "id_mask")
# Columns that are filled in where the register has nothing: what the file says, and what nothing looks like there.
FILLED_IN = {
    "latin_name": (cell("latin_name"), "''"),
    "phone": (cell("phone"), "''"),
    "id_mask": (cell("id_mask"), "''"),
    "id_fingerprint": (cell("id_fingerprint"), "NULL"),
    "born_on": (as_day(cell("born_on")), "NULL"),
}


@register
class ImportResidents(ImportRows):
    name = "registry.import_residents"
    title = Text("导入居民", "import residents")
    import_kind = RESIDENTS.key

    def move(self, file: StagedFile) -> int:
        move(HOUSEHOLDS, f"{self.subject.code}-", self.subject.pk, file.pk, self.subject.pk)
        people = move(_people(), self.subject.code, self.call.ref, file.pk)
        if "known_as" in file.filled:
            people += move(_known(), *[file.pk] * len(FILLED_IN), file.pk)
        stays = move(_stays(), self.call.ref, self.subject.pk, file.pk)
        for kind, column in MEMBERSHIPS:
            if column in file.filled:
                move(_members(column), self.subject.pk, kind, self.call.ref, file.pk, self.subject.pk, kind)
        return min(people, stays)


HOUSEHOLDS = f"""
INSERT INTO registry_household (number, community_id, door)
SELECT DISTINCT %s || {cell("door")}, CAST(%s AS bigint), {cell("door")} FROM registry_stagedrow r
WHERE r.file_id = %s AND NOT EXISTS (
    SELECT 1 FROM registry_household h WHERE h.community_id = %s AND h.door = {cell("door")})
ON CONFLICT DO NOTHING
"""  # noqa: S608 - constants


def _people() -> str:
    texts = ", ".join(f"COALESCE({cell(name)}, '')" for name in PERSON)
    return f"""
INSERT INTO registry_person (number, community_code, entry, {", ".join(PERSON)}, born_on, id_fingerprint)
SELECT r.person, %s, %s, {texts}, {as_day(cell("born_on"))}, {cell("id_fingerprint")}
FROM registry_stagedrow r WHERE r.file_id = %s AND {cell("known_as")} IS NULL ORDER BY r.person
"""  # noqa: S608 - constants


def _known() -> str:
    said = ", ".join(
        f"{column} = COALESCE(NULLIF({column}, {none}), (SELECT {value} FROM registry_stagedrow r"  # noqa: S608 - constants
        f" WHERE r.file_id = %s AND r.person = registry_person.number), {none})"
        for column, (value, none) in FILLED_IN.items()
    )
    return f"""
UPDATE registry_person SET {said} WHERE number IN
(SELECT r.person FROM registry_stagedrow r WHERE r.file_id = %s AND {cell("known_as")} IS NOT NULL)
"""  # noqa: S608 - constants


def _stays() -> str:
    return f"""
INSERT INTO registry_residencespell (person_id, household_id, status, from_day, entry)
SELECT p.id, h.id, {cell("status")}, {as_day(cell("from_day"))}, %s
FROM registry_stagedrow r JOIN registry_person p ON p.number = r.person
JOIN registry_household h ON h.community_id = %s AND h.door = {cell("door")} WHERE r.file_id = %s ORDER BY r.person
"""  # noqa: S608 - constants


def _members(column: str) -> str:
    return f"""
INSERT INTO registry_membership (person_id, community_id, kind, from_day, entry)
SELECT p.id, %s, %s, {as_day(cell(column))}, %s
FROM registry_stagedrow r JOIN registry_person p ON p.number = r.person
WHERE r.file_id = %s AND {cell(column)} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM registry_membership m
    WHERE m.community_id = %s AND m.kind = %s AND m.person_id = p.id AND m.left_on IS NULL)
"""  # noqa: S608 - constants
