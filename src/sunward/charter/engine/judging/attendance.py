"""Quorum and majority: enough people there, enough in favour, each out of the base that the rule names."""

from collections.abc import Collection
from typing import NamedTuple

from sunward.charter.engine.errors import UnusableCase
from sunward.charter.engine.figures import Counts
from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.texts import Text
from sunward.charter.engine.thresholds import Requirement, Threshold
from sunward.charter.engine.vocabulary import AREAS, CLASSES, Rule
from sunward.charter.engine.wording import figure, share_words, threshold_sentence, together


class Weighed(NamedTuple):
    """A threshold with the figures of the case."""

    threshold: Threshold
    number: int
    base: int
    ok: bool


def attendance_findings(bench: Bench) -> list[Finding]:
    """Quorum first; where classes are alternatives, the majority is counted in one that had its quorum."""
    quorate: set[str] = set()
    found = [
        finding
        for requirement in bench.rules.quorum
        for finding in _judge(Rule.QUORUM, requirement, bench.case.counts, (), quorate)
    ]
    for requirement in bench.rules.majority:
        found += _judge(Rule.MAJORITY, requirement, bench.case.counts, quorate, set())
    return found


def step_attendance(rule: Rule, requirement: Requirement, counts: Counts) -> list[Finding]:
    """A step's own meeting (the party members' review): judged only if the case counts that class, or the people whose
    area it is."""
    if not any({threshold.of, AREAS.get(threshold.of)} & counts.keys() for threshold in requirement.alternatives):
        return []
    return _judge(rule, requirement, counts, (), set())


def _judge(
    rule: Rule,
    requirement: Requirement,
    counts: Counts,
    preferred: Collection[str],
    passed: set[str],
) -> list[Finding]:
    weighed = _weigh(requirement, counts)
    if not weighed:
        if requirement.unconfirmed:
            return []
        if requirement.alternatives[0].of in AREAS:
            return [_unmeasured(rule, requirement.alternatives[0])]
        raise _missing(rule, requirement, counts)
    weighed = [one for one in weighed if one.threshold.of in preferred] or weighed
    passed.update(one.threshold.of for one in weighed if one.ok)
    return [_finding(rule, weighed)]


def _weigh(requirement: Requirement, counts: Counts) -> list[Weighed]:
    """The alternatives for which the case has both figures."""
    found = []
    for threshold in requirement.alternatives:
        figures = counts.get(threshold.of, {})
        count, base = figures.get(threshold.counted), figures.get(_base(threshold))
        if count is not None and base is not None:
            found.append(Weighed(threshold, count, base, threshold.share.met(count, base)))
    return found


def _base(threshold: Threshold) -> str:
    """Those registered are the entitled of their class; a number of persons needs no second figure."""
    if threshold.share.counts_persons:
        return threshold.counted
    return "entitled" if threshold.base == "registered" else threshold.base


def _missing(rule: Rule, requirement: Requirement, counts: Counts) -> UnusableCase:
    threshold = next((one for one in requirement.alternatives if one.of in counts), requirement.alternatives[0])
    needed = (threshold.counted, _base(threshold))
    figure = next(name for name in needed if name not in counts.get(threshold.of, {}))
    others = [one.of for one in requirement.alternatives if one.of != threshold.of]
    instead = f"; accepted instead: {', '.join(others)}" if others else ""
    return UnusableCase(
        f"counts.{threshold.of}.{figure}",
        f"is missing; the {rule} rule ({threshold.source}) needs {' and '.join(dict.fromkeys(needed))}{instead}",
    )


def _unmeasured(rule: Rule, threshold: Threshold) -> Finding:
    """A law that counts area as well is not met by heads alone: whoever has the heads may not have the areas, and what
    is not known is never a pass."""
    name, share = CLASSES[threshold.of], share_words(threshold.share)
    sentence = Text(
        f"按{name.zh}也应有{share.zh}，报告里没有面积",
        f"It takes {share.en} of the {name.en} as well; no area is reported",
    )
    base = f"{threshold.of} {threshold.base}"
    return Finding(rule, False, threshold.source, threshold.share.required(base), "", together(sentence, False))


def _finding(rule: Rule, weighed: list[Weighed]) -> Finding:
    """One finding for alternatives too: any of them suffices."""
    if len(weighed) > 1:
        return _alternatives(rule, weighed)
    threshold, count, base, ok = weighed[0]
    return Finding(
        rule,
        ok,
        threshold.source,
        threshold.share.required(figure(threshold.of, base)),
        figure(threshold.of, count),
        together(threshold_sentence(threshold, count, base), ok),
        threshold.unconfirmed,
    )


def _alternatives(rule: Rule, weighed: list[Weighed]) -> Finding:
    ok, first = any(one.ok for one in weighed), weighed[0].threshold
    sentences = [threshold_sentence(one.threshold, one.number, one.base) for one in weighed]
    sentence = Text("；或者，".join(said.zh for said in sentences), "; or: ".join(said.en for said in sentences))
    return Finding(
        rule,
        ok,
        first.source,
        " or ".join(
            f"{one.threshold.share.required(figure(one.threshold.of, one.base))} {one.threshold.of}" for one in weighed
        ),
        " or ".join(f"{figure(one.threshold.of, one.number)} {one.threshold.of}" for one in weighed),
        together(sentence, ok),
        first.unconfirmed,
    )
