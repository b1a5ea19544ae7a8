"""Adopt the year's budget, or add to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.kernel.yuan import yuan
from sunward.money.models import BudgetLine
from sunward.money.queries.decided import NO_POSTING, decision_facts
from sunward.money.rules.wording import phrase, said_yuan
from sunward.registry.acting import ActOnCommunity

LINES = Text(
    '例如 {"office": {"name": "办公费", "amount": "24000"}}',
    'such as {"office": {"name": "office", "amount": "24000"}}',
)


@dataclass(frozen=True, slots=True)
class Budget:
    year: int = asked("年度", "year")
    decision: str = asked("通过预算的决定（编号）", "decision that adopted it (number)")
    lines: dict[str, Any] = asked("预算科目", "budget lines", hint=LINES)


@dataclass(frozen=True, slots=True)
class Planned:
    """One line as adopted; the amount in yuan."""

    key: str
    name: str
    amount: Decimal


def read_lines(given: Mapping[str, Any]) -> tuple[Planned, ...]:
    """The lines that were handed in.

    Raises:
        FactsError: naming the line, what is wrong and what is accepted.
    """
    wrong: list[str] = []
    found: list[Planned] = []
    for key, line in given.items():
        try:
            found.append(_read_line(key, line))
        except (KeyError, TypeError, ValidationError) as problem:
            said = problem.messages[0] if isinstance(problem, ValidationError) else _("needs a name and an amount")
            wrong.append(f"{key}: {said}")
    if wrong or not found:
        raise FactsError({"lines": wrong or [_("at least one line is needed")]})
    return tuple(found)


def _read_line(key: str, line: Any) -> Planned:
    name, amount = str(line["name"]).strip(), yuan(line["amount"])
    if not name or amount <= 0:
        raise ValidationError(_("needs a name and an amount above zero"))
    return Planned(key.strip()[:40], name[:120], amount)


@register
class AdoptBudget(ActOnCommunity[Budget]):
    """Unlocked by a decision that is in order. A line that exists is set to the new amount, never below what has
    already been released from it."""

    name = "money.adopt_budget"
    title = Text("通过预算", "adopt the budget")
    kind = "effect"
    facts_type = Budget

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        return read_lines(self.facts.lines)

    def judge(self) -> Iterable[Finding]:
        planned = self.planned
        decision = decision_facts(self.facts.decision, self.community, self.call.day, NO_POSTING)
        if decision is None:
            text = phrase("查无决定 {no}", "There is no decision {no}", no=self.facts.decision)
            yield Finding("decision", False, text)
        else:
            yield from decision.findings
        known = {line.key: line for line in self._known()}
        for plan in planned:
            if plan.key in known:
                yield _not_below(known[plan.key], plan)

    def _known(self) -> Iterable[BudgetLine]:
        return BudgetLine.objects.select_for_update().filter(community_code=self.community, year=self.facts.year)

    def write(self) -> Outcome:
        for plan in self.planned:
            BudgetLine.objects.update_or_create(
                community_code=self.community,
                year=self.facts.year,
                key=plan.key,
                defaults={"name": plan.name, "authorised": plan.amount, "decision_number": self.facts.decision},
                create_defaults={
                    "number": f"{self.subject.prefix}-B-{self.facts.year}-{plan.key}",
                    "name": plan.name,
                    "authorised": plan.amount,
                    "decision_number": self.facts.decision,
                    "adopted_on": self.call.day,
                },
            )
        return Outcome(result=Ref("community", self.community))


def _not_below(line: BudgetLine, plan: Planned) -> Finding:
    text = phrase(
        "“{line}”已经放行 {released} 元，不能低于这个数",
        "{released} yuan of “{line}” have been released; it cannot be less",
        line=line.name,
        released=said_yuan(line.released),
    )
    return Finding("released", plan.amount >= line.released, text, required=str(line.released), actual=str(plan.amount))
