"""The form of an act: questions in words, what was typed stays, the door's answer is shown."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sunward.decisions.models import Step
from sunward.portal.forms.linefields import BudgetLinesField, MovementsField
from sunward.portal.forms.tablefield import TableField
from sunward.record.models import Journal
from tests.portal.pages import signed_in
from tests.portal.scene import Lived
from tests.stage import CLERK, CODE, DEPUTY, holder

COUNTS = {"entitled": "12", "present": "10", "for": "9", "against": "1"}


@pytest.fixture
def clerk(community: str, client: Client) -> Client:
    return signed_in(client, holder(CODE, CLERK))


def step(lived: Lived, **changes: str) -> dict[str, str]:
    boxes = {f"counts-0-{box}": count for box, count in COUNTS.items()}
    return {
        "key": "step-form", "step": "consultation", "held_on": "2026年4月17日", "body": "joint_meeting",
        "counts-0-group": "body_members", "outcome": "adopted", **boxes, **changes,
    }  # fmt: skip


def address(lived: Lived) -> str:
    return f"/en/c/{CODE}/do/decisions.report_step/matter:{lived.under_way}/"


def test_the_form_expects_the_next_step_and_asks_for_counts_in_boxes(lived: Lived, clerk: Client) -> None:
    page = clerk.get(address(lived)).content.decode()
    assert '<option value="consultation" selected>' in page
    assert 'name="counts-0-entitled"' in page
    assert "{“" not in page  # no JSON


def test_counts_come_in_as_they_were_typed(lived: Lived, clerk: Client) -> None:
    response = clerk.post(address(lived), step(lived))
    assert response.status_code == 302, response.content.decode()
    report = Step.objects.filter(matter__number=lived.under_way).latest("id")
    assert report.counts == {"body_members": {"entitled": 12, "present": 10, "for": 9, "against": 1}}
    assert report.held_on == date(2026, 4, 17)
    assert "It stands in the record." in clerk.get(response["Location"]).content.decode()


def test_sent_twice_it_counts_once(lived: Lived, clerk: Client) -> None:
    first, again = clerk.post(address(lived), step(lived)), clerk.post(address(lived), step(lived))
    assert first["Location"] == again["Location"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"counts-0-present": "many"}, "is not a whole number"),
        ({"counts-0-group": ""}, "Say who was counted."),
        ({"held_on": "yesterday"}, "is not a day"),
        ({"counts-0-present": "13"}, "present"),  # more than entitled: the act itself says so
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    lived: Lived, clerk: Client, changes: dict[str, str], said: str
) -> None:
    response = clerk.post(address(lived), step(lived, note="会议室停电，改在院里开会", **changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert said in page
    assert "会议室停电，改在院里开会" in page
    assert 'value="12"' in page
    assert not Step.objects.filter(matter__number=lived.under_way, key="consultation").exists()


def test_a_late_report_is_accepted_and_marked(lived: Lived, clerk: Client) -> None:
    response = clerk.post(address(lived), step(lived, held_on="2026-04-03", happened_on="2026-04-03"))
    entry = Journal.objects.get(ref=response["Location"].rstrip("/").rpartition("/")[2])
    assert entry.claimed_at is not None
    assert "entered 17 days late" in clerk.get(f"/en/c/{CODE}/log/").content.decode()


def test_a_refusal_names_the_rule_and_keeps_what_was_typed(lived: Lived, client: Client) -> None:
    signed_in(client, holder(CODE, DEPUTY))
    response = client.post(f"/en/c/{CODE}/do/money.release_payment/payment:{lived.locked}/", {"key": "refused"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "The door stays closed" in page
    assert "Waits for review" in page


def test_kinds_are_chosen_in_words(clerk: Client) -> None:
    page = clerk.get(f"/en/c/{CODE}/do/decisions.open_matter/community:{CODE}/").content.decode()
    assert '<select name="kind"' in page
    assert '<option value="asset_lease">' in page


def test_the_desk_has_a_button_for_what_is_the_readers_and_nothing_of_others(lived: Lived, clerk: Client) -> None:
    page = clerk.get(f"/en/c/{CODE}/desk/").content.decode()
    assert "Report a step" in page
    assert "Release a payment" not in page  # it waits for its reviewer
    assert "Withdraw" not in page


def test_budget_lines_statements_and_tables_are_typed_as_lines() -> None:
    assert BudgetLinesField().clean("办公费，24000\nLighting\t300000.50") == {
        "办公费": {"name": "办公费", "amount": "24000"},
        "Lighting": {"name": "Lighting", "amount": "300000.50"},
    }
    assert MovementsField().clean("100000, 63500\n2026-03-11, -36500, 绿枝修剪公司") == {
        "opening": "100000", "closing": "63500",
        "lines": [{"day": "2026-03-11", "amount": "-36500", "counterparty": "绿枝修剪公司", "order": ""}],
    }  # fmt: skip
    assert TableField().clean("姓名*,金额\n陈大明,600")["columns"][0] == {"zh": "姓名", "en": "姓名", "personal": True}


@pytest.mark.parametrize("text", ["Office", "a,b,c"])
def test_a_line_with_other_cells_is_named(text: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match=r"1"):
        BudgetLinesField().clean(text)


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-11, 1,000, 绿枝修剪公司",
        "2026-03-11，-36,500.00，绿枝",
        "2026-03-11, ３６，５００",
        "2026-03-11, 1,234,567",
    ],
)
def test_a_comma_within_an_amount_never_makes_one_yuan_of_a_thousand(line: str) -> None:
    from django.core.exceptions import ValidationError

    for text, place in ((f"100000, 635\n{line}", "2"), (f"100,000, 635\n{line}", "1")):
        with pytest.raises(ValidationError, match=rf"{place}.*1000\.00"):
            MovementsField().clean(text)


@pytest.mark.parametrize("text", ["100000, 635\n2026-03-11, 1,0000", "1,000\n2026-03-11, 5, 某店"])
def test_what_a_comma_has_cut_off_is_no_name_and_no_balance(text: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match=r"1000\.00"):
        MovementsField().clean(text)


def test_a_purpose_written_twice_is_told() -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="路灯"):
        BudgetLinesField().clean("路灯,1000\n路灯,2000")


def upload(client: Client, text: str, kind: str = "households") -> Any:
    file = io.BytesIO(text.encode())
    file.name = f"{kind}.csv"
    return client.post(f"/en/c/{CODE}/import/{kind}/", {"file": file})


def test_an_import_is_looked_at_first_and_comes_in_once(clerk: Client) -> None:
    from sunward.registry import queries as registry

    page = upload(clerk, "door\n9-901\n9-902\n")
    assert page.status_code == 200
    assert "2 rows, all in order" in page.content.decode()
    assert not registry.household_named("9-901", CODE)
    done = clerk.post(f"/en/c/{CODE}/import/households/", {"confirm": "yes"})
    assert done.status_code == 302
    assert registry.household_named("9-901", CODE)
    again = clerk.post(f"/en/c/{CODE}/import/households/", {"confirm": "yes"})
    assert again.status_code == 422


def test_a_file_with_faults_names_each_and_imports_nothing(clerk: Client) -> None:
    response = upload(clerk, "door\n9-901\n\x07\n9-901\n")
    assert response.status_code == 422
    assert "line 4" in response.content.decode()
    assert "Nothing was imported" in response.content.decode()


def test_the_page_tells_who_stands_in_a_file_twice_and_every_other_fault(clerk: Client) -> None:
    row = "王小明,9-901,户籍,2009-06-01\n"
    response = upload(clerk, f"姓名,门牌,居住身份,居住起始日\n{row}李梅,,常住,2024-09-01\n{row}", "residents")
    page = response.content.decode()
    assert response.status_code == 422
    assert "line 3, door: is empty." in page
    assert "line 4, name: is the same person as line 2" in page


def test_nobody_confirms_what_another_one_has_looked_at(clerk: Client) -> None:
    upload(clerk, "door\n9-901\n")
    other = signed_in(Client(), holder(CODE, CLERK))
    assert other.post(f"/en/c/{CODE}/import/households/", {"confirm": "yes"}).status_code == 422
