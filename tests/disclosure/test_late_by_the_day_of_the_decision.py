"""A resolution is late by the day on which it was taken, as the record knows it. Failed before: with the day of the
event left empty it was owed by no day, and with a later one typed it was in time a month afterwards."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.disclosure.models import Publication
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from tests import stage
from tests.charter import next_versions
from tests.decisions.scenes import MEETING, day, decided, resolve
from tests.stage import CLERK, CODE, marks

pytestmark = pytest.mark.usefixtures("community")
DUE, LATE = MEETING + timedelta(days=5), MEETING + timedelta(days=30)


def post(about: str, **more: Any) -> Done:
    facts = {"item": "resolutions", "title": "决议", "text": "同意。", "about": about} | more
    return stage.act("disclosure.publish", CLERK, stage.here(), **facts)


@pytest.mark.parametrize("typed", [{}, {"event_on": MEETING}])
def test_a_month_later_it_is_late_whether_the_day_is_typed_or_not(typed: dict[str, Any]) -> None:
    made = decided()
    with day(LATE):
        done = post(made.number, **typed)
    assert done.result
    assert Publication.objects.get(number=done.result.id).due_by == DUE
    assert "posted_in_time" in marks(done)


def test_a_later_day_is_refused_at_its_field() -> None:
    made = decided()
    with day(LATE), pytest.raises(FactsError, match="event_on"):
        post(made.number, event_on=LATE)
    assert not Publication.objects.exists()


def test_in_time_it_bears_no_mark_and_a_further_sheet_is_owed_by_no_day() -> None:
    made = decided()
    with day(DUE):
        assert "posted_in_time" not in marks(post(made.number))
    with day(LATE):
        assert "posted_in_time" not in marks(post(made.number, text="附表。"))


def test_as_the_correction_of_what_another_decision_says_it_is_late_as_well() -> None:
    """Failed before: it was owed by no day."""
    first, second = decided(), decided()
    with day(MEETING):
        hung = post(first.number).result
    assert hung
    with day(LATE):
        assert "posted_in_time" in marks(post(second.number, corrects=hung.id, text="同意第二件。"))
        assert "posted_in_time" not in marks(post(first.number, corrects=hung.id, text="同意，改一个字。"))


@pytest.mark.parametrize("as_correction", [True, False])
@pytest.mark.parametrize("first", [{"text": ""}, {"text": "决议。", "title": "决议"}, {"audience": "party_members"}])
def test_what_says_nothing_or_not_to_whom_it_should_settles_nothing(first: dict[str, str], as_correction: bool) -> None:
    """Failed before: a title was hung up in time, and the resolution itself a month later bore no mark."""
    made = decided()
    with day(DUE):
        hung = post(made.number, **first).result
    assert hung
    with day(LATE):
        assert "posted_in_time" in marks(post(made.number, **({"corrects": hung.id} if as_correction else {})))


def test_nor_does_what_was_taken_down_or_is_up_for_too_few_days() -> None:
    made = decided()
    with day(DUE):
        hung = post(made.number).result
        post(made.number, stays_up_days=1)
        assert hung
        stage.act("disclosure.take_down", CLERK, hung, reason="风吹掉了")
    with day(LATE):
        assert "posted_in_time" in marks(post(made.number, text="同意，附表。"))


@pytest.mark.parametrize("short", [True, False])
def test_posted_again_as_its_correction_it_says_for_how_long_nothing_hung(short: bool) -> None:
    """Failed before: hung up in time for an hour, it was back a month later without a mark."""
    made = decided()
    with day(DUE):
        hung = post(made.number, **({"stays_up_days": 1} if short else {})).result
        assert hung
        if not short:
            stage.act("disclosure.take_down", CLERK, hung, reason="风吹掉了")
    with day(LATE):
        done = post(made.number, corrects=hung.id, text="同意，附表。")
    [gap] = [one for one in done.entry.findings if one.rule == "hung_without_a_gap"]
    assert gap.actual == str((LATE - DUE).days - (2 if short else 1))
    assert hung.id in gap.text.zh
    assert ("nothing hung" in gap.text.en) == (not short), "nobody knows how long a sheet hung that nobody took down"


def test_what_was_to_hang_too_short_and_hung_longer_has_no_gap() -> None:
    made = decided()
    with day(DUE):
        hung = post(made.number, stays_up_days=1).result
        assert hung
    with day(LATE):
        stage.act("disclosure.take_down", CLERK, hung, reason="过期")
    with day(LATE + timedelta(days=1)):
        assert "hung_without_a_gap" not in marks(post(made.number, corrects=hung.id, text="同意，附表。"))


@pytest.mark.parametrize("between", [{"text": ""}, {"item": "leases"}])
def test_what_says_nothing_of_it_fills_no_gap(between: dict[str, str]) -> None:
    """Failed before: an empty sheet, or one under another item, hung in between, and the days went untold."""
    made = decided()
    with day(DUE):
        hung = post(made.number).result
        assert hung
        stage.act("disclosure.take_down", CLERK, hung, reason="风吹掉了")
    with day(DUE + timedelta(days=1)):
        sham = post(made.number, corrects=hung.id, **between).result
        assert sham
    with day(LATE - timedelta(days=1)):
        stage.act("disclosure.take_down", CLERK, sham, reason="错的")
    with day(LATE):
        corrects = sham.id if "text" in between else hung.id
        done = post(made.number, corrects=corrects, text="同意，附表。")
    [gap] = [one for one in done.entry.findings if one.rule == "hung_without_a_gap"]
    assert gap.actual == str((LATE - DUE).days - 1)


@pytest.mark.parametrize("stray", [{"text": ""}, {"item": "leases"}])
def test_what_hung_to_its_end_left_no_gap_whatever_was_posted_since(stray: dict[str, str]) -> None:
    made = decided()
    with day(DUE):
        hung = post(made.number).result
    assert hung
    with day(LATE):
        between = post(made.number, corrects=hung.id, **stray).result
    assert between
    with day(LATE + timedelta(days=1)):
        corrects = between.id if "text" in stray else hung.id
        assert "hung_without_a_gap" not in marks(post(made.number, corrects=corrects, text="同意，附表。"))


def test_an_honest_repair_is_accused_of_nothing() -> None:
    made = decided()
    with day(DUE):
        hung = post(made.number).result
        assert hung
        stage.act("disclosure.take_down", CLERK, hung, reason="风吹掉了")
        again = post(made.number, corrects=hung.id, text="同意，重贴。")
    assert not {"hung_without_a_gap", "posted_in_time"} & marks(again)
    with day(LATE):
        assert again.result
        later = post(made.number, corrects=again.result.id, text="同意，附表。")
        of_the_first = post(made.number, corrects=hung.id, text="同意，又一份。")
    assert "hung_without_a_gap" not in marks(later) | marks(of_the_first)


def test_what_was_in_time_and_is_corrected_is_not_late() -> None:
    made = decided()
    with day(DUE):
        hung = post(made.number).result
    assert hung
    with day(LATE):
        assert "posted_in_time" not in marks(post(made.number, corrects=hung.id, text="同意，附表。"))


def test_a_title_alone_is_told_that_it_says_nothing() -> None:
    made = decided()
    with day(DUE):
        assert "posting_says_something" in marks(post(made.number, text=""))


def test_under_the_number_of_the_matter_it_is_late_by_the_same_day() -> None:
    """Failed before: it was owed by no day, and a later one could be typed."""
    matter = decided().matter.number
    with day(LATE):
        with pytest.raises(FactsError, match="event_on"):
            post(matter, event_on=LATE)
        assert "posted_in_time" in marks(post(matter))


@pytest.mark.parametrize("matter_first", [True, False])
def test_what_hung_under_either_number_settles_it_for_the_other(matter_first: bool) -> None:
    made = decided()
    numbers = [made.matter.number, made.number]
    first, then = numbers if matter_first else reversed(numbers)
    with day(DUE):
        assert "posted_in_time" not in marks(post(first))
    with day(LATE):
        assert "posted_in_time" not in marks(post(then, text="附表。"))


def test_of_a_matter_that_was_decided_twice_only_the_decisions_tell_the_day() -> None:
    made = decided()
    second = resolve(made.matter, MEETING + timedelta(days=14))
    with day(MEETING + timedelta(days=1)):
        post(made.number)
    with day(LATE):
        assert "posted_in_time" not in marks(post(made.matter.number)), "nobody knows of which"
        assert "posted_in_time" in marks(post(second.number))


def test_a_correction_of_something_else_is_late_by_its_day_all_the_same() -> None:
    made = decided()
    with day(MEETING):
        other = stage.act(
            "disclosure.publish", CLERK, stage.here(), item="leases", title="房屋出租", text="甲。"
        ).result
    assert other
    with day(LATE):
        assert "posted_in_time" in marks(post(made.number, corrects=other.id))


def test_where_resolutions_are_posted_by_the_quarter_its_end_is_the_day() -> None:
    """As in a rule book of Zhejiang's: the end of the quarter lies after the decision, and is not refused."""

    def changed(body: dict[str, Any]) -> None:
        body["disclosure"]["resolutions"]["by"] = {"period": "quarterly", "months_after": 1, "day": 15}

    made = decided()
    with day(MEETING):
        next_versions.in_force(changed, MEETING + timedelta(days=1), pack="demo-xiangyang")
    quarter = date(MEETING.year, 3 * ((MEETING.month - 1) // 3) + 3, 30)
    with day(quarter + timedelta(days=5)):
        assert post(made.number, event_on=quarter).result


def test_the_gap_is_read_on_the_page_of_what_followed(client: Client) -> None:
    made = decided()
    with day(DUE):
        hung = post(made.number).result
        assert hung
        stage.act("disclosure.take_down", CLERK, hung, reason="风吹掉了")
    with day(LATE):
        again = post(made.number, corrects=hung.id, text="同意，附表。").result
        assert again
        page = client.get(f"/en/c/{CODE}/publications/{again.id}/").content.decode()
    assert "days on which nothing hung" in page
