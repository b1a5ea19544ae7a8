"""A posting hangs its whole time, or says for ever that it did not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, day, post, resident

pytestmark = pytest.mark.django_db
TEN_DAYS = timedelta(days=10)


def findings_of(publication: Publication) -> dict[str, Finding]:
    from sunward.record.queries import journal

    entry = next(entry for entry in journal(stage.CODE) if entry.result == publication.ref)
    return {finding.rule: finding for finding in entry.findings}


def test_a_posting_is_finished_the_day_after_its_last_day(community: str) -> None:
    publication = post(MONDAY)
    about = Ref("community", community)
    last = MONDAY + TEN_DAYS  # the charter's ten days for this item
    on_the_last_day = queries.posting_of(about, last, "leases")
    after = queries.posting_of(about, last + timedelta(days=1), "leases")
    assert on_the_last_day
    assert after
    assert publication.number.startswith("XY-D-2026-")
    assert (on_the_last_day.state.must_stay_until, on_the_last_day.state.finished) == (last, False)
    assert after.state.finished
    assert after.state.clears


def test_taken_down_early_it_is_short_for_ever_and_owed_again(community: str) -> None:
    publication = post(MONDAY)
    with day(MONDAY + timedelta(days=4)):
        stage.act("disclosure.take_down", stage.CLERK, publication.ref, reason="板面不够")
    years_later = date(2028, 1, 3)
    page = queries.publication(publication.number, ANYONE, years_later)
    assert page
    assert (page.card.state.short_by, page.card.state.finished) == (6, False)
    owed = queries.overdue(community, MONDAY + timedelta(days=9))
    assert [(item.subject, item.days_late) for item in owed] == [(publication.ref, 5)]


def test_what_no_catalogue_has_is_posted_all_the_same_and_said_without_its_key(community: str) -> None:
    finding = findings_of(post(MONDAY, item="parking_rules"))["disclosure_item"]
    assert not finding.ok
    assert str(finding.text) == "公开目录里没有这一项。"
    assert "parking_rules" not in finding.text.en


def test_posting_again_settles_what_was_taken_down_early(community: str) -> None:
    first = post(MONDAY)
    with day(MONDAY + timedelta(days=4)):
        stage.act("disclosure.take_down", stage.CLERK, first.ref, reason="板面不够")
    second = post(MONDAY + timedelta(days=5), corrects=first.number)
    much_later = MONDAY + timedelta(days=30)
    posting = queries.posting_of(second.about, much_later, "leases")
    assert posting
    assert (posting.number, posting.state.finished) == (second.number, True)
    assert queries.overdue(community, much_later) == []
    old = queries.publication(first.number, ANYONE, much_later)
    assert old
    assert old.corrected_by == second.number


def test_taken_down_on_its_last_day_it_is_not_short(community: str) -> None:
    publication = post(MONDAY)
    with day(MONDAY + TEN_DAYS):
        done = stage.act("disclosure.take_down", stage.CLERK, publication.ref, reason="期满")
    assert done.entry.public["short_by_days"] == 0
    assert all(finding.ok for finding in done.entry.findings)


def test_a_posting_can_be_taken_down_once(community: str) -> None:
    publication = post(MONDAY)
    with day(MONDAY + TEN_DAYS):
        stage.act("disclosure.take_down", stage.CLERK, publication.ref, reason="期满")
        with pytest.raises(FactsError, match="down already|已经撤下"):
            stage.act("disclosure.take_down", stage.CLERK, publication.ref, reason="期满")


def test_posted_late_it_says_so_for_ever(community: str) -> None:
    # Leases are due five days after the contract.
    publication = post(MONDAY, event_on=MONDAY - timedelta(days=13))
    assert findings_of(publication)["posted_in_time"].breach
    page = queries.publication(publication.number, ANYONE, date(2028, 1, 3))
    assert page
    assert page.card.state.late_by == 8


def test_a_quarterly_item_is_due_on_the_fifteenth(community: str) -> None:
    publication = post(date(2026, 4, 15), item="quarterly_accounts", title="一季度", event_on=date(2026, 3, 31))
    assert publication.due_by == date(2026, 4, 15)
    assert not findings_of(publication)["posted_in_time"].breach


def test_an_entry_made_afterwards_shortens_nobodys_time(community: str) -> None:
    """Said to hang since nine days ago, and entered today: the ten days begin today."""
    publication = post(MONDAY, posted_on=MONDAY - timedelta(days=9))
    posting = queries.posting_of(publication.about, MONDAY + timedelta(days=2), "leases")
    assert posting
    assert posting.state.up_from == MONDAY
    assert (posting.state.finished, posting.state.entered_late_by) == (False, 9)


def test_a_shorter_time_than_the_charter_asks_is_a_breach_that_shows(community: str) -> None:
    publication = post(MONDAY, stays_up_days=3)
    assert findings_of(publication)["posting_period"].breach
    assert publication.must_stay_until == MONDAY + timedelta(days=3)


def test_nothing_is_posted_in_the_future(community: str) -> None:
    with pytest.raises(FactsError, match="posted_on"):
        post(MONDAY, posted_on=MONDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"about": "decision"}, "about"),
        ({"corrects": "XY-D-2026-999"}, "corrects"),
        ({"audience": "person"}, "audience_ref"),
        ({"audience_ref": "person:x"}, "audience_ref"),
        ({"audience": "person", "audience_ref": "person:nobody"}, "audience_ref"),
        ({"audience": "person", "audience_ref": "不存在的人"}, "audience_ref"),
        ({"rows": {"columns": [], "rows": []}}, "rows"),
        ({"rows": {"columns": [{"zh": "户", "en": "door"}], "rows": [["1-2", "3"]]}}, "rows"),
        ({"rows": {"columns": [{"zh": "元", "en": "yuan"}], "rows": [[1.5]]}}, "rows"),
    ],
)
def test_what_cannot_be_posted_says_which_field_is_wrong(community: str, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(FactsError) as refused:
        post(MONDAY, **facts)
    assert list(refused.value.errors) == [field]


def test_the_words_of_a_public_posting_are_in_the_record_and_others_are_not(community: str) -> None:
    zhao = resident()
    with day(MONDAY):
        public = stage.act("disclosure.publish", stage.CLERK, stage.here(), item="leases", title="甲", text="全文")
        narrow = stage.act(
            "disclosure.publish", stage.CLERK, stage.here(), item="leases", title="乙", text="私事",
            audience="person", audience_ref=zhao,
        )  # fmt: skip
    assert public.entry.public["text"] == "全文"
    assert "私事" not in str(narrow.entry.public)
    assert zhao not in str(narrow.entry.public)


def test_a_photograph_shows_the_board(community: str) -> None:
    from sunward.disclosure.acts.photograph_board import BoardFacts
    from sunward.kernel.ports import FileDigest

    publication = post(MONDAY)
    facts = BoardFacts("东门", FileDigest("ab" * 32, 1200, "image/jpeg"), "yes")
    with day(MONDAY):
        for _time in range(2):
            perform(
                "disclosure.photograph_board", by=stage.holder(community, stage.CLERK), post=stage.CLERK,
                subject=publication.ref, facts=facts, key="one-photograph",
            )  # fmt: skip
        with pytest.raises(FactsError, match="photograph"):
            perform(
                "disclosure.photograph_board", by=stage.holder(community, stage.CLERK), post=stage.CLERK,
                subject=publication.ref, facts=facts, key=new_id(),
            )  # fmt: skip
    page = queries.publication(publication.number, ANYONE, MONDAY)
    assert page
    assert [(photo.board, photo.sha256) for photo in page.photographs] == [("东门", "ab" * 32)]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "change",
    [
        {"stays_up_days": 1},
        {"must_stay_until": MONDAY},
        {"posted_on": MONDAY - timedelta(days=30)},
        {"recorded_on": MONDAY - timedelta(days=1)},
        {"text": "另一种说法"},
        {"audience": "members"},
    ],
)
def test_the_database_refuses_to_shorten_or_rewrite_a_posting(community: str, change: dict[str, Any]) -> None:
    publication = post(MONDAY)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(**change)


@pytest.mark.postgres
def test_the_database_refuses_to_remove_a_posting_or_hang_it_again(community: str) -> None:
    publication = post(MONDAY)
    rows = Publication.objects.filter(pk=publication.pk)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    with door_open():
        rows.update(taken_down_on=MONDAY, taken_down_reason="拆除")
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        rows.update(taken_down_on=None, taken_down_reason="")


@pytest.mark.postgres
def test_the_database_refuses_a_posting_taken_down_before_it_hung(community: str) -> None:
    publication = post(MONDAY)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(taken_down_on=MONDAY - timedelta(days=1))


@pytest.mark.parametrize("facts", [{"audience": "person"}, {"audience": "members"}])
def test_posted_for_fewer_than_the_catalogue_asks_is_a_breach_and_publishes_nothing(
    community: str, facts: dict[str, Any]
) -> None:
    publication = post(MONDAY, **facts, audience_ref=resident() if facts["audience"] == "person" else "")
    finding = findings_of(publication)["posting_audience"]
    assert finding.breach
    assert (finding.required, finding.actual) == ("everyone", facts["audience"])
    assert queries.posting_of(publication.about, MONDAY, "leases") is None
    (item,) = (item for item in queries.catalogue_items(community, MONDAY) if item.key == "leases")
    assert item.last == ""


def test_for_one_person_it_stands_in_no_list_of_what_everybody_can_object_to(community: str) -> None:
    post(MONDAY, audience="person", audience_ref=resident())
    assert queries.open_for_objection(community, MONDAY) == ()


def test_a_correction_reaches_at_least_whom_the_catalogue_asks_for(community: str) -> None:
    first = post(MONDAY)
    with pytest.raises(FactsError, match="corrects"):
        post(MONDAY, corrects=first.number, audience="party_members")
    names = post(MONDAY, item="household_list", audience="everyone", title="名单")
    taken_back = post(
        MONDAY, item="household_list", corrects=names.number, title="名单", audience="project_households",
        audience_ref="project:east",
    )  # fmt: skip
    assert taken_back.corrects == names


def test_nobody_types_a_later_last_day_than_the_catalogue_has(community: str) -> None:
    """A typed day may be earlier; before, a later one took the mark of a late posting away."""
    event = MONDAY - timedelta(days=90)
    for typed in (None, MONDAY + timedelta(days=300)):
        publication = post(MONDAY, item="resolutions", event_on=event, due_by=typed)
        assert publication.due_by
        assert publication.due_by < MONDAY
        assert findings_of(publication)["posted_in_time"].breach
    soon = MONDAY + timedelta(days=1)
    assert post(MONDAY, item="resolutions", event_on=MONDAY, due_by=soon).due_by == soon
