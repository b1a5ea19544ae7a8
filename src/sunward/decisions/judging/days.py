"""The days of a matter keep their order: nothing was deliberated before it was proposed, nothing posted before it was
decided. A paper with an older day on it is a report like any other, and says so."""

from collections.abc import Iterable, Iterator
from datetime import date

from sunward.charter.engine.vocabulary import Rule
from sunward.decisions.judging.cases import BEFORE, RESOLUTION, Report, newest, taken_before
from sunward.decisions.plan import step_title
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

RULE = "days_in_order"


def resolution_days(
    opened_on: date, resolution: Report, reports: Iterable[Report], against: Iterable[Finding]
) -> Iterator[Finding]:
    """The days of a resolution and of the steps on which it rests; `against` is what the judge has said already, who
    names the steps of the procedure that came too late."""
    earlier = taken_before(reports, resolution.held_on).values()
    yield from _not_before_proposed(opened_on, resolution, *earlier)
    if all(found.ok for found in against if found.rule == Rule.STEP_ORDER.value):
        yield from (_turned(resolution, one) for one in earlier if one.held_on > resolution.held_on)


def step_days(opened_on: date, report: Report, reports: Iterable[Report]) -> Iterator[Finding]:
    """The days of another step: what follows a resolution is not older than it."""
    yield from _not_before_proposed(opened_on, report)
    decided = newest(reports).get(RESOLUTION)
    if report.key not in BEFORE and decided and decided.held_on > report.held_on:
        yield _turned(report, decided)


def _not_before_proposed(opened_on: date, *reports: Report) -> Iterator[Finding]:
    for report in reports:
        if report.held_on < opened_on:
            name = step_title(report.key)
            text = Text(
                f"“{name.zh}”说是 {report.held_on}，而这件事 {opened_on} 才提出。",
                f"“{name.en}” is said to have been on {report.held_on}; it was proposed on {opened_on} only.",
            )
            yield Finding(RULE, False, text, "", f">= {opened_on}", str(report.held_on))


def _turned(report: Report, earlier: Report) -> Finding:
    name, other, day = step_title(report.key), step_title(earlier.key), earlier.held_on
    text = Text(
        f"“{name.zh}”说是 {report.held_on}，而前面的“{other.zh}”在 {day}。",
        f"“{name.en}” is said to have been on {report.held_on}; “{other.en}”, which comes first, was on {day}.",
    )
    return Finding(RULE, False, text, "", f">= {day}", str(report.held_on))
