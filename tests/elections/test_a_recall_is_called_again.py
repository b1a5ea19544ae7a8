"""A recall whose poll did not open, was annulled, or was called out of town: who calls it again, and how often."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.charter.engine import ElectionRules
from sunward.elections import book, queries
from sunward.elections.models import Recall
from sunward.elections.queries import unsettled
from sunward.kernel.guard import door_open
from sunward.registry.models import Appointment
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.recall import PLACES, Story
from tests.elections.scenes import CALLED, CODE, DIRECTOR, STREET, SUPERVISOR, at, by, office, rules_of

pytestmark = pytest.mark.usefixtures("community")


def test_a_poll_that_did_not_open_is_called_again_by_any_of_those_who_signed_too() -> None:
    story = Story()
    day = story.call()
    again = {"voting_day": day + timedelta(days=11), "places": PLACES, "until_hour": "18:00"}
    with at(day, 20):
        assert rules_of(lambda: office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)) == {"called_once"}
        assert not [one for one in queries.overdue(CODE, day) if one.subject == story.recall.ref]
    with at(day + timedelta(days=1)):
        late = [one for one in queries.overdue(CODE, day + timedelta(days=1)) if one.subject == story.recall.ref]
        assert [one.days_late for one in late] == [1]
        stranger = lambda: by(story.people[5], "call_recall_vote", story.recall.ref, "resident", **again)  # noqa: E731
        assert rules_of(stranger) == {"may_call"}
        by(story.people[1], "call_recall_vote", story.recall.ref, "resident", **again)
        assert rules_of(lambda: office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)) == {"called_once"}
        assert not [one for one in queries.overdue(CODE, day + timedelta(days=1)) if one.subject == story.recall.ref]
    story.poll(again["voting_day"], 4, 2)
    assert story.declare(again["voting_day"])


@pytest.mark.parametrize("called", [False, True])
def test_the_recall_of_somebody_who_has_left_office_is_overdue_no_more(called: bool) -> None:
    """Failed before: it was overdue for ever, and calling it was refused."""
    story = Story()
    day = story.call() if called else CALLED + timedelta(days=30)
    late = day + timedelta(days=1)
    with at(late):
        assert [one.subject for one in queries.overdue(CODE, late)] == [story.recall.ref]
        with door_open():  # how offices end is told elsewhere
            Appointment.objects.filter(number=story.recall.appointment).update(left_on=late)
        again = {"voting_day": late + timedelta(days=11), "places": PLACES}
        assert rules_of(lambda: office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)) >= {"in_office"}
        assert queries.overdue(CODE, late) == []


@pytest.mark.parametrize("called", [False, True])
def test_who_else_may_call_it_is_read_from_the_rule(called: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Failed before: street and signers were named whatever the rule said."""
    story = Story()
    late = (story.call() if called else CALLED + timedelta(days=30)) + timedelta(days=1)
    step = lambda: next(iter(queries.overdue(CODE, late))).next_step  # noqa: E731
    with at(late):
        assert "street office, whoever opened or signed the petition" in step().en.lower()
        silent_rule(monkeypatch, "supervision_committee")
        assert "supervision committee" in step().en
        assert ("street" in step().en, "联名" in step().zh) == (False, False)
        silent_rule(monkeypatch)
        assert (step().zh, "too" in step().en) == ("重新召集" if called else "召集罢免投票", False)


def silent_rule(monkeypatch: pytest.MonkeyPatch, *bodies: str) -> None:
    """The rule lets these call it, and nobody else, once it is late."""
    real = book.rules_of_recall

    def rules(row: Recall) -> ElectionRules:
        found = real(row)
        assert found.recall
        return replace(found, recall=replace(found.recall, if_silent=bodies))

    monkeypatch.setattr(unsettled, "rules_of_recall", rules)


def test_an_annulled_poll_is_called_again_once() -> None:
    story = Story()
    day = story.call()
    story.poll(day, 4, 2)
    with at(day, 20):
        vote = votes.Vote.objects.get(about_type="recall")
        votes.ask_back(vote, "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, vote, grounds="sample", because="有人说没有投过")
        assert [one.subject for one in queries.overdue(CODE, day)] == [story.recall.ref]
        again = {"voting_day": day + timedelta(days=8), "places": PLACES, "until_hour": "18:00"}
        office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)
        assert rules_of(lambda: office("call_recall_vote", SUPERVISOR, story.recall.ref, **again)) == {"called_once"}
    with at(again["voting_day"]):
        office("open_recall_poll", STREET, story.recall.ref, booths=1)


def test_a_declared_recall_that_is_annulled_leaves_the_office_and_is_called_again() -> None:
    story = Story()
    day = story.call()
    story.poll(day, 4, 2)
    assert story.declare(day)
    vote = votes.Vote.objects.get(about_type="recall")
    with at(day + timedelta(days=1)):
        assert [one.subject for one in queries.overdue(CODE, day + timedelta(days=1))] == [story.recall.ref]
        votes.ask_back(vote, "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, vote, grounds="sample", because="有人说没有投过")
        assert story.director in scenes.holding(DIRECTOR, day + timedelta(days=1))
        assert not scenes.owed()
        page = queries.recall(story.recall.number, CODE)
        assert page
        assert (page.recalled, page.card.declared_on, page.card.fell_through) == (None, None, True)
        assert [one.subject for one in queries.overdue(CODE, day + timedelta(days=1))] == [story.recall.ref]
        again = day + timedelta(days=9)
        office("call_recall_vote", SUPERVISOR, story.recall.ref, voting_day=again, places=PLACES, until_hour="18:00")
    with at(again):
        office("open_recall_poll", STREET, story.recall.ref, booths=1)
        second = votes.Vote.objects.filter(about_type="recall").latest("id")
        for one in story.people[:6]:
            votes.issue(second, one)
    with at(again, 18):
        votes.close(second)
        votes.count_paper(second, {"for": 6, "against": 0})
        votes.confirm(second)
        scenes.certified(second)
        assert story.director in scenes.holding(DIRECTOR, again), "certified, not declared yet"
    assert story.declare(again)
    assert story.director not in scenes.holding(DIRECTOR, again)
    assert scenes.owed()


def test_whoever_opened_it_names_another_place_than_another_signer() -> None:
    """Seen before: one of many who signed called it first, out of town, and the opener was refused."""
    story = Story()
    opener = next(one for one in story.people if ballots.opened_petition(story.recall.petition_id, one))
    other = next(one for one in story.people if one != opener)
    late = story.recall.due_on + timedelta(days=1)
    day = late + timedelta(days=28)
    again = {"voting_day": day, "places": "社区活动室", "until_hour": "18:00"}
    with at(late):
        by(other, "call_recall_vote", story.recall.ref, "resident", **again | {"places": "城外仓库"})
        by(opener, "call_recall_vote", story.recall.ref, "resident", **again)
        assert rules_of(lambda: by(other, "call_recall_vote", story.recall.ref, "resident", **again)) == {"called_once"}
        assert rules_of(lambda: by(opener, "call_recall_vote", story.recall.ref, "resident", **again)) == {
            "called_once"
        }
    story.recall.refresh_from_db()
    assert story.recall.places == "社区活动室"


def test_once_people_have_been_told_they_name_no_other(community: str) -> None:
    """Seen before: on the eve a bought opener called it out of town, and nothing told where it had been."""
    story = Story()
    opener = next(one for one in story.people if ballots.opened_petition(story.recall.petition_id, one))
    other = next(one for one in story.people if one != opener)
    late = story.recall.due_on + timedelta(days=1)
    given = {"voting_day": late + timedelta(days=28), "until_hour": "18:00"}
    calls = lambda one, place: by(one, "call_recall_vote", story.recall.ref, "resident", places=place, **given)  # noqa: E731
    with at(late):
        calls(other, "社区活动室")
    with at(late + timedelta(days=3)):
        assert rules_of(lambda: calls(opener, "城外仓库")) == {"called_once"}
    with at(late + timedelta(days=2)):
        done = calls(opener, "学校礼堂")
    (mark,) = [one for one in done.entry.findings if one.rule == "settled_anew"]
    assert "社区活动室" in mark.text.zh


def test_a_bought_opener_moves_it_once_and_not_after_every_call(community: str) -> None:
    """Seen before: each time that a signer called it, the opener moved it out of town, without end."""
    story = Story()
    opener = next(one for one in story.people if ballots.opened_petition(story.recall.petition_id, one))
    other = next(one for one in story.people if one != opener)
    first = story.recall.due_on + timedelta(days=1)
    second = first + timedelta(days=29)
    calls = lambda one, place, day: by(  # noqa: E731
        one, "call_recall_vote", story.recall.ref, "resident", places=place, voting_day=day, until_hour="18:00"
    )
    with at(first):
        calls(other, "社区活动室", first + timedelta(days=28))
        calls(opener, "城外仓库", first + timedelta(days=28))
    with at(second):
        calls(other, "社区活动室", second + timedelta(days=28))
        assert rules_of(lambda: calls(opener, "城外仓库", second + timedelta(days=28))) == {"called_once"}
