"""“She does not even live here.” What an objection to the posting of a consent comes to.

Every story here failed before: an objection to the posting of a consent could be found right, by the street even, and
whoever it was about voted all the same.
"""

from datetime import date, timedelta

import pytest
from django.test import Client

from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import Objection, Publication
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry
from sunward.registry.models import VoteApplication
from tests.ballots.rolls import freeze, marks, people_on
from tests.disclosure.scenes import resident
from tests.journeys.consents import (
    COUNTS,
    GIVEN,
    LATER,
    Story,
    answers,
    assert_marked_on_vote_and_page,
    desk,
    follows,
    given,
    objects,
    roll_on,
    rules,
    votes,
)
from tests.meetings.resolving import voted_in_the_room
from tests.money.cases import act, on, open_matter, rules_of
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, here, holder

pytestmark = pytest.mark.usefixtures("community")


@pytest.fixture
def story() -> Story:
    return given()


def test_the_posting_knows_whose_consent_it_is_of_and_the_record_tells_no_name(story: Story) -> None:
    assert story.posting.about == Ref("entry", story.consent.entry.ref)
    posted = follows(story.consent, "disclosure.publish")
    assert posted
    assert posted.public["about"] == f"entry:{story.consent.entry.ref}"
    for secret in ("马丽娟", "7-702"):
        assert secret not in str(posted.public)
    page = Client().get(f"/zh/c/{CODE}/publications/{story.posting.number}/").content.decode()
    assert "马丽娟" not in page
    assert f"/log/{story.consent.entry.ref}/" in page


def test_found_right_before_it_counts_it_never_does(story: Story) -> None:
    said = objects(story, GIVEN)
    done = answers(said, "upheld", GIVEN + timedelta(days=1))
    taken = follows(done, "registry.withdraw_consent")
    assert taken
    assert [found["rule"] for found in taken.findings] == ["consent_withdrawn"]
    assert not taken.findings[0]["ok"]
    assert "马丽娟" not in str((taken.public, taken.findings))
    assert not votes(story, LATER)
    late = roll_on(LATER)
    assert str(story.mother) not in people_on(late)
    assert "roll_consent_withdrawn" not in marks(late)


def test_what_was_posted_is_posted_again_as_it_is_now(story: Story) -> None:
    answers(objects(story, GIVEN), "upheld", GIVEN + timedelta(days=1))
    again = Publication.objects.latest("pk")
    assert again.corrects == story.posting
    assert again.audience == "residents"
    assert again.rows == story.posting.rows
    with on(LATER):
        assert list(disclosure.corrections_owed(CODE, LATER)) == []


def test_she_reads_it_on_her_own_page_and_applies_anew(story: Story) -> None:
    said = objects(story, GIVEN)
    answers(said, "upheld", GIVEN + timedelta(days=1))
    own = f"/c/{CODE}/do/registry.apply_for_vote/{story.mother}/"
    with on(GIVEN + timedelta(days=2)):
        page, zh = desk(story.mother), desk(story.mother, "/zh")
        assert f"was withdrawn on 19 Mar: objection {said.id} to its posting was upheld" in page
        assert f"的同意已于 3月19日 撤回：对公示的异议 {said.id} 成立" in zh
        assert "You can apply anew" in page
        assert "可以重新申请，由会议重新同意" in zh
        assert own in page
        assert "withdrawn on" not in desk(Ref.parse(story.neighbour))
        act("registry.apply_for_vote", "resident", story.mother, by=str(story.mother))
        assert "Applied anew since" in desk(story.mother)
        decision = str(story.consent.entry.public["decision"])
        with pytest.raises(Refused) as refusal:
            act("registry.consent_to_vote", CLERK, story.mother, decision=decision)
        assert "consent_not_withdrawn" in rules_of(refusal), "the clerk enters no second time what was found wrong"
    with on(LATER):
        anew = voted_in_the_room(open_matter("voter_consent"), concerns=str(story.mother))
        act("registry.consent_to_vote", CLERK, story.mother, decision=anew)
        assert "withdrawn on" not in desk(story.mother)
    assert votes(story, LATER + timedelta(days=10))


def test_the_desk_sends_nobody_back_to_a_decision_that_was_found_wrong_of_her(story: Story) -> None:
    answers(objects(story, GIVEN), "upheld", GIVEN)
    with on(GIVEN):
        act("registry.apply_for_vote", "resident", story.mother, by=str(story.mother))
        waits = registry.consent_awaited(str(story.mother), CODE, GIVEN)
        assert waits
        assert story.consent.entry.public["decision"] in waits.used


def test_the_ruling_takes_what_the_answer_left(story: Story) -> None:
    """First order: not upheld, she votes; the neighbour appeals, and is right."""
    said = objects(story, GIVEN)
    answers(said, "not_upheld", GIVEN + timedelta(days=1))
    assert votes(story, COUNTS)
    before = roll_on(COUNTS)
    with on(COUNTS):
        act("disclosure.appeal_objection", "resident", said, by=story.neighbour, text="请再看。")
    assert votes(story, COUNTS + timedelta(days=5)), "an appeal alone takes nothing"
    taken = follows(rules(said, "upheld", COUNTS + timedelta(days=6)), "registry.withdraw_consent")
    assert taken
    assert "has counted since" in str(taken.findings)
    assert not votes(story, LATER)
    assert str(story.mother) in people_on(before), "what was frozen stays"
    assert marks(before)["roll_consent_withdrawn"] == "1"
    assert_marked_on_vote_and_page(before, COUNTS + timedelta(days=7))
    after = roll_on(LATER)
    assert str(story.mother) not in people_on(after)
    assert "roll_consent_withdrawn" not in marks(after)


def test_the_ruling_gives_again_what_the_answer_took(story: Story) -> None:
    """Second order: upheld, she is off; she appeals herself, and the street finds the objection wrong."""
    said = objects(story, GIVEN)
    answers(said, "upheld", GIVEN + timedelta(days=1))
    with on(GIVEN + timedelta(days=2)):
        assert "you can appeal to the street" in desk(story.mother)
        assert "不服的可以向街道申诉" in desk(story.mother, "/zh")
        page = signed_in(Client(), str(story.mother)).get(f"/en/c/{CODE}/objections/{said.id}/").content.decode()
        assert "Whose consent was withdrawn by it can appeal to the street until" in page
        assert "/do/disclosure.appeal_objection/" in page
        with pytest.raises(Refused):
            act("disclosure.appeal_objection", "resident", said, by=resident("冯刚"), text="我也有话说。")
        act("disclosure.appeal_objection", "resident", said, by=str(story.mother), text="我住在这里。")
        assert "your appeal waits for the street" in desk(story.mother)
    meanwhile = roll_on(COUNTS + timedelta(days=2))
    assert str(story.mother) not in people_on(meanwhile)
    assert "roll_consent_given_again" not in marks(meanwhile)
    given = follows(rules(said, "not_upheld", COUNTS + timedelta(days=3)), "registry.give_consent_again")
    assert given
    assert votes(story, COUNTS + timedelta(days=3))
    assert str(story.mother) not in people_on(meanwhile)
    assert marks(meanwhile)["roll_consent_given_again"] == "1"
    after = roll_on(LATER)
    assert str(story.mother) in people_on(after)
    assert "roll_consent_given_again" not in marks(after)
    hung = Publication.objects.filter(subject_type="entry").latest("pk")
    assert hung.title_en == "A consent to a vote that is given again"


def test_of_a_roll_of_households_it_is_the_door_that_is_told(story: Story) -> None:
    """As long as nobody else behind it has a vote."""
    said = objects(story, GIVEN)
    with on(LATER):
        roll = freeze(of="household_delegates")
        assert "roll_consent_withdrawn" not in marks(roll)
    answers(said, "upheld", LATER)
    assert marks(roll)["roll_consent_withdrawn"] == "1"
    with on(LATER):
        grown = {"papers": "identity_card", "status": "registered", "born_on": date(1980, 5, 1), "door": "7-702"}
        act("registry.register_arrival", CLERK, here(), name="马建国", from_day=date(2025, 1, 6), **grown)
    assert "roll_consent_withdrawn" not in marks(roll)


def test_given_again_it_goes_before_what_she_had_applied_for_meanwhile(story: Story) -> None:
    said = objects(story, GIVEN)
    answers(said, "upheld", GIVEN + timedelta(days=1))
    with on(GIVEN + timedelta(days=2)):
        act("disclosure.appeal_objection", "resident", said, by=str(story.mother), text="我住在这里。")
        act("registry.apply_for_vote", "resident", story.mother, by=str(story.mother))
    rules(said, "not_upheld", LATER)
    assert votes(story, LATER)
    assert VoteApplication.objects.get().decision == story.consent.entry.public["decision"]


def test_a_second_objection_that_is_right_keeps_it_off(story: Story) -> None:
    """Each is looked at: one that the street finds wrong gives nothing again while another stands."""
    first = objects(story, GIVEN)
    second = objects(story, GIVEN, by=resident("冯刚"))
    for one in (first, second):
        answers(one, "partly", GIVEN + timedelta(days=1))
    with on(COUNTS):
        act("disclosure.appeal_objection", "resident", first, by=story.neighbour, text="请再看。")
        act("disclosure.appeal_objection", "resident", second, by=str(story.mother), text="我住在这里。")
    rules(first, "not_upheld", COUNTS + timedelta(days=1))
    assert not votes(story, COUNTS + timedelta(days=1))
    rules(second, "not_upheld", COUNTS + timedelta(days=2))
    assert votes(story, COUNTS + timedelta(days=2))


def test_silence_holds_nobody_s_vote_up(story: Story) -> None:
    """An objection of the last day: three days for its answer, and the day after she votes, answered or not."""
    said = objects(story, COUNTS - timedelta(days=1))
    due = Objection.objects.get(number=said.id).due_on
    assert due >= COUNTS
    assert not votes(story, COUNTS)
    assert str(story.mother) not in people_on(roll_on(due))
    assert not votes(story, due)
    assert votes(story, due + timedelta(days=1))
    before = roll_on(due + timedelta(days=1))
    answers(said, "upheld", due + timedelta(days=5))
    assert not votes(story, due + timedelta(days=5)), "a late answer is an answer"
    assert marks(before)["roll_consent_withdrawn"] == "1"


def test_an_answer_lets_her_vote_from_its_day(story: Story) -> None:
    said = objects(story, COUNTS - timedelta(days=1))
    done = answers(said, "not_upheld", COUNTS + timedelta(days=1))
    assert follows(done, "registry.date_consent")
    assert not votes(story, COUNTS), "it was not answered then"
    assert votes(story, COUNTS + timedelta(days=1))


def test_answered_within_the_time_to_object_it_holds_nothing_up(story: Story) -> None:
    answers(objects(story, GIVEN), "not_upheld", GIVEN + timedelta(days=1))
    assert not votes(story, COUNTS - timedelta(days=1))
    assert votes(story, COUNTS)


def test_after_its_time_an_objection_takes_nothing(story: Story) -> None:
    """Whoever answers could else have a friend object at any time."""
    said = objects(story, COUNTS)
    done = answers(said, "upheld", COUNTS + timedelta(days=1))
    assert "consent_objected_late" in {found.rule for found in done.entry.findings if not found.ok}
    assert votes(story, LATER)


def test_what_is_only_written_wrongly_is_put_right(story: Story) -> None:
    said = objects(story, GIVEN)
    with on(GIVEN + timedelta(days=1)):
        form = signed_in(Client(), holder(CODE, DIRECTOR)).get(f"/zh/c/{CODE}/do/disclosure.answer_objection/{said}/")
        page = form.content.decode()
        assert 'name="way"' in page
        assert 'name="concerns"' not in page
        assert "不填就是不应当在名册上，同意撤回" in page
    with pytest.raises(FactsError, match="way"):
        answers(said, "upheld", GIVEN + timedelta(days=1), way="add")
    answers(said, "upheld", GIVEN + timedelta(days=1), way="put_right")
    assert votes(story, COUNTS)
    assert len(list(disclosure.corrections_owed(CODE, COUNTS))) == 1


def test_an_objection_to_the_sheet_of_the_withdrawal_takes_and_gives_nothing(story: Story) -> None:
    answers(objects(story, GIVEN), "upheld", GIVEN + timedelta(days=1))
    again = Publication.objects.latest("pk")
    with on(GIVEN + timedelta(days=1)):
        said = act("disclosure.object", "resident", again.ref, by=str(story.mother), text="我住在这里。").result
        assert said
    answers(said, "upheld", GIVEN + timedelta(days=2))
    assert not votes(story, LATER)
