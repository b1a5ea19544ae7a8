"""What a slip of paper is about: the petition, the hearing, the posting. Nothing that its reader may not know."""

from collections.abc import Callable, Mapping
from typing import Any

from sunward.ballots import queries as ballots
from sunward.decisions import queries as decisions
from sunward.disclosure import queries as disclosure
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.ports import Entry
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings


def subject_said(entry: Entry, reader: Viewer) -> tuple[Any, Ref] | None:
    """The title of what an entry made, or else is about, and its reference; None for a person, a door, the community,
    and for what this reader may not know."""
    for ref in (entry.result, entry.subject):
        if ref and ref.type in TITLES and (title := TITLES[ref.type](ref.id, reader)):
            return title, ref
    return None


def _petition(number: str, reader: Viewer) -> Any:
    found = ballots.petition(number, reader.community, clock.today())
    return found.title if found else ""


def _vote(number: str, _reader: Viewer) -> Any:
    found = ballots.ballot_of(number)
    return found.question if found else ""


def _meeting(number: str, _reader: Viewer) -> Any:
    found = meetings.meeting_page(number)
    return found.card.title if found else ""


def _item(number: str, _reader: Viewer) -> Any:
    found = meetings.item_named(number)
    return found.title if found else ""


def _publication(number: str, reader: Viewer) -> Any:
    found = disclosure.publication(number, reader, clock.today())
    return found.card.title if found else ""


def _objection(number: str, reader: Viewer) -> Any:
    found = disclosure.objection(number, reader, clock.today())
    return found.publication_title if found else ""


def _matter(number: str, _reader: Viewer) -> Any:
    found = decisions.matter_page(number, clock.today())
    return found.card.title if found else ""


def _contest(number: str, _reader: Viewer) -> Any:
    return elections.post_of(number)


TITLES: Mapping[str, Callable[[str, Viewer], Any]] = {
    "petition": _petition,
    "vote": _vote,
    "meeting": _meeting,
    "item": _item,
    "publication": _publication,
    "objection": _objection,
    "matter": _matter,
    "contest": _contest,
}
