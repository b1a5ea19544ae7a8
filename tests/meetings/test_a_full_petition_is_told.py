"""Enough people had asked for a meeting, and nobody read so: not the committee that had to call it, not those who may
after it, not the home; and the petition's own page said neither who calls it nor until when."""

from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots.models import Roll
from sunward.kernel.acts import Refused
from sunward.kernel.guard import door_open
from sunward.kernel.overdue import Overdue
from sunward.kernel.refs import Ref
from sunward.meetings import queries
from sunward.meetings.models import Meeting
from tests import stage
from tests.ballots.petitions.scenes import residents
from tests.journeys.test_no_clerk_keeps_a_petition_from_its_vote import CALLS, STREET
from tests.journeys.uncalled import YARD, Uncalled, refused
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, CODE, DIRECTOR, SUPERVISOR, act, at
from tests.portal.pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("community")]
FULL, LAST = CALLED + timedelta(days=1), CALLS - timedelta(days=1)
ANEW = "came to no vote that stands: you may call another"
OWED, AFTER, NOW = "it waits for you to call it", "once that day is over and nobody has", "and nobody has: you may"


def desk(client: Client, person: str, on: date) -> str:
    with at(on, 9):
        return signed_in(client, person).get(f"/en/c/{CODE}/desk/").content.decode()


def page(client: Client, path: str, on: date, language: str = "zh") -> str:
    with at(on, 9):
        return client.get(f"/{language}/c/{CODE}/{path}").content.decode()


def test_its_desks_tell_it_from_the_day_on_which_it_is_full(client: Client) -> None:
    """Failed before: not one of these desks had a line."""
    forced = Uncalled()
    stranger = residents(1)[0]
    director, supervisor, street = (stage.holder(CODE, post) for post in (DIRECTOR, SUPERVISOR, STREET))
    read = desk(client, director, FULL)
    assert OWED in read
    assert f"petition={forced.asked.number}" in read, "the form knows for which petition"
    for who in (supervisor, street, forced.opener, forced.signer):
        assert AFTER in desk(client, who, FULL)
    for who in (stranger, stage.holder(CODE, CLERK)):
        assert forced.asked.title not in desk(client, who, FULL)


def test_once_the_day_is_over_whoever_may_call_it_finds_the_form(client: Client) -> None:
    forced = Uncalled()
    stranger, director = residents(1)[0], stage.holder(CODE, DIRECTOR)
    doing = f"/do/meetings.convene_on_petition/petition:{forced.asked.number}/"
    assert OWED in desk(client, director, CALLS), "they still owe it"
    who_may = [*(stage.holder(CODE, post) for post in (SUPERVISOR, STREET)), forced.opener, forced.signer]
    for who in who_may:
        read = desk(client, who, CALLS)
        assert NOW in read
        assert doing in read
    assert doing not in desk(client, stranger, CALLS)
    with at(CALLS, 10):
        calls(forced, CALLS + timedelta(days=11))
    for who in (*who_may, director):
        read = desk(client, who, CALLS + timedelta(days=1))
        assert OWED not in read
        assert NOW not in read


def test_page_and_home_say_who_must_and_who_may_then(client: Client) -> None:
    forced = Uncalled()
    path = f"petitions/{forced.asked.number}/"
    for where in (path, ""):
        read = page(client, where, FULL)
        assert f"居民委员会最晚{LAST.month}月{LAST.day}日召集；过了这天还没有人召集的，可以召集的有：" in read
        assert "发起或者签过联名的人、监督委员会、街道办事处" in read
        assert "没有人召集。现在可以召集的有：" in page(client, where, CALLS)
        assert "To be called by" in page(client, where, FULL, "en")


@pytest.mark.parametrize(("by", "post"), [("signer", "resident"), ("", STREET)])
def test_a_day_without_room_for_its_notice_is_refused_with_the_first_that_has(by: str, post: str) -> None:
    """Failed before: accepted, though such an evening decides nothing and may be cancelled by nobody."""
    forced = Uncalled()
    who = getattr(forced, by) if by else None

    def called(on: date) -> Ref | None:
        with at(CALLS, 9):
            facts = {"held_on": on, "matter_kind": "asset_lease"} | YARD
            return act("meetings.convene_on_petition", post, forced.asked.ref, by=who, **facts).result

    with pytest.raises(Refused) as refusal:
        called(CALLS + timedelta(days=2))
    [told] = [one for one in refusal.value.findings if one.breach]
    first = date.fromisoformat(told.text.en[-11:-1])
    assert (told.rule, first) == ("notice", CALLS + timedelta(days=5))
    assert called(first)


def test_the_form_says_beforehand_which_days_there_are(client: Client) -> None:
    """Failed before: the first day stood in the refusal, the last one nowhere."""
    forced = Uncalled()
    form = f"do/meetings.convene_on_petition/petition:{forced.asked.number}/"
    days = queries.days_for_petition(forced.asked.number, CODE, CALLS)
    assert days
    first, last = days
    assert last
    signed_in(client, forced.signer)
    said = f"今天召集的，最早{first.month}月{first.day}日开，最晚{last.month}月{last.day}日开。"
    assert said in page(client, form, CALLS)
    assert "Called today it is held on 23 Mar at the earliest" in plain(page(client, form, CALLS, "en"))
    with at(CALLS, 9):
        assert refused(lambda: calls(forced, first - timedelta(days=1))) == {"notice"}
        assert refused(lambda: calls(forced, last + timedelta(days=1))) == {"held_in_time"}
        assert calls(forced, last).type == "meeting"


def test_the_form_counts_with_the_objections_to_a_roll_that_is_frozen_with_the_call(client: Client) -> None:
    """No office had frozen a roll: one hangs from the call on, and the evening is after its days."""
    forced = Uncalled()
    with door_open():
        Meeting.objects.all().delete()
        Roll.objects.filter(pk__in=[one.pk for one in Roll.objects.all() if one.body == scenes.BODY]).update(body="x")
    days = queries.days_for_petition(forced.asked.number, CODE, CALLS)
    assert days
    with at(CALLS, 9):
        assert refused(lambda: calls(forced, days[0] - timedelta(days=1))) & {"roll_open_to_objection", "notice"}
        assert calls(forced, days[0]).type == "meeting"


def plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())


def test_the_committee_calls_for_no_such_day_either() -> None:
    """It would have heeded the petition with an evening at which nothing could be voted on."""
    forced = Uncalled()
    asked = {"called_by": "petition", "petition": forced.asked.number}
    with at(FULL, 9):
        few = refused(lambda: scenes.convene(on=FULL + timedelta(days=5), **asked))  # too few have signed for this rule
        assert refused(lambda: scenes.convene(on=FULL + timedelta(days=4), **asked)) - few == {"notice"}


def test_what_was_called_so_before_names_a_way_that_is_open() -> None:
    """Failed before: "cancel it", which was open to nobody."""
    forced = Uncalled()
    with at(CALLS, 9):
        with patch("sunward.meetings.acts.convene_on_petition.leaves_time_for_notice", return_value=[]):
            early = calls(forced, CALLS + timedelta(days=2))
        [late] = [one for one in queries.overdue(CODE, CALLS) if one.subject == early]
    assert "cancel" not in late.next_step.en
    assert "发起或者签过联名的人" in late.next_step.zh
    with at(CALLS + timedelta(days=3), 9):
        assert calls(forced, CALLS + timedelta(days=8), forced.opener) != early


def calls(forced: Uncalled, on: date, by: str | None = None) -> Ref:
    facts = {"held_on": on, "matter_kind": "asset_lease"} | YARD
    done = act("meetings.convene_on_petition", "resident", forced.asked.ref, by=by or forced.signer, **facts)
    assert done.result
    return done.result


@pytest.mark.parametrize("days", [1, 3])
def test_while_its_evening_can_be_entered_nobody_reads_that_nobody_called(client: Client, days: int) -> None:
    """What became of it is told with the meeting; afterwards it can be called for another day, and they read so."""
    forced = Uncalled()
    evening = CALLS + timedelta(days=11)
    with at(CALLS, 10):
        scenes.notify(Meeting.objects.get(number=calls(forced, evening).id))
    path = f"petitions/{forced.asked.number}/"
    for where in (path, ""):
        assert "没有人召集。现在可以召集的有：" not in page(client, where, evening + timedelta(days=days))
    for who in (stage.holder(CODE, DIRECTOR), stage.holder(CODE, SUPERVISOR), forced.opener):
        read = desk(client, who, evening + timedelta(days=days))
        assert OWED not in read
        assert NOW not in read
        assert not petitions_overdue(forced, evening + timedelta(days=days))
    read = desk(client, forced.opener, evening + timedelta(days=20))
    assert NOW not in read
    assert ANEW in read


def petitions_overdue(forced: Uncalled, on: date) -> list[Overdue]:
    return [one for one in queries.overdue(CODE, on) if one.subject == forced.asked.ref]


def there(meeting: Meeting) -> list[int]:
    assert meeting.roll
    return scenes.entries(meeting.roll)


def adjourned(forced: Uncalled, evening: date) -> None:
    """Too few came; its days to be called again begin."""
    meeting = Meeting.objects.get(petition=forced.asked)
    with at(evening, 19, 0):
        scenes.admit(meeting, there(meeting)[:2])
    with at(evening, 19, 35):
        act("meetings.adjourn", "resident", meeting.ref, by=forced.opener)


def closed(forced: Uncalled, evening: date) -> None:
    """All came, and the question was never put; the next day everybody with the power may close it."""
    meeting = Meeting.objects.get(petition=forced.asked)
    with at(evening, 19, 0):
        scenes.admit(meeting, there(meeting))
        act("meetings.open_session", "resident", meeting.ref, by=forced.signer)
    with at(evening + timedelta(days=1), 8):
        act("meetings.close_session", CLERK, meeting.ref, at="20:00")


@pytest.mark.parametrize("ended", [adjourned, closed])
def test_what_was_called_and_came_to_no_vote_is_overdue_as_such(
    client: Client, ended: Callable[[Uncalled, date], None]
) -> None:
    """Failed before: "nobody calls it" from the next day on, also while its second call had days of its own."""
    forced, evening = Uncalled(), CALLS + timedelta(days=11)
    with at(CALLS, 10):
        scenes.notify(Meeting.objects.get(number=calls(forced, evening).id))
    ended(forced, evening)
    if ended is adjourned:
        assert not petitions_overdue(forced, evening + timedelta(days=2)), "its second call is told, with its own days"
    later = evening + timedelta(days=40 if ended is adjourned else 2)
    [late] = petitions_overdue(forced, later)
    assert "nobody calls it" not in late.title.en
    assert "none that was called came to a vote that stands" in late.title.en
    assert late.due_on == LAST
    path = f"petitions/{forced.asked.number}/"
    for where in (path, ""):
        read = page(client, where, later)
        assert "没有人召集" not in read
        assert f"{evening.month}月{evening.day}日召集的会没有有效的表决。现在可以另行召集的有：居民委员会、" in read
        assert "came to no vote that stands. Another may be called now by:" in page(client, where, later, "en")
    assert "没有人召集：" not in page(client, "overdue/", later)
    for who in (stage.holder(CODE, DIRECTOR), forced.signer):
        read = desk(client, who, later)
        assert OWED not in read
        assert NOW not in read
        assert "came to no vote that stands" in read
