"""Attacks on who is paid."""

import pytest
from django.db import IntegrityError, transaction

from sunward.kernel.acts import Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.money.models import Payee, Payment
from sunward.money.queries import payments
from sunward.record.models import Journal
from tests.money import cases
from tests.money.cases import act, ask, invoice, rules_of, sign
from tests.stage import CLERK, CODE, holder


def refused(line: Ref, **changes: object) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act("money.request_payment", CLERK, line, **invoice(**changes))
    return rules_of(refusal)


def test_the_account_is_in_the_payees_own_name(line: Ref) -> None:
    assert refused(line, payee="明湖照明", account_holder="张三") == {"account"}


def test_no_public_money_on_an_officers_account(line: Ref) -> None:
    assert refused(line, payee="陈国良", payee_kind="person") == {"private_account"}
    ask(line, payee="陈国良", payee_kind="person", category="allowances")


@pytest.mark.parametrize("typed", ["陈 国良", "陈　国良", "陈国良\u200b", "陈\u2060国良", " 陈国良 "])
def test_however_the_officers_name_is_typed(line: Ref, typed: str) -> None:
    assert refused(line, payee=typed, payee_kind="person") == {"private_account"}


@pytest.mark.parametrize("owner", ["陈国良", "陈 国良", "陈国良\u200b"])
def test_a_firm_of_an_officer_is_not_paid(line: Ref, owner: str) -> None:
    assert refused(line, payee="北山建筑", owner=owner) == {"officer_owned"}


@pytest.fixture
def brother_in_law(community: str) -> str:
    """Somebody whom an officer has declared as kin."""
    from sunward.registry.models import Kinship, Person

    with door_open():
        kin = Person.objects.create(number="pkin0000001", community_code=community, name="程磊")
        chen = Person.objects.get(name="陈国良")
        Kinship.objects.create(person=chen, relative=kin, relation="in_law", source="own", declared_on=cases.START)
    return kin.name


def test_kin_of_officers_are_not_paid(line: Ref, brother_in_law: str) -> None:
    assert refused(line, payee="磊程维修", owner=brother_in_law) == {"kin"}
    assert refused(line, payee=brother_in_law, payee_kind="person") == {"kin"}
    entry = Journal.objects.filter(log=CODE, kind="refusal").latest("pk")
    assert brother_in_law not in str(entry.public) + str(entry.findings)


@pytest.mark.parametrize("typed", ["程 磊", "程磊\u200b"])
def test_however_the_kins_name_is_typed(line: Ref, brother_in_law: str, typed: str) -> None:
    assert refused(line, payee="磊程维修", owner=typed) == {"kin"}
    assert refused(line, payee=typed, payee_kind="person") == {"kin"}


def test_a_firm_whose_interest_was_declared_is_known_with_a_blank_in_its_name(line: Ref) -> None:
    from sunward.registry.models import Interest, Person

    with door_open():
        Interest.objects.create(
            person=Person.objects.get(name="陈国良"),
            kind="company_share",
            what="磊诚维修（有限）公司",
            declared_on=cases.START,
        )
    assert refused(line, payee="磊诚 维修(有限)公司") == {"kin"}


@pytest.mark.parametrize("field", ["payee", "owner", "account_holder"])
@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\x07", "\ufeff"])
def test_a_name_with_signs_that_nobody_sees_does_not_come_in(line: Ref, field: str, sign: str) -> None:
    facts = {"payee": "北山建筑", "account_holder": "北山建筑", "owner": "张三"}
    given = invoice(**facts) | {field: f"{facts[field]}{sign}甲"}
    with pytest.raises(FactsError, match="nobody sees"):
        perform("money.request_payment", by=holder(CODE, CLERK), post=CLERK, subject=line, facts=given, key=new_id())


def test_kin_may_not_win_a_tender_either(line: Ref, brother_in_law: str) -> None:
    from tests.money.test_lane_lighting import tender

    with cases.on(cases.START.replace(month=4)):
        won = tender("磊程维修", "150000", owner=brother_in_law)
        decision = cases.four_two("150000")
        facts = {"amount": "120000", "category": "works", "payee": "磊程维修", "site": "东巷"}
        assert "tender" in refused(line, decision=decision, tender=won, **facts)


@pytest.mark.parametrize("owner", ["陈国良", "陈 国良"])
def test_nor_may_an_officer(line: Ref, owner: str) -> None:
    from tests.money.test_lane_lighting import tender

    with cases.on(cases.START.replace(month=4)):
        won = tender("北山建筑", "150000", owner=owner)
        facts = {"amount": "120000", "category": "works", "payee": "北山建筑", "site": "东巷"}
        assert "tender" in refused(line, decision=cases.four_two("150000"), tender=won, **facts)


def test_an_invoice_is_paid_once(line: Ref) -> None:
    ask(line, invoice_number="F-77")
    assert refused(line, invoice_number=" F-77 ") == {"invoice_used"}
    ask(line, payee="新湖照明", invoice_number="F-77", category="services")


@pytest.mark.parametrize("typed", ["f-77", "Ｆ－７７", "F -77", "F-7\u200b7"])
def test_however_its_number_is_typed(line: Ref, typed: str) -> None:
    ask(line, invoice_number="F-77")
    assert refused(line, invoice_number=typed) == {"invoice_used"}


def test_an_invoice_of_before_spellings_were_compared_is_not_paid_again_either(line: Ref) -> None:
    payment = cases.found(ask(line, invoice_number="F-77"))
    with door_open():
        Payment.objects.filter(pk=payment.pk).update(invoice_key="")
    assert refused(line, invoice_number="f-７7") == {"invoice_used"}


def test_one_picture_is_not_the_invoice_of_two_payments(line: Ref) -> None:
    ask(line, invoice=cases.paper("the same"))
    other = {"payee": "新湖照明", "category": "services", "invoice_number": "F-79"}
    assert refused(line, invoice=cases.paper("the same"), **other) == {"invoice_used"}


def test_a_number_of_which_nothing_can_be_seen_is_none(line: Ref) -> None:
    with pytest.raises(FactsError, match="stands on the invoice"):
        ask(line, invoice_number="\u200b")


def test_two_names_that_look_alike_are_one_payee(line: Ref) -> None:
    ask(line, payee="明湖照明", account="6222000011112222")
    assert refused(line, payee="明湖照明\u200b", account="6222000011113333") == {"account_on_file"}


def test_a_rent_floor_is_no_money_to_spend(line: Ref) -> None:
    """What a decision on letting a room says about yuan is what comes in."""
    with cases.on(cases.START.replace(month=4)):
        lease = cases.voted("asset_lease", "216000")
        found = refused(line, amount="60000", category="services", decision=lease)
    assert "decided_on_spending" in found


def test_a_withdrawn_request_gives_its_invoice_back(line: Ref) -> None:
    payment = ask(line, invoice_number="F-78")
    act("money.withdraw_payment", CLERK, payment, reason="wrong line")
    ask(line, invoice_number="F-78")
    with pytest.raises(Refused) as refusal:
        sign(payment)
    assert "withdrawn" in rules_of(refusal)


def test_a_payee_keeps_the_account_and_an_account_its_payee(line: Ref) -> None:
    ask(line, account="6222 0000 1111 2222")
    assert refused(line, account="6222000011113333") == {"account_on_file"}
    assert refused(line, payee="空壳公司", account="6222-0000-1111-2222") == {"account_on_file"}


@pytest.mark.postgres
def test_the_database_keeps_invoices_and_accounts_apart(line: Ref) -> None:
    payment = cases.found(ask(line))
    payee = payment.payee
    with door_open():
        with pytest.raises(IntegrityError), transaction.atomic():
            Payee.objects.create(
                community_code=CODE, name="x", name_key="x", kind="company", account_holder="x", account=payee.account
            )
        payment.pk, payment.number, payment.position = None, "XY-P-2026-999", 1
        with pytest.raises(IntegrityError), transaction.atomic():
            payment.save(force_insert=True)


def test_a_private_person_is_masked_outside_the_offices(line: Ref) -> None:
    ask(line, payee="刘强", payee_kind="person", category="welfare")
    assert payments(CODE)[0].payee == "刘**"
    assert payments(CODE, viewer=Viewer(CODE, "person:x", frozenset({CLERK})))[0].payee == "刘强"
    entry = Journal.objects.get(log=CODE, act="money.request_payment", kind="effect")
    assert "刘强" not in str(entry.public) + str(entry.result)


@pytest.mark.postgres
@pytest.mark.parametrize(("field", "most"), [("site", 120), ("payee", 120), ("account_holder", 120), ("account", 40)])
def test_what_no_column_takes_is_said_before_the_database_does(line: Ref, field: str, most: int) -> None:
    """Not every fact has a column of its own name; those are compared in tests/architecture."""
    facts = {name: value for name, value in cases.invoice().items() if name != "invoice"}
    with pytest.raises(FactsError) as problem:
        perform(
            "money.request_payment", by=holder(CODE, CLERK), post=CLERK, subject=line,
            facts=facts | {"invoice": cases.paper("long"), field: "6" * (most + 1)}, key=new_id(),
        )  # fmt: skip
    assert set(problem.value.errors) == {field}
