"""How many were entitled: what one person types is compared with what the record knows.

The record's number is kept with the report, so that judging it again says the same: whoever joins or leaves a body
afterwards changes nothing about a meeting that was.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.vocabulary import AREAS, CLASSES
from sunward.charter.wording import figure_said
from sunward.decisions.judging.cases import Report, understated
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

RULE, SHOWN = "entitled_known", "entitled_shown"
FEWER = Text(
    "{who}：填报应到{typed}，记录里是{known}，按{known}计。",
    "{who}: {typed} are said to be entitled; the record has {known}, and those are what it is counted by.",
)
NOBODY_SHOWED = Text(
    "{who}：应到人数没有名册，登记簿里也没有，只是填报的。",
    "{who}: neither a roll nor the register shows how many are entitled; the number was typed.",
)


NO_AREA_SHOWED = Text(
    "{who}：总面积没有名册，登记簿里也没有，只是填报的。",
    "{who}: neither a roll nor the register shows how much there is in all; the number was typed.",
)


def known_of(community: str, body: str, classes: Iterable[str], on: date, rules: Charter) -> dict[str, int]:
    """How many the record knows of each class on the day of a meeting, without those of which it knows nothing."""
    session = rules.sessions.get(body)
    members = session.members if session and session.members and not session.members.unconfirmed else None
    posts = members.posts if members else ()
    try:
        found = {name: ballots.known_entitled(community, body, name, posts, on) for name in dict.fromkeys(classes)}
    except charter.NoCharter:  # of a day before there were rules nothing is known
        return {}
    return {name: number for name, number in found.items() if number}


def classes_typed(counts: Any, petition: Any) -> list[str]:
    """The classes for which a report says how many are entitled."""
    of_petition = [petition.get("class")] if isinstance(petition, dict) else []
    given = counts.items() if isinstance(counts, dict) else ()
    named = [name for name, figures in given if isinstance(figures, dict) and "entitled" in figures]
    return [str(name) for name in (*named, *of_petition) if name in CLASSES]


def entitled_findings(report: Report, rules: Charter) -> Iterator[Finding]:
    """A lower number than the record's fails: a body of three is not a body of fifty-seven."""
    session = rules.sessions.get(report.body)
    source = session.members.source if session and session.members else ""
    for name, known in understated(report).items():
        typed = report.counts[name]["entitled"]
        text = _of_class(FEWER, name, typed=typed, known=known)
        yield Finding(RULE, False, text, source, f">= {known}", str(typed))


def unshown(report: Report) -> list[str]:
    """The classes of which nobody has shown how many are entitled."""
    if report.known is None:
        return []
    return [name for name, figures in report.counts.items() if "entitled" in figures and name not in report.known]


def unshown_marks(report: Report) -> list[Finding]:
    """Where nothing is known there is nothing to compare with: it is said, and bars nothing."""
    return [
        Finding(
            SHOWN,
            False,
            _of_class(NO_AREA_SHOWED if name in AREAS else NOBODY_SHOWED, name),
            actual=str(report.counts[name]["entitled"]),
        )
        for name in unshown(report)
    ]


def _of_class(text: Text, name: str, **figures: int) -> Text:
    who, said = CLASSES[name], {key: figure_said(name, number) for key, number in figures.items()}
    zh = text.zh.format(who=who.zh, **{key: one.zh for key, one in said.items()})
    return Text(zh, text.en.format(who=who.en.capitalize(), **{key: one.en for key, one in said.items()}))
