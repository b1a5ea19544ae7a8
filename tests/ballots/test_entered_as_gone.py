"""The clerk enters that somebody moved away who never left: marked, told to them, and taken back by their dispute."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunward.ballots import queries
from sunward.ballots.models import Correction, Roll, RollEntry, Vote
from sunward.ballots.roll.returning import rolls_with, rolls_without
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.events import DepartureUndone
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import cast, close, people, put, roll_of, rules_of
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("community")]


def gone(person: str, told_by: str = "household", **facts: object) -> Done:
    return stage.act("registry.record_departure", CLERK, Ref.parse(person), told_by=told_by, **facts)


def breached(done: Done) -> set[str]:
    return {one.rule for one in done.entry.findings if one.breach}


def dispute(done: Done, person: str) -> Ref:
    made = perform("disclosure.dispute_desk_act", by=person, post="anyone", subject=Ref("entry", done.entry.ref),
                   facts={"text": "我一直住在这里。"}, key=new_id())  # fmt: skip
    assert made.result
    return made.result


def upheld(done: Done, person: str) -> Done:
    return stage.act(
        "disclosure.answer_dispute", SUPERVISOR, dispute(done, person), outcome="upheld", answer="没有离开。"
    )


def freeze() -> tuple[Roll, Done]:
    done = stage.act("ballots.freeze_roll", CLERK, stage.here(), body="residents_assembly")
    assert done.result
    return Roll.objects.get(number=done.result.id), done


@pytest.mark.parametrize(
    ("told_by", "facts", "marked"),
    [
        ("household", {}, True),
        ("papers", {"paper": paper("lease ended")}, True),
        ("self", {}, True),
        ("self", {"paper": paper("signed by them")}, False),
    ],
)
def test_a_departure_says_whose_word_it_rests_on(told_by: str, facts: dict[str, object], marked: bool) -> None:
    """It failed before: only lateness was marked."""
    [one] = people(1)
    done = gone(one, told_by, **facts)
    assert ("their_own_word" in breached(done)) is marked
    (word,) = [one for one in done.entry.findings if one.rule == "their_own_word"]
    assert word.text.en.startswith("Alert") is marked, "seen before: their own word was said to be none"
    assert told_by not in str(done.entry.public)


def test_papers_come_with_a_photograph_and_something_is_always_said() -> None:
    [one] = people(1)
    with pytest.raises(FactsError, match="照片"):
        gone(one, "papers")
    with pytest.raises(FactsError, match="told_by"):
        stage.act("registry.record_departure", CLERK, Ref.parse(one))


def test_a_roll_that_is_frozen_later_is_marked_and_so_is_one_that_hangs() -> None:
    one, other, *_rest = people(4)
    before, done = freeze()
    assert "roll_departures" not in breached(done)
    gone(one)
    gone(other, "self", paper=paper("signed by them"))
    [mark] = [found for found in queries.marks_of_roll(before.pk) if found.rule == "roll_departures"]
    assert mark.actual == "1", "what somebody said themselves is no mark"
    after, done = freeze()
    assert "roll_departures" in breached(done)
    assert after.entitled == before.entitled - 2


def test_upheld_it_puts_them_back_on_every_roll_and_marks_the_votes(client: Client) -> None:
    """It failed before: nobody but the clerk could undo it, and the votes said nothing."""
    voters = people(6)
    one = voters[0]
    first, _done = freeze()
    done = gone(one, left_on=scenes.DAY)
    struck = {"change": "strike", "who": one, "reason": "moved_away_before"}
    stage.act("ballots.correct_roll", CLERK, first.ref, **struck)
    second, _done = freeze()
    vote = put(second, channels="web", present=6)
    for person in voters[1:]:
        cast(vote, person)
    assert "on_roll" in rules_of(lambda: cast(vote, one))
    upheld(done, one)
    assert Journal.objects.filter(act="registry.undo_departure").count() == 1
    assert registry.home_of(one, CODE, scenes.DAY)
    for roll in (first, second):
        assert RollEntry.objects.get(roll=roll, person__number=one.removeprefix("person:")).struck_on is None
    assert Correction.objects.filter(reason="departure_undone").count() == 2
    assert "kept off the roll" in client.get(f"/en/c/{CODE}/votes/{vote.number}/").content.decode()
    with scenes.at(10):
        close(vote)
        scenes.ask_back(Vote.objects.get(pk=vote.pk))
        assert "kept_off_the_roll" in breached(scenes.certify(Vote.objects.get(pk=vote.pk)))
    tomorrow = scenes.DAY + timedelta(days=1)
    third = put(second, channels="web", present=6, on=tomorrow)
    with scenes.at(9, on=tomorrow):
        cast(third, one)


def test_rolls_on_which_they_stand_cost_nothing_each() -> None:
    """Seen before: every roll ever frozen was asked about, with several queries each."""
    [one] = people(1)
    home = registry.home_of(one, CODE, scenes.DAY)
    undone, costs = DepartureUndone(CODE, one, str(home), scenes.DAY, scenes.DAY), []
    with scenes.at(9, on=scenes.DAY + timedelta(days=1)):
        entry = gone(people(1)[0]).entry.ref
    later = replace(undone, left_on=date.min, entry=entry, takes_off=True)
    for number in (1, 4):
        for _time in range(number):
            roll_of([one])
        with CaptureQueriesContext(connection) as asked:
            assert not list(rolls_without(undone))
        with CaptureQueriesContext(connection) as struck:
            assert not list(rolls_with(later))
        costs.append((len(asked), len(struck)))
    assert costs[0] == costs[1]


def test_they_find_it_among_their_duties_and_the_desk_prints_a_letter(client: Client) -> None:
    [one] = people(1)
    done = gone(one)
    mine = signed_in(client, one).get(f"/en/c/{CODE}/desk/").content.decode()
    assert f"do/disclosure.dispute_desk_act/entry:{done.entry.ref}/" in mine
    assert "I live here still" in mine
    signed_in(client, holder(CODE, CLERK))
    served = f"/en/c/{CODE}/desk/for/{one.removeprefix('person:')}/"
    assert f"{served}letter/" in client.get(served).content.decode()
    assert "no longer live" in client.get(f"{served}letter/").content.decode()
    dispute(done, one)
    assert "You have disputed" in signed_in(client, one).get(f"/en/c/{CODE}/desk/").content.decode()


def test_at_the_desk_it_is_disputed_with_the_supervisors_and_by_nobody_else() -> None:
    one, other = people(2)
    done, head = gone(one), holder(CODE, SUPERVISOR)
    entry, facts = Ref("entry", done.entry.ref), {"text": "没有搬走。"}
    assert rules_of(lambda: dispute(done, other)) == {"entered_for_you"}
    perform("disclosure.dispute_desk_act", by=head, post=SUPERVISOR, subject=entry, facts=facts, on_behalf_of=one,
            key=new_id())  # fmt: skip


def test_whoever_lives_elsewhere_by_the_register_is_not_brought_back_by_it() -> None:
    [one] = people(1)
    done = gone(one, left_on=scenes.DAY)
    house = stage.act("registry.register_household", CLERK, stage.here(), door="99-1").result
    stage.act("registry.record_arrival", CLERK, house, person=one, status="registered", from_day=scenes.DAY)
    upheld(done, one)
    assert registry.door_of(one, CODE) == "99-1"


def test_a_clerk_who_names_that_reason_without_one_is_marked() -> None:
    one, *_rest = people(3)
    roll = roll_of([_rest[0]])
    with door_open():
        Roll.objects.filter(pk=roll.pk).update(source="x")
    done = stage.act("ballots.correct_roll", CLERK, roll.ref, change="add", who=one, reason="departure_undone")
    assert "departure_undone" in breached(done)
