"""Officers by file: each row is somebody in a post, from a day on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from sunward.kernel.acts import Unknown
from sunward.kernel.refs import new_id, person_number
from sunward.kernel.text import Text
from sunward.registry import rules
from sunward.registry.founding.writing import day_after
from sunward.registry.imports import columns as read
from sunward.registry.imports.columns import Column
from sunward.registry.imports.kinds import Kind, register
from sunward.registry.imports.problems import Problem
from sunward.registry.imports.residents import BORN_ON, ID_NUMBER, KNOWN_AS, LATIN_NAME, NAME, PHONE, RESIDENTS, derive
from sunward.registry.imports.table import Row
from sunward.registry.models import Appointment, Person, Post, StagedFile
from sunward.registry.offices.seats import Seats, meet
from sunward.registry.queries.posts import find_post

POST_NAME = Text("组织.岗位，例如 service_centre.clerk", "body.post, such as service_centre.clerk")
COLUMNS = (
    NAME, LATIN_NAME, ID_NUMBER, BORN_ON, PHONE,
    KNOWN_AS,
    Column("post", Text("岗位", "post"), read.matching(r"\w+\.\w+", POST_NAME), required=True),
    Column("from_day", Text("任职起始日", "in post since"), read.day, required=True, also=("from", "since", "起始日")),
    Column("until_day", Text("任期最后一天", "last day of the term"), read.day, also=("until", "截止日")),
    Column("elected_by", Text("选举或任命机构", "elected or appointed by"), read.text(60)),
)  # fmt: skip


def check(row: Row) -> Iterator[Problem]:
    if row.cells.get("until_day", "9999") < row.cells["from_day"]:
        yield Problem(row.line, POSTS.heading("until_day"), _("is before the first day."))


@dataclass(slots=True)
class Officers:
    """The rows of a file as appointments about to be made; what is impossible is told."""

    community: str
    entry: str = ""
    posts: dict[str, Seats | None] = field(default_factory=dict)
    new: dict[str, Person] = field(default_factory=dict)  # by fingerprint: who stands in several rows enters once
    made: list[Appointment] = field(default_factory=list)

    def read(self, line: int, cells: dict[str, str]) -> Appointment | Problem:
        """One row. A person not yet registered comes unsaved."""
        seats = self._seats(cells["post"])
        if seats is None:
            return Problem(line, POSTS.heading("post"), _("“%(post)s” is no post of this community.") % cells)
        person = self._person(cells)
        if person is None:
            return Problem(line, POSTS.heading("known_as"), _("is not in the register."))
        return self._appointment(line, cells, seats, person)

    def _seats(self, name: str) -> Seats | None:
        if name not in self.posts:
            try:
                self.posts[name] = Seats.of(find_post(name, self.community))
            except Unknown:
                self.posts[name] = None
        return self.posts[name]

    def _person(self, cells: dict[str, str]) -> Person | None:
        """By number, by identity number, or somebody new; None for a number that nobody has."""
        if known := cells.get("known_as"):
            return Person.objects.filter(number=person_number(known)).first()
        fingerprint = cells.get("id_fingerprint")
        found = Person.objects.filter(id_fingerprint=fingerprint).first() if fingerprint else None
        if found or not fingerprint:
            return found or self._new_person(cells)
        return self.new.setdefault(fingerprint, self._new_person(cells))

    def _new_person(self, cells: dict[str, str]) -> Person:
        return Person(
            number=cells["number"], community_code=self.community, name=cells["name"], entry=self.entry,
            latin_name=cells.get("latin_name", ""), phone=cells.get("phone", ""), id_mask=cells["id_mask"],
            id_fingerprint=cells.get("id_fingerprint"), born_on=_day(cells.get("born_on")),
        )  # fmt: skip

    def _appointment(self, line: int, cells: dict[str, str], seats: Seats, person: Person) -> Appointment | Problem:
        first = date.fromisoformat(cells["from_day"])
        until = _day(cells.get("until_day")) or _end_of_term(seats.post, first)
        left = day_after(until)
        free = seats.free(first, left)
        if not free:
            told = _("All %(seats)d seats are taken in that time.") % {"seats": seats.post.seats}
            return Problem(line, POSTS.heading("post"), told)
        if self._holds(person, seats, first, left):
            return Problem(line, POSTS.heading("post"), _("Holds this post already in that time."))
        made = Appointment(
            number=new_id(12), community_code=self.community, post=seats.post, seat=free[0], person=person,
            from_day=first, until_day=until, left_on=left, elected_by=cells.get("elected_by", ""),
            entry=self.entry,
        )  # fmt: skip
        if left is None or left > first:  # a term that ends before it begins takes nobody's seat
            seats.taken.append(made)
            self.made.append(made)
        return made

    def _holds(self, person: Person, seats: Seats, first: date, left: date | None) -> bool:
        """Whether the person holds the post already, by the register or by a row before."""
        if person.pk:
            return seats.holds(person.pk, first, left)
        mine = (made for made in self.made if made.person is person and made.post == seats.post)
        return any(meet(made, first, left) for made in mine)


def conflicts(file: StagedFile) -> Iterable[Problem]:
    """Posts that do not exist, people who are not there, seats that are taken: in the file or before it."""
    officers = Officers(file.community_code)
    for line, cells in POSTS.rows(file):
        found = officers.read(line, cells)
        if isinstance(found, Problem):
            yield found


def _end_of_term(post: Post, first: date) -> date | None:
    return rules.birthday(first, post.term_years) - timedelta(days=1) if post.term_years else None


def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


POSTS = register(
    Kind(
        key="posts",
        title=Text("任职", "posts"),
        columns=COLUMNS,
        act="registry.import_posts",
        check=check,
        derived=RESIDENTS.derived,
        derive=derive,
        conflicts=conflicts,
    )
)
