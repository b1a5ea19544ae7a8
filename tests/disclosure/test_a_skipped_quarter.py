"""What was skipped for a quarter stays owed when the next quarter is posted: on the pages, and on the desks of whoever
posts it, of whoever owes it and of supervisors."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.charter.engine.duties import Due
from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.disclosure.periods import Made, missed, settled
from tests import stage
from tests.disclosure.scenes import day, post, viewer

pytestmark = pytest.mark.django_db
JUNE, SEPTEMBER, SEEN = date(2026, 6, 30), date(2026, 9, 30), date(2026, 10, 20)
KEY, WORDS = "party_work", {"title": "党组织工作", "text": "做了三件事。"}
MISSED = "Not published in time: work of the party organisation (2026-Q2)"


def posted(on: date, **facts: Any) -> Publication:
    return post(on, item=KEY, **WORDS, **facts)


def listed(on: date = SEEN) -> list[tuple[str, date]]:
    return [(one.title.en, one.due_on) for one in queries.overdue(stage.CODE, on) if one.subject.id.endswith(KEY)]


def on_the_desk(post: str) -> list[tuple[tuple[str, ...], date | None, dict[str, str]]]:
    """What waits there, with the facts that the form knows."""
    found = queries.waits_for(viewer(stage.holder(stage.CODE, post), posts=(post,)), SEEN)
    return [(one.acts, one.due, dict(one.given)) for one in found if one.page and one.page.id.endswith(KEY)]


@pytest.fixture
def skipped(community: str) -> Publication:
    """The second quarter was never posted, the third was in time."""
    return posted(date(2026, 10, 10), event_on=SEPTEMBER)


def test_the_next_quarter_does_not_settle_it(skipped: Publication, client: Client) -> None:
    """Seen before: overdue since July until the third quarter hung, and from then on told of nowhere."""
    assert listed() == [(MISSED, date(2026, 7, 15))]
    with day(SEEN):
        pages = {
            path: unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/{path}").content.decode()))
            for path in ("overdue/", "catalogue/")
        }
        data = client.get(f"/en/c/{stage.CODE}/data/catalogue.json").json()["rows"]
    assert MISSED in pages["overdue/"]
    assert "overdue since 15 Jul: 2026-Q2" in pages["catalogue/"]
    assert next(row["overdue_periods"] for row in data if row["key"] == KEY) == "2026-Q2"


def test_it_waits_on_the_desks_of_those_who_post_owe_and_watch_it(skipped: Publication) -> None:
    ((acts, due, given),) = on_the_desk(stage.CLERK)
    assert (acts, due) == (("disclosure.publish",), date(2026, 7, 15))
    assert (given["item"], given["event_on"]) == (KEY, str(JUNE))
    for watching in (stage.SECRETARY, stage.SUPERVISOR, stage.INSPECTOR):  # the item's lapses go to the last
        assert [due for _acts, due, _given in on_the_desk(watching)] == [date(2026, 7, 15)]
    assert on_the_desk(stage.ACCOUNTANT) == []


@pytest.mark.parametrize("words", [WORDS, {"title": "补", "text": "见三季度。"}])
def test_the_third_hung_a_second_time_settles_no_older_one(skipped: Publication, words: dict[str, str]) -> None:
    """Seen before: the same words on the next day, with no period written, and nothing was overdue any more."""
    post(date(2026, 10, 11), item=KEY, **words)
    assert listed() == [(MISSED, date(2026, 7, 15))]
    assert [due for _acts, due, _given in on_the_desk(stage.CLERK)] == [date(2026, 7, 15)]


def test_posted_at_last_it_is_settled_and_says_how_late(skipped: Publication) -> None:
    late = posted(SEEN, event_on=JUNE)
    assert listed() == []
    state = queries.publication(late.number, viewer("", posts=()), SEEN)
    assert state
    assert state.card.state.late_by == 97


def test_every_skipped_period_is_told_of_and_older_ones_in_the_catalogue(community: str) -> None:
    later = date(2027, 10, 20)
    posted(date(2027, 10, 10), event_on=date(2027, 9, 30))
    (item,) = (one for one in queries.catalogue_items(stage.CODE, later) if one.key == KEY)
    assert [one.label for one in item.missed] == ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2027-Q2"]
    assert [due for _title, due in listed(later)] == [one.due_on for one in item.missed[1:]]  # 400 days, as every duty


QUARTERLY, OPENED = Due(1, 15), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("made", "owed"),
    [
        ([Made(date(2026, 4, 15), date(2026, 4, 2)), Made(date(2026, 10, 15), date(2026, 10, 2))], ["2026-Q2"]),
        ([Made(date(2026, 10, 15), date(2026, 10, 2)), Made(None, date(2026, 10, 9))], ["2026-Q1", "2026-Q2"]),
        ([Made(None, date(2026, 7, 2)), Made(None, date(2026, 10, 2))], ["2026-Q1"]),
        ([Made(date(2026, 7, 10), date(2026, 7, 2))], ["2026-Q1", "2026-Q3"]),  # an earlier day of the rules of then
        ([Made(date(2026, 11, 15), date(2026, 10, 2))], ["2026-Q1", "2026-Q2"]),  # "of October", which still ran
        ([Made(date(2036, 7, 15), date(2026, 7, 3))], ["2026-Q1", "2026-Q3"]),
    ],
)
def test_which_quarter_a_posting_is_for(made: list[Made], owed: list[str]) -> None:
    done = settled(made, 3, QUARTERLY, OPENED)
    assert [one.label for one in missed(SEEN, 3, QUARTERLY, OPENED, done)] == owed


def test_a_monthly_item_due_within_its_month_is_told_of_before_the_month_ends() -> None:
    due = Due(0, 20)
    (one,) = missed(date(2026, 3, 25), 1, due, date(2026, 3, 1))
    assert (one.label, one.due_on) == ("2026-03", date(2026, 3, 20))
    assert settled([Made(date(2026, 3, 20), date(2026, 3, 18))], 1, due, date(2026, 3, 1)) == {date(2026, 3, 31)}
