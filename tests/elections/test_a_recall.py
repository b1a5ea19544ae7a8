"""A recall: who may call the vote, the defence, the thresholds, and what follows."""

from datetime import date, timedelta

import pytest

from sunward.ballots.models import Roll, RollEntry
from sunward.elections.models import Recall
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from sunward.registry.models import Appointment
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.recall import MONDAY, PLACES, Story
from tests.elections.scenes import CALLED, DIRECTOR, STREET, SUPERVISOR, at, by, office, rules_of

pytestmark = pytest.mark.usefixtures("community")


def test_the_signature_that_is_enough_begins_it_once() -> None:
    story = Story()
    assert Recall.objects.count() == 1
    assert story.recall.asked_on == CALLED
    assert story.recall.due_on == CALLED + timedelta(days=30)


@pytest.mark.parametrize(
    ("agree", "against", "blank", "recalled"),
    [(4, 2, 0, True), (3, 3, 0, False), (3, 2, 1, False), (5, 0, 0, False), (4, 1, 1, True)],
)
def test_more_than_half_voted_and_more_than_half_of_them_agree(
    agree: int, against: int, blank: int, recalled: bool
) -> None:
    story = Story()
    day = story.call()
    story.poll(day, agree, against, blank)
    assert story.declare(day) is recalled
    assert story.director in scenes.holding(DIRECTOR, day), "nobody loses an office by a vote that can be annulled"
    story.certify(day)
    holds = story.director in scenes.holding(DIRECTOR, day)
    assert holds is not recalled
    assert bool(scenes.owed()) is recalled


def test_the_director_neither_runs_it_nor_is_refused_the_defence() -> None:
    story = Story()
    day = story.call()
    with at(day - timedelta(days=1)):
        assert rules_of(lambda: by(story.people[0], "state_defence", story.recall.ref, words="不是我")) == {
            "own_defence"
        }
        by(story.director, "state_defence", story.recall.ref, words="账目都在公开栏上。")
    with at(day):
        refused = rules_of(
            lambda: office("open_recall_poll", SUPERVISOR, story.recall.ref, booths=1, by=story.director)
        )
        assert refused
    story.poll(day, 4, 2)
    with at(day, 20):
        assert rules_of(lambda: by(story.director, "state_defence", story.recall.ref, words="再说")) == {
            "before_the_poll"
        }
    assert story.declare(day)
    story.certify(day)
    term = Appointment.objects.get(person__number=story.director.removeprefix("person:"), post__key="director")
    assert term.ended_reason == "recalled"


def test_the_street_and_the_petitioner_only_when_the_days_have_passed() -> None:
    story = Story()
    call = {"voting_day": CALLED + timedelta(days=60), "places": PLACES, "until_hour": "18:00"}
    with at(CALLED + timedelta(days=30)):
        soon = call | {"voting_day": CALLED + timedelta(days=35)}
        assert rules_of(lambda: office("call_recall_vote", STREET, story.recall.ref, **soon)) == {"may_call"}
    with at(CALLED + timedelta(days=31)):
        other = lambda: by(story.people[2], "call_recall_vote", story.recall.ref, "resident", **call)  # noqa: E731
        assert rules_of(other) == {"may_call"}
        by(story.people[0], "call_recall_vote", story.recall.ref, "resident", **call)


def test_no_office_stops_it_by_freezing_no_roll() -> None:
    """Before, whoever may freeze a roll decided whether a recall came to its vote."""
    story = Story()
    day = CALLED + timedelta(days=31)
    with door_open():
        RollEntry.objects.filter(roll=story.roll).delete()
        Roll.objects.filter(pk=story.roll.pk).delete()
    with at(day):
        soon = {"voting_day": day + timedelta(days=5), "places": PLACES, "until_hour": "18:00"}
        call = lambda **facts: by(story.people[1], "call_recall_vote", story.recall.ref, "resident", **facts)  # noqa: E731
        assert rules_of(lambda: call(**soon)) == {"roll_open_to_objection"}
        done = call(**soon | {"voting_day": day + timedelta(days=6)})
    row = Recall.objects.get()
    assert [found.rule for found in done.entry.findings if not found.ok] == ["roll_of_the_day"]
    assert row.roll
    assert (row.roll.frozen_on, row.roll.entitled) == (day, 10)
    story.poll(day + timedelta(days=6), 4, 2)


class TestAHostileDeputy:
    """Of the director's own committee, and with the right to call the vote and to open its poll."""

    def test_settles_day_and_place_only_until_others_settle_them(self) -> None:
        story = Story()
        done = story.call(stage.DEPUTY, places="北山仓库")
        again = {"voting_day": done + timedelta(days=2), "places": PLACES, "until_hour": "18:00"}
        on = CALLED + timedelta(days=12)
        with at(on):
            signer = lambda: by(story.people[1], "call_recall_vote", story.recall.ref, "resident", **again)  # noqa: E731
            assert rules_of(signer) == {"may_call", "called_once"}, "one of many who signed could be bought"
            own = lambda: office("call_recall_vote", stage.DEPUTY, story.recall.ref, **again)  # noqa: E731
            assert rules_of(own) == {"called_once"}
            by(story.people[0], "call_recall_vote", story.recall.ref, "resident", **again)
            row = Recall.objects.get()
            assert (row.voting_day, row.places) == (again["voting_day"], PLACES)
            late = lambda: office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)  # noqa: E731
            assert rules_of(late) == {"called_once"}
        story.poll(again["voting_day"], 4, 2)

    def test_the_supervisors_settle_it_anew_but_never_what_others_called(self) -> None:
        story = Story()
        day = story.call(stage.DEPUTY)
        again = {"voting_day": day + timedelta(days=1), "places": PLACES, "until_hour": "18:00"}
        with at(CALLED + timedelta(days=10)):
            office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)
            by_opener = lambda: by(story.people[0], "call_recall_vote", story.recall.ref, "resident", **again)  # noqa: E731
            assert rules_of(by_opener) == {"may_call", "called_once"}

    def test_opens_no_poll_of_an_hour_and_the_interest_is_marked(self) -> None:
        """Before, half an hour in the forenoon was a poll, and the turnout that it missed ended the recall."""
        story, day = Story(), MONDAY
        story.call(stage.DEPUTY, voting_day=day, until_hour="15:00")
        marks = Journal.objects.filter(act="elections.call_recall_vote").latest("id").findings
        assert {one["rule"] for one in marks if not one["ok"]} == {"own_side"}
        poll = lambda closes: office("open_recall_poll", stage.DEPUTY, story.recall.ref, booths=1, closes=closes)  # noqa: E731
        with at(day):
            for closes in ("9:30", "14:59"):
                assert rules_of(lambda one=closes: poll(one)) == {"open_long_enough", "closes_at_its_hour"}  # type: ignore[misc]
            done = poll("15:00")
        assert {one.rule for one in done.entry.findings if not one.ok} >= {"own_side", "ends_in_working_hours"}

    @pytest.mark.parametrize(("closes", "marked"), [("18:59", True), ("19:00", False)])
    def test_whether_those_who_work_can_come_is_marked(self, closes: str, marked: bool) -> None:
        story, day = Story(), MONDAY
        story.call(voting_day=day, until_hour=closes)
        with at(day):
            done = office("open_recall_poll", SUPERVISOR, story.recall.ref, booths=1, closes=closes)
        rules = {one.rule for one in done.entry.findings if not one.ok}
        assert ("ends_in_working_hours" in rules, "own_side" in rules) == (marked, False)


def test_no_time_to_answer_no_vote() -> None:
    story = Story()
    soon = CALLED + timedelta(days=13)
    assert rules_of(lambda: story.call(voting_day=soon)) == {"defence_time"}
    with pytest.raises(FactsError):
        story.call(voting_day=CALLED)


def test_a_roll_frozen_at_the_last_moment_puts_the_vote_off_by_its_days_and_no_longer() -> None:
    story = Story()
    last = story.recall.due_on
    with at(last):
        roll = scenes.freeze()
    days = (roll.open_until - last).days
    call = lambda after: story.call(on=last, roll=roll.number, voting_day=last + timedelta(days=after))  # noqa: E731
    assert rules_of(lambda: call(days)) == {"roll_open_to_objection"}
    assert rules_of(lambda: call(days + 2)) == {"voting_day_in_time"}
    call(days + 1)


@pytest.mark.parametrize("channels", ["web", "paper,web", "hands"])
def test_never_on_the_web(channels: str) -> None:
    story = Story()
    day = story.call()
    with at(day):
        attempt = lambda: office("open_recall_poll", SUPERVISOR, story.recall.ref, booths=1, channels=channels)  # noqa: E731
        assert rules_of(attempt) == {"ballot_channels"}


def test_whoever_is_to_be_recalled_does_not_call_it_and_nobody_puts_it_off() -> None:
    story = Story()
    assert rules_of(lambda: story.call(post=DIRECTOR)) == {"not_a_party"}
    last = story.recall.due_on
    assert rules_of(lambda: story.call(voting_day=date(2060, 1, 1))) == {"voting_day_in_time", "roll_recent"}
    assert rules_of(lambda: story.call(voting_day=last + timedelta(days=1))) == {"voting_day_in_time"}
    story.call(voting_day=last)


def test_called_on_the_last_day_the_defence_still_has_its_time() -> None:
    story = Story()
    last = story.recall.due_on
    assert rules_of(lambda: story.call(on=last, voting_day=last + timedelta(days=6))) == {"voting_day_in_time"}
    story.call(on=last, voting_day=last + timedelta(days=5))


def test_the_poll_does_not_close_before_its_hour(community: str) -> None:
    story = Story()
    day = story.call()
    with at(day):
        office("open_recall_poll", STREET, story.recall.ref, booths=1)
        vote = votes.Vote.objects.get(about_type="recall", about_id=story.recall.number)
        votes.issue(vote, story.people[0])
        assert rules_of(lambda: votes.close(vote)) == {"not_before_its_hour"}
