"""Which of several: a question with choices stands on the agenda as the notice told it, each channel that can bear it
bears it, and a choice is adopted only where it has what the rules of the body ask for."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import Vote
from sunward.kernel import clock
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.queries import awaited, carried, item_named, people_carried, put_to
from sunward.meetings.session.choosing import Chosen, chosen_by
from sunward.record.models import Journal
from tests import stage
from tests.decisions.scenes import open_matter
from tests.journeys.test_an_evening_is_not_ended_before_its_question import called_by
from tests.meetings import owners, scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, SUPERVISION_MEMBER, SUPERVISOR, at
from tests.meetings.test_what_the_room_refuses import broken
from tests.money.cases import START, on
from tests.portal.pages import signed_in
from tests.stage import CODE

pytestmark = pytest.mark.django_db
FIRMS = "甲公司 | Company A\n乙公司 | Company B\n丙公司\n"
ROOF = {"title": "屋顶由谁来修", "matter_kind": "", "method": "one_of", "choices": FIRMS}


def asked(people: int = 9, **facts: Any) -> tuple[Meeting, AgendaItem, list[int]]:
    """A meeting whose notice told of a question with choices."""
    with at(CALLED, 9):
        roll = scenes.freeze(scenes.people(people))
        meeting = scenes.convene()
        item = scenes.add_item(meeting, **(ROOF | facts))
        scenes.notify(meeting)
    return scenes.again(meeting), item, scenes.entries(roll)


def newest(item: AgendaItem) -> Vote:
    return Vote.objects.filter(about_id=item.number).latest("id")


def put(item: AgendaItem, **facts: Any) -> Vote:
    scenes.act("meetings.put_to_vote", DIRECTOR, item.ref, **facts)
    return newest(item)


def by_hands(item: AgendaItem, keys: list[int], hands: dict[str, int]) -> Vote:
    vote = put(item)
    scenes.count_hands(vote, keys, hands)
    scenes.certify(vote)
    return vote


def chosen(item: AgendaItem, vote: Vote) -> Chosen:
    found = chosen_by(AgendaItem.objects.get(pk=item.pk), vote.number)
    assert found is not None
    return found


def test_more_than_half_of_those_present_choose_it(community: str) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = by_hands(item, keys, {"c1": 2, "c2": 5, "c3": 1})
    assert [choice.label.en for choice in ballots.ballot_of(vote.number).choices] == [  # type: ignore[union-attr]
        "Company A", "Company B", "丙公司",
    ]  # fmt: skip
    found = chosen(item, vote)
    assert found.adopted == ("c2",)
    assert found.said.en == "Chosen: Company B. Company A 2, Company B 5, 丙公司 1; present 9."
    settled = Journal.objects.get(act="meetings.settle_item")
    assert settled.public["adopted"] == ["c2"]
    assert found.said.zh in str(settled.findings)


def test_most_votes_are_not_enough(community: str, client: Client) -> None:
    """Four of nine are most, and no majority: nothing is chosen. A second vote decides between the two, once."""
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        first = by_hands(item, keys, {"c1": 4, "c2": 3, "c3": 2})
        assert chosen(item, first).adopted == ()
        assert chosen(item, first).said.zh.startswith("没有一项得到规则要求的票数")
    with at(EVENING, 20, 30):
        scenes.leave(meeting, keys[:2])
        second = by_hands(item, keys[2:], {"c1": 2, "c2": 5})
        assert [one.key for one in second.choices.order_by("place")] == ["c1", "c2"]
        assert chosen(item, second).adopted == ("c2",)
        pages = [f"votes/{second.number}/", "votes/", f"meetings/{meeting.number}/"]
        assert all(f"第二次表决：{item.title}" in read(client, one, "zh") for one in pages)
        assert all(f"Second vote: {item.title}" in read(client, one, "en") for one in pages)
        assert not any("Second vote" in read(client, one, "zh") for one in pages), "in Chinese alone"
        assert chosen(item, first).present == 9, "the first vote keeps the room it was put to"
        assert broken(lambda: put(item)) == {"once"}


def test_after_a_second_vote_there_is_no_third(community: str) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        by_hands(item, keys, {"c1": 3, "c2": 3, "c3": 3})
    with at(EVENING, 20, 30):
        level = by_hands(item, keys, {"c1": 4, "c2": 4, "c3": 1})
        assert set(level.choices.values_list("key", flat=True)) == {"c1", "c2", "c3"}, "nobody was last"
        assert chosen(item, level).adopted == ()
        assert broken(lambda: put(item)) == {"once"}


def test_there_is_no_second_vote_before_the_first_has_its_result(community: str) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.count_hands(put(item), keys, {"c1": 4, "c2": 3, "c3": 2})
        assert broken(lambda: put(item)) == {"once"}


def test_of_several_as_many_are_adopted_as_may_be_and_have_enough(community: str) -> None:
    meeting, item, keys = asked(method="several_of", at_most=2)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = by_hands(item, keys, {"c1": 6, "c2": 5, "c3": 5})
    assert chosen(item, vote).reaching == ("c1", "c2", "c3")
    assert chosen(item, vote).adopted == ("c1",), "two have five each, and there is one place"


def test_by_approval_each_that_has_enough_is_adopted(community: str) -> None:
    meeting, item, keys = asked(method="approval")
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = by_hands(item, keys, {"c1": 8, "c2": 5, "c3": 4})
    assert chosen(item, vote).adopted == ("c1", "c2")


def test_the_roll_is_called_where_each_says_one_thing(community: str) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = put(item, channels="roll_call")
        second = stage.holder(community, SUPERVISION_MEMBER, 0)
        said = {str(key): "c1" if place < 6 else "c3" for place, key in enumerate(keys)}
        scenes.act("ballots.call_roll", SUPERVISOR, vote.ref, answers=said, counted_with=second)
        scenes.act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=second, channel="roll_call",
                   chosen={"c1": 6, "c3": 3})  # fmt: skip
        third = stage.holder(community, SUPERVISION_MEMBER, 1)
        scenes.act("ballots.confirm_count", SUPERVISION_MEMBER, vote.ref, by=third, channel="roll_call",
                   chosen={"c1": 6, "c3": 3})  # fmt: skip
    with at(EVENING, 19, 45):
        scenes.act("ballots.close_vote", CLERK, vote.ref)
        scenes.certify(vote)
    assert chosen(item, vote).adopted == ("c1",)


@pytest.mark.parametrize(("method", "most"), [("several_of", 2), ("approval", 1)])
def test_nobody_calls_the_roll_where_several_may_be_chosen(community: str, method: str, most: int) -> None:
    meeting, item, keys = asked(method=method, at_most=most)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        with pytest.raises(Refused) as refusal:
            put(item, channels="hands,roll_call")
        (found,) = [one for one in refusal.value.findings if one.breach]
        assert found.rule == "one_answer_each"
        assert "by hands, paper, desk terminal or web" in found.text.en


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"choices": ""}, "choices"),
        ({"choices": "甲公司"}, "choices"),
        ({"choices": "甲公司\n甲 公司"}, "choices"),
        ({"choices": "甲公司 | A\n乙公司 | a"}, "choices"),
        ({"choices": "\n".join(f"第{number}家" for number in range(13))}, "choices"),
        ({"choices": "甲" * 61 + "\n乙"}, "choices"),
        ({"choices": "甲\n\u200b"}, "choices"),
        ({"choices": "甲\tA\n甲\tB"}, "choices"),
        ({"method": "yes_no"}, "choices"),
        ({"method": "several_of", "at_most": 1}, "at_most"),
        ({"method": "several_of", "at_most": 4}, "at_most"),
        ({"method": "several_of"}, "at_most"),
        ({"method": "election"}, "method"),
    ],
)
def test_what_cannot_be_chosen_among_is_told_at_its_field(community: str, facts: dict[str, Any], field: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        with pytest.raises(FactsError) as problem:
            scenes.add_item(meeting, **(ROOF | facts))
        assert set(problem.value.errors) == {field}


def test_people_petitions_and_discussions_are_not_chosen_among(community: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        matter = open_matter(kind="supervision_member_election", on=CALLED)
        wrong: list[tuple[dict[str, Any], str]] = [
            ({"to_decide": False}, "to_decide"),
            ({"matter_kind": "supervision_member_election"}, "may_choose"),
            ({"about": matter.number}, "may_choose"),
            ({"concerns": stage.holder(community, DIRECTOR)}, "may_choose"),
        ]
        for facts, rule in wrong:
            assert broken(lambda given=facts: scenes.add_item(meeting, **(ROOF | given))) == {rule}  # type: ignore[misc]


def test_after_the_notice_nothing_of_it_changes(community: str) -> None:
    """Neither through the door nor past it."""
    meeting, item, _keys = asked()
    with at(CALLED, 12):
        assert broken(lambda: scenes.add_item(meeting, **ROOF)) == {"to_decide"}
        assert broken(lambda: drop(item)) == {"before_notice"}
    changes: list[dict[str, Any]] = [
        {"choices": [{"zh": "丁", "en": "D"}, {"zh": "戊", "en": "E"}]}, {"method": "approval"},
        {"title": "另一件事"}, {"method": None, "choices": None}, {"dropped_on": CALLED}, {"to_decide": False},
    ]  # fmt: skip
    for changed in changes:
        with pytest.raises(DatabaseError), transaction.atomic(), door_open():
            AgendaItem.objects.filter(pk=item.pk).update(**changed)


@pytest.mark.postgres
@pytest.mark.parametrize(
    "wrong",
    [
        {"method": "one_of"}, {"choices": []}, {"method": "election", "choices": []},
        {"method": "one_of", "choices": [], "to_decide": False}, {"method": "several_of", "choices": []},
        {"method": "one_of", "choices": [], "about_type": "petition"}, {"at_most": 2},
    ],
)  # fmt: skip
def test_the_database_keeps_method_and_choices_together(community: str, wrong: dict[str, Any]) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        item = scenes.add_item(scenes.convene())
    with pytest.raises(DatabaseError), transaction.atomic(), door_open():
        AgendaItem.objects.filter(pk=item.pk).update(**({"to_decide": True} | wrong))


def test_a_second_call_asks_the_same(community: str) -> None:
    meeting, item, keys = asked()
    with at(EVENING):
        scenes.act("meetings.adjourn", CLERK, meeting.ref)
        later = scenes.EVENING.replace(day=25)
        done = scenes.act("meetings.call_again", DIRECTOR, meeting.ref, held_on=later, at="19:00")
        assert done.result
        again = Meeting.objects.get(number=done.result.id)
        scenes.notify(again)
    copied = again.items.get()
    assert (copied.method, copied.choices) == (item.method, item.choices)
    with at(later):
        scenes.open_with(again, keys)
        assert chosen(copied, by_hands(copied, keys, {"c1": 9})).adopted == ("c1",)


def test_whoever_stepped_aside_could_have_turned_it(community: str) -> None:
    meeting, item, keys = asked(concerns="代表01")
    with at(EVENING):
        scenes.open_with(meeting, keys)
        scenes.act(
            "meetings.step_aside", CLERK, item.ref, place=str(keys[0]), reason="interest", evidence="是他开的公司"
        )
        vote = by_hands(item, keys[1:], {"c1": 4, "c2": 3, "c3": 1})
    assert chosen(item, vote).adopted == (), "four of nine who count"
    settled = Journal.objects.get(act="meetings.settle_item")
    assert "stepping_aside_decides" in {one["rule"] for one in settled.findings}
    certified = Journal.objects.get(act="ballots.certify")
    assert "stepping_aside_decides" in {one["rule"] for one in certified.findings}


def test_owners_choose_by_head_and_by_area(community: str) -> None:
    """Three of four heads want the one; the area of the fourth is most of the house. Neither has both."""
    with on(START):
        people = owners.under_the_civil_code(("300", "50", "50", "50"))
    with on(owners.IN_FORCE):
        owners.roll()
        meeting = scenes.convene(post=owners.HEAD, on=owners.EVENING, body="owners_assembly", title="业主大会",
                                 called_by="owners_committee")  # fmt: skip
        item = scenes.add_item(meeting, **ROOF | {"matter_kind": "property_company"})
        scenes.notify(meeting)
    with at(owners.EVENING):
        scenes.open_with(scenes.again(meeting), [owners.place(meeting, one) for one in people])
        assert "areas_told" in broken(lambda: scenes.act("meetings.put_to_vote", owners.HEAD, item.ref))
        vote = owners.answered(item, {people[0]: "c1"} | dict.fromkeys(people[1:], "c2"))
    found = chosen(item, vote)
    assert found.adopted == ()
    assert {one.rule for one in found.findings if not one.ok} == {"majority"}


def test_a_choice_resolves_no_matter(community: str) -> None:
    """It belongs to the matter, and takes no step of it."""
    with at(CALLED, 8):
        matter = open_matter()
    meeting, item, keys = asked(about=matter.number)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        by_hands(item, keys, {"c1": 9})
    assert not matter.steps.exists()
    assert item_named(item.number).about.id == matter.number  # type: ignore[union-attr]


@pytest.mark.parametrize(("language", "firm"), [("zh", "选定：乙公司。"), ("en", "Chosen: Company B.")])
def test_the_matter_says_what_was_chosen_under_it(community: str, client: Client, language: str, firm: str) -> None:
    """Failed before: its page listed the vote, and what it had come to stood on that of the vote alone."""
    with at(CALLED, 8):
        matter = open_matter()
    meeting, item, keys = asked(about=matter.number)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = by_hands(item, keys, {"c1": 2, "c2": 7})
        page = client.get(f"/{language}/c/{CODE}/matters/{matter.number}/").content.decode()
    assert firm in unescape(re.sub("<[^>]+>", "", page))
    assert f"/votes/{vote.number}/" in page


def test_the_matter_waits_for_no_choice_and_is_carried_by_none(community: str) -> None:
    """Nine of nine choose a firm: that resolves nothing, so that the matter is not decided by it, and whoever brought
    it may take it back, before that evening and after."""
    with at(CALLED, 8):
        first, second = open_matter(), open_matter()
    meeting, item, keys = asked(about=first.number)
    with at(CALLED, 12):
        assert put_to(first.ref, scenes.BODY, clock.now()) == []
        assert awaited(first.ref, clock.now()) == []
        scenes.act("decisions.withdraw_matter", scenes.DEPUTY, first.ref, reason="不议了")
    meeting, item, keys = asked(about=second.number)
    with at(EVENING):
        scenes.open_with(meeting, keys)
        by_hands(item, keys, {"c1": 9})
        assert carried(meeting.number, second.ref) == ""
        assert people_carried(meeting.number, second.ref) == frozenset()
        assert put_to(second.ref, scenes.BODY, clock.now()) == []
        assert awaited(second.ref, clock.now()) == []
        scenes.act("decisions.withdraw_matter", scenes.DEPUTY, second.ref, reason="不议了")


# --- an item with a slip of the pen


def drop(item: AgendaItem, post: str = CLERK, **facts: Any) -> Any:
    return scenes.act("meetings.drop_item", post, item.ref, **({"because": "写错了"} | facts))


def test_a_slip_of_the_pen_is_put_right_before_anybody_is_told(community: str) -> None:
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        wrong = scenes.add_item(meeting, title="屋顶由谁来绣", concerns="甲公司")
        drop(wrong)
        right = scenes.add_item(meeting, title="屋顶由谁来修")
        assert [one.title for one in meeting.items.all()] == ["屋顶由谁来修"]
        assert right.number != wrong.number, "its number is not given again"
        assert broken(lambda: drop(right, SUPERVISION_MEMBER)) == {"power"}
        kept = AgendaItem.every.get(pk=wrong.pk)
        assert (kept.dropped_on, kept.concerns) == (CALLED, "")


def test_the_service_centre_takes_off_nothing_that_an_office_put_on(community: str) -> None:
    """Seen before: the clerk took the director's item off and gave notice at once; only the record told of it."""
    with at(CALLED, 9):
        scenes.freeze(scenes.people(3))
        meeting = scenes.convene()
        done = scenes.act("meetings.add_item", DIRECTOR, meeting.ref, title="换物业公司", to_decide=True)
        assert done.result
        theirs = AgendaItem.objects.get(number=done.result.id)
        assert broken(lambda: drop(theirs)) == {"open"}
        drop(theirs, DIRECTOR)
        drop(scenes.add_item(meeting, title="写错的"), DIRECTOR)


def test_what_a_petition_asked_for_stays(community: str) -> None:
    forced = called_by(DIRECTOR)
    with door_open():
        Meeting.objects.update(agenda_fixed_on=None, noticed_on=None, opened_at=None)
    assert broken(lambda: drop(forced.item)) == {"open"}


# --- what people read


def read(client: Client, address: str, language: str = "en") -> str:
    response = client.get(f"/{language}/c/{CODE}/{address}")
    assert response.status_code == 200, (address, response.status_code)
    return unescape(response.content.decode())


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
    assert "c1" not in minutes


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
