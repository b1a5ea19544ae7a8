"""“It was decided over our heads”: enough residents ask for a hearing on a matter, by the rules under which it was
opened, and once.

Before, the rule books granted it and nobody could open such a petition.
"""

from datetime import date, timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.ballots.models import Petition
from sunward.decisions import queries as decisions
from sunward.decisions.hearing.cited import asked_in_time, asked_too_late
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Decision, Matter, Step
from sunward.kernel import clock
from sunward.kernel.acts import Call, Refused
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.meetings.acts import ConveneHearing, HearingFacts
from sunward.record.models import Journal
from sunward.registry.models import Community
from tests import stage
from tests.ballots.petitions.scenes import residents, sign
from tests.decisions.forced import DUE, LATER, SILENCE, asked, forced, in_silence
from tests.decisions.scenes import MEETING, OPENED, day, deliberate, open_matter, resolve
from tests.journeys.pages import page
from tests.meetings.hearing_scenes import called, parking
from tests.money.cases import rules_of
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def test_a_twentieth_of_the_adults_force_a_hearing_by_the_rules_of_the_matter(community: str) -> None:
    with day(OPENED):
        people = residents(21)
    matter = parking()
    petition = asked(matter, people[0])
    row = Petition.objects.get(number=petition.id)
    assert (row.purpose, row.asks_for, row.needed, row.roll.entitled) == ("hearing", matter.number, 2, 21)
    assert row.source == "柳河街道社区议事规则 第二十二条"
    with day(LATER):
        for person in people[:2]:
            sign(petition, person)
        card = ballots.petition(petition.id, CODE, LATER)
    assert card
    assert (card.word(LATER), str(card.asks_for.zh)) == ("reached", matter.title)
    with pytest.raises(Refused) as refusal:
        asked(matter, people[3], title="再要一次")
    assert rules_of(refusal) == {"not_forced_yet"}


def test_one_that_nobody_had_wanted_leaves_the_way_to_ask_open(community: str) -> None:
    """Failed before: the page told of a petition that could be signed, which nobody had opened, and of no other way."""
    with day(OPENED):
        people = residents(21)
    matter = parking()
    facts = {"purpose": "hearing", "asks_for": matter.number, "title": "先听听大家的意见"}
    with day(LATER):
        done = stage.served("ballots.open_petition", people[0], stage.here(), **facts)
        assert "People are asking for a hearing" in page(f"matters/{matter.number}/", "en")
        stage.upheld(done)
        words = page(f"matters/{matter.number}/", "en")
    assert "People are asking for a hearing" not in words
    assert "If enough people ask for a hearing" in words


def test_one_petition_on_a_matter_at_a_time(community: str) -> None:
    with day(OPENED):
        people = residents(3)
    matter = parking()
    asked(matter, people[0])
    with pytest.raises(Refused) as refusal:
        asked(matter, people[1], title="另一个标题")
    assert rules_of(refusal) == {"one_at_a_time"}


def test_nothing_is_asked_of_a_matter_that_is_decided_withdrawn_or_unknown(community: str) -> None:
    with day(OPENED):
        (person,) = residents(1)
    decided, withdrawn, going_on = open_matter(), open_matter(title="另一处"), parking()
    deliberate(decided)
    resolve(decided)
    with day(OPENED):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, withdrawn.ref, reason="不租了")
    with day(MEETING):
        open_ones = [number for number, _title in decisions.hearable_matters(CODE, MEETING)]
        assert open_ones == [going_on.number], "the form offers what can be asked for"
        for matter in (decided, withdrawn):
            given = {"purpose": "hearing", "asks_for": matter.number, "title": "听证"}
            with pytest.raises(Refused) as refusal:
                stage.act("ballots.open_petition", "resident", stage.here(), by=person, **given)
            assert rules_of(refusal) == {"to_be_decided"}
            assert [one.source for one in refusal.value.findings if one.breach] == ["柳河街道社区议事规则 第二十二条"]
    with pytest.raises(Refused) as refusal:
        asked(Matter(number="XY-2026-999"), person)
    assert rules_of(refusal) == {"matter_known", "petition_rule"}


def test_where_no_rule_lets_anybody_ask_it_is_refused_with_the_rule(community: str) -> None:
    with day(OPENED):
        (person,) = residents(1)
    matter = parking()
    with door_open():
        law = [one for one in matter.charter_versions if one.startswith("cn-urban")]
        Matter.objects.filter(pk=matter.pk).update(charter_versions=law)
    with pytest.raises(Refused) as refusal:
        asked(matter, person)
    assert rules_of(refusal) == {"petition_rule"}


@pytest.fixture
def people(community: str) -> list[str]:
    with day(OPENED):
        return residents(21)


def test_nobody_calls_it_and_it_is_overdue_until_one_who_signed_does(people: list[str]) -> None:
    petition = forced(people)
    assert not [late for late in decisions.overdue(CODE, DUE) if late.subject == petition]
    with pytest.raises(Refused) as refusal:
        in_silence(petition, people[1], on=DUE)
    assert rules_of(refusal) == {"silence"}
    (late,) = [late for late in decisions.overdue(CODE, SILENCE) if late.subject == petition]
    assert (late.owner_post, late.due_on, late.days_late) == (stage.DIRECTOR, DUE, 1)
    with pytest.raises(Refused) as refusal:
        in_silence(petition, people[5])
    assert rules_of(refusal) == {"may_call"}
    meeting = in_silence(petition, people[1])
    assert (meeting.kind, meeting.called_by, meeting.by_petitioner) == ("hearing", "petition", True)
    assert meeting.body == "residents_committee", "who should have called it is said to hold it"
    assert not [late for late in decisions.overdue(CODE, SILENCE) if late.subject == petition]
    with pytest.raises(Refused) as refusal:
        in_silence(petition, people[0])
    assert rules_of(refusal) == {"not_called"}


@pytest.mark.parametrize("post", [stage.SUPERVISOR, "street_office.director"])
def test_supervisors_and_street_may_end_the_silence(people: list[str], post: str) -> None:
    meeting = in_silence(forced(people), None, post)
    assert (meeting.called_by, meeting.by_petitioner, meeting.body) == ("petition", False, "residents_committee")


def test_the_day_is_put_off_by_nobody(people: list[str]) -> None:
    """Fifteen days to call it, fifteen more to hold it: the committee cannot call it for the autumn."""
    matter = parking()
    petition = forced(people, matter)
    with pytest.raises(Refused) as refusal:
        called(matter, LATER, DUE + timedelta(days=16))
    assert rules_of(refusal) == {"held_in_time"}
    with pytest.raises(Refused) as refusal:
        in_silence(petition, people[0], after=16)
    assert rules_of(refusal) == {"held_in_time"}
    meeting = called(matter, LATER, DUE + timedelta(days=15))
    assert (meeting.called_by, meeting.petition and meeting.petition.ref) == ("petition", petition)
    assert not [late for late in decisions.overdue(CODE, SILENCE) if late.subject == petition]


def test_of_two_who_call_it_at_one_moment_one_does(people: list[str]) -> None:
    """Both are judged before either has written; what follows is judged again, with the petition locked."""
    petition = forced(people)
    meeting = in_silence(petition, people[1])
    evening = SILENCE + timedelta(days=12)
    facts = HearingFacts(
        about=str(petition), matter_kind="parking_charges", body="residents_committee", title="听证会", place="院子",
        held_on=evening, at="19:00", called_by="petition", petition=meeting.petition_id,
    )  # fmt: skip
    call = Call(people[0], "resident", new_id(), clock.moment(SILENCE, 9))
    assert rules_broken(ConveneHearing(call, Community.objects.get(code=CODE), facts)) == {"not_called"}


def rules_broken(act: ConveneHearing) -> set[str]:
    return {found.rule for found in breaches(act.judge())}


def test_one_called_for_the_autumn_beforehand_heeds_nobody(people: list[str]) -> None:
    matter = parking()
    called(matter, OPENED, OPENED + timedelta(days=200))
    petition = forced(people, matter)
    assert [late for late in decisions.overdue(CODE, SILENCE) if late.subject == petition]
    assert in_silence(petition, people[0]).petition


def test_a_matter_that_was_withdrawn_waits_for_nobody(people: list[str]) -> None:
    matter = parking()
    petition = forced(people, matter)
    with day(LATER):
        stage.act("decisions.withdraw_matter", stage.DEPUTY, matter.ref, reason="不收了")
    assert not [late for late in decisions.overdue(CODE, SILENCE) if late.subject == petition]
    with pytest.raises(Refused) as refusal:
        in_silence(petition, people[0])
    assert rules_of(refusal) == {"to_be_decided"}


HELD = LATER + timedelta(days=20)


def decided(matter: Matter, **facts: object) -> Decision:
    """The representatives resolve on a letting, with everything else in order."""
    deliberate(matter)
    return resolve(matter, **facts)


def breaches_of(decision: Decision) -> set[str]:
    return {found.rule for found in state_of(decision, MEETING).findings if found.breach}


def test_what_is_resolved_without_the_hearing_is_not_in_order(people: list[str]) -> None:
    """All_major asks for no hearing by itself: before, the petition changed nothing."""
    matter = open_matter()
    forced(people, matter)
    decision = decided(matter)
    assert breaches_of(decision) == {"hearing_cited"}
    (found,) = [one for one in state_of(decision, MEETING).findings if one.rule == "hearing_cited"]
    assert (found.source, "2026-03-03" in str(found.text.en)) == ("柳河街道社区议事规则 第二十二条", True)
    other = decided(open_matter(title="另一处"))
    assert breaches_of(other) == set()


def test_a_petition_that_has_too_few_signatures_stops_nothing(people: list[str]) -> None:
    matter = open_matter()
    sign_one = asked(matter, people[0])
    with day(LATER):
        sign(sign_one, people[0])
    assert breaches_of(decided(matter)) == set()


def told_of(asked_on: date, notice_on: date, meeting: str | None, **facts: object) -> Step:
    return Step(held_on=HELD, notice_on=notice_on, meeting=meeting, hearing_asked_on=asked_on, **facts)


@pytest.mark.parametrize(
    ("asked_on", "meeting", "bars", "marks"),
    [
        (HELD - timedelta(days=6), "XY-M-1", True, False),
        (HELD - timedelta(days=5), "XY-M-1", True, False),  # the day of the notice: no last hour
        (HELD - timedelta(days=4), "XY-M-1", False, True),
        (HELD, "XY-M-1", False, True),
        (HELD + timedelta(days=1), "XY-M-1", False, False),
        (HELD - timedelta(days=4), None, True, False),  # a notice that somebody typed could be of any day
        (HELD + timedelta(days=1), None, False, True),
    ],
)
def test_nobody_stops_a_session_after_its_notice(asked_on: date, meeting: str | None, bars: bool, marks: bool) -> None:
    step = told_of(asked_on, HELD - timedelta(days=5), meeting)
    assert (asked_in_time(step), asked_too_late(step, "") is not None) == (bars, marks)


def test_one_reached_after_a_reported_session_is_marked_on_the_entry(people: list[str]) -> None:
    matter = open_matter()
    deliberate(matter)
    petition = asked(matter, people[0])
    with day(MEETING + timedelta(days=1)):
        for person in people[:2]:
            sign(petition, person)
    decision = resolve(matter, entered_on=MEETING + timedelta(days=2))
    assert breaches_of(decision) == set()
    entry = Journal.objects.filter(act="decisions.report_step").latest("pk")
    assert "hearing_asked_late" in {found["rule"] for found in entry.findings if not found["ok"]}
