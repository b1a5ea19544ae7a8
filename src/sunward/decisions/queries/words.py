"""The states of many decisions at once, for lists.

The number of breaches kept with a report is what the judge said of the same facts, so judging fifty matters again
would add nothing - until somebody corrects a report, or another decision bears on this one: those are judged again.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from sunward.decisions.judging.cases import Standing, StateWord, state_word
from sunward.decisions.judging.standing import RELATED, REPORTS, state_of
from sunward.decisions.models import Decision, Step
from sunward.decisions.plan import Plans

Row = dict[str, Any]
COLUMNS = (
    *("id", "number", "title", "matter_id", "matter__number", "decided_on", "authorised", "released"),
    *("carried_out_on", "superseded_on", "ratified_by_id", "step__body", "step__breaches"),
    *("superseded_by__matter_id", "superseded_by__step__breaches"),
)


def rows_of(decisions: QuerySet[Decision]) -> list[Row]:
    """The columns that a line of a list needs; `corrected` tells whether any report of the matter was."""
    corrections = Step.objects.filter(matter=OuterRef("matter"), corrects__isnull=False)
    return list(decisions.annotate(corrected=Exists(corrections)).values(*COLUMNS, "corrected"))


def words_of(rows: Sequence[Row], on: date) -> dict[int, StateWord]:
    """The state of each decision at the end of the day `on`, by its key."""
    plain = {row["id"]: _plain_word(row, on) for row in rows if not _needs_judging(row)}
    return plain | _judged_again([row["id"] for row in rows if row["id"] not in plain], on)


def _needs_judging(row: Row) -> bool:
    other = row["superseded_by__matter_id"]
    return row["corrected"] or row["ratified_by_id"] is not None or other not in {None, row["matter_id"]}


def _plain_word(row: Row, on: date) -> StateWord:
    """From the kept evidence; a decision that takes the place of one of its own matter was in order when it did."""
    superseded = row["superseded_on"] is not None and row["superseded_on"] <= on
    standing = Standing(
        in_order=row["step__breaches"] == 0,
        superseded=superseded and row["superseded_by__step__breaches"] == 0,
        carried_out=row["carried_out_on"] is not None and row["carried_out_on"] <= on,
    )
    return state_word(standing)


def _judged_again(keys: Iterable[int], on: date) -> dict[int, StateWord]:
    wanted = list(keys)
    if not wanted:
        return {}
    plans = Plans()
    rows = Decision.objects.filter(id__in=wanted).select_related(*RELATED).prefetch_related(*REPORTS)
    return {row.pk: state_of(row, on, plans).word for row in rows}
