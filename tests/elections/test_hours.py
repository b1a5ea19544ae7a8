"""Called for eight to eight, opened at a minute past midnight, closed at six: one ballot, and "not recalled". Poll
hours are facts of the call; who opens the poll keeps them."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots.models import Vote
from sunward.elections import queries
from sunward.elections.models import Election, Recall
from sunward.kernel import clock
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.recall import MONDAY, Story
from tests.elections.scenes import CALLED, CODE, MEMBER, STREET, SUPERVISOR, VOTING, Race, at, by, office, rules_of
from tests.portal.pages import signed_in

pytestmark = pytest.mark.usefixtures("community")
SUNDAY = MONDAY - timedelta(days=1)
EIGHT_TO_EIGHT = {"from_hour": "08:00", "until_hour": "20:00"}


@pytest.mark.parametrize("day", [SUNDAY, MONDAY])
def test_a_recall_called_for_eight_to_eight_is_neither_opened_nor_closed_at_night(day) -> None:  # type: ignore[no-untyped-def]
    story = Story()
    story.call(SUPERVISOR, voting_day=day, **EIGHT_TO_EIGHT)
    opens = lambda post, **facts: office("open_recall_poll", post, story.recall.ref, booths=1, **facts)  # noqa: E731
    with at(day, 0, 1):
        assert rules_of(lambda: opens(SUPERVISOR, closes="06:01")) == {
            "open_long_enough", "opens_at_its_hour", "closes_at_its_hour",
        }  # fmt: skip
    with at(day, 8):
        assert rules_of(lambda: opens(SUPERVISOR, closes="19:59")) == {"closes_at_its_hour"}
        opens(SUPERVISOR)
    vote = Vote.objects.get(about_type="recall")
    assert vote.closes_at == clock.moment(day, 20)
    with at(day, 19, 59):
        assert rules_of(lambda: votes.close(vote)) == {"not_before_its_hour"}


def test_whom_the_recalled_belongs_with_opens_no_poll_that_others_called_until_it_is_late() -> None:
    story = Story()
    story.call(SUPERVISOR, voting_day=MONDAY, **EIGHT_TO_EIGHT)
    opens = lambda: office("open_recall_poll", stage.DEPUTY, story.recall.ref, booths=1)  # noqa: E731
    with at(MONDAY, 9, 59):
        assert rules_of(opens) == {"called_by_others"}
    with at(MONDAY, 10):
        marks = {one.rule for one in opens().entry.findings if not one.ok}
    assert marks >= {"own_side", "opened_late"}


def test_what_their_own_body_called_they_open_at_its_hour() -> None:
    story = Story()
    story.call(stage.DEPUTY, voting_day=MONDAY, **EIGHT_TO_EIGHT)
    with at(MONDAY, 8):
        office("open_recall_poll", stage.DEPUTY, story.recall.ref, booths=1)


@pytest.mark.parametrize(
    ("opens", "closes", "refused"),
    [
        ("00:01", "06:01", {"open_long_enough"}),
        ("02:00", "12:59", {"open_long_enough"}),  # five hours and a minute of it while people are awake
        ("02:00", "13:00", set()),
        ("14:30", "20:30", set()),
        ("14:31", "20:31", {"time_for_others"}),
        ("15:01", "23:00", {"open_long_enough", "time_for_others"}),
        ("18:00", "08:00", {"open_long_enough", "time_for_others"}),
    ],
)
def test_hours_at_night_are_none(opens: str, closes: str, refused: set[str]) -> None:
    """Both an election and a recall; the six hours leave time for others where nobody opens it."""
    hours = {"from_hour": opens, "until_hour": closes}
    story = Story()
    for call, model in ((lambda: scenes.call(**hours), Election), (lambda: story.call(**hours), Recall)):
        if refused:
            assert rules_of(call) == refused
        else:
            call()
            assert (f"{model.objects.get().from_hour:%H:%M}", f"{model.objects.get().until_hour:%H:%M}") == (
                opens, closes,
            )  # fmt: skip


def test_an_hour_is_written_as_one() -> None:
    with pytest.raises(FactsError) as wrong:
        scenes.call(from_hour="morgens")
    assert "from_hour" in wrong.value.errors


def test_the_poll_of_an_election_keeps_its_hours_too_and_may_end_later() -> None:
    race = Race()
    race.post()
    opens = lambda **facts: by(race.runners[0], "open_poll", race.election.ref, booths=1, **facts)  # noqa: E731
    with at(VOTING, 0, 1):
        assert rules_of(lambda: opens(closes="06:01")) == {
            "open_long_enough", "opens_at_its_hour", "closes_at_its_hour",
        }  # fmt: skip
    with at(VOTING, 7, 59):
        assert rules_of(opens) == {"opens_at_its_hour"}
    with at(VOTING, 13):
        assert rules_of(opens) == {"open_long_enough"}
        done = opens(closes="19:00")
    assert [one.rule for one in done.entry.findings if not one.ok] == ["opened_late"]


def test_others_open_what_was_to_open_at_noon_half_an_hour_later() -> None:
    race = Race()
    race.post()
    with at(VOTING - timedelta(days=1)):
        day, reason = VOTING + timedelta(days=7), "场地"
        noon = {"from_hour": "12:00", "until_hour": "20:00"}
        by(race.runners[0], "move_voting_day", race.election.ref, voting_day=day, reason=reason, **noon)
    opens = lambda: office("open_poll", STREET, race.election.ref, booths=1)  # noqa: E731
    with at(day, 12, 29):
        assert rules_of(opens) == {"election_committee"}
    with at(day, 12, 30):
        opens()


def test_moved_without_a_word_on_its_hours_it_keeps_them() -> None:
    race = Race()
    move = lambda **facts: by(  # noqa: E731
        race.runners[0],
        "move_voting_day",
        race.election.ref,
        voting_day=VOTING + timedelta(days=7),
        reason="x",
        **facts,
    )
    with at(CALLED, 12):
        assert rules_of(lambda: move(until_hour="12:00")) == {"open_long_enough"}
        done = move(from_hour="07:30")
    assert done.entry.public["hours"] == "07:30–18:00"
    page = queries.election(race.election.number, CODE)
    assert page
    assert page.hours == "07:30–18:00"


def test_a_run_off_at_night_is_none() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 8, "c2": 5, "c3": 4}, blank=1)
    race.declare()
    night = {"from_hour": "00:01", "until_hour": "06:01"}
    assert rules_of(lambda: race.run_off(**night)) == {"open_long_enough"}
    day = race.run_off(until_hour="19:00")
    with at(day, 0, 1):
        opens = lambda: by(race.runners[0], "open_run_off", race.contest.ref, booths=1, closes="12:59")  # noqa: E731
        assert rules_of(opens) == {"open_long_enough", "opens_at_its_hour", "closes_at_its_hour"}
    race.open_run_off(day)
    assert race.vote().closes_at == clock.moment(day, 19)


def of_hours(done: Done) -> list[str]:
    return [one.text.en for one in done.entry.findings if one.rule == "called_for_working_hours"]


def test_whoever_calls_a_poll_that_ends_in_working_hours_is_told_then(client: Client) -> None:
    """It came with the opening alone, for ever and in public, when nobody could change the hour any more."""
    friday = VOTING
    facts = {"body": "residents_committee", "seats": f"{MEMBER} 1", "places": "社区活动室"}
    with at(CALLED):
        early = office("call_election", stage.DIRECTOR, stage.here(), voting_day=friday, until_hour="18:00", **facts)
        assert "is a working day" in of_hours(early)[0]
        page = client.get(f"/zh/c/{CODE}/log/{early.entry.ref}/").content.decode()
        assert "是工作日，19 点以前就结束，上班的人不容易来" in page
        assert not any(one.breach for one in early.entry.findings if one.rule == "called_for_working_hours")
    signed = signed_in(client, stage.holder(CODE, stage.DIRECTOR))
    form = signed.get(f"/zh/c/{CODE}/do/elections.call_election/community:{CODE}/").content.decode()
    assert "工作日早于 19 点结束的，上班的人不容易来" in form


def test_a_day_that_is_moved_says_so_of_the_new_one() -> None:
    race, why = Race(), {"reason": "改在星期日，上班的人来得了"}
    runner, sunday = race.runners[0], VOTING + timedelta(days=6 - VOTING.weekday())
    with at(CALLED, 12):
        moved = {"voting_day": sunday, "until_hour": "18:00", **why}
        assert of_hours(by(runner, "move_voting_day", race.election.ref, **moved)) == []
        moved["voting_day"] = sunday + timedelta(days=1)
        assert of_hours(by(runner, "move_voting_day", race.election.ref, **moved))


def test_a_recall_called_to_end_at_six_says_so() -> None:
    Story().call(SUPERVISOR, voting_day=MONDAY, until_hour="18:00")
    assert "called_for_working_hours" in {
        found["rule"] for found in Journal.objects.get(act="elections.call_recall_vote").findings
    }
