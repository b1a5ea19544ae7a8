"""What people read of choices: beforehand what they will choose among, and afterwards what was chosen."""

import re
from html import unescape

import pytest
from django.test import Client

from sunward.ballots import queries as ballots
from tests import stage
from tests.meetings import scenes
from tests.meetings.choosing import FIRMS, asked, put, read
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, at
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "firm", "way"), [("zh", "乙公司", "从几项里选一项"), ("en", "Company B", "one of several")]
)
def test_everybody_reads_beforehand_what_they_will_choose_among(
    community: str, client: Client, language: str, firm: str, way: str
) -> None:
    meeting, _item, _keys = asked()
    with at(CALLED, 12):
        for address in ("meetings/", f"meetings/{meeting.number}/"):
            assert firm in read(client, address, language), address
        assert way in read(client, f"meetings/{meeting.number}/", language)
        feed = client.get(f"/{language}/c/{CODE}/calendar.ics").content.decode().replace("\r\n ", "")
    assert firm in feed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_minutes_and_sheet_name_the_choices_and_the_result(community: str, client: Client, language: str) -> None:
    meeting, item, keys = asked()
    clerk = signed_in(Client(), stage.holder(community, CLERK))
    with at(EVENING):
        scenes.open_with(meeting, keys)
        assert "Company A" in read(clerk, f"meetings/{meeting.number}/room/")
        vote = put(item)
        sheet = read(client, f"votes/{vote.number}/paper/", language)
        ahead = {"zh": "当场再表决一次", "en": "put to a second vote before the session ends"}[language]
        for address in (f"meetings/{meeting.number}/room/", f"votes/{vote.number}/"):
            assert ahead in read(clerk, address, language), "the evening is planned for it"
        scenes.count_hands(vote, keys, {"c1": 4, "c2": 3, "c3": 2})
        scenes.certify(vote)
        none = {"zh": "没有一项得到规则要求的票数", "en": "No choice has what the rules ask for"}[language]
        half = {"zh": "第二次表决在这几项里选", "en": "A second vote decides between"}[language]
        room = read(clerk, f"meetings/{meeting.number}/room/", language)
        assert half in room
        assert ahead not in room, "it is there now"
        for address in (f"votes/{vote.number}/", f"meetings/{meeting.number}/"):
            assert none in read(client, address, language), address
        scenes.act("meetings.close_session", DIRECTOR, meeting.ref)
        scenes.minutes_of(meeting)
        minutes = read(clerk, f"meetings/{meeting.number}/minutes/", language)
    firm = {"zh": "乙公司", "en": "Company B"}[language]
    for page in (sheet, room, minutes):
        assert firm in page
    assert none in minutes
    assert not re.search(r"\bc1\b", minutes)


def test_nobody_reads_how_it_stands_before_the_close(community: str, client: Client) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = put(item, channels="hands,paper")
        second = stage.holder(community, SUPERVISION_MEMBER, 0)
        hands = {"chosen": {"c1": 4, "c2": 1}, "entries": scenes.listed(keys[:6])}
        done = scenes.act("ballots.count_hands", CLERK, vote.ref, counted_with=second, **hands)
        assert "c1" not in str(done.entry.public)
        page = read(client, f"votes/{vote.number}/")
    assert ballots.tally(vote.number) is None
    assert "What was chosen" not in page


def test_the_forms_ask_in_words_and_keep_what_was_typed(community: str, client: Client) -> None:
    clerk, director = (signed_in(Client(), stage.holder(community, post)) for post in (CLERK, DIRECTOR))
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(9))
        meeting = scenes.convene()
        address = f"do/meetings.add_item/{meeting.ref}/"
        form = read(clerk, address)
        assert "A choice resolves no matter" in form
        assert re.search(r'<option value="yes_no" selected>', form)
        typed = {
            "title": "屋顶由谁来修",
            "to_decide": "on",
            "method": "one_of",
            "choices": "甲公司\n甲公司",
            "key": "a",
        }
        page = clerk.post(f"/en/c/{CODE}/{address}", typed)
        assert "Two choices are alike: 甲公司." in unescape(page.content.decode())
        assert "甲公司\n甲公司" in unescape(page.content.decode())
        clerk.post(f"/en/c/{CODE}/{address}", typed | {"choices": FIRMS, "method": "approval", "key": "b"})
        item = meeting.items.get()
        assert item.method == "approval"
        dropping = read(clerk, f"meetings/{meeting.number}/")
        assert f"do/meetings.drop_item/{item.ref}/" in dropping
        assert "ake an item off the agenda" in dropping
        scenes.notify(meeting)
        assert "ake an item off the agenda" not in read(clerk, f"meetings/{meeting.number}/")
    with at(EVENING):
        scenes.open_with(scenes.again(meeting), scenes.entries(roll))
        putting = read(director, f"do/meetings.put_to_vote/{item.ref}/")
        assert "屋顶由谁来修 (Company A / Company B / 丙公司)" in re.sub("<[^>]+>", "", putting)
        assert 'value="hands"' in putting
        assert 'value="roll_call"' not in putting, "everybody would have to say several things"
        vote = put(item)
        counting = read(clerk, f"do/ballots.count_hands/{vote.ref}/")
        assert 'name="chosen-c2"' in counting
        assert "Company B" in counting
