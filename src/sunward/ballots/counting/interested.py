"""Who had a hand in a vote, and is named by what it decides, has declared a relative or an interest that it names, or
has stepped aside from it.

A mark and no bar: two people may share a name, and whoever words an item could name every officer in it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from sunward.ballots.models import RollCall, Vote
from sunward.kernel.findings import Finding
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

# Whom of some people (`person:<number>`) a subject touches so, on a day.
TOUCHED: PortByKind[Callable[[Ref, frozenset[str], date], frozenset[str]]] = PortByKind()
HAD_A_HAND = Text(
    "注意：办理这次表决的人里，有 {number} 人被这件事点名，或者申报过与它有关的亲属、利益，"
    "或者在这件事上已经回避、被登记为回避。",
    "Alert: of those who had a hand in this vote so many are named by what it decides, have declared a relative or an "
    "interest that it names, or have stepped aside or been put aside from it: {number}.",
)


def said_of_interested(touched: Iterable[str]) -> Iterator[Finding]:
    """How many, not who."""
    if number := len(frozenset(touched)):
        yield Finding("interested_officer", False, HAD_A_HAND.fill(number=number), actual=str(number))


def marks_of_interested(vote: Vote, people: Iterable[str], on: date) -> Iterator[Finding]:
    """Of those who do something with it now."""
    told = TOUCHED.of(vote.about_type)
    yield from said_of_interested(told(vote.about, frozenset(people), on) if told else ())


def marks_of_hands(vote: Vote, by: str, on: date) -> Iterator[Finding]:
    """Of everybody who had one, with whoever certifies."""
    yield from marks_of_interested(vote, {*_who_had_a_hand(vote), by} if TOUCHED.of(vote.about_type) else (), on)


def _who_had_a_hand(vote: Vote) -> frozenset[str]:
    """Who put the question, closed it, counted, said the same of a count, and asked people back."""
    three = ("counted_by", "counted_with", "confirmed_by")
    counted = [*vote.counts.values_list(*three), *RollCall.objects.filter(vote=vote).values_list(*three)]
    asked = vote.sample.exclude(answer="").values_list("asked_by", flat=True)
    found = {vote.opened_by, vote.closed_by, *asked, *(person for row in counted for person in row)}
    return frozenset(person for person in found if person)
