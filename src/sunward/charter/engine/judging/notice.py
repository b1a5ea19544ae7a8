"""Were people told in time, and told what would be decided?"""

from datetime import date

from sunward.charter.engine.cases import AgendaFacts
from sunward.charter.engine.errors import UnusableCase
from sunward.charter.engine.findings import Finding
from sunward.charter.engine.judging.bench import Bench
from sunward.charter.engine.rules import Agenda, Notice
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import Rule
from sunward.charter.engine.wording import together


def notice_findings(bench: Bench) -> list[Finding]:
    return [found for rule in bench.rules.notices for found in _notice(bench, rule)]


def _notice(bench: Bench, rule: Notice) -> list[Finding]:
    given_on = bench.case.notice_on
    if given_on is None:
        if rule.unconfirmed:
            return []
        raise UnusableCase(
            "notice_on", f"is missing; {rule.source} asks for {rule.days} days' notice; accepted: YYYY-MM-DD"
        )
    days = (bench.case.held_on - given_on).days
    ok = days >= rule.days
    sentence = Text(
        f"召开{bench.body_name.zh}应提前{rule.days}天通知，实际提前{days}天",
        f"The {bench.body_name.en} needs {rule.days} days' notice; it had {days}",
    )
    return [
        Finding(
            Rule.NOTICE,
            ok,
            rule.source,
            f"{rule.days} days",
            f"{days} days",
            together(sentence, ok),
            rule.unconfirmed,
        )
    ]


def agenda_findings(bench: Bench) -> list[Finding]:
    """Judged from what the case says about the agenda; a silent case is not judged."""
    agenda = bench.case.agenda
    if agenda is None or (agenda.includes_matter is None and agenda.fixed_on is None):
        return []
    return [_agenda(rule, agenda, bench.case.notice_on) for rule in bench.rules.agendas]


def _agenda(rule: Agenda, agenda: AgendaFacts, notice_on: date | None) -> Finding:
    left_out = agenda.includes_matter is False
    added_later = bool(agenda.fixed_on and notice_on and agenda.fixed_on > notice_on)
    ok = not (left_out or added_later)
    return Finding(
        Rule.AGENDA,
        ok,
        rule.source,
        f"announced by {notice_on}" if notice_on else "announced with the notice",
        _actual(agenda, left_out),
        together(_sentence(left_out, added_later), ok),
        rule.unconfirmed,
    )


def _actual(agenda: AgendaFacts, left_out: bool) -> str:
    if left_out:
        return "not on the agenda"
    return f"fixed on {agenda.fixed_on}" if agenda.fixed_on else "on the agenda"


def _sentence(left_out: bool, added_later: bool) -> Text:
    if left_out:
        return Text("通知的议程里没有这个事项", "The matter was not on the agenda")
    if added_later:
        return Text("议程在发出通知以后才定下来", "The agenda was fixed after the notice had gone out")
    return Text("这个事项在通知时已列入议程", "The matter was on the agenda when notice was given")
