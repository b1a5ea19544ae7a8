"""The judge: a pure function from a case and a charter to a verdict. No clock, no database, no floats."""

from collections.abc import Mapping
from dataclasses import replace

from sunward.charter.engine.cases import Case, parse_case
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.findings import Finding, Verdict
from sunward.charter.engine.judging.applicable import applicable_rules
from sunward.charter.engine.judging.attendance import attendance_findings
from sunward.charter.engine.judging.bench import Bench, WorkingDays
from sunward.charter.engine.judging.competence import competence_findings
from sunward.charter.engine.judging.composition import composition_findings
from sunward.charter.engine.judging.convening import convening_findings
from sunward.charter.engine.judging.notice import agenda_findings, notice_findings
from sunward.charter.engine.judging.publication import publication_findings
from sunward.charter.engine.judging.steps import step_attendance_findings, step_findings
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import Rule

_ORDER = {rule: place for place, rule in enumerate(Rule)}


def judge(case: Mapping[str, object] | Case, charter: Charter, working_days: WorkingDays | None = None) -> Verdict:
    """Was this decided validly under this charter?

    The caller chooses the charter's versions (those in force on `held_on`, or those a matter was opened under),
    and hands in how working days are counted: without that no time in working days is judged.
    Raises UnusableCase when the case cannot be read or lacks a figure that a rule needs.
    """
    facts = case if isinstance(case, Case) else parse_case(case, charter)
    findings = sorted(_findings(facts, charter, working_days), key=_place)
    return Verdict(charter.ids, tuple(_said_so(finding) for finding in findings))


def _said_so(finding: Finding) -> Finding:
    """A reader must see in the sentence itself that nobody has read the rule."""
    if not finding.unconfirmed:
        return finding
    zh, en = f"{finding.text.zh}（条文未核实，仅供参考。）", f"{finding.text.en} (Not confirmed; for information only.)"
    return replace(finding, text=Text(zh, en))


def _place(finding: Finding) -> int:
    return _ORDER[finding.rule]


def _findings(case: Case, charter: Charter, working_days: WorkingDays | None) -> list[Finding]:
    matter = charter.matters[case.matter]
    rules = applicable_rules(charter.bodies.get(case.body), matter, case)
    bench = Bench(case, charter, rules, working_days)
    route = charter.route_for(case.matter, case.body)
    return [
        *competence_findings(bench, matter),
        *convening_findings(bench),
        *notice_findings(bench),
        *agenda_findings(bench),
        *attendance_findings(bench),
        *step_attendance_findings(bench, route),
        *composition_findings(bench),
        *step_findings(bench, route),
        *publication_findings(bench, route),
    ]
