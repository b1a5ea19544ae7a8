"""From reports to a case for the judge, and from a verdict to the state of a decision: pure functions.

The case has the shape that DESIGN section 4 gives and `sunward judge` reads, so that anybody can take the
published figures of a matter and judge it again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

RESOLUTION = "resolution"
BEFORE = ("opinion", "proposal", "consultation", "party_study", "party_members_review")
DISCLOSURES = {"resolution_disclosure": "resolutions", "result_disclosure": "results"}  # step: catalogue item
# Attendance that an earlier step hands on to the judgement of the resolution. Other classes stay behind: the
# figures of a committee's meeting say nothing about the attendance of the body that decides.
CARRIED = {"party_members_review": ("party_members",)}

Counts = Mapping[str, Mapping[str, int]]
StateWord = Literal["in_force", "not_in_order", "superseded", "carried_out"]


class Report(Protocol):
    """What a body reported about one step; the model has it."""

    pk: Any
    corrects_id: int | None
    sequence: int
    key: str
    body: str
    held_on: date
    recorded_on: date
    notice_on: date | None
    called_by: str
    petition: dict[str, Any] | None
    authorised_by_assembly: bool
    agenda_fixed_on: date | None
    agenda_includes_matter: bool | None
    counts: Any
    known: Any
    adopted: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a decision besides the judge's verdict on it."""

    in_order: bool
    ratified: bool = False
    superseded: bool = False
    carried_out: bool = False


def uncorrected(reports: Iterable[Any]) -> list[Any]:
    """The reports that no later one corrects, oldest first."""
    known = sorted(reports, key=lambda report: report.sequence)
    corrected = {report.corrects_id for report in known if report.corrects_id is not None}
    return [report for report in known if report.pk not in corrected]


def newest(reports: Iterable[Any]) -> dict[str, Any]:
    """The report of each step that counts today: the last one."""
    return {report.key: report for report in uncorrected(reports)}


def taken_before(reports: Iterable[Any], held_on: date) -> dict[str, Any]:
    """The earlier steps on which a resolution of this day rests.

    A step that was repeated afterwards, for another resolution, does not take back the one this resolution had;
    but when a step was taken only afterwards, that is what the judge must see.
    """
    taken: dict[str, Any] = {}
    for report in uncorrected(reports):
        if report.key in BEFORE and (report.held_on <= held_on or report.key not in taken):
            taken[report.key] = report
    return taken


def case_of(kind: str, resolution: Report, reports: Iterable[Report]) -> dict[str, Any]:
    """The judge's case for a resolution on a matter of this kind, from the reports of all steps.

    Nothing after the resolution enters it: what was not yet due when a body decided cannot undo its decision.
    A meeting without any notice is judged as one called on the day itself.
    """
    earlier = taken_before(reports, resolution.held_on)
    case: dict[str, Any] = {
        "matter": kind,
        "body": resolution.body,
        "held_on": str(resolution.held_on),
        "notice_on": str(resolution.notice_on or resolution.held_on),
        "authorisation": {"matter": resolution.authorised_by_assembly},
        "counts": {**_carried(earlier), **counted_by(resolution)},
        "steps": [{"step": report.key, "on": str(report.held_on)} for report in _by_day(earlier.values())],
    }
    optional = {"called_by": resolution.called_by, "petition": petition_of(resolution), "agenda": _agenda(resolution)}
    return case | {name: value for name, value in optional.items() if value}


def counted_by(report: Report) -> dict[str, dict[str, int]]:
    """The figures by which a report is judged: of those entitled the record's number, where more are known than were
    typed. A part of a body is never larger than the whole, whatever is known of the whole."""
    counts = {name: dict(figures) for name, figures in report.counts.items()}
    for name, least in understated(report).items():
        counts[name]["entitled"] = least
    for part, whole in (("representatives", "body_members"),):
        if {part, whole} <= counts.keys() and "entitled" in counts[whole]:
            counts[whole]["entitled"] = max(counts[whole]["entitled"], counts[part].get("entitled", 0))
    return counts


def understated(report: Report) -> dict[str, int]:
    """The classes of which a report says that fewer are entitled than the record knows, with the record's number."""
    known: Mapping[str, int] = report.known or {}
    typed = ((name, figures.get("entitled")) for name, figures in report.counts.items())
    return {name: known[name] for name, entitled in typed if entitled is not None and known.get(name, 0) > entitled}


def petition_of(report: Report) -> dict[str, Any] | None:
    """The signatures behind a meeting, out of no fewer than the record knows."""
    given, known = report.petition, report.known or {}
    if not given or not isinstance(given.get("entitled"), int):
        return given
    return given | {"entitled": max(given["entitled"], known.get(given.get("class"), 0))}


def _agenda(resolution: Report) -> dict[str, Any]:
    agenda: dict[str, Any] = {}
    if resolution.agenda_fixed_on:
        agenda["fixed_on"] = str(resolution.agenda_fixed_on)
    if resolution.agenda_includes_matter is not None:
        agenda["includes_matter"] = resolution.agenda_includes_matter
    return agenda


def _carried(earlier: Mapping[str, Report]) -> dict[str, Any]:
    return {
        name: counted_by(earlier[step])[name]
        for step, names in CARRIED.items()
        if step in earlier
        for name in names
        if name in earlier[step].counts
    }


def _by_day(reports: Iterable[Report]) -> list[Report]:
    return sorted(reports, key=lambda report: (report.held_on, report.sequence))


def state_word(standing: Standing) -> StateWord:
    """One word for the decision register. A decision that is neither in order nor ratified stays "not in order",
    repeated or carried out as it may be: the breach remains visible."""
    if not (standing.in_order or standing.ratified):
        return "not_in_order"
    if standing.superseded:
        return "superseded"
    return "carried_out" if standing.carried_out else "in_force"


def late_by(report: Report) -> int:
    """How many calendar days after the claimed day a step was entered."""
    return (report.recorded_on - report.held_on).days
