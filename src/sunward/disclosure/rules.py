"""How a posting and an objection stand on a day: pure functions on plain facts.

Counting follows Civil Code (民法典) article 201: the day on which a period begins is not counted. How long something
hangs is counted in calendar days; the time to object to it ends on no day off (article 203).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Protocol

from sunward.charter.engine import Duration
from sunward.charter.engine.powers import REACHES
from sunward.charter.queries import day_after, working_day_from

# How long after its day a picture of a board still proves something, and a posting still counts from the day it names;
# no law here speaks of it. As long as an evening or a poll on paper can be entered: weeks later one person alone could
# say of any picture, or of any sheet, that it was there then.
SHOWN_WITHIN = timedelta(days=3)
NO_TIME = Duration(0)
UPHELD = frozenset({"upheld", "partly"})  # both ask for a correction and a new posting


class PostingFacts(Protocol):
    """What is known of a posting; the model has it."""

    posted_on: date
    recorded_on: date
    asked_days: int | None
    must_stay_until: date
    due_by: date | None
    taken_down_on: date | None
    photograph_by: date | None
    photograph_again_from: date | None


class PhotographFacts(Protocol):
    """What is known of a photograph; the model has it."""

    photographed_on: date
    recorded_on: date
    hangs: bool | None
    sheets: int | None


class ObjectionFacts(Protocol):
    """What is known of an objection; the model has it."""

    received_on: date
    due_on: date
    answered_on: date | None
    outcome: str
    appealed_on: date | None
    ruling_due_on: date | None
    ruled_on: date | None
    ruling_outcome: str
    void_on: date | None


@dataclass(frozen=True, slots=True)
class ObjectionState:
    """Where an objection stands. `silent_days` counts calendar days past the day of the owed answer or ruling; by how
    many the one or the other came late stays for ever."""

    open: bool
    waits_for: str  # "answer", "ruling" or ""
    outcome: str  # the last word so far: a ruling outranks the answer
    answer_late_by: int
    ruling_late_by: int
    silent_days: int

    @property
    def upheld(self) -> bool:
        return self.outcome in UPHELD


@dataclass(frozen=True, slots=True)
class PostingState:
    """Where a posting stands; all figures are calendar days.

    `up_from` is the day from which the period counts, `must_stay_until` its last day as it was posted, `asked_until`
    the last that the catalogue asks for. `short_by` and `late_by` stay for ever, `short_from_the_start` is the part of
    the first that was never promised; `entered_late_by` is how long after the claimed day the posting was entered, and
    `said` whether that was too long for the claimed day to count.
    """

    up_from: date
    must_stay_until: date
    asked_until: date
    heard_until: date
    hanging: bool
    over: bool
    finished: bool
    short_by: int
    short_from_the_start: int
    late_by: int
    entered_late_by: int
    said: bool
    open_objections: int = 0
    upheld_objections: int = 0
    open_appeals: int = 0  # of the open ones those that wait for a ruling
    board: "BoardProof | None" = None

    @property
    def seen(self) -> bool:
        """Whether it was seen on the board, where it had to hang on one: that closes the step."""
        return self.board is None or self.board.first is not None

    @property
    def shown_throughout(self) -> bool:
        """Whether it is known to have been there for its whole time: on a board only as far as photographs prove it."""
        board = self.board
        return self.finished and (board is None or (board.days >= board.of and not board.absent_on))

    @property
    def word(self) -> str:
        """For lists that machines read: hanging, short, whole_time, in_part (of it is proved), or not_proved."""
        if self.short_by or not self.finished:
            return "short" if self.short_by else "hanging"
        if self.shown_throughout:
            return "whole_time"
        return "in_part" if self.board and self.board.first else "not_proved"

    @property
    def clears(self) -> bool:
        """Whether what waits for this posting may go on: hung its whole time, seen on the board, nothing open,
        nothing upheld."""
        return self.finished and self.seen and not self.open_objections and not self.upheld_objections


@dataclass(frozen=True, slots=True)
class BoardProof:
    """What photographs show of a posting that must hang on a noticeboard.

    It is proved from the `first` to the `last` photograph within its time and no day longer; `days` counts calendar
    days between them, `of` those it had to hang. `missing_by` and `stale_by` are days past the day on which the
    first, or the second, photograph was due; `first_late_by` stays for ever, and so does `absent_on`: the days on
    which, by a photograph of the board, it was not there, or only some of its sheets were (`partly_on`). That proves
    nothing, and takes nothing from what others saw.
    """

    first: date | None
    last: date | None
    days: int
    of: int
    photograph_by: date
    again_from: date
    missing_by: int
    stale_by: int
    first_late_by: int
    absent_on: tuple[date, ...]
    partly_on: tuple[date, ...]
    only_said: int  # pictures said to be of its time, and entered too long after their day
    gone_by: int  # days since it was last said not to be there, while it should hang and nobody has seen it since

    @property
    def proved(self) -> bool:
        """Seen at the beginning and again in the last part of its time."""
        return self.last is not None and self.last >= self.again_from


def board_proof(posting: PostingFacts, photographs: Iterable[PhotographFacts], on: date) -> BoardProof | None:
    """What is proved by the end of the day `on`; None for a posting that need not hang on a board.

    Photographs entered later, taken after the posting came down or after its time, prove nothing here; those entered
    too long after their day are only said to be of it.
    """
    if posting.photograph_by is None or posting.photograph_again_from is None:
        return None
    up_from, until = up_since(posting.posted_on, posting.recorded_on), posting.must_stay_until
    until_asked = asked_until(posting)
    end = min(until, posting.taken_down_on) if posting.taken_down_on else until
    known = [one for one in photographs if one.recorded_on <= on and posting.posted_on <= one.photographed_on <= end]
    seen = [one for one in known if not entered_too_late(one)]
    days = sorted(one.photographed_on for one in seen if one.hangs is not False)
    absent = sorted({one.photographed_on for one in seen if one.hangs is False})
    first, last = (days[0], days[-1]) if days else (None, None)
    gone = bool(absent) and (last is None or last < absent[-1]) and on <= until and posting.taken_down_on is None
    stale = last is not None and last < posting.photograph_again_from and posting.taken_down_on is None
    return BoardProof(
        first=first,
        last=last,
        days=(last - max(first, up_from)).days if first and last and last > up_from else 0,
        of=(until_asked - up_from).days,
        photograph_by=posting.photograph_by,
        again_from=posting.photograph_again_from,
        missing_by=_past(posting.photograph_by, on) if first is None else 0,
        stale_by=_past(until, on) if stale else 0,
        first_late_by=_past(posting.photograph_by, first),
        absent_on=tuple(absent),
        partly_on=tuple(sorted({one.photographed_on for one in seen if one.hangs is False and one.sheets})),
        gone_by=_past(absent[-1], on) if gone else 0,
        only_said=len(known) - len(seen),
    )


def entered_too_late(photograph: PhotographFacts) -> bool:
    """Whether it came in so long after the day it is said to be of that it proves nothing."""
    return photograph.recorded_on - photograph.photographed_on > SHOWN_WITHIN


def wide_enough(audience: str, asked: str) -> bool:
    """Whether a posting for these readers reaches all whom the catalogue asks for."""
    return asked == audience or asked in REACHES.get(audience, frozenset())


def wide_for(asked: str) -> frozenset[str]:
    """The audiences that reach all whom the catalogue asks for."""
    return frozenset({asked}) | {wider for wider, reached in REACHES.items() if asked in reached}


def objection_state(objection: ObjectionFacts, on: date) -> ObjectionState:
    """Where an objection stands at the end of the day `on`, from what had happened by then."""
    answered = _by(objection.answered_on, on)
    ruled = _by(objection.ruled_on, on)
    appealed = _by(objection.appealed_on, on) and not ruled
    outcome = objection.ruling_outcome if ruled else objection.outcome if answered else ""
    void = _by(objection.void_on, on)  # of one that was nobody's wish nobody owes an answer
    waits_for = "" if void else "ruling" if appealed else "" if answered or ruled else "answer"
    owed = objection.ruling_due_on if appealed else objection.due_on
    return ObjectionState(
        open=bool(waits_for),
        waits_for=waits_for,
        outcome=outcome,
        answer_late_by=_past(objection.due_on, objection.answered_on) if answered else 0,
        ruling_late_by=_past(objection.ruling_due_on, objection.ruled_on) if ruled else 0,
        silent_days=_past(owed, on) if waits_for else 0,
    )


def found_right(objection: ObjectionFacts, on: date) -> date | None:
    """The day of the word by which an objection is upheld at the end of the day `on`; None while none upholds it."""
    if not objection_state(objection, on).upheld:
        return None
    return objection.ruled_on if _by(objection.ruled_on, on) else objection.answered_on


def photographs_due(up_from: date, until: date, first_by: date, share: Fraction) -> tuple[date, date]:
    """By when a posting is photographed first, and from when on once more: after this share of its time, rounded up
    to whole days. A period shorter than the first deadline ends both."""
    again = up_from + timedelta(days=ceil((until - up_from).days * share))
    return min(first_by, until), min(again, until)


def counts_from(posted_on: date, recorded_on: date) -> date:
    """The day by which it is judged whether something was posted in time: the one that is named, where the entry came
    soon after it; later one person alone could say of any sheet that it hung, and it is the day of the entry."""
    return posted_on if recorded_on - posted_on <= SHOWN_WITHIN else recorded_on


def up_since(posted_on: date, recorded_on: date) -> date:
    """The day from which the time of a posting runs: that of its entry when that came later than the claimed day, for
    nobody's time to object runs in secret."""
    return max(posted_on, recorded_on)


def period(posted_on: date, recorded_on: date, days: int) -> tuple[date, date]:
    """From which day and to which last day a posting must hang for `days` calendar days."""
    up_from = up_since(posted_on, recorded_on)
    return up_from, up_from + timedelta(days=days)


def posting_state(
    posting: PostingFacts,
    on: date,
    objections: Iterable[ObjectionFacts] = (),
    photographs: Iterable[PhotographFacts] = (),
    least: Duration = NO_TIME,
) -> PostingState:
    """Where a posting stands at the end of the day `on`.

    Objections received after the period are answered like all others, but hold nothing up; an upheld one always
    does, until a corrected posting takes this one's place. `least` is for how long what waits for it waits: somebody
    who objects within that time is heard, however short it was to hang.
    """
    up_from, until = up_since(posting.posted_on, posting.recorded_on), posting.must_stay_until
    down = posting.taken_down_on if _by(posting.taken_down_on, on) else None
    until_asked = asked_until(posting)
    end = min(until, max(down, up_from)) if down else until
    short_by = (until_asked - end).days
    heard = heard_until(posting, least)
    states = [(item, objection_state(item, on)) for item in objections if item.received_on <= on]
    return PostingState(
        up_from=up_from,
        must_stay_until=until,
        asked_until=until_asked,
        heard_until=heard,
        hanging=up_from <= on and down is None,
        over=on > until,
        finished=on > until and short_by == 0,
        short_by=short_by,
        short_from_the_start=(until_asked - until).days,
        late_by=_past(posting.due_by, counts_from(posting.posted_on, posting.recorded_on)),
        entered_late_by=(posting.recorded_on - posting.posted_on).days,
        said=counts_from(posting.posted_on, posting.recorded_on) != posting.posted_on,
        open_objections=sum(state.open and item.received_on <= heard for item, state in states),
        upheld_objections=sum(state.upheld for _item, state in states),
        open_appeals=sum(state.waits_for == "ruling" and item.received_on <= heard for item, state in states),
        board=board_proof(posting, photographs, on),
    )


def asked_until(posting: PostingFacts) -> date:
    """The last day on which a posting hangs by its own time, or by the days that the catalogue asks for, however short
    it was to hang."""
    up_from = up_since(posting.posted_on, posting.recorded_on)
    return max(posting.must_stay_until, up_from + timedelta(days=posting.asked_days or 0))


def heard_until(posting: PostingFacts, least: Duration = NO_TIME) -> date:
    """The last day on which an objection holds up what rests on a posting: that of its time, or of the days that the
    catalogue, or what waits for it (`least`), asks for; where that is a day off, the next working day."""
    up_from = up_since(posting.posted_on, posting.recorded_on)
    return working_day_from(max(asked_until(posting), day_after(up_from, least)))


def with_carried(state: PostingState, before: Iterable[PostingState]) -> PostingState:
    """The posting with what stands open or upheld against the postings it came after: hanging up a new sheet answers
    nobody."""
    older = list(before)
    return replace(
        state,
        open_objections=state.open_objections + sum(one.open_objections for one in older),
        upheld_objections=state.upheld_objections + sum(one.upheld_objections for one in older),
        open_appeals=state.open_appeals + sum(one.open_appeals for one in older),
    )


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on


def _past(due: date | None, day: date | None) -> int:
    return max(0, (day - due).days) if due and day else 0
