"""The posting of a consent to somebody's vote, and what the objections to it make of the consent.

Only the posting that followed from the consent opens it to objections, and only those made in its time take it: whoever
posts could else open it anew at any time, and whoever answers take anybody's vote with a friend's objection.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sunward.disclosure.catalogue import until
from sunward.disclosure.concerning import PUT_RIGHT, consented
from sunward.disclosure.events import ConsentDoubted
from sunward.disclosure.models import Objection, Publication
from sunward.disclosure.rules import UPHELD, found_right, heard_until
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry import queries as registry

TOO_LATE = Text(
    "注意：异议在公示期（{day}）以后才提出：同意不因此撤回。",
    "Alert: it was raised after the time to object ({day}): the consent is not withdrawn by it.",
)


def in_time(objection: Objection) -> bool:
    """Whether it can still take a consent."""
    return objection.received_on <= heard_until(objection.publication)


def doubts(objection: Objection, on: date) -> Iterator[ConsentDoubted]:
    """What is announced whenever something has become of an objection to a consent; nothing for any other."""
    publication = objection.publication
    if not (person := consented(publication)):
        return
    heard = [one for one in publication.objections.order_by("pk") if one.received_on <= heard_until(publication)]
    upheld = [one.number for one in heard if takes(one, on)]
    number = objection.number if not upheld or objection.number in upheld else upheld[0]
    yield ConsentDoubted(person, publication.subject_id, number, bool(upheld), _counts_from(publication, heard))


def takes(objection: Objection, on: date) -> bool:
    """Whether an objection to a consent is found right, and not only in what is written wrongly."""
    return found_right(objection, on) is not None and objection.way != PUT_RIGHT


def _counts_from(publication: Publication, heard: list[Objection]) -> date:
    """The day after the time to object; where somebody objected in it, the day of the answer, and not later than the
    day after the last on which it is owed: silence holds nobody's vote up."""
    days = [registry.working_day_from(publication.must_stay_until) + timedelta(days=1)]
    for one in heard:
        owed_no_more = one.due_on + timedelta(days=1)
        answered = [day for day in (one.answered_on, one.ruled_on, one.void_on) if day]
        days.append(min([owed_no_more, *answered]))
    return max(days)


def taken_until(row: Objection, said: date | None = None) -> date | None:
    """Until when whose consent it was can ask the street to rule on an answer that took it; None where none did."""
    if row.answered_on is None or row.ruled_on or row.outcome not in UPHELD or not takes(row, row.answered_on):
        return None
    if not in_time(row) or not consented(row.publication):
        return None
    first = max(day for day in (row.answered_on, row.appeal_from, said) if day)
    return until(row.community_code, "appeal_window", first, row.opened_on)


def marks_of_late(objection: Objection, on: date) -> list[Finding]:
    """The mark of an answer that finds right what was said too late to change anything."""
    if not takes(objection, on) or in_time(objection) or not consented(objection.publication):
        return []
    last = heard_until(objection.publication)
    return [Finding("consent_objected_late", False, TOO_LATE.fill(day=last), required=f"<= {last}",
                    actual=str(objection.received_on))]  # fmt: skip
