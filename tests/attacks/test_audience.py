"""Names of people without office: nowhere in public pages, open data, the record, error pages or the server's log."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from sunward.kernel.refs import Ref
from sunward.record.command import main
from sunward.registry.private import check_character
from tests.disclosure.scenes import resident
from tests.money.cases import act, ask, paper
from tests.stage import ACCOUNTANT, CLERK, CODE, DIRECTOR, OPENING, holder

OBJECTOR, HOUSEHOLDER, PAYEE, KIN, GUARDED = "赵德海", "董富贵", "刘自强", "程小磊", "王敏敏"
PHONE, ACCOUNT, WORDS = "13900007777", "6222021234567890123", "我家的份额少算了"
ID_STEM = "99010219900505123"
SECRETS = (OBJECTOR, HOUSEHOLDER, PAYEE, KIN, GUARDED, PHONE, ACCOUNT, WORDS, ID_STEM, "Cheng Xiaolei")
HREF = re.compile(r'(?:href|src|action)="(/[^"]*)"')
MOST = 400  # pages; the crawl ends long before
TABLE = {
    "columns": [{"zh": "户主", "en": "householder", "personal": True}, {"zh": "元", "en": "yuan"}],
    "rows": [[HOUSEHOLDER, "8640.50"]],
}


@pytest.fixture
def life(line: Ref) -> str:
    """A community in which every private thing has been typed in once. Returns a resident."""
    zhao = resident(OBJECTOR)
    here = Ref("community", CODE)
    number = ID_STEM + check_character(ID_STEM)
    facts = {"name": GUARDED, "phone": PHONE, "id_number": number}
    act("registry.register_person", CLERK, here, **facts)
    kin = act("registry.register_person", CLERK, here, name=KIN, latin_name="Cheng Xiaolei").result
    chen = Ref.parse(holder(CODE, DIRECTOR))
    act("registry.declare_kinship", DIRECTOR, chen, relative=str(kin), relation="in_law")
    act("disclosure.publish", CLERK, here, item="household_list", title="东片分户名单", audience="project_households",
        audience_ref="project:east", rows=TABLE, text=WORDS)  # fmt: skip
    own = act("disclosure.publish", CLERK, here, item="leases", title="本人结果", audience="person", audience_ref=zhao,
              text=f"{OBJECTOR}：{WORDS}").result  # fmt: skip
    posting = act("disclosure.publish", CLERK, here, item="leases", title="清溪路18号房屋出租").result
    assert own
    assert posting
    act("disclosure.object", "resident", posting, by=zhao, text=WORDS)
    ask(line, payee=PAYEE, payee_kind="person", category="welfare", account=ACCOUNT)
    statement = {"opening": "9000", "closing": "8000", "lines": [
        {"day": "2026-02-03", "amount": "-1000", "counterparty": f"绿枝修剪 {ACCOUNT}", "order": ""}]}  # fmt: skip
    act("money.record_bank_statement", ACCOUNTANT, here, month="2026-02", statement=statement, file=paper("bank"))
    act("money.record_past_payment", CLERK, here, voucher="V-1", paid_on=OPENING - timedelta(days=1),
        amount=Decimal(100), payee=PAYEE, payee_kind="person", category="welfare", purpose="慰问")  # fmt: skip
    return zhao


def crawl(client: Client) -> Iterator[tuple[str, str]]:
    """Every page that can be reached from the home page by links, forms and downloads, with its content."""
    start = [f"/{language}/c/{CODE}/" for language in ("zh", "en")]
    data = [f"/zh/c/{CODE}/data/{name}.{kind}" for name in LISTS for kind in ("csv", "json")]
    waiting, seen = [*start, "/zh/", *data, *(f"/api/c/{CODE}/{name}" for name in LISTS)], set[str]()
    while waiting and len(seen) < MOST:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = html.unescape(body.decode("utf-8", "replace"))
        yield path, text
        if "html" in answer.headers.get("Content-Type", ""):
            waiting.extend(each for each in HREF.findall(text) if ours(each))
    assert len(seen) < MOST


LISTS = ("matters", "payments", "publications", "people", "overdue", "powers")


def ours(address: str) -> bool:
    path = urlsplit(address).path
    return f"/c/{CODE}/" in path and "/do/" not in path


def leaks(pages: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    found = {path: [secret for secret in SECRETS if secret in text] for path, text in pages}
    return {path: secrets for path, secrets in found.items() if secrets}


def test_a_passer_by_reads_no_private_name_anywhere(life: str, caplog: pytest.LogCaptureFixture) -> None:
    pages = list(crawl(Client()))
    assert len(pages) > 40
    assert any("名单" in text for _path, text in pages), "the list is there, the names are not"
    assert leaks(iter(pages)) == {}
    assert not any(secret in caplog.text for secret in SECRETS)


def test_a_neighbour_who_signed_in_reads_no_more(life: str) -> None:
    neighbour = resident("钱一方")
    user = get_user_model().objects.create_user(username="qian", person=neighbour)  # type: ignore[attr-defined]
    client = Client()
    client.force_login(user)
    assert leaks(crawl(client)) == {}


def test_the_record_carries_commitments_only(life: str, tmp_path: Path) -> None:
    assert main(["export", CODE, str(tmp_path / "log")]) == 0
    everything = b"".join(file.read_bytes() for file in (tmp_path / "log").rglob("*") if file.is_file())
    assert "清溪路18号房屋出租".encode() in everything, "public facts are there in the clear"
    assert [secret for secret in SECRETS if secret.encode() in everything] == []


def test_a_fault_shows_neither_the_code_nor_the_data(life: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from sunward.money import queries

    def fails(*_args: object, **_options: object) -> None:
        raise RuntimeError(f"{PAYEE} {ACCOUNT}")

    monkeypatch.setattr(queries, "payments", fails)
    answer = Client(raise_request_exception=False).get(f"/zh/c/{CODE}/money/")
    words = answer.content.decode()
    assert answer.status_code == 500
    assert not any(secret in words for secret in (*SECRETS, "Traceback", "RuntimeError", "sunward/money"))


@pytest.mark.parametrize("path", ["/zh/c/nowhere/", "/zh/nothing/", f"/zh/c/{CODE}/money/XY-P-1999-001/"])
def test_a_missing_page_says_so_in_both_languages(community: str, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    words = answer.content.decode()
    assert 'lang="en"' in words
    assert 'lang="zh' in words
