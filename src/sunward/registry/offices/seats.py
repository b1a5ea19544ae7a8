"""Seats of a post, and the days on which each is taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sunward.registry.founding.writing import day_after
from sunward.registry.models import Appointment, Person, Post
from sunward.registry.models.people import DIED


class Taken(Protocol):
    """A span in which somebody sits in a seat: an appointment, or one about to be made."""

    seat: int
    person_id: int
    from_day: date
    left_on: date | None


def meet(spell: Taken, first: date, left: date | None) -> bool:
    """Whether a spell shares a day with `first` (included) to `left` (not included, open if None)."""
    return (spell.left_on is None or spell.left_on > first) and (left is None or spell.from_day < left)


@dataclass(slots=True)
class Seats:
    """The seats of one post. `taken` may hold more than the database does: a file's rows before they are written."""

    post: Post
    taken: list[Taken] = field(default_factory=list)

    @classmethod
    def of(cls, post: Post) -> "Seats":
        return cls(post, list(Appointment.objects.filter(post=post)))

    def during(self, first: date, left: date | None) -> Iterable[Taken]:
        return (spell for spell in self.taken if meet(spell, first, left))

    def free(self, first: date, left: date | None) -> list[int]:
        """The seats that nobody has in that time, the lowest first."""
        busy = {spell.seat for spell in self.during(first, left)}
        return [seat for seat in range(1, self.post.seats + 1) if seat not in busy]

    def holds(self, person: int, first: date, left: date | None) -> bool:
        """Whether somebody holds the post already on some of those days."""
        return any(spell.person_id == person for spell in self.during(first, left))


def back_in_office(person: Person, left_on: date) -> None:
    """Somebody whom a wrong entry had die holds again what ended by it, where nobody has the seat since."""
    for row in Appointment.objects.filter(person=person, ended_reason=DIED, left_on=left_on).select_related("post"):
        until = day_after(row.until_day)
        if row.seat in Seats.of(row.post).free(left_on, until):
            row.left_on, row.ended_reason = until, ""
            row.save(update_fields=["left_on", "ended_reason"])
