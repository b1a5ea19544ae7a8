"""Whoever keeps the register of posts makes and unmakes no elected officer, and gets nobody around a recall."""

from datetime import timedelta
from typing import Any

import pytest

from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from sunward.record.models import Journal
from sunward.registry.models import Appointment
from tests.ballots import scenes as votes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, MEMBER, VOTING, Race, at
from tests.money.cases import paper
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, SUPERVISOR, here, holder

pytestmark = pytest.mark.usefixtures("community")


def term(post: str, person: str) -> Ref:
    rows = Appointment.objects.filter(person__number=person.removeprefix("person:"), ended_reason="")
    return Ref("appointment", next(row.number for row in rows if row.post.name == post))


def clerk(name: str, on: Ref, by: str = "", **facts: Any) -> Done:
    return perform(f"registry.{name}", by=by or holder(CODE, CLERK), post=CLERK, subject=on, facts=facts, key=new_id())


def failed(done: Done) -> set[str]:
    return {one.rule for one in done.entry.findings if one.breach}


def refused(name: str, on: Ref, by: str = "", **facts: Any) -> set[str]:
    with pytest.raises(Refused) as refusal:
        clerk(name, on, by, **facts)
    assert all(one.source for one in refusal.value.findings), "the rule is named"
    assert Journal.objects.filter(kind="refusal", act=f"registry.{name}").exists()
    return {one.rule for one in refusal.value.findings if one.breach}


def test_nobody_is_recalled_by_an_entry_and_nobody_resigns_for_somebody_else() -> None:
    with at(CALLED):
        hers = term(SUPERVISOR, holder(CODE, SUPERVISOR))
        assert refused("end_appointment", hers, reason="recalled") == {"recalled_by_vote"}
        assert refused("end_appointment", hers, reason="resigned") == {"resigned_in_person"}
        assert not failed(clerk("end_appointment", hers, reason="resigned", letter=paper("letter")))


def test_whatever_else_an_elected_office_is_said_to_have_ended_for_is_marked() -> None:
    with at(CALLED):
        he = term(SUPERVISOR, holder(CODE, SUPERVISOR))
        assert failed(clerk("end_appointment", he, reason="other")) == {"ended_by_entry"}
        desk = term(CLERK, holder(CODE, CLERK))
        assert not failed(clerk("end_appointment", desk, reason="other")), "the desk is not elected"


def test_an_emptied_office_is_kept_by_whom_the_rule_names_and_never_by_the_clerk() -> None:
    with at(CALLED):
        me, stranger = holder(CODE, CLERK), votes.people(1)[0]
        clerk("end_appointment", term(DIRECTOR, holder(CODE, DIRECTOR)), reason="resigned", letter=paper("letter"))
        assert refused("appoint", here(), me, post=DIRECTOR, person=me) == {
            "not_oneself", "not_emptied_by_them", "elected",
        }  # fmt: skip
        assert refused("appoint", here(), post=DIRECTOR, person=stranger) == {"elected"}
        done = clerk("appoint", here(), post=DIRECTOR, person=holder(CODE, DEPUTY))
        assert failed(done) == {"not_elected"}


def test_a_seat_that_no_rule_keeps_is_filled_by_hand_with_a_mark_and_not_by_oneself() -> None:
    with at(CALLED):
        stranger, me = votes.people(1)[0], holder(CODE, CLERK)
        he = holder(CODE, SUPERVISION_MEMBER, 1)
        clerk("end_appointment", term(SUPERVISION_MEMBER, he), me, reason="other")
        assert "not_oneself" in refused("appoint", here(), me, post=SUPERVISION_MEMBER, person=me)
        other = holder(CODE, CLERK, 1)
        assert "not_emptied_by_them" in refused("appoint", here(), other, post=SUPERVISION_MEMBER, person=me)
        assert "not_elected" in failed(clerk("appoint", here(), post=SUPERVISION_MEMBER, person=stranger))


def test_leaving_during_a_recall_does_not_end_it() -> None:
    story = Story()
    with at(CALLED + timedelta(days=1)):
        done = clerk("end_appointment", term(DIRECTOR, story.director), reason="resigned", letter=paper("letter"))
        assert failed(done) == {"recall_under_way"}
    with at(CALLED + timedelta(days=2)):
        assert "recall_decided" in refused("appoint", here(), post=DIRECTOR, person=story.director)


def test_whoever_was_recalled_comes_back_by_election_alone() -> None:
    story = Story()
    day = story.call()
    story.poll(day, agree=6, against=2)
    assert story.declare(day)
    story.certify(day)
    ended = Journal.objects.get(act="registry.end_appointment")
    assert ended.public["reason"] == "recalled"
    assert all(one["ok"] for one in ended.findings)
    with at(day + timedelta(days=2)):
        assert "recall_decided" in refused("appoint", here(), post=DIRECTOR, person=story.director)


def test_the_elected_come_in_without_a_mark_and_once() -> None:
    race = Race(standing=3, seats=2)
    race.post()
    race.open()
    keys = {str(one.person): one.key for one in race.contest.candidates.select_related("person")}
    race.count({keys[race.candidates[0]]: 9, keys[race.candidates[1]]: 8})
    race.declare()
    race.certify()
    entries = Journal.objects.filter(act__in=("registry.appoint", "registry.end_appointment"))
    assert entries.filter(act="registry.appoint").count() == 2
    assert [one for entry in entries for one in entry.findings if not one["ok"]] == []
    again = race.candidates[0]
    with at(VOTING + timedelta(days=1)):
        clerk("end_appointment", term(MEMBER, again), reason="resigned", letter=paper("letter"))
    with at(VOTING + timedelta(days=2)):
        done = clerk("appoint", here(), post=MEMBER, person=again, elected_by=race.election.number)
        assert "not_elected" in failed(done), "an election gives one term"
