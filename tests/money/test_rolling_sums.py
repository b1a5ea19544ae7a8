"""Rolling sums against a naive recount."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sunward.kernel.spelling import same_spelling
from sunward.money.rules.rolling import Spent, rolling_sum

FIRST = date(2026, 1, 1)
ALL_THREE = ["payee", "site", "category"]

spendings = st.builds(
    Spent,
    payee=st.sampled_from(["a", "b", "c"]),
    site=st.sampled_from(["", "x", "y"]),
    category=st.sampled_from(["works", "office"]),
    amount=st.integers(1, 10_000_000).map(lambda fen: Decimal(fen).scaleb(-2)),
    on=st.integers(0, 200).map(lambda days: FIRST + timedelta(days=days)),
)


def recount(this: Spent, others: list[Spent], days: int) -> Decimal:
    """What the article says, word by word: ninety days, and any two of payee, place and kind the same."""
    total = this.amount
    for other in others:
        age = (this.on - other.on).days
        if age < 0 or age >= days:
            continue
        payee = this.payee == other.payee
        kind = this.category == other.category
        place = this.site == other.site if this.site and other.site else payee
        if (payee and place) or (payee and kind) or (place and kind):
            total += other.amount
    return total


@given(spendings, st.lists(spendings, max_size=12), st.sampled_from([1, 30, 90]))
def test_the_sum_is_what_a_recount_gives(this: Spent, others: list[Spent], days: int) -> None:
    assert rolling_sum(this, others, ALL_THREE, days) == recount(this, others, days)


@given(spendings, spendings, st.sampled_from(ALL_THREE))
def test_changing_one_name_alone_never_takes_a_twin_out(this: Spent, other: Spent, renamed: str) -> None:
    values = {"payee": "z", "site": "z", "category": "z"}
    facts = {name: getattr(this, name) for name in ALL_THREE} | {renamed: values[renamed]}
    twin = Spent(amount=other.amount, on=this.on, **facts)
    both = [rolling_sum(twin, [this], ALL_THREE, 90), rolling_sum(this, [twin], ALL_THREE, 90)]
    kept_apart = renamed == "payee" and not this.site  # two strangers, and nobody says where
    assert both == [this.amount + other.amount] * 2 or kept_apart


def test_spelling_makes_no_other_payee() -> None:
    assert same_spelling("Ｌｅｉｃｈｅｎｇ　Repairs") == same_spelling("leicheng repairs ")
    assert same_spelling("磊程 维修") == same_spelling("磊程维修") != same_spelling("磊成维修")
