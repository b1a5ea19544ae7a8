"""One clerk alone posts late and says that it hung in time: what is entered more than three days after the day it names
is judged by the day of its entry, and says so wherever the day stands."""

import json
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.duties.models import Evidence
from sunward.duties.subscribers import note_evidence
from sunward.kernel import clock
from sunward.kernel.door import perform
from sunward.kernel.events import ActPerformed, subscribe
from sunward.kernel.refs import new_id
from sunward.record.queries import journal
from tests import stage
from tests.disclosure.scenes import ANYONE, day, post

pytestmark = pytest.mark.django_db
JUNE, NAMED, ENTERED, SEEN = date(2026, 6, 30), date(2026, 7, 3), date(2026, 8, 20), date(2026, 8, 21)
ITEMS = ("party_work", "quarterly_accounts")  # the second is watched by a duty


@pytest.fixture(autouse=True)
def wired(community: str) -> None:
    subscribe(ActPerformed, note_evidence)


def said(item: str, way: str, entered: date = ENTERED) -> Publication:
    """“Posted since” a day, or “it happened on” one: both say the same."""
    facts = {"item": item, "title": "二季度", "text": "收入三万", "event_on": JUNE}
    if way == "posted since":
        return post(entered, posted_on=NAMED, **facts)
    with day(entered):
        perform("disclosure.publish", by=stage.holder(stage.CODE, stage.CLERK), post=stage.CLERK, subject=stage.here(),
                facts=facts, key=new_id(), claimed_at=clock.moment(NAMED))  # fmt: skip
    return Publication.objects.latest("id")


def breaches(row: Publication) -> set[str]:
    entry = next(one for one in journal(stage.CODE) if one.result == row.ref)
    return {found.rule for found in entry.findings if found.breach}


def shown(client: Client, path: str) -> str:
    return " ".join(unescape(strip_tags(client.get(f"/en/c/{stage.CODE}/{path}").content.decode())).split())


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("way", ["posted since", "happened on"])
def test_seven_weeks_later_the_entry_counts(client: Client, item: str, way: str) -> None:
    """Seen before: "Met: Posted in time", the catalogue's last on 3 July, and no word of it but in the entry."""
    row = said(item, way)
    assert {"posted_in_time", "entered_late"} <= breaches(row)
    page = queries.publication(row.number, ANYONE, SEEN)
    assert page
    assert (page.card.state.late_by, page.card.state.entered_late_by) == (36, 48)
    (last,) = (one.last_on for one in queries.catalogue_items(stage.CODE, SEEN) if one.key == item)
    assert last == ENTERED
    assert not Evidence.objects.exclude(said_on=ENTERED).exists()
    with day(SEEN):
        for path in ("publications/", f"publications/{row.number}/"):
            assert "entered 48 days later · posted 36 days late" in shown(client, path)
        assert "Posted on 3 July 2026 · entered 48 days later" in shown(client, f"publications/{row.number}/poster/")
        (data,) = json.loads(client.get(f"/en/c/{stage.CODE}/data/publications.json").content)["rows"]
        assert (data["posted_on"], data["entered_on"]) == ("2026-07-03", "2026-08-20")


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("way", ["posted since", "happened on"])
def test_within_three_days_the_named_day_counts(client: Client, item: str, way: str) -> None:
    entered = NAMED + timedelta(days=3)
    row = said(item, way, entered)
    assert breaches(row) == set()
    (last,) = (one.last_on for one in queries.catalogue_items(stage.CODE, SEEN) if one.key == item)
    assert last == NAMED
    assert not Evidence.objects.exclude(said_on=NAMED).exists()
    with day(entered):
        assert "later" not in shown(client, f"publications/{row.number}/poster/")
