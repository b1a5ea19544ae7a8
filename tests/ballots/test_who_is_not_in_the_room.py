"""A vote in a session is the room's: who gets a sheet or a terminal, who counts as present, whom nobody counted."""

import pytest
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import Vote
from sunward.kernel.acts import Done
from sunward.meetings.models import AgendaItem, Meeting
from sunward.record.models import Journal
from tests.ballots import scenes as voting
from tests.ballots.scenes import rules_of
from tests.meetings import scenes
from tests.meetings.scenes import CLERK, EVENING, SUPERVISION_MEMBER, SUPERVISOR, at
from tests.portal.pages import signed_in
from tests.stage import CODE, holder

pytestmark = pytest.mark.usefixtures("community")
Called = tuple[Meeting, AgendaItem, list[int]]


@pytest.fixture
def called() -> Called:
    """Nine on the roll, a session called in time."""
    return scenes.called(9)


def settled() -> dict[str, int]:
    """The figures that the session's item came to."""
    entry = Journal.objects.filter(act="meetings.settle_item", kind="report").latest("id")
    return dict(entry.public["counts"]["body_members"])


def marks(done: Done) -> dict[str, str]:
    return {one.rule: one.actual for one in done.entry.findings if one.breach}


def person_at(vote: Vote, key: int) -> str:
    return str(vote.roll.entries.get(pk=key).person)


def certified(vote: Vote) -> Done:
    voting.ask_back(vote)
    return voting.certify(vote)


def test_paper_goes_to_those_who_were_in_the_room(called: Called) -> None:
    """Seen before: nine sheets for six in the room, and nine present in the figures."""
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="paper", secret=True)
        for key in keys[:5]:
            voting.act("issue_paper", CLERK, vote, entry=key)
        for key in keys[6:]:
            assert rules_of(lambda key=key: voting.act("issue_paper", CLERK, vote, entry=key)) == {"in_the_room"}
        absent = person_at(vote, keys[8])
        way = queries.in_my_way(absent, vote.number, vote.opened_at)
        assert [(one.rule, one.source) for one in way] == [("in_the_room", "")], "the roll's article says who belongs"
        assert not queries.mine_now(absent, CODE, vote.opened_at).may
        assert queries.mine_now(person_at(vote, keys[5]), CODE, vote.opened_at).may
    with at(EVENING, 19, 45):
        voting.close(vote)
        voting.count_paper(vote, {"for": 5})
        voting.confirm(vote)
        certified(vote)
    assert {key: settled()[key] for key in ("entitled", "present", "cast")} == {"entitled": 9, "present": 6, "cast": 5}


def test_no_terminal_for_whoever_was_not_there(called: Called) -> None:
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="terminal", secret=True)
        absent = person_at(vote, keys[8])
        assert "in_the_room" in rules_of(lambda: voting.cast(vote, absent, channel="terminal", code="AAAAA-AAAAA"))


def test_where_a_rule_grants_the_web_sheets_go_outside_and_who_voted_there_is_present(called: Called) -> None:
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="web,paper", secret=True, closes_at="2026-03-16 21:30")
        voting.act("issue_paper", CLERK, vote, entry=keys[7])
        voting.cast(vote, person_at(vote, keys[0]))
        voting.cast(vote, person_at(vote, keys[8]))
    with at(EVENING, 21, 31):
        voting.close(vote)
        voting.count_paper(vote, {"for": 1})
        voting.confirm(vote)
        certified(vote)
    assert voting.figures(vote).present == 8
    assert {key: settled()[key] for key in ("present", "cast")} == {"present": 8, "cast": 3}


def hands_of_three(vote: Vote, keys: list[int]) -> None:
    """Two counters enter three of those in the room."""
    second = holder(CODE, SUPERVISION_MEMBER, 0)
    facts = {"chosen": {"for": 0, "against": 3}, "entries": scenes.listed(keys[:3]), "counted_with": second}
    scenes.act("ballots.count_hands", CLERK, vote.ref, **facts)
    voting.second(vote, "hands")


def deny(vote: Vote, key: int) -> Done:
    return voting.act("deny_answer", "anyone", vote, by=person_at(vote, key))


@pytest.mark.usefixtures("own_keys")
def test_hands_of_three_of_nine_wait_their_ten_minutes_and_the_six_are_a_mark(called: Called, client: Client) -> None:
    """Seen before: closed in the same minute, and certified as if all had been asked."""
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        hands_of_three(vote, keys)
        assert rules_of(lambda: voting.close(vote)) == {"time_to_vote"}
    with at(EVENING, 19, 41):
        assert marks(voting.close(vote))["uncounted_in_room"] == "6"
        scenes.act("ballots.confirm_count", SUPERVISOR, vote.ref, channel="hands", chosen={"against": 3})
        page = f"/en/c/{CODE}/votes/{vote.number}/"
        assert "counted by no channel</dt><dd>6</dd>" in client.get(page).content.decode()
        signed_in(client, person_at(vote, keys[8]))
        assert "do/ballots.deny_answer/" in client.get(page).content.decode()
        for key in keys[3:]:
            deny(vote, key)
        assert "You have said that you were left out." in client.get(page).content.decode()
        assert rules_of(lambda: deny(vote, keys[0])) == {"answered"}, "their hand was counted"
        assert "denied" in queries.grounds_borne_out(vote.number)
        said = marks(certified(vote))
    assert said["uncounted_in_room"] == said["answers_denied"] == said["denials_decide"] == "6"
    settling = Journal.objects.get(act="meetings.settle_item")
    assert "uncounted_in_room" in {one["rule"] for one in settling.findings if not one["ok"]}


def test_whoever_was_not_called_says_so_and_is_called(called: Called) -> None:
    """Seen before: closed after ten minutes with five of nine called, and nobody could say anything."""
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item, channels="roll_call")
        voting.call_roll(vote, {person_at(vote, key): "for" for key in keys[:5]})
        voting.sure_of_the_call(vote)
        for key in keys[5:7]:
            deny(vote, key)
        assert rules_of(lambda: deny(vote, keys[5])) == {"denied_once"}
        voting.call_roll(vote, {person_at(vote, keys[5]): "against"})
        voting.sure_of_the_call(vote)
    with at(EVENING, 19, 41):
        assert marks(voting.close(vote))["uncounted_in_room"] == "3"
        said = marks(certified(vote))
    assert (said["uncounted_in_room"], said["answers_denied"]) == ("3", "1")


def test_nobody_was_left_out_of_a_room_in_which_they_were_not(called: Called) -> None:
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item)
        assert rules_of(lambda: deny(vote, keys[4])) == {"answered"}, "nobody has counted yet"
        hands_of_three(vote, keys)
        assert rules_of(lambda: deny(vote, keys[8])) == {"answered"}
        assert queries.passed_over(person_at(vote, keys[8]), vote.number) == "outside"
        deny(vote, keys[4])


def test_the_web_beside_the_room_has_its_hour(called: Called) -> None:
    """Seen before: the room was counted, the vote closed after a minute, and three had only the web."""
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        assert rules_of(lambda: scenes.put(item, channels="hands,terminal,web")) == {"hour_for_outside"}
        vote = scenes.put(item, channels="hands,terminal,web", closes_at="2026-03-16 21:30")
        second = holder(CODE, SUPERVISION_MEMBER, 0)
        facts = {"chosen": {"for": 6}, "entries": scenes.listed(keys[:6]), "counted_with": second}
        scenes.act("ballots.count_hands", CLERK, vote.ref, **facts)
        voting.second(vote, "hands")
    with at(EVENING, 19, 45):
        assert rules_of(lambda: voting.close(vote)) == {"not_before_its_hour"}
        for key in keys[6:]:
            voting.cast(vote, person_at(vote, key))
        assert "uncounted_in_room" not in marks(voting.close(vote))


def test_a_room_alone_ends_before_its_hour_once_it_has_voted(called: Called) -> None:
    meeting, item, keys = called
    with at(EVENING):
        scenes.open_with(meeting, keys[:6])
        vote = scenes.put(item, channels="hands", closes_at="2026-03-16 21:30")
        assert rules_of(lambda: voting.close(vote)) == {"not_before_its_hour"}
        second = holder(CODE, SUPERVISION_MEMBER, 0)
        facts = {"chosen": {"for": 6}, "entries": scenes.listed(keys[:6]), "counted_with": second}
        scenes.act("ballots.count_hands", CLERK, vote.ref, **facts)
        voting.second(vote, "hands")
        voting.close(vote)
