"""Rules that were adopted and do not count yet are named at the head of the rules: whoever reads what binds today
learns from which day on it reads otherwise, and what changes. Before, only the list of changes and the drafts did."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.charter import queries as charter
from tests.charter.amendments import MEDIUM, NOTICE, change, in_force
from tests.money.cases import on
from tests.stage import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
FIRST, SECOND = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("language", "said", "later"),
    [
        ("zh", "自 2026年5月1日（星期五） 起，规则会有变化", "自 2026年6月1日"),
        ("en", "From Friday 1 May 2026 on other rules count", "From Monday 1 June 2026"),
    ],
)
def test_the_page_of_the_rules_says_from_which_day_and_leads_to_what_changes(
    client: Client, language: str, said: str, later: str
) -> None:
    assert said not in read(client, language)
    in_force(change(MEDIUM, "8000 yuan"), since=FIRST)
    in_force(change(NOTICE, 7), since=SECOND)
    page = read(client, language)
    assert page.index(said) < page.index(later)
    link = re.search(r'href="(/[^"]*charter/changes/\?to=[^"]+)"', page)
    assert link
    assert {"zh": "8,000 元", "en": "8,000 yuan"}[language] in client.get(link[1]).content.decode()
    with on(FIRST):
        page = read(client, language)
        assert said not in page
        assert later in page, "the next is still to come"


def test_it_costs_one_question_whether_none_is_to_come_or_several(client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            charter.coming(CODE, FIRST - timedelta(days=1))
        return len(queries)

    none = asked()
    in_force(change(MEDIUM, "8000 yuan"), since=FIRST)
    in_force(change(NOTICE, 7), since=SECOND)
    assert asked() == none == 1


def read(client: Client, language: str) -> str:
    answer = client.get(f"/{language}/c/{CODE}/charter/")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "to_come", "counts"),
    [
        ("zh", "还没有施行：自 2026年5月1日（星期五） 起施行", "自 2026年5月1日（星期五） 起施行"),
        ("en", "Not yet in force: it takes effect on Friday 1 May 2026", "In force since Friday 1 May 2026"),
    ],
)
def test_what_is_to_come_is_not_said_to_be_in_force(client: Client, language: str, to_come: str, counts: str) -> None:
    """Failed before: “in force since” a day two months ahead, above a list that said “not yet in force”."""

    def changes() -> str:
        html = client.get(f"/{language}/c/{CODE}/charter/changes/").content.decode()
        return re.sub(r"\s+", "", html)

    in_force(change(MEDIUM, "8000 yuan"), since=FIRST)
    told, since = re.sub(r"\s+", "", to_come), re.sub(r"\s+", "", counts)
    page = changes()
    assert told in page
    assert language == "zh" or since not in page
    with on(FIRST):
        page = changes()
    assert told not in page
    assert since in page
