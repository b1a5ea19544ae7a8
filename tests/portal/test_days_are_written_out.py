"""What people read names its days as the pages write them: 3月17日, 17 Mar. What a form came back with, what is overdue
and the notice of a roll named them as programs do, 2026-03-17."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from sunward.kernel.acts import Refused
from sunward.record import queries as record
from sunward.record.models import Journal
from tests.by_links import TAGS, Walk
from tests.meetings import scenes
from tests.meetings.scenes import EVENING, act, at
from tests.portal.pages import addresses, all_pages, officers_addresses, signed_in
from tests.portal.scene import Lived
from tests.portal.test_an_evening_that_nobody_closed import put
from tests.stage import CLERK, CODE, holder

FOR_PROGRAMS = re.compile(r"(?<![A-Za-z0-9@“-])\d{4}-\d{2}-\d{2}(?![A-Za-z0-9-])")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_names_a_day_as_programs_do(lived: Lived, client: Client, language: str) -> None:
    public = {name: address for name, address in addresses(lived).items() if name != "areas"}
    shown = [*all_pages(client, language, public)]
    shown += all_pages(signed_in(client, holder(CODE, CLERK)), language, officers_addresses(lived))
    found = {}
    for page in shown:
        words = " ".join(unescape(TAGS.sub(" ", page.html)).split())
        if days := [words[max(0, one.start() - 40) : one.end() + 20] for one in FOR_PROGRAMS.finditer(words)]:
            found[page.name] = days
    assert not found


@pytest.mark.parametrize(("language", "said"), [("zh", "补记的日子也过了（最晚 3月19日）"), ("en", "(until 19 Mar)")])
@pytest.mark.usefixtures("community")
def test_a_room_that_stays_shut_says_since_when(client: Client, language: str, said: str) -> None:
    """Failed before: “最晚 2026-03-19”."""
    meeting = scenes.called(3)[0]
    with at(EVENING + timedelta(days=5), 9):
        room = f"/{language}/c/{CODE}/meetings/{meeting.number}/room/"
        answer = signed_in(client, holder(CODE, CLERK)).post(room, {"do": "open", "key": "k"})
    assert answer.status_code == 422
    assert said in unescape(answer.content.decode())


@pytest.mark.parametrize(("language", "said"), [("zh", "2026年3月16日 22:30"), ("en", "16 March 2026, 22:30")])
@pytest.mark.usefixtures("community")
def test_an_entry_says_until_when_a_vote_is_open(client: Client, language: str, said: str) -> None:
    meeting, item, keys = scenes.called(3)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.put(item, channels="hands,terminal,web", closes_at=f"{EVENING} 22:30")
        entry = Journal.objects.get(act="meetings.put_to_vote").ref
        page = client.get(f"/{language}/c/{CODE}/log/{entry}/").content.decode()
    assert (said in page, f"{EVENING} 22:30" in page) == (True, False)


class TestWhatAnEveningLeft:
    """A show of hands that nobody closed: two days later whoever was there can still be entered, for a day."""

    @pytest.mark.parametrize(("language", "said"), [("zh", "3月19日 以前凭签了字的"), ("en", "list until 19 Mar who")])
    @pytest.mark.usefixtures("community", "own_keys")
    def test_what_is_overdue_says_until_when(self, language: str, said: str) -> None:
        put()
        with at(EVENING + timedelta(days=2), 9):
            assert said in Walk("", language).go("/overdue/").words

    @pytest.mark.usefixtures("community", "own_keys")
    def test_the_record_keeps_its_day_for_programs(self, client: Client) -> None:
        vote, _keys = put()
        with at(EVENING + timedelta(days=2), 9):
            with pytest.raises(Refused):
                act("ballots.close_vote", CLERK, vote.ref)
            entry = record.entry(Journal.objects.get(act="ballots.close_vote").ref)
            assert entry
            assert "2026-03-19" in str([one.text.as_dict() for one in entry.findings])
            shown = client.get(f"/zh/c/{CODE}/log/{entry.ref}/").content.decode()
        assert ("3月19日" in shown, "2026-03-19" in shown) == (True, False)
