"""Short ways to a budget, a decision and a payment, all of them through the door."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sunward.kernel import clock, files
from sunward.kernel.acts import Done, act_named
from sunward.kernel.door import perform
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref, new_id
from sunward.money.models import Payment
from sunward.money.queries import conditions
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, here, holder

START = date(2026, 3, 2)  # a Monday
_serial = count(1)


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[date]:
    """Run the block on that civil day."""
    with clock.moved_to(clock.moment(day, hour)):
        yield day


def act(
    name: str, post: str, thing: Ref, /, *, code: str = CODE, by: str | None = None, key: str = "", **facts: Any
) -> Done:
    """Perform an act with typed facts, by whoever holds the post unless somebody else tries."""
    given = act_named(name).facts_type(**facts)
    actor = by or holder(code, post)
    return perform(name, by=actor, post=post, subject=thing, facts=given, key=key or new_id())


def paper(words: str = "invoice") -> FileDigest:
    return files.store(io.BytesIO(f"%PDF-1.7 {words}".encode()), "application/pdf")


def counts(entitled: int, present: int, votes: int) -> dict[str, Any]:
    return {
        "body_members": {
            "entitled": entitled, "present": present, "for": votes, "against": present - votes, "abstain": 0,
        }
    }  # fmt: skip


def open_matter(kind: str, amount: Decimal | str | None = None, code: str = CODE) -> Ref:
    facts = {"title": f"matter {next(_serial)}", "kind": kind} | ({"amount": Decimal(amount)} if amount else {})
    found = act("decisions.open_matter", DEPUTY, here(code), code=code, **facts).result
    assert found
    return found


def report(matter: Ref, step: str, code: str = CODE, **facts: Any) -> Ref:
    given = {"step": step, "held_on": clock.today()} | facts
    found = act("decisions.report_step", CLERK, matter, code=code, **given).result
    assert found
    return found


def voted(kind: str, amount: Decimal | str | None = None, code: str = CODE, notice: int = 5, **facts: Any) -> str:
    """A decision of the representatives on a matter that needs no further step; its number."""
    matter = open_matter(kind, amount, code)
    return resolve(matter, code, notice, **facts)


def resolve(matter: Ref, code: str = CODE, notice: int = 5, **facts: Any) -> str:
    told = clock.today() - timedelta(days=notice)
    given = {
        "body": "representatives_meeting", "notice_on": told, "called_by": "residents_committee",
        "agenda_fixed_on": told, "agenda_includes_matter": "yes", "counts": counts(64, 50, 45),
        "minutes": paper(f"minutes of {matter}"),
    }  # fmt: skip
    return report(matter, "resolution", code, **(given | facts)).id


def joint(amount: Decimal | str, code: str = CODE) -> str:
    """A decision of the joint meeting on spending; its number."""
    matter = open_matter("joint_spending", amount, code)
    minutes = paper(f"minutes of {matter}")
    return report(matter, "resolution", code, body="joint_meeting", counts=counts(12, 10, 9), minutes=minutes).id


def four_two(amount: Decimal | str, code: str = CODE, posted: bool = True) -> str:
    """The whole procedure for large spending, taken in one day; the number of its decision."""
    matter = open_matter("large_spending", amount, code)
    for step in ("proposal", "consultation"):
        report(matter, step, code)
    party = {"party_members": {"entitled": 112, "present": 90, "for": 80, "against": 10, "abstain": 0}}
    report(matter, "party_members_review", code, counts=party)
    number = resolve(matter, code)
    if posted:
        report(matter, "resolution_disclosure", code)
    return number


def adopt(lines: dict[str, str], code: str = CODE, year: int | None = None) -> dict[str, Ref]:
    """A budget adopted by the representatives; its lines as subjects."""
    day = clock.today()
    rows = {key: {"name": key, "amount": amount} for key, amount in lines.items()}
    total = sum(map(Decimal, lines.values()))
    act(
        "money.adopt_budget", CLERK, here(code), code=code, year=year or day.year,
        decision=voted("annual_budget", total, code), lines=rows,
    )  # fmt: skip
    from sunward.money.queries import by_purpose

    return {row.key: Ref("budget_line", row.number) for row in by_purpose(code, year or day.year)}


def invoice(**changes: Any) -> dict[str, Any]:
    """What a request asks for; an invoice of its own each time."""
    number = next(_serial)
    payee = changes.get("payee", "明湖照明")
    facts = {
        "amount": Decimal(1500), "purpose": "lamps", "category": "purchases", "site": "", "payee": payee,
        "payee_kind": "company", "account_holder": payee, "account": f"6222{abs(hash(payee)) % 10**12:012d}",
        "invoice_number": f"F{number:06d}", "invoice": paper(f"invoice {number}"),
    }  # fmt: skip
    return facts | changes | {"amount": Decimal(changes.get("amount", 1500))}


def ask(line: Ref, code: str = CODE, post: str = CLERK, by: str | None = None, **changes: Any) -> Ref:
    """A payment asked for; its reference."""
    found = act("money.request_payment", post, line, code=code, by=by, **invoice(**changes)).result
    assert found
    return found


def review(payment: Ref, outcome: str = "passed", code: str = CODE, post: str = SUPERVISOR, **facts: Any) -> None:
    act("money.review_payment", post, payment, code=code, outcome=outcome, **facts)


def sign(payment: Ref, post: str = DEPUTY, code: str = CODE, by: str | None = None) -> Any:
    return act("money.sign_payment", post, payment, code=code, by=by)


def through(payment: Ref, code: str = CODE) -> None:
    """Review and both signatures."""
    review(payment, code=code)
    sign(payment, DEPUTY, code)
    sign(payment, DIRECTOR, code)


def found(payment: Ref) -> Payment:
    return Payment.objects.select_related("line", "payee", "tender").get(number=payment.id)


def unmet(payment: Ref) -> dict[str, Any]:
    """The open conditions of a payment, by key, as residents see them today."""
    return {each.key: each for each in conditions(found(payment), clock.today()) if not each.ok}


def rules_of(refusal: Any) -> set[str]:
    """The rules that a refusal names."""
    return {finding.rule for finding in refusal.value.findings if finding.breach}
