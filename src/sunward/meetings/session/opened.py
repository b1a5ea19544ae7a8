"""By which rule books an item is decided: those that its matter keeps from the day on which it was opened."""

from sunward.charter.ports import OpenedAs, opened_as
from sunward.kernel.refs import Ref
from sunward.meetings.models import AgendaItem


def kind_of(about: Ref | None) -> str:
    """The kind of the matter that an item is about; empty of anything else."""
    return opened_as(about).kind


def books_of(item: AgendaItem) -> tuple[str, ...]:
    """The rule books by which an item is decided where they are not those of the meeting's call. Items of older
    releases did not keep them: of these the matter is asked."""
    kept = item.charter_versions
    return tuple(kept) if kept is not None else opened_as(item.about).versions


def item_opened_as(number: str) -> OpenedAs:
    """The same of what is voted on: asked below, where people are asked back by its rules."""
    item = AgendaItem.every.filter(number=number).first()
    return OpenedAs(item.matter_kind, books_of(item)) if item else OpenedAs()
