"""One person types how many were entitled: the record knows better, and says so."""

from datetime import date, timedelta

import pytest

from sunward.decisions import queries
from sunward.decisions.judging.cases import case_of
from sunward.decisions.models import Step
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.registry.models import Appointment, Person, Post
from tests import stage
from tests.decisions.scenes import MEETING, OPENED, day, deliberate, open_matter, report, resolve
from tests.disclosure.scenes import resident
from tests.money.cases import paper

pytestmark = pytest.mark.django_db
COMMITTEES = ("party_organisation", "residents_committee")


def of_two_committees() -> int:
    """How many hold a post in either committee."""
    rows = Appointment.objects.filter(post__body__kind__in=COMMITTEES, from_day__lte=MEETING, left_on__gt=MEETING)
    return rows.values("person").distinct().count()


def one_more(kind: str, key: str, since: date) -> None:
    """Somebody more holds a post, by the table alone: how they came into it is no part of these stories."""
    person = resident(f"新任{key}")
    with door_open():
        post = Post.objects.filter(body__kind=kind, key=key).get()
        Appointment.objects.create(
            number=new_id()[:12], community_code=stage.CODE, post=post, seat=40, from_day=since,
            person=Person.objects.get(number=person.removeprefix("person:")), left_on=since + timedelta(days=900),
        )  # fmt: skip


def joint(entitled: int, present: int) -> Done:
    """The joint meeting is said to have decided on spending."""
    matter = open_matter(kind="joint_spending", title="路灯", amount="40000")
    counts = {"body_members": {"entitled": entitled, "present": present, "for": present}}
    return report(matter, "resolution", MEETING, body="joint_meeting", counts=counts, minutes=paper("joint"))


def breaches_of(done: Done) -> list[str]:
    assert done.result
    step = Step.objects.latest("id")
    return [found["rule"] for found in step.findings if not found["ok"]]


def test_one_person_is_no_joint_meeting(community: str) -> None:
    members = of_two_committees()
    assert members > 1
    done = joint(1, 1)
    step = Step.objects.latest("id")
    told = next(found for found in step.findings if found["rule"] == "entitled_known")
    assert (told["ok"], told["required"], told["actual"]) == (False, f">= {members}", "1")
    assert breaches_of(done) == ["quorum", "entitled_known"], "and the quorum is counted by the record's number"
    assert done.result
    assert queries.decision_state(done.result.id, MEETING).word == "not_in_order"


def test_as_many_as_the_register_has_is_in_order_and_so_are_more(community: str) -> None:
    members = of_two_committees()
    assert breaches_of(joint(members, members)) == []
    assert breaches_of(joint(members + 2, members + 2)) == []


def test_judged_again_it_is_judged_by_what_was_known_that_day(community: str) -> None:
    members = of_two_committees()
    done = joint(members, members)
    assert done.result
    one_more("residents_committee", "director", OPENED)
    assert of_two_committees() == members + 1
    assert queries.decision_state(done.result.id, MEETING + timedelta(days=2)).word == "in_force"
    assert "entitled_known" in breaches_of(joint(members, members)), "but the next report is compared with the new one"


def test_a_frozen_roll_says_how_many_there_are(community: str) -> None:
    with day(OPENED):
        roll = stage.act("ballots.freeze_roll", stage.CLERK, stage.here(), body="joint_meeting")
    assert roll.entry.public["entitled"] == of_two_committees()
    assert "entitled_known" in breaches_of(joint(1, 1))


def test_a_party_review_of_three_is_judged_by_what_the_record_has(community: str) -> None:
    """What nobody can compare is marked and bars nothing: no party member is in this register."""
    matter = open_matter()
    few = {"party_members": {"entitled": 3, "present": 3, "for": 3}}
    done = report(matter, "party_members_review", OPENED + timedelta(days=2), counts=few)
    (mark,) = (found for found in done.entry.findings if found.rule == "entitled_shown")
    assert not mark.ok
    assert Step.objects.latest("id").known == {}
    page = queries.matter_page(matter.number, MEETING)
    assert page
    shown = next(view for view in page.steps if view.key == "party_members_review")
    assert shown.report
    assert shown.report.unshown


def test_representatives_are_as_many_as_hold_the_post(community: str) -> None:
    matter = open_matter()
    deliberate(matter)
    one_more("representatives_meeting", "delegate", OPENED)
    alone = {"body_members": {"entitled": 1, "present": 1, "for": 1}}
    wrong = resolve(matter, counts=alone)
    assert queries.decision_state(wrong.number, MEETING).word == "not_in_order"
    assert resolve(matter).step.breaches == 0


def test_signatures_are_counted_out_of_those_who_are_there(community: str) -> None:
    """A petition of one out of one calls no meeting."""
    one_more("representatives_meeting", "delegate", OPENED)
    matter = open_matter()
    deliberate(matter)
    petition = {"class": "body_members", "signed": 1, "entitled": 1}
    decision = resolve(matter, called_by="petition", petition=petition)
    case = case_of(matter.kind, decision.step, [decision.step])
    assert case["petition"]["entitled"] > 1
