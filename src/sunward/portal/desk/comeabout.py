"""What somebody who stands at the desk may have come about."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sunward.ballots import queries as ballots
from sunward.decisions import queries as decisions
from sunward.disclosure import queries as disclosure
from sunward.elections import queries as elections
from sunward.kernel import clock
from sunward.kernel.refs import Ref, person_number
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.portal.words.said import act_title
from sunward.record import queries as record
from sunward.registry import queries as registry

MOST = 20
FEW = 3  # of what is everybody's: each act on each of them is asked whether it is open to this person


def their_own(code: str, person: str) -> Iterator[tuple[Ref, Any]]:
    """Themselves, what hangs on the board, what was entered for them before."""
    yield Ref("person", person_number(person)), ""
    yield Ref("community", code), ""
    for posting in disclosure.hanging(code, clock.today(), MOST):
        yield Ref("publication", posting.number), posting.title
    yield from _corrected(code, person)
    if gone := registry.departed(person, code):
        yield Ref("entry", gone.entry), act_title("registry.record_departure")
    for act, over in registry.entered_about(person, code, ends_ever=True):
        yield Ref("entry", over), act_title(act)
    for asked in ballots.asks_me(person, code):
        yield Ref("vote", asked.vote), asked.question
    heard = (meetings.throws_to_confirm(person, code), meetings.listed_to_speak(person, code, clock.today()))
    for number, name, _when in chain(*heard):
        yield Ref("meeting", number), Text.of(name)
    for number, title in disclosure.objections_by(person, code, MOST):
        yield Ref("objection", number), title
    for entry in record.entered_for(person, code, MOST):
        yield Ref("entry", entry.ref), act_title(entry.act)


def _corrected(code: str, person: str) -> Iterator[tuple[Ref, Any]]:
    """The rolls on which their place was struck or added, as they were posted: they can object still."""
    for one in ballots.corrected_of(person, code, clock.today()):
        if posted := disclosure.posting_of(one.roll, clock.today()):
            yield Ref("publication", posted.number), posted.title


def open_to_all(code: str, person: str) -> Iterator[tuple[Ref, Any]]:
    """Petitions, votes, meetings with their items, elections: what is under way, whether or not it concerns them."""
    today = clock.today()
    for card in ballots.open_petitions(code, today, FEW):
        yield Ref("petition", card.number), Text.of(card.title)
    yield from decisions.stranded_petitions(code, today, FEW)
    for vote in ballots.newest_unfinished(code, FEW):
        yield vote.ref, vote.question
    for subject, title in meetings.open_agenda(code, today, FEW):
        yield subject, Text.of(title)
    yield from elections.to_come(code, person, today, FEW)
