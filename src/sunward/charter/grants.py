"""Which power of the list grants an act to a post, and whether its limits are kept."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sunward.charter import engine
from sunward.charter.wording import document_name
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.ports import Grant, Measure
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text


def best_grant(charter: engine.Charter, act: str, post: str, measure: Measure | None) -> Grant | None:
    """The first power whose limits are kept; if none, the last one looked at, with what it says against the act."""
    grant: Grant | None = None
    for power in powers_granting(charter, act, post):
        findings = tuple(limit_findings(power, measure)) if measure else ()
        grant = Grant(power.key, findings, charter.ids)
        if not breaches(findings):
            return grant
    return grant


def desk_grant(charter: engine.Charter, act: str, post: str, capacities: Sequence[str]) -> Grant | None:
    """The first power that gives the act to one of somebody's capacities and opens it at the desk of this post."""
    for power in charter.powers.values():
        if power.act == act and post in power.at_desk and not set(capacities).isdisjoint(power.held_by):
            return Grant(power.key, (), charter.ids)
    return None


def powers_granting(charter: engine.Charter, act: str, post: str) -> Iterator[engine.Power]:
    """The powers that give this act to this post, or to the whole body that the post belongs to."""
    body = body_of(post)
    for power in charter.powers.values():
        if power.act == act and (post in power.held_by or body in power.held_by):
            yield power


def limit_findings(power: engine.Power, measure: Measure) -> Iterator[Finding]:
    """What the power's limits say to the act's amount, rolling sum and documents."""
    limit = power.limit
    if limit.amount_up_to is not None and measure.amount is not None:
        yield _amount(power, "limit", UP_TO, measure.amount, limit.amount_up_to)
        if limit.rolling and measure.rolling:
            total = measure.rolling(limit.rolling.by, limit.rolling.days)
            together = TOGETHER.fill(days=limit.rolling.days)
            yield _amount(power, "rolling_limit", together, total, limit.amount_up_to)
    for document in power.needs.documents:
        yield _document(power, document, document in measure.documents)


UP_TO = Text(
    "这项权力最多 {most} 元，现在是 {actual} 元。", "This power reaches up to {most} yuan; this is {actual} yuan."
)
TOGETHER = Text(
    "同类支出 {days} 天内合计最多 {{most}} 元，加上这笔是 {{actual}} 元。",
    "What belongs together reaches up to {{most}} yuan in {days} days; with this it is {{actual}} yuan.",
)


def _amount(power: engine.Power, rule: str, text: Text, actual: Decimal, most: Decimal) -> Finding:
    told = text.fill(most=f"{most:,}", actual=f"{actual:,}")
    return Finding(rule, actual <= most, told, power.source, f"<= {most}", str(actual))


def _document(power: engine.Power, document: str, given: bool) -> Finding:
    name = document_name(document)
    text = Text(f"需要材料：{name.zh}。", f"This document is needed: {name.en}.")
    return Finding("documents", given, text, power.source, document, document if given else "")
