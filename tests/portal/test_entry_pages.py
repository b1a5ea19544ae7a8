"""The page of one entry: the questions and answers in words, and a number to keep for whoever entered it."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation

from sunward.charter.grants import limit_findings
from sunward.charter.queries import charter_of
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Measure
from sunward.kernel.templatetags.sunward import days_said
from sunward.kernel.text import Text
from sunward.portal.views.log import row
from sunward.portal.words.capacity import acted
from sunward.portal.words.entryfacts import said_facts
from sunward.portal.words.said import questions_of
from sunward.record import queries as record
from sunward.record.models import Journal
from tests.ballots.petitions.scenes import opened, residents, sign
from tests.portal.pages import signed_in
from tests.portal.scene import Lived
from tests.stage import CODE

RAW = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b(?:True|False|None)\b|[a-z]+:[A-Z]{2}-")
FACTS = re.compile(r'<dl class="facts">.*?</dl>', re.DOTALL)
NO_KEYS = {"en": RAW, "zh": re.compile(rf"{RAW.pattern}|[a-z]{{3,}}")}
TYPED = (["matter"], ["lighting", "office", "repairs"])  # the scene's title, "matter 16", and its budget lines


def facts_on(client: Client, language: str, ref: str) -> str:
    """The facts on the page of an entry, without tags and without numbers."""
    page = client.get(f"/{language}/c/{CODE}/log/{ref}/").content.decode()
    found = FACTS.search(page)
    assert found is not None, ref
    return re.sub(rf"<[^>]*>|{ref}|\bXY-[A-Za-z0-9-]+", " ", found[0])


def newest(act: str) -> str:
    return str(Journal.objects.filter(log=CODE, act=act).latest("id").ref)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_entry_shows_a_key(lived: Lived, client: Client, language: str) -> None:
    entries = dict(Journal.objects.filter(log=CODE).values_list("act", "ref"))
    assert len(entries) > 12
    raw = {act: NO_KEYS[language].findall(facts_on(client, language, ref)) for act, ref in entries.items()}
    assert {act: keys for act, keys in raw.items() if keys and keys not in TYPED} == {}


def test_answers_stand_in_words_under_their_questions(lived: Lived, client: Client) -> None:
    asked = facts_on(client, "zh", newest("money.request_payment"))
    assert "¥8,640" in asked
    assert "楼道照明维修" in asked
    assert "金额（元）" not in asked  # how to type it is no matter for readers
    report = Journal.objects.filter(log=CODE, act="decisions.report_step", public__step="proposal").latest("id").ref
    said = facts_on(client, "en", report)
    assert "Thursday 2 April 2026" in said
    item = newest("meetings.add_item")
    assert re.search(r"(?i)to be decided by vote\s+yes\b", facts_on(client, "en", item))
    assert re.search(r"要表决\s+是", facts_on(client, "zh", item))
    voted = Journal.objects.filter(log=CODE, public__body="representatives_meeting").latest("id")
    assert "居民代表会议" in facts_on(client, "zh", voted.ref)
    assert "March 2026" in facts_on(client, "en", newest("money.record_bank_statement"))
    assert "基本账户" in facts_on(client, "zh", newest("money.record_bank_statement"))


def test_the_kind_of_a_matter_is_named_by_the_rule_book(lived: Lived, client: Client) -> None:
    opened = Journal.objects.filter(log=CODE, act="decisions.open_matter").latest("id")
    title = charter_of(CODE, clock.today()).matters[opened.public["kind"]].title
    assert title.zh in facts_on(client, "zh", opened.ref)
    assert title.en in facts_on(client, "en", opened.ref).replace("&#x27;", "'")


def test_the_number_is_told_to_whoever_made_the_entry_to_nobody_else(lived: Lived, client: Client) -> None:
    address = f"/en/c/{CODE}/log/{newest('decisions.open_matter')}/"
    own = "Write it down or take a picture."
    assert own not in client.get(address).content.decode()
    assert "It stands in the record." in client.get(address).content.decode()
    by = Journal.objects.get(ref=newest("decisions.open_matter")).by
    assert own in signed_in(Client(), by).get(address).content.decode()
    other = Client()
    signed_in(other, lived.resident)
    assert own not in other.get(address).content.decode()


def test_a_missing_document_is_named_in_both_languages(community: str) -> None:
    powers = charter_of(CODE, clock.today()).powers.values()
    power = next(one for one in powers if "invoice" in one.needs.documents)
    found = next(one for one in limit_findings(power, Measure()) if one.rule == "documents")
    assert found.text.zh == "需要材料：发票。"
    assert found.text.en == "This document is needed: invoice."


def test_days_in_sentences_are_written_as_on_the_rest_of_the_page() -> None:
    assert days_said("公开期到 2026-11-30。") == "公开期到 11月30日。"
    assert days_said("到2025-11-30为止，cn-urban@2018-12-29，2026-13-01") == (
        "到2025年11月30日为止，cn-urban@2018-12-29，2026-13-01"
    )


def test_posts_and_quarters_have_words_where_nothing_was_to_choose(lived: Lived) -> None:
    entry = record.entry(lived.refusal)
    assert entry is not None
    appointed = replace(entry, act="registry.appoint", public={"post": "supervision_committee.member", "added": "x"})
    reported = replace(entry, act="duties.report_done", public={"period": "2026-Q3"})
    lines = {"office": {"name": "办公", "amount": "24000"}, "culture": {"name": "文化", "amount": "900.50"}}
    planned = replace(entry, act="money.adopt_budget", public={"lines": lines})
    with translation.override("zh-hans"):
        assert [str(value) for _, value in said_facts(planned)] == ["办公 ¥24,000；文化 ¥900.50"]
        assert [value for _, value in said_facts(appointed)] == ["监督委员会委员"]
        assert [value for _, value in said_facts(reported)] == ["2026年第3季度"]


def test_the_list_of_entries_writes_days_as_people_do(lived: Lived) -> None:
    entry = record.entry(lived.refusal)
    assert entry is not None
    breach = Finding("deadline", False, Text("应在 2025-10-15 前公开", "due by 2025-10-15"))
    with translation.override("zh-hans"):
        assert row(CODE, replace(entry, findings=[breach]), acted(entry))["breaches"] == ["应在 2025年10月15日 前公开"]


@pytest.mark.usefixtures("community")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_signed_on_their_own_phone_is_not_said_to_have_signed_a_slip(language: str, client: Client) -> None:
    """The number of signatures stood under “photograph of the slip that the person signed”."""
    people = residents(2)
    ref = sign(opened(people[0]), people[1]).entry.ref
    page = client.get(f"/{language}/c/{CODE}/log/{ref}/").content.decode()
    assert {"en": "photograph of the slip", "zh": "单子的照片"}[language] not in page
    entry = record.entry(ref)
    assert entry
    assert [(label.en, value) for label, value in said_facts(entry)] == [("Signatures by then", 1)]


def test_what_an_older_release_was_told_stands_under_the_question_that_it_answered() -> None:
    """Failed before: its yes stood under "who came since", which the next release asked under the same name."""
    asked = questions_of("ballots.note_absent")
    assert asked["sheets"].question.en == "came since, and may have taken a sheet"
    assert asked["since"].question.en == "who sat there when all was entered"
    assert asked["sheet_by"].question.en == "who came since, and may have taken a sheet"
