"""The lists behind the pages as data, and the API: the same reads, the same door as the pages and the command line."""

import base64
import csv
import io
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sunward.config.commands import act_command
from sunward.disclosure.models import Objection, Publication
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.money.models import Payment
from sunward.money.queries.totals import by_purpose
from sunward.portal import opendata
from sunward.record.models import Journal
from tests import stage
from tests.disclosure.scenes import resident
from tests.papers import pdf, png
from tests.portal.pages import signed_in
from tests.portal.scene import TODAY, Lived
from tests.stage import CLERK, CODE, DEPUTY, holder

MATTER = {"title": "屋顶防水", "kind": "asset_lease"}
PAYMENT = {
    "amount": "10", "purpose": "纸", "category": "office", "payee": "湖光纸行", "payee_kind": "company",
    "account_holder": "湖光纸行", "account": "9981", "invoice_number": "P1",
}  # fmt: skip


def line() -> str:
    return str(Ref("budget_line", by_purpose(CODE, TODAY.year)[0].number))


def ask(client: Client, act: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/c/{CODE}/acts/{act}", body, content_type="application/json")


def test_an_empty_cell_is_empty() -> None:
    assert opendata.as_csv([{"a": None, "b": ""}]).splitlines()[1] == ","


def test_a_list_is_read_on_from_the_key_of_its_last_row(lived: Lived, client: Client) -> None:
    whole = client.get(f"/api/c/{CODE}/payments").json()["rows"]
    assert client.get(f"/api/c/{CODE}/payments?before={whole[0]['key']}").json()["rows"] == whole[1:]
    assert opendata.every_row("payments", CODE) == whole


@pytest.mark.parametrize("name", sorted(opendata.LISTS))
def test_no_list_of_a_community_that_is_not_there(lived: Lived, client: Client, name: str) -> None:
    assert client.get(f"/api/c/nowhere/{name}").status_code == 404
    assert client.get(f"/api/c/{CODE}/secrets").status_code == 404


@pytest.mark.parametrize("name", sorted(opendata.LISTS))
def test_every_list_is_there_in_both_forms(lived: Lived, client: Client, name: str) -> None:
    as_json = client.get(f"/zh/c/{CODE}/data/{name}.json").json()["rows"]
    text = client.get(f"/zh/c/{CODE}/data/{name}.csv").content.decode("utf-8-sig")
    assert client.get(f"/api/c/{CODE}/{name}").json()["rows"] == as_json
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(as_json)
    assert as_json or name == "elections", "told with the pages of elections"


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A0"])
def test_no_cell_is_a_formula(cell: str) -> None:
    [_head, [read]] = csv.reader(io.StringIO(opendata.as_csv([{"title": cell}]).lstrip("\ufeff")))
    assert read == f"'{cell}"


def test_an_amount_below_zero_stays_a_number() -> None:
    assert opendata.as_csv([{"amount": "-36500.00"}]).splitlines()[1] == "-36500.00"


@pytest.mark.parametrize("kind", ["xml", "xlsx", "CSV", "json5"])
def test_forms_that_do_not_exist_are_not_found(lived: Lived, client: Client, kind: str) -> None:
    assert client.get(f"/zh/c/{CODE}/data/payments.{kind}").status_code == 404


@pytest.mark.parametrize(("body", "place"), [
    (b'{"subject": "community:x",\n "post" "a"}', "line 2, column 9"),
    ("{\"post\": \"代表\"}".encode("gb18030"), "byte 11 is no UTF-8"),
])  # fmt: skip
def test_a_body_that_cannot_be_read_is_told_where(lived: Lived, body: bytes, place: str) -> None:
    client = signed_in(Client(), holder(CODE, CLERK))
    path = f"/api/c/{CODE}/acts/decisions.open_matter"
    answer = client.generic("POST", path, body, content_type="application/json")
    assert answer.status_code == 400
    assert place in answer.json()["detail"]
    assert "Accepted: one JSON object in UTF-8" in answer.json()["detail"]


def test_other_mistakes_are_told_as_before(lived: Lived) -> None:
    client = signed_in(Client(), holder(CODE, CLERK))
    answer = ask(client, "decisions.open_matter", {"subject": "no subject", "post": CLERK})
    assert (answer.status_code, "detail" in answer.json()) == (422, True)
    answer = client.generic(
        "POST", f"/api/c/{CODE}/acts/decisions.open_matter", b"[1]", content_type="application/json"
    )
    assert answer.status_code == 422


def test_lists_that_do_not_exist_are_not_found(lived: Lived, client: Client) -> None:
    assert client.get(f"/en/c/{CODE}/data/secrets.csv").status_code == 404
    response = client.get(f"/api/c/{CODE}/secrets")
    assert response.status_code == 404
    assert "matters" in response.json()["detail"]


def test_the_api_tells_every_act_and_what_it_asks(client: Client) -> None:
    found = {act["name"]: act for act in client.get("/api/acts").json()}
    facts = {fact["name"]: fact for fact in found["decisions.open_matter"]["facts"]}
    assert facts["title"]["required"]
    assert facts["title"]["question"].keys() == {"zh", "en"}


def test_nobody_acts_without_a_sign_in(lived: Lived, client: Client) -> None:
    body = {"subject": f"community:{CODE}", "post": DEPUTY, "facts": MATTER}
    assert ask(client, "decisions.open_matter", body).status_code == 401


def test_the_api_performs_an_act_once(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, DEPUTY))
    body = {"subject": f"community:{CODE}", "post": DEPUTY, "facts": MATTER, "key": "once"}
    first, again = ask(client, "decisions.open_matter", body), ask(client, "decisions.open_matter", body)
    assert first.status_code == again.status_code == 200
    assert first.json()["result"].startswith("matter:")
    assert again.json() == first.json() | {"repeated": True}


@pytest.mark.parametrize(
    ("act", "subject", "status"),
    [
        ("decisions.no_such_act", f"community:{CODE}", 404),
        ("decisions.open_matter", "community:nowhere", 404),
        ("decisions.open_matter", "nonsense", 422),
    ],
)
def test_what_is_unknown_or_unusable_says_so(lived: Lived, client: Client, act: str, subject: str, status: int) -> None:
    signed_in(client, holder(CODE, DEPUTY))
    assert ask(client, act, {"subject": subject, "post": DEPUTY, "facts": MATTER}).status_code == status


def test_unusable_facts_are_named(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, DEPUTY))
    response = ask(client, "decisions.open_matter", {"subject": f"community:{CODE}", "post": DEPUTY, "facts": {}})
    assert response.status_code == 422
    assert {"title", "kind"} <= set(response.json()["errors"])


def test_a_refusal_tells_its_findings(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    response = ask(client, "money.sign_payment", {"subject": f"payment:{lived.locked}", "post": DEPUTY, "facts": {}})
    assert response.status_code == 409
    assert [found["rule"] for found in response.json()["findings"]] == ["post"]


def test_acts_of_another_community_are_not_performed_here(lived: Lived, client: Client) -> None:
    stage.found("heping")
    signed_in(client, holder(CODE, DEPUTY))
    body = {"subject": "community:heping", "post": DEPUTY, "facts": MATTER}
    assert ask(client, "decisions.open_matter", body).status_code == 404


def test_the_command_line_reads_the_same_input(lived: Lived, capsys: pytest.CaptureFixture[str]) -> None:
    who = ["--by", holder(CODE, DEPUTY), "--post", DEPUTY]
    facts = [f"{name}={value}" for name, value in MATTER.items()]
    assert act_command.run(["decisions.open_matter", f"community:{CODE}", *facts, *who]) == 0
    assert "matter:" in capsys.readouterr().out
    assert act_command.run(["decisions.open_matter", f"community:{CODE}", *who]) == 2
    assert "title" in capsys.readouterr().err
    assert act_command.run(["money.sign_payment", f"payment:{lived.locked}", *who]) == 1
    assert "refused" in capsys.readouterr().err


# What the person signed, as a program hands it in.
SLIP = {"name": "slip.png", "base64": base64.b64encode(png("slip")).decode()}


def objecting(body: dict[str, str]) -> tuple[Client, dict[str, Any]]:
    """What a clerk's program hands in at the desk for somebody who objects to a posting."""
    client = signed_in(Client(), holder(CODE, CLERK))
    subject = str(Publication.objects.filter(community_code=CODE, audience="everyone").latest("id").ref)
    return client, {"subject": subject, "post": CLERK, "facts": {"text": "租金低于市价", "signed": SLIP}} | body


def test_the_api_serves_somebody_at_the_desk(lived: Lived) -> None:
    zhao = resident()
    client, body = objecting({"on_behalf_of": zhao})
    answer = ask(client, "disclosure.object", body)
    assert answer.status_code == 200, answer.content.decode()
    assert Journal.objects.get(ref=answer.json()["ref"]).on_behalf_of == zhao


POSTED = {"item": "leases", "title": "清溪路18号房屋出租"}


def posting(day: str) -> Any:
    body = {"subject": f"community:{CODE}", "post": CLERK, "facts": POSTED, "claimed_at": day}
    return ask(signed_in(Client(), holder(CODE, CLERK)), "disclosure.publish", body)


def test_a_program_says_on_which_day_a_report_happened(lived: Lived) -> None:
    yesterday = clock.today() - timedelta(days=1)
    entry = Journal.objects.get(ref=posting(str(yesterday)).json()["ref"])
    assert entry.claimed_at
    assert clock.civil_day(entry.claimed_at) == yesterday


@pytest.mark.parametrize("day", ["yesterday", "2099-01-01", "2026-13-01"])
def test_a_day_that_cannot_be_is_told(lived: Lived, day: str) -> None:
    answer = posting(day)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["claimed_at"])


def test_what_takes_place_when_it_is_entered_claims_no_other_day(lived: Lived) -> None:
    client = signed_in(Client(), holder(CODE, DEPUTY))
    body = {"subject": f"payment:{lived.locked}", "post": DEPUTY, "claimed_at": str(TODAY - timedelta(days=1))}
    answer = ask(client, "money.sign_payment", body)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["claimed_at"])


def test_for_whom_is_not_written_among_the_facts(lived: Lived) -> None:
    """Dropped, it would be the clerk's own objection."""
    zhao = resident()
    client, body = objecting({})
    answer = ask(client, "disclosure.object", body | {"facts": {"text": "租金低于市价", "on_behalf_of": zhao}})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["on_behalf_of"])


def test_the_command_line_says_for_whom_and_when_too(lived: Lived, tmp_path: Path) -> None:
    zhao, (_client, body) = resident(), objecting({})
    who = ["--by", holder(CODE, CLERK), "--post", CLERK]
    slip = tmp_path / "slip.png"
    slip.write_bytes(png("slip"))
    given = ["text=租金", f"signed={slip}"]
    assert act_command.run(["disclosure.object", body["subject"], *given, *who, "--on-behalf-of", zhao]) == 0
    assert Objection.objects.latest("id").by == zhao
    facts = [f"{name}={value}" for name, value in POSTED.items()]
    day = str(clock.today() - timedelta(days=1))
    assert act_command.run(["disclosure.publish", f"community:{CODE}", *facts, *who, "--claimed-at", day]) == 0
    assert str(Publication.objects.latest("id").posted_on) == day


def test_a_program_hands_in_a_file_as_the_page_does(lived: Lived, client: Client, tmp_path: Path) -> None:
    """An invoice, letter by letter through the API and by its path on the command line."""
    signed_in(client, holder(CODE, CLERK))
    subject = line()
    invoice = {"name": "invoice.pdf", "base64": b64encode(pdf("from a program")).decode()}
    body = {"subject": subject, "post": CLERK, "facts": PAYMENT | {"invoice_number": "P1", "invoice": invoice}}
    answer = ask(client, "money.request_payment", body)
    assert answer.status_code == 200, answer.content.decode()
    (tmp_path / "invoice.pdf").write_bytes(pdf("from the command line"))
    facts = [f"{name}={value}" for name, value in (PAYMENT | {"invoice_number": "P2"}).items()]
    who = [f"invoice={tmp_path / 'invoice.pdf'}", "--by", holder(CODE, CLERK), "--post", CLERK]
    assert act_command.run(["money.request_payment", subject, *facts, *who]) == 0
    assert Payment.objects.filter(invoice_number__in=["P1", "P2"]).count() == 2


@pytest.mark.parametrize(
    ("handed_in", "says"),
    [
        ("a" * 64, "这里要一个文件"),
        ({"name": "x.png", "base64": "no base64!"}, "不是 Base64"),
        ({"name": "x.png", "base64": "aGVsbG8="}, "不收这种文件"),
    ],
)
def test_what_is_no_file_is_told(lived: Lived, client: Client, handed_in: Any, says: str) -> None:
    signed_in(client, holder(CODE, CLERK))
    body = {"subject": line(), "post": CLERK, "facts": PAYMENT | {"invoice": handed_in}}
    response = ask(client, "money.request_payment", body)
    assert response.status_code == 422
    assert says in str(response.json()["errors"]["invoice"])


def test_a_path_that_leads_nowhere_is_told(lived: Lived, capsys: pytest.CaptureFixture[str]) -> None:
    who = ["invoice=/nowhere/x.png", "--by", holder(CODE, CLERK), "--post", CLERK]
    assert act_command.run(["money.request_payment", line(), *who]) == 2
    assert "/nowhere/x.png" in capsys.readouterr().err


@pytest.mark.parametrize(
    "changed", [{"subject": "community:\ud800"}, {"facts": {"title": "\ud800"}}, {"key": "\ud800"}]
)
def test_half_a_sign_is_refused_and_not_written(lived: Lived, client: Client, changed: dict[str, Any]) -> None:
    signed_in(client, holder(CODE, DEPUTY))
    body = {"subject": f"community:{CODE}", "post": DEPUTY, "facts": MATTER} | changed
    assert ask(client, "decisions.open_matter", body).status_code == 422
