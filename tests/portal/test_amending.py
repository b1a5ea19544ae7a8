"""Pages on which the rules change: what they say, in both languages, and how few questions they ask of the database."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.charter.engine.amending.places import SECTIONS
from sunward.charter.models import Draft
from sunward.kernel import clock
from tests.charter import amendments
from tests.charter.amendments import MEDIUM, NOTICE, OBJECTION, change, draft
from tests.disclosure.scenes import resident
from tests.money import cases
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DEPUTY, holder

ADDRESS = f"c/{CODE}/charter/amend/"
SINCE = date(2026, 6, 1)


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200, address
    return str(response.content.decode())


def post(client: Client, go: str, *rows: dict[str, Any], language: str = "en", **given: Any) -> Any:
    data = {"changes": json.dumps(rows), "effective_from": str(SINCE), "go": go} | given
    return client.post(f"/{language}/{ADDRESS}", data)


@pytest.fixture
def clerk(community: str) -> Client:
    return signed_in(Client(), holder(CODE, CLERK))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("金额上限", "10,000 元", "8,000 元", "随之而变", "超过二千元、不超过八千元", "没有发现问题")),
        (
            "en",
            (
                "amount up to",
                "10,000 yuan",
                "8,000 yuan",
                "What follows by itself",
                "up to 8,000 yuan",
                "Nothing stands",
            ),
        ),
    ],
)
def test_what_a_change_comes_to_is_said_in_both_languages(clerk: Client, language: str, words: tuple[str, ...]) -> None:
    page = post(clerk, "preview", change(MEDIUM, "8000 yuan"), language=language).content.decode()
    for one in words:
        assert one in page
    assert not Draft.objects.exists()


def test_what_would_hang_on_the_wall_is_said_and_cannot_be_kept(clerk: Client) -> None:
    rows = (change("duties.monthly_statement.owner", None),)
    page = post(clerk, "preview", *rows).content.decode()
    assert "Hangs on the wall:" in page
    assert "Make this a draft" not in page
    assert post(clerk, "save", *rows).status_code == 409
    assert not Draft.objects.exists()


def test_decisions_that_would_not_have_been_in_order_are_listed_with_links(clerk: Client) -> None:
    cases.voted("annual_budget")
    page = post(clerk, "preview", change(NOTICE, 10)).content.decode()
    assert "1 of 1 decisions of the last year would not have been in order." in page
    assert f"/c/{CODE}/matters/XY-2026-001/" in page


@pytest.mark.parametrize("typed", ["", "0", "abc", "-3"])
def test_a_value_that_does_not_fit_is_said_at_its_field(clerk: Client, typed: str) -> None:
    given = {"section": "limits", "entry": "spending.tender", "p0": typed}
    response = post(clerk, "take", **given)
    assert response.status_code == 422
    assert "error" in response.content.decode()


def test_a_switch_is_chosen_and_no_number_is_typed(clerk: Client) -> None:
    """Before, 2 was taken, and officers' kin could be paid again without anybody saying so."""
    kin = {"section": "others", "entry": "parameters.officers_kin_barred"}
    page = clerk.get(f"/zh/{ADDRESS}", kin).content.decode()
    assert "1（是）" in page
    assert "0（否）" in page
    assert post(clerk, "take", **kin, p0="2").status_code == 422
    assert "1 (yes) → 0 (no)" in post(clerk, "take", **kin, p0="0").content.decode()


@pytest.mark.parametrize(
    ("language", "field", "refused"),
    [
        ("en", "From 1 to 60 days.", "accepted: 1 to 60 days, or as many working days"),
        ("zh", "1 到 60 天。", "可以填：1 到 60 天，或者同样多的工作日"),
    ],
)
@pytest.mark.parametrize("typed", ["0", "61", "366"])
def test_how_many_days_there_may_be_is_said_at_the_field(
    clerk: Client, language: str, field: str, refused: str, typed: str
) -> None:
    """Failed before: an answer due in 0 days, or in 366, was noted, drafted and adopted without a word."""
    reply = {"section": "days", "entry": "parameters.objection_reply"}
    assert field in clerk.get(f"/{language}/{ADDRESS}", reply).content.decode()
    response = post(clerk, "take", language=language, **reply, p0_0=typed, p0_1="days")
    assert response.status_code == 422
    assert refused in response.content.decode()


@pytest.mark.parametrize(
    "changes", ["", "[", "{}", '[{"path": "layer", "old": "community", "new": "nation"}]', "[" * 10000]
)
def test_a_form_that_was_tampered_with_changes_nothing(clerk: Client, changes: str) -> None:
    response = clerk.post(f"/en/{ADDRESS}", {"changes": changes, "effective_from": str(SINCE), "go": "save"})
    assert response.status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("query", ["section=nothing", "section=limits&entry=powers.x", "of=XY-A-2026-404x&section=x"])
def test_addresses_that_lead_nowhere(clerk: Client, query: str) -> None:
    assert clerk.get(f"/en/{ADDRESS}?{query}").status_code == 404


def test_who_may_not_draft_may_look(community: str) -> None:
    visitor = signed_in(Client(), resident("赵德海"))
    page = post(visitor, "preview", change(MEDIUM, "8000 yuan")).content.decode()
    assert "None of your posts is given the making of drafts." in page
    assert post(visitor, "save", change(MEDIUM, "8000 yuan")).status_code == 409


def test_an_older_draft_is_where_drafting_anew_begins(clerk: Client) -> None:
    old = draft(change(MEDIUM, "8000 yuan"), since=SINCE)
    page = clerk.get(f"/en/{ADDRESS}?of={old.id}").content.decode()
    assert "10,000 yuan → 8,000 yuan" in page
    response = post(clerk, "save", change(MEDIUM, "9000 yuan"), of=old.id)
    assert response["Location"].endswith("/charter/drafts/XY-A-2026-002/")
    assert "XY-A-2026-002" in read(clerk, f"charter/drafts/{old.id}/")


def test_a_draft_leads_to_its_matter_and_then_to_its_day(clerk: Client) -> None:
    drafted = draft(change(MEDIUM, "8000 yuan"), since=SINCE)
    page = read(clerk, f"charter/drafts/{drafted.id}/")
    assert f"draft={drafted.id}" in page
    form = read(clerk, f"do/decisions.open_matter/community:{CODE}/?kind=community_rules&draft={drafted.id}")
    assert f'value="{drafted.id}"' in form
    decision = amendments.vote(drafted)
    assert f"adopted_by={decision}" in read(clerk, f"charter/drafts/{drafted.id}/")


@pytest.mark.parametrize(("language", "words"), [("en", "adopted it word for word"), ("zh", "一字不改地通过了它")])
def test_once_a_meeting_has_adopted_it_the_draft_says_so(
    client: Client, language: str, words: str, community: str
) -> None:
    """Until it was put in force it went on saying that it changes nothing, if a meeting adopts it."""
    with cases.on(cases.START):
        drafted = draft(change(MEDIUM, "8000 yuan"), since=SINCE)
        assert words not in read(client, f"charter/drafts/{drafted.id}/", language)
        amendments.vote(drafted)
        assert words in read(client, f"charter/drafts/{drafted.id}/", language)


def test_nobody_is_asked_to_write_data(clerk: Client) -> None:
    response = clerk.get(f"/en/c/{CODE}/do/charter.draft_amendment/community:{CODE}/")
    assert response["Location"] == f"/en/{ADDRESS}"


def queries(client: Client, address: str) -> int:
    read(client, address)  # what is remembered for good is asked for once
    with CaptureQueriesContext(connection) as asked:
        read(client, address)
    return len(asked)


def test_voters_read_of_a_draft_what_its_drafter_was_shown(clerk: Client) -> None:
    """Before, the page of a draft had the difference alone; what the check says and what it would have meant for the
    last year's cases only the drafter saw."""
    cases.voted("annual_budget")
    rows = change(NOTICE, 10)
    drafted = draft(rows, since=SINCE)
    shown = post(clerk, "preview", rows).content.decode()
    page = read(Client(), f"charter/drafts/{drafted.id}/")
    for words in ("1 of 1 decisions of the last year would not have been in order.", "Nothing stands against it."):
        assert words in shown
        assert words in page
    assert f"/c/{CODE}/matters/XY-2026-001/" in page


def test_what_follows_from_a_change_stands_against_nothing(clerk: Client) -> None:
    """Seen before: a limit renames its tier, and the page said of every such draft that names cannot be changed."""
    drafted = draft(change(MEDIUM, "8000 yuan"), since=SINCE)
    assert "Nothing stands against it." in read(clerk, f"charter/drafts/{drafted.id}/")


def test_what_no_longer_fits_the_rules_of_the_day_is_said(clerk: Client) -> None:
    older = draft(change(OBJECTION, "9 working days"), since=date(2026, 7, 1))
    amendments.in_force(change(OBJECTION, "8 working days"), since=date(2026, 4, 21))
    assert "Nothing stands against it." not in read(clerk, f"charter/drafts/{older.id}/")


@pytest.mark.parametrize("settled", ["adopted", "withdrawn"])
def test_a_settled_draft_is_weighed_no_more(clerk: Client, settled: str) -> None:
    drafted = draft(change(OBJECTION, "9 working days"), since=date(2026, 4, 21))
    assert "What the check of rule books says" in read(clerk, f"charter/drafts/{drafted.id}/")
    if settled == "adopted":
        amendments.adopt(drafted, amendments.vote(drafted))
    else:
        cases.act("charter.withdraw_draft", DEPUTY, drafted, reason="不改了")
    assert "What the check of rule books says" not in read(clerk, f"charter/drafts/{drafted.id}/")


@pytest.mark.parametrize("decisions", [1, 3])
def test_a_draft_costs_the_same_however_much_was_decided(clerk: Client, decisions: int) -> None:
    for _number in range(decisions):
        cases.voted("annual_budget")
    drafted = draft(change(NOTICE, 10), since=SINCE)
    assert queries(clerk, f"charter/drafts/{drafted.id}/") == 35  # one: what came since it was drafted


@pytest.mark.parametrize("versions", [1, 3])
def test_what_changed_costs_the_same_with_one_version_or_three(clerk: Client, versions: int) -> None:
    for number in range(1, versions + 1):
        rows = change(OBJECTION, f"{5 + number} working days")
        amendments.in_force(rows, since=date(2026, 4, 20 + number))
    page = read(clerk, "charter/changes/")
    assert page.count("<ins>") == 2, "the days to answer an objection, and the right that says them again"
    assert queries(clerk, "charter/changes/") == 9  # one: the rule books in force, for what a rule may name


@pytest.mark.parametrize("drafts", [1, 3])
def test_changing_rules_costs_the_same_with_one_draft_or_three(clerk: Client, drafts: int) -> None:
    for _number in range(drafts):
        draft(change(MEDIUM, "8000 yuan"), since=SINCE)
    assert queries(clerk, "charter/amend/?section=limits") == 9


@pytest.mark.parametrize(("language", "step"), [("zh", "结果公开"), ("en", "the result is posted")])
def test_no_two_rules_of_a_part_are_called_alike(clerk: Client, language: str, step: str) -> None:
    """Failed before: three steps of three procedures were each “the result is posted”, and nobody knew whose."""
    for section in SECTIONS:
        page = read(clerk, f"charter/amend/?section={section}", language)
        listed = page[page.index('id="h-section"') : page.index('id="h-wanted"')]
        titles = [one.partition(" <")[0].strip() for one in re.findall(r"<h3>(.*?)</h3>", listed, re.DOTALL)]
        assert titles
        assert len(set(titles)) == len(titles), section
        assert section != "days" or any(step in one and one != step for one in titles)


@pytest.mark.parametrize(("language", "noted"), [("en", "Noted: this change"), ("zh", "已记下这项修改")])
def test_what_was_noted_is_said_where_the_page_opens(clerk: Client, language: str, noted: str) -> None:
    """Failed before: the page opened at its top, and what had been noted stood three screens below without a word."""
    reply = {"section": "days", "entry": "parameters.objection_reply", "p0_0": "3", "p0_1": "working days"}
    page = post(clerk, "take", language=language, **reply).content.decode()
    box = page[page.index('aria-labelledby="h-kept"') : page.index('id="h-section"')]
    assert 'tabindex="-1" autofocus' in box
    assert noted in box
    assert "→" in box
    assert 'value="preview"' in box
    assert 'id="h-wanted"' in page
    same = post(clerk, "take", **reply | {"p0_0": "5"}).content.decode()
    assert "Nothing is changed in this rule" in same


@pytest.mark.parametrize(("days", "told"), [(1, True), (4, True), (5, False), (30, False)])
def test_a_day_before_any_meeting_can_decide_is_told(clerk: Client, days: int, told: bool) -> None:
    """The representatives are told five days ahead. Failed before: tomorrow was taken without a word."""
    since = clock.today() + timedelta(days=days)
    rows = (change(OBJECTION, "3 working days"),)
    page = post(clerk, "preview", *rows, effective_from=str(since)).content.decode()
    assert ("No meeting can decide before" in page) is told
    assert "Make this a draft" in page, "a vote after that day counts from then on"


def test_the_version_is_named_by_its_day_alone(clerk: Client) -> None:
    page = clerk.get(f"/en/{ADDRESS}").content.decode()
    assert "You begin from the version of" in page
    assert "demo-xiangyang@" not in page
