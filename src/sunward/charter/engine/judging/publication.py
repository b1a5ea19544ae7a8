"""Was the decision disclosed in time?"""

from datetime import date

from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.routes import Route
from sunward.charter.engine.rules import Publication
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import STEPS, Rule
from sunward.charter.engine.wording import together


def publication_findings(bench: Bench, route: Route) -> list[Finding]:
    """Judged only if the disclosure is reported: what is not yet due cannot be broken."""
    rules: dict[str, Publication] = {}
    for rule in (*bench.rules.publications, *route.disclosures):
        known = rules.get(rule.step)
        rules[rule.step] = rule if known is None or _tighter(bench, rule, known) else known
    return [
        _publication(bench, rule, _disclosed_on(bench, step))
        for step, rule in rules.items()
        if step in bench.case.steps
    ]


def _disclosed_on(bench: Bench, step: str) -> date:
    """The first disclosure after the decision; an earlier posting (of the plan) is none if there is a later one."""
    days = bench.case.steps[step]
    return min((day for day in days if day >= bench.case.held_on), default=max(days))


def _tighter(bench: Bench, rule: Publication, known: Publication) -> bool:
    if rule.unconfirmed != known.unconfirmed:
        return known.unconfirmed
    if rule.within is None or known.within is None:
        return rule.within is not None
    mine, theirs = (bench.day_after(bench.case.held_on, within) for within in (rule.within, known.within))
    return mine < theirs if mine and theirs else known.within.may_outlast(rule.within)


def _publication(bench: Bench, rule: Publication, day: date) -> Finding:
    """Without a calendar only the order is judged of what is due in working days."""
    last = bench.day_after(bench.case.held_on, rule.within) if rule.within else None
    ok = bench.case.held_on <= day and (last is None or day <= last)
    within = rule.within if last else None
    return Finding(
        Rule.PUBLICATION,
        ok,
        rule.source,
        f"after {bench.case.held_on}{f' within {within}' if within else ''}",
        day.isoformat(),
        together(_published(rule, day), ok),
        rule.unconfirmed,
    )


def _published(rule: Publication, day: date) -> Text:
    name, limit = STEPS[rule.step], rule.within
    zh = f"应在{limit.days}{'个工作日' if limit.working else '天'}内" if limit else "应及时"
    en = f"within {limit}" if limit else "without delay"
    return Text(
        f"作出决定后{zh}进行“{name.zh}”，实际在{day}",
        f'After the decision comes "{name.en}", {en}; it was on {day}',
    )
