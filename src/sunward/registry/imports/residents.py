"""Residents by file: each row is a person with a household, and enters as both; or somebody whom the register has
behind no door yet, such as an officer whom the founding brought in, and gets one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sunward.kernel import clock
from sunward.kernel.refs import person_number
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.registry.imports import columns as read
from sunward.registry.imports import sql
from sunward.registry.imports.columns import Column
from sunward.registry.imports.kinds import Kind, register
from sunward.registry.imports.problems import Problem
from sunward.registry.imports.table import Row
from sunward.registry.models import Household, StagedFile
from sunward.registry.numbers import new_person_number
from sunward.registry.private import NATIONAL, id_fingerprint, id_mask
from sunward.registry.residence.doors import Figures, figures, or_another

STATUSES = {
    "registered": ("户籍", "户籍在本社区", "本地户籍", "在册"),
    "habitual": ("常住", "常住人口", "非户籍常住"),
    "mobile": ("流动", "流动人口", "暂住"),
}
PERSON_NUMBER = Text("p 加 11 位字母或数字", "p and eleven letters or digits")
NAME = Column("name", Text("姓名", "name"), read.text(80), required=True)
LATIN_NAME = Column("latin_name", Text("拼音", "latin name"), read.text(80), also=("外文姓名", "name in latin letters"))
ID_NUMBER = Column(
    "id_number", Text("证件号码", "identity number"), read.id_number, also=("身份证号", "身份证号码", "id number")
)
BORN_ON = Column("born_on", Text("出生日期", "date of birth"), read.day, also=("生日", "born"))
PHONE = Column("phone", Text("电话", "telephone"), read.text(30), also=("手机", "联系电话", "mobile"))
KNOWN_AS = Column("known_as", Text("人员编号", "person number"), read.matching(r"(person:)?p\w{11}", PERSON_NUMBER))
DOOR = Column("door", Text("门牌", "door"), read.text(40), required=True, also=("户", "房号", "住址", "household"))
COLUMNS = (
    NAME, LATIN_NAME, ID_NUMBER, BORN_ON, PHONE, KNOWN_AS, DOOR,
    Column("status", Text("居住身份", "residence status"), read.one_of(STATUSES), required=True, also=("身份",)),
    Column("from_day", Text("居住起始日", "resident since"), read.day, required=True, also=("入住日期", "since")),
    Column("member_since", Text("集体成员起始日", "member of the collective since"), read.day),
    Column("party_since", Text("入党日期", "party member since"), read.day),
)  # fmt: skip


def check(row: Row) -> Iterator[Problem]:
    """What is wrong with a row whose cells are right one by one."""
    today = clock.today().isoformat()
    for column in COLUMNS:
        if column.read is read.day and row.cells.get(column.name, "") > today:
            yield Problem(row.line, str(column.heading), _("has not come yet. Accepted: up to today."))
    born = row.cells.get("born_on", "")
    if born > row.cells["from_day"]:
        yield Problem(row.line, _heading("from_day"), _("is before the date of birth."))
    if born and _birth_in(row.cells.get("id_number", "")) not in {"", born}:
        yield Problem(row.line, _heading("born_on"), _("is another day than in the identity number."))


def derive(row: Row) -> dict[str, str]:
    """What is stored but was not typed: the person's new number or their own, and instead of the identity number its
    mask, its fingerprint and the birth date in it."""
    number, known = row.cells.get("id_number", ""), row.cells.get("known_as", "")
    fingerprint = id_fingerprint(number)
    whose = person_number(known) if known else new_person_number()
    made = {"id_number": "", "number": whose, "id_mask": id_mask(number)}
    if fingerprint:
        made["id_fingerprint"] = fingerprint
    if born := row.cells.get("born_on") or _birth_in(number):
        made["born_on"] = born
    return made


@dataclass(slots=True)
class People:
    """The people of one file, each by the line on which they stand first. Two rows are one person when they have the
    same person number or identity number; or, if one of the two has no identity number, the same name (however it was
    typed) and birth date, or where the birth date is not said the same door."""

    registered: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    anybody: dict[str, int] = field(default_factory=dict)
    without_number: dict[str, int] = field(default_factory=dict)

    def compare(self, line: int, cells: dict[str, str]) -> Iterator[Problem]:
        """Keep a row; tell when the person stands in the file already."""
        first = self.registered.setdefault(cells["number"], line) if "known_as" in cells else line
        if first != line:
            told = _("is the same person as line %(line)d: the same person number. Take one of the lines out.")
            yield Problem(line, _heading("known_as"), told % {"line": first})
        fingerprint = cells.get("id_fingerprint")
        known = f"{same_spelling(cells['name'])}\0{cells.get('born_on') or cells['door']}"
        if fingerprint:
            before = self.numbers.setdefault(fingerprint, line)
            if before != line:
                told = _("is the same person as line %(line)d: the same identity number. Take one of the lines out.")
                yield Problem(line, _heading("id_number"), told % {"line": before})
            alike = self.without_number.get(known)
        else:
            before = line
            alike = self.anybody.get(known)
            self.without_number.setdefault(known, line)
        self.anybody.setdefault(known, line)
        if alike and before == line:
            told = _("is the same person as line %(line)d: the same name and date of birth (or door, where none is "
                     "given). Take one of the lines out, or write the identity numbers of both.")  # fmt: skip
            yield Problem(line, _heading("name"), told % {"line": alike})


def conflicts(file: StagedFile) -> Iterable[Problem]:
    """Rows about people who are registered already, unless they say who it is and give them their first door."""
    yield from _of_one_number(file)
    yield from _of_one_name(file)
    yield from _of_somebody_known(file)
    yield from _doors_spelt_otherwise(file)


def _doors_spelt_otherwise(file: StagedFile) -> Iterator[Problem]:
    """Rows whose door the register, or an earlier row, has in another spelling: it would be there twice. The register
    is read only where the file has a door that is not in it."""
    there = "SELECT 1 FROM registry_household h JOIN registry_community c ON c.id = h.community_id"
    new = (
        f"SELECT r.line, {RESIDENTS.cell('door')} FROM registry_stagedrow r WHERE r.file_id = %s AND NOT EXISTS"  # noqa: S608 - constants
        f" ({there} WHERE c.code = %s AND h.door = {RESIDENTS.cell('door')}) ORDER BY r.line"
    )
    doors = list(sql.select(new, file.pk, file.community_code))
    rows = Household.objects.filter(community__code=file.community_code).values_list("door", flat=True)
    registered = _("is the same door as “%(door)s” of the register. Write it in the same way.")
    above = _("is the same door as “%(door)s” in line %(line)d. Write it in the same way.")
    known: dict[Figures, tuple[str, int]] = {figures(door): (door, 0) for door in rows} if doors else {}
    for line, door in doors:
        meant, earlier = known.setdefault(figures(door), (door, line)) if figures(door) else (door, line)
        if meant != door:
            told = (above if earlier else registered) % {"door": meant, "line": earlier}
            yield Problem(line, _heading("door"), or_another(told))


def _of_somebody_known(file: StagedFile) -> Iterator[Problem]:
    """Rows with a person number that nobody has, or whose person has another name, birth date or identity number, or
    has a door already. One query for the whole file."""
    cells = ", ".join(map(RESIDENTS.cell, ("name", "born_on", "id_fingerprint")))
    known = (
        f"SELECT r.line, r.person, p.id, {cells}, p.name, p.born_on, p.id_fingerprint,"  # noqa: S608 - constants
        " EXISTS (SELECT 1 FROM registry_residencespell s WHERE s.person_id = p.id)"
        " FROM registry_stagedrow r LEFT JOIN registry_person p ON p.number = r.person AND p.community_code = %s"
        f" WHERE r.file_id = %s AND {RESIDENTS.cell('known_as')} IS NOT NULL"
    )
    for line, number, row, *said in sql.select(known, file.community_code, file.pk):
        if row is None:
            yield Problem(line, _heading("known_as"), _("is not in the register."))
        else:
            typed, registered = said[:3], said[3:6]
            yield from _other_than_known(line, number, typed, registered)
            if said[6]:
                told = _("has lived behind a door already. Take the line out; the desk records where people move.")
                yield Problem(line, _heading("known_as"), told)


def _other_than_known(line: int, number: str, typed: Sequence[Any], known: Sequence[Any]) -> Iterator[Problem]:
    """Name, birth date and identity number of a row that are others than the register has: a file corrects nobody."""
    told = _("is another than the register has for person:%(number)s. The desk corrects what is wrong there.")
    same = (
        same_spelling(str(known[0])) == same_spelling(str(typed[0])),
        not known[1] or not typed[1] or str(known[1]) == typed[1],
        not known[2] or not typed[2] or known[2] == typed[2],
    )
    for column, agrees in zip(("name", "born_on", "id_number"), same, strict=True):
        if not agrees:
            yield Problem(line, _heading(column), told % {"number": number})


def _of_one_name(file: StagedFile) -> Iterator[Problem]:
    """Rows with the name and birth date of somebody registered in the community, unless both have identity numbers,
    which then differ. One query for the whole file, by the day; names are compared as they are typed by people."""
    number = RESIDENTS.cell("id_fingerprint")
    alike = (
        f"SELECT r.line, p.number, {RESIDENTS.cell('name')}, p.name"  # noqa: S608 - constants
        " FROM registry_stagedrow r JOIN registry_person p"
        f" ON p.born_on = {sql.as_day(RESIDENTS.cell('born_on'))}"
        " WHERE r.file_id = %s AND p.community_code = %s"
        f" AND {RESIDENTS.cell('born_on')} IS NOT NULL AND ({number} IS NULL OR p.id_fingerprint IS NULL)"
        " AND p.number <> r.person"
    )
    told = _("has the name and the date of birth of person:%(number)s. Accepted: the identity number, if both have "
             "one; or take the line out, and register at the desk whoever is another person.")  # fmt: skip
    for line, known, typed, name in sql.select(alike, file.pk, file.community_code):
        if same_spelling(typed) == same_spelling(name):
            yield Problem(line, _heading("name"), told % {"number": known})


def _of_one_number(file: StagedFile) -> Iterable[Problem]:
    known = (
        "SELECT r.line, p.number FROM registry_stagedrow r JOIN registry_person p"  # noqa: S608 - constants
        f" ON p.id_fingerprint = {RESIDENTS.cell('id_fingerprint')} AND p.number <> r.person WHERE r.file_id = %s"
    )
    for line, number in sql.select(known, file.pk):
        told = _("is registered already, as person:%(number)s. Take the line out.") % {"number": number}
        yield Problem(line, _heading("id_number"), told)


def _heading(column: str) -> str:
    return RESIDENTS.heading(column)


def _birth_in(number: str) -> str:
    """The birth date in an 18-digit identity number (GB 11643-1999, digits 7 to 14); empty if there is none."""
    if not NATIONAL.match(number):
        return ""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14])).isoformat()
    except ValueError:
        return ""


RESIDENTS = register(
    Kind(
        key="residents",
        title=Text("居民", "residents"),
        columns=COLUMNS,
        act="registry.import_residents",
        check=check,
        derived=("number", "id_mask", "id_fingerprint"),
        derive=derive,
        comparing=lambda: People().compare,
        conflicts=conflicts,
    )
)
