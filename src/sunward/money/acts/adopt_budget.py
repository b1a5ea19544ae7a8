"""Adopt the year's budget, or change it by a later decision."""

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
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.kernel.yuan import yuan
from sunward.money.acts.in_office import in_office
from sunward.money.models import AdoptedBudget, BudgetLine, Series
from sunward.money.numbering import BUDGET
from sunward.money.queries.decided import NO_POSTING, decision_facts
from sunward.money.rules.budgeting import years_meant
from sunward.money.rules.decided import opens
from sunward.money.rules.facts import DecisionFacts
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
    """Unlocked by a decision that is in order, once, for the year it was taken for; every change takes a decision of
    its own. A line that exists is set to the new amount, never below what has already been released from it."""

    name = "money.adopt_budget"
    title = Text("通过预算", "adopt the budget")
    kind = "effect"
    facts_type = Budget

    @cached_property
    def planned(self) -> tuple[Planned, ...]:
        return read_lines(self.facts.lines)

    @property
    def decision(self) -> str:
        return self.facts.decision.strip()

    def standing(self) -> Iterable[Finding]:
        return in_office(self.call, self.community)

    def judge(self) -> Iterable[Finding]:
        planned = self.planned
        # Taken before anything is looked at: two adoptions of one decision come one after the other.
        Series.lock(self.community, BUDGET, self.call.day.year)
        decision = decision_facts(self.decision, self.community, self.call.day, NO_POSTING)
        if decision is None:
            text = phrase("查无决定 {no}", "There is no decision {no}", no=self.decision)
            yield Finding("decision", False, text)
        else:
            yield from self._decided(decision)
        known = {line.key: line for line in self._known()}
        for plan in planned:
            if plan.key in known:
                yield _not_below(known[plan.key], plan)
        yield _told_apart(known, planned)

    def _decided(self, decision: DecisionFacts) -> Iterable[Finding]:
        """It was taken on a budget, is in order, and its lines come to no more than was decided."""
        ok, text = opens(decision, "budget")
        yield Finding("decided_on_budget", ok, text, required="budget", actual=", ".join(sorted(decision.authorises)))
        yield from decision.findings
        yield self._once()
        yield _for_its_year(decision, self.facts.year)
        yield _within(decision, sum((plan.amount for plan in self.planned), Decimal(0)))

    def _once(self) -> Finding:
        mine = {"community_code": self.community, "decision_number": self.decision}
        # Budgets from before this was kept are told by their lines.
        used = AdoptedBudget.objects.filter(**mine).first() or BudgetLine.objects.filter(**mine).first()
        free = Text("这个决定的预算还没有登记过", "The budget of this decision has not been adopted yet")
        text = phrase(
            "决定 {no} 的预算已登记为 {year} 年预算；任何改动都要有新的预算决定",
            "The budget of {no} has been adopted, for {year}; any change needs a new decision on the budget",
            no=self.decision,
            year=used.year if used else "",
        )
        return Finding("adopted_once", used is None, text if used else free)

    def _known(self) -> Iterable[BudgetLine]:
        return BudgetLine.objects.select_for_update().filter(community_code=self.community, year=self.facts.year)

    def write(self) -> Outcome:
        AdoptedBudget.objects.create(
            community_code=self.community, decision_number=self.decision, year=self.facts.year, adopted_on=self.call.day
        )
        for plan in self.planned:
            BudgetLine.objects.update_or_create(
                community_code=self.community,
                year=self.facts.year,
                key=plan.key,
                defaults={"name": plan.name, "authorised": plan.amount, "decision_number": self.decision},
                create_defaults={
                    "number": f"{self.subject.prefix}-{BUDGET}-{self.facts.year}-{plan.key}",
                    "name": plan.name,
                    "authorised": plan.amount,
                    "decision_number": self.decision,
                    "adopted_on": self.call.day,
                },
            )
        return Outcome(result=Ref("community", self.community))


def _for_its_year(decision: DecisionFacts, year: int) -> Finding:
    years = ", ".join(map(str, years_meant(decision.title, decision.decided_on)))
    text = phrase("这个决定的预算年度：{years}", "The budget of this decision is for {years}", years=years)
    ok = year in years_meant(decision.title, decision.decided_on)
    return Finding("budget_year", ok, text, required=years, actual=str(year))


def _within(decision: DecisionFacts, total: Decimal) -> Finding:
    room = decision.room or Decimal(0)
    text = phrase(
        "各科目合计 {total} 元，决定通过的预算总额 {room} 元",
        "The lines come to {total} yuan; the decision adopted a budget of {room} yuan",
        total=said_yuan(total),
        room=said_yuan(room),
    )
    return Finding("budget_total", total <= room, text, required=f"<= {room}", actual=str(total))


def _told_apart(known: Mapping[str, BudgetLine], planned: Iterable[Planned]) -> Finding:
    """Two lines of one name could not be told apart by anybody who reads where the money went."""
    names = {key: line.name for key, line in known.items()} | {plan.key: plan.name for plan in planned}
    spelt = [same_spelling(name) for name in names.values()]
    twice = sorted({name for name in names.values() if spelt.count(same_spelling(name)) > 1})
    text = Text("每个科目的名称各不相同。", "Each line has a name of its own.")
    return Finding("names_apart", not twice, text, actual=", ".join(twice))


def _not_below(line: BudgetLine, plan: Planned) -> Finding:
    text = phrase(
        "“{line}”已经放行 {released} 元，不能低于这个数",
        "{released} yuan of “{line}” have been released; it cannot be less",
        line=line.name,
        released=said_yuan(line.released),
    )
    return Finding("released", plan.amount >= line.released, text, required=str(line.released), actual=str(plan.amount))
