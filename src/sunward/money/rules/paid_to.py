"""Conditions on who is paid."""

from collections.abc import Iterator

from sunward.kernel.text import Text
from sunward.money.rules.condition import Condition
from sunward.money.rules.facts import PayeeFacts, Rules
from sunward.money.rules.wording import phrase

NO_PRIVATE_ACCOUNT = "农村集体经济组织法 第四十四条"
OWED_TO_OFFICERS = "allowances"  # the one thing that an officer may be paid as a person


def payee_conditions(payee: PayeeFacts, category: str, rules: Rules) -> Iterator[Condition]:
    """The account is the payee's, not an officer's, and not one of an officer's kin where the charter bars them."""
    yield _account(payee, rules)
    if payee.is_officer and category != OWED_TO_OFFICERS:
        text = Text("公款不能付到任职人员的私人账户", "Public money may not go to an officer's private account")
        yield Condition("private_account", False, text, NO_PRIVATE_ACCOUNT)
    if payee.owned_by_officer:
        text = Text(
            "收款方由任职人员所有或代表，公款不能付给它",
            "The payee is owned or represented by an officer; public money may not go there",
        )
        yield Condition("officer_owned", False, text, rules.kin_barred or NO_PRIVATE_ACCOUNT)
    if rules.kin_barred:
        yield _kin(payee.is_kin, rules.kin_barred)


def _account(payee: PayeeFacts, rules: Rules) -> Condition:
    text = (
        Text("账户户名与收款方一致", "The account is in the payee's own name")
        if payee.holder_agrees
        else phrase("账户户名不是“{name}”", "The account is not in the name of “{name}”", name=payee.name)
    )
    return Condition("account", payee.holder_agrees, text, rules.source)


def _kin(is_kin: bool, source: str) -> Condition:
    text = (
        Text("发现利益冲突：任职人员的亲属不能承接", "A conflict was found: kin of an officer may not be paid for this")
        if is_kin
        else Text("没有申报过的亲属关系", "No declared kinship with an officer")
    )
    return Condition("kin", not is_kin, text, source)
