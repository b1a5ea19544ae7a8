"""Whatever people try, in whatever order, nothing leaves early and nothing is spent twice."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunward.decisions.models import Decision
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, Order, Payment
from sunward.money.queries import conditions
from tests.money import cases
from tests.money.cases import CLERK, DEPUTY, DIRECTOR, START, SUPERVISOR, act, ask, joint, on, review, sign
from tests.stage import ACCOUNTANT, SECRETARY, SUPERVISION_MEMBER

AUTHORISED, DECIDED = Decimal(60_000), Decimal(40_000)
FIRMS = {"near": ("a", "lane"), "nearby": ("b", "lane"), "far": ("c", "square")}

tries = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from(sorted(FIRMS)), st.sampled_from(["1900", "9000", "30000"])),
    st.tuples(st.just("review"), st.integers(0, 2), st.sampled_from(["passed", "vetoed"]),
              st.sampled_from([SUPERVISOR, SUPERVISION_MEMBER])),
    st.tuples(st.just("sign"), st.integers(0, 2), st.sampled_from([DEPUTY, DIRECTOR, SECRETARY])),
    st.tuples(st.sampled_from(["release", "withdraw", "send back"]), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
)  # fmt: skip


class Town:
    """The people of the walk, each trying what comes to mind."""

    def __init__(self, line: Ref) -> None:
        self.line, self.day, self.payments = line, START, list[Ref]()
        self.decision = joint(DECIDED)

    def ask(self, firm: str, amount: str) -> None:
        payee, site = FIRMS[firm]
        self.payments.append(
            ask(self.line, amount=amount, payee=payee, site=site, category="services", decision=self.decision)
        )

    def review(self, place: int, outcome: str, post: str) -> None:
        review(self.payments[place], outcome, post=post, reason="because")

    def sign(self, place: int, post: str) -> None:
        sign(self.payments[place], post)

    def release(self, place: int) -> None:
        act("money.release_payment", CLERK, self.payments[place])

    def withdraw(self, place: int) -> None:
        act("money.withdraw_payment", CLERK, self.payments[place], reason="because")

    def send_back(self, place: int) -> None:
        order = Order.objects.get(payment__number=self.payments[place].id)
        act("money.answer_order", ACCOUNTANT, order.ref, answer="refused", reason="because")

    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)

    def attempt(self, what: str, *details: Any) -> None:
        move: Callable[..., None] = getattr(self, what.replace(" ", "_"))
        before = set(Order.objects.values_list("number", flat=True))
        with on(self.day):
            with suppress(Refused, IndexError, Order.DoesNotExist):
                move(*details)
            self.check(before)

    def check(self, before: set[str]) -> None:
        """Nothing left while a condition was open, and every balance is what its payments come to."""
        for order in Order.objects.exclude(number__in=before):
            assert all(condition.ok for condition in conditions(cases.found(order.payment.ref), clock.today()))
            assert len(set(order.payment.signatures.values_list("by", flat=True))) >= 1
        gone = Payment.objects.filter(released_on__isnull=False, withdrawn_on=None)
        total = sum((payment.amount for payment in gone), Decimal(0))
        decided = Decision.objects.get(number=self.decision)
        assert BudgetLine.objects.get(number=self.line.id).released == total <= AUTHORISED
        assert decided.released == total <= DECIDED


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(tries, min_size=4, max_size=14))
def test_nothing_leaves_early_and_nothing_is_spent_twice(lines: dict[str, Ref], walk: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        town = Town(lines["repairs"])
        for what, *details in [("ask", "near", "9000"), ("ask", "far", "30000"), *walk]:
            town.attempt(what, *details)
        transaction.set_rollback(True)


def test_the_walk_gets_somewhere(lines: dict[str, Ref]) -> None:
    town = Town(lines["repairs"])
    steps = [("ask", "far", "30000"), ("review", 0, "passed", SUPERVISOR), ("sign", 0, DEPUTY), ("sign", 0, DIRECTOR)]
    for what, *details in steps:
        town.attempt(what, *details)
    assert Order.objects.count() == 1
    town.attempt("send back", 0)
    town.attempt("withdraw", 0)
    assert BudgetLine.objects.get(number=lines["repairs"].id).released == 0
