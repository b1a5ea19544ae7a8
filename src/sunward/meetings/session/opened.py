"""What a matter keeps from the day on which it was opened, for the sessions that decide on it. Asked of the acts on
matters: that context lies above this one."""

from dataclasses import dataclass

from sunward.kernel.acts import Unknown, acts_on
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem


@dataclass(frozen=True, slots=True)
class OpenedAs:
    """Its kind, and the rule books that decide it."""

    kind: str = ""
    versions: tuple[str, ...] = ()


def opened_as(about: Ref | None) -> OpenedAs:
    """Nothing of what is no matter."""
    if about is None or about.type != "matter":
        return OpenedAs()
    try:
        row = acts_on(about.type)[0].find(about)
    except (Unknown, IndexError):
        return OpenedAs()
    return OpenedAs(str(getattr(row, "kind", "")), tuple(getattr(row, "charter_versions", ())))


def kind_of(about: Ref | None) -> str:
    """The kind of the matter that an item is about; empty of anything else."""
    return opened_as(about).kind


def books_of(item: AgendaItem) -> tuple[str, ...]:
    """The rule books by which an item is decided where they are not those of the meeting's call. Items of older
    releases did not keep them: of these the matter is asked."""
    kept = item.charter_versions
    return tuple(kept) if kept is not None else opened_as(item.about).versions
