"""A roll is who belongs to a body on its day, by the rule books; later days change nothing, corrections show."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.ballots import queries as ballots
from sunward.ballots.models import RollEntry
from sunward.ballots.roll import readers
from sunward.ballots.roll.freezing import digest_of
from sunward.charter.queries import working_day_from
from sunward.disclosure.models import Publication
from sunward.kernel import clock, sql
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.kernel.text import day_in_full
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.models import Area, Household
from sunward.registry.queries import Wanted, electorate
from tests.ballots.rolls import arrives, breaches, correct, freeze, people_on
from tests.money.cases import START, act, on, rules_of
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, here, holder


@pytest.fixture(autouse=True)
def monday() -> Any:
    with on(START):
        yield


def test_the_posting_of_a_roll_writes_its_day_as_people_do(community: str) -> None:
    freeze()
    posting = Publication.objects.latest("id")
    assert posting.title_en == "Roll of the residents' assembly as of 2 March 2026"
    assert posting.title_zh == "居民会议名册（截至2026年3月2日）"


def test_who_arrives_or_leaves_afterwards_changes_nothing(community: str) -> None:
    stays, leaves = arrives("孟凡", "1-1"), arrives("孔云", "1-2")
    roll = freeze()
    assert people_on(roll) == {stays, leaves}
    arrives("后来", "1-3")
    act("registry.record_departure", CLERK, Ref.parse(leaves), left_on=START, told_by="self")
    assert people_on(roll) == {stays, leaves}
    assert digest_of(roll) == roll.digest
    assert people_on(freeze()) != people_on(roll)


def test_the_posting_names_nobody_and_says_by_which_rule(community: str) -> None:
    arrives("孟凡", "1-1")
    roll = freeze()
    entry = Journal.objects.get(act="ballots.freeze_roll", result=str(roll.ref))
    posted = Journal.objects.get(parent=entry.ref, act="disclosure.publish")
    assert (posted.public["audience"], posted.public["item"], posted.public["about"]) == (
        "residents", "voter_roll", str(roll.ref)
    )  # fmt: skip
    assert entry.public["digest"] == roll.digest
    assert roll.salt not in str(entry.public)
    assert roll.open_until == working_day_from(START + timedelta(days=5))
    assert f"{day_in_full(roll.open_until).zh}前可以提出异议" in Publication.objects.get(subject_id=roll.number).text
    assert "孟凡" not in str(posted.public) + str(entry.public)


def test_households_have_one_place_each(community: str) -> None:
    for name, door in (("孟凡", "1-1"), ("孟然", "1-1"), ("孔云", "1-2")):
        arrives(name, door)
    arrives("孩子", "1-4", born_on=date(2020, 1, 1))
    roll = freeze(of="household_delegates")
    doors = RollEntry.objects.filter(roll=roll).values_list("household__door", flat=True)
    assert sorted(doors) == ["1-1", "1-2"]


def test_a_body_s_roll_is_of_its_posts_once_each(community: str) -> None:
    delegate, both = arrives("代表", "2-1"), holder(CODE, DEPUTY)
    for person in (delegate, both):
        act("registry.appoint", CLERK, here(), post="representatives_meeting.delegate", person=person)
    roll = freeze("representatives_meeting")
    parts = {f"person:{row.person.number}": row.part for row in RollEntry.objects.filter(roll=roll) if row.person}
    assert parts[delegate] == parts[both] == "representatives"
    assert parts[holder(CODE, DIRECTOR)] == "committee"
    assert holder(CODE, SUPERVISION_MEMBER) not in parts


def test_members_and_party_members_by_membership(community: str) -> None:
    grown, child = arrives("成员", "2-2"), arrives("孩子", "2-2", born_on=date(2015, 1, 1))
    for person in (grown, child):
        act("registry.record_membership", CLERK, here(), person=person, kind="collective")
    act("registry.record_membership", CLERK, here(), person=grown, kind="party")
    assert people_on(freeze("member_assembly")) == {grown}
    assert people_on(freeze("party_members_meeting")) == {grown}


def test_party_members_read_the_names_of_their_own_roll_and_other_residents_do_not(
    community: str, client: Client
) -> None:
    """Before, the officers alone did: those whom the roll lists could not see whether somebody was left off."""
    comrade, neighbour = arrives("党员甲", "2-2"), arrives("邻居", "2-3")
    act("registry.record_membership", CLERK, here(), person=comrade, kind="party")
    roll = freeze("party_members_meeting")
    page = f"/en/c/{CODE}/rolls/{roll.number}/"
    for reader, shown in ((comrade, True), (neighbour, False)):
        capacities = registry.capacities_of(reader, CODE, START)
        viewer = Viewer(CODE, reader, capacities=capacities)
        assert bool(ballots.roll_places(roll.number, viewer)) is shown
    assert "党员甲" not in client.get(page).content.decode()
    assert "party members, and officers of this community" in client.get(page).content.decode()


def test_owners_weigh_what_they_own(community: str) -> None:
    owner, other = arrives("业主", "3-1"), arrives("共有", "3-2")
    for door, person, area in (("3-1", owner, "89.6"), ("3-2", owner, "40"), ("3-2", other, "44.80")):
        act("registry.record_ownership", CLERK, Ref("household", f"{CODE}-{door}"), owner=person, area=area)
    found = electorate("owners", Wanted(CODE, START))
    assert found
    weights = sorted(row[3] for row in sql.rows(found.sql, found.parameters))
    assert weights == [4480, 12960]
    with on(START + timedelta(days=9)):
        act("registry.end_ownership", CLERK, Ref("household", f"{CODE}-3-2"), owner=owner)
        later = electorate("owners", Wanted(CODE, clock.today()))
        assert later
        assert sorted(row[3] for row in sql.rows(later.sql, later.parameters)) == [4480, 8960]
    with pytest.raises(FactsError, match="area"):
        act("registry.record_ownership", CLERK, Ref("household", f"{CODE}-3-1"), owner=other, area="many")


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"body": "owners_assembly"}, "membership_rule"),
        ({"body": "representatives_meeting", "of": "party_members"}, "membership_rule"),
        ({"body": "residents_assembly", "of": "group_delegates"}, "can_be_computed"),
        ({"body": "residents_assembly", "record_date": START + timedelta(days=1)}, "record_date"),
        ({"body": "residents_assembly", "record_date": START - timedelta(days=31)}, "record_date_recent"),
    ],
)
def test_a_roll_without_a_rule_is_refused(community: str, facts: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refused) as refusal:
        act("ballots.freeze_roll", DIRECTOR, here(), **facts)
    assert rule in rules_of(refusal)


def test_a_subgroup_meets_on_a_roll_of_its_own(community: str) -> None:
    """Whoever lives behind the doors of that grid; the same person is on no other subgroup's roll."""
    first, second = registry.subgroups(CODE)[:2]
    people = {area.code: arrives(f"居民{place}", f"{place}-1") for place, area in enumerate((first, second), 1)}
    with door_open():
        for place, area in enumerate((first, second), 1):
            Household.objects.filter(door=f"{place}-1").update(grid=Area.objects.get(code=area.code))
    rolls = {code: freeze("subgroup_meeting", grid=code) for code in people}
    assert {code: people_on(roll) for code, roll in rolls.items()} == {code: {who} for code, who in people.items()}
    assert breaches(correct(rolls[first.code], people[second.code], "add")) == {"belongs"}
    evening = {"title": "小组会议", "place": "楼下", "held_on": START + timedelta(days=12), "at": "19:00"}
    call = {"body": "subgroup_meeting", "called_by": "residents_committee", **evening}
    with pytest.raises(FactsError, match="roll"):
        act("meetings.convene", DIRECTOR, here(), **call)
    for body, grid in (
        ("subgroup_meeting", ""),
        ("subgroup_meeting", "990102003999999"),
        ("residents_assembly", first.code),
    ):
        with pytest.raises(Refused) as refusal:
            act("ballots.freeze_roll", DIRECTOR, here(), body=body, grid=grid)
        assert rules_of(refusal) == {"subgroup"}


@pytest.mark.postgres
def test_the_database_has_everybody_once(community: str) -> None:
    arrives("孟凡", "1-1")
    roll = freeze()
    entry = RollEntry.objects.get(roll=roll)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        RollEntry.objects.create(roll=roll, person=entry.person)


def test_one_table_says_who_reads_a_roll_and_for_whom_it_is_posted() -> None:
    """Seen before: a roll of the members' representatives was read by members alone, and posted for everybody."""
    found = {
        of: (readers.capacities(of), readers.audience(of)) for of in ("members", "member_representatives", "adults")
    }
    members = (("member",), "members")
    assert found == {"members": members, "member_representatives": members, "adults": (("resident",), "")}
