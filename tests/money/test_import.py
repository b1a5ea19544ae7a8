"""Past payments by file."""

from pathlib import Path

import pytest

from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref
from sunward.money.models import BudgetLine, PastPayment
from sunward.money.queries import past_payments
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import Staging, stage
from tests.stage import CLERK, CODE, holder

SAMPLE = Path(__file__).parents[2] / "docs" / "import" / "past_payments.csv"
HEADING = "凭证号,付款日期,金额,收款方,收款方类型,类别,用途,地点\n"


def bring(text: str, encoding: str = "utf-8") -> tuple[Staging, Done | None]:
    staging = stage(text.encode(encoding), "past_payments", CODE)
    return staging, confirm(staging, holder(CODE, CLERK), CLERK) if staging.ok else None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_the_sample_comes_in_before_the_gate(lines: dict[str, Ref], encoding: str) -> None:
    _staging, done = bring(SAMPLE.read_text("utf-8"), encoding)
    assert done
    assert done.entry.public["rows"] == 3
    assert "before_the_gate" in {finding.rule for finding in done.entry.findings}
    assert [(row.voucher, int(row.amount), row.payee) for row in past_payments(CODE)] == [
        ("2025-120", 600, "孙**"), ("2025-119", 1280, "绿枝修剪"), ("2025-118", 9500, "明湖照明"),
    ]  # fmt: skip
    assert set(BudgetLine.objects.values_list("released", flat=True)) == {0}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("V-1,2025-13-01,5,a,单位或商户,工程,b,", "line 2, paid on"),
        ("V-1,2025-01-01,0,a,单位或商户,工程,b,", "line 2, amount"),
        ("V-1,2025-01-01,5,a,公司,工程,b,", "line 2, kind of payee"),
        ("V-1,2027-01-01,5,a,单位或商户,工程,b,", "line 2, paid on: This day has not come yet."),
        ("V-1,2026-01-05,5,a,单位或商户,工程,b,", "line 2, paid on: From 2026-01-05 on"),
        ("V-1,2026-02-01,5,a,单位或商户,工程,b,", "line 2, paid on: From 2026-01-05 on"),
        (",2025-01-01,5,a,单位或商户,工程,b,", "line 2, voucher number"),
    ],
)
def test_a_bad_row_is_named_and_nothing_comes_in(community: str, row: str, said: str) -> None:
    staging, done = bring(HEADING + row)
    assert done is None
    assert str(staging.problems[0]).startswith(said)
    assert not PastPayment.objects.exists()


def test_a_voucher_comes_in_once(community: str) -> None:
    good = "V-1,2025-01-01,5,a,单位或商户,工程,b,\n"
    assert not bring(HEADING + good + good)[0].ok
    assert bring(HEADING + good)[1]
    staging, _done = bring(HEADING + good.replace(",5,", ",6,"))
    assert "already" in str(staging.problems[0])
