"""A roll is who belongs to a body on its day, by the rule books; later days change nothing, corrections show."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunward.ballots import queries as ballots
from sunward.ballots.models import Roll, RollEntry, Vote
from sunward.ballots.roll import readers
from sunward.ballots.roll.freezing import digest_of
from sunward.disclosure.models import Publication
from sunward.kernel import clock, sql
from sunward.kernel.acts import Done, Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from sunward.registry import ports, rules
from sunward.registry import queries as registry
from sunward.registry.imports.confirm import confirm
from sunward.registry.imports.staging import stage
from sunward.registry.models import Area, Community, Household, Person, ResidenceSpell
from sunward.registry.queries import Wanted, electorate
from tests.money.cases import START, act, on, paper, rules_of
from tests.stage import CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISION_MEMBER, cited, here, holder

GROWN = date(1980, 5, 1)
GRID = "990102003001001"


@pytest.fixture(autouse=True)
def monday() -> Any:
    with on(START):
        yield


def arrives(name: str, door: str, **facts: Any) -> str:
    given = {"papers": "identity_card", "status": "registered", "born_on": GROWN, "from_day": date(2026, 1, 5)}
    return str(act("registry.register_arrival", CLERK, here(), name=name, door=door, **(given | facts)).result)


def freeze(body: str = "residents_assembly", **facts: Any) -> Roll:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body=body, **facts)
    assert done.result
    return Roll.objects.get(number=done.result.id)


def people_on(roll: Roll) -> set[str]:
    rows = RollEntry.objects.filter(roll=roll, struck_on=None, by_household=False)
    return {f"person:{number}" for number in rows.values_list("person__number", flat=True)}


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
    assert roll.open_until == START + timedelta(days=5)
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


def correct(roll: Roll, who: str, change: str, **facts: Any) -> Done:
    return act("ballots.correct_roll", CLERK, roll.ref, who=who, change=change, **({"reason": "left_out"} | facts))


def test_a_correction_is_dated_has_a_reason_and_shows(community: str) -> None:
    on_it = arrives("孟凡", "1-1")
    roll = freeze()
    forgotten = arrives("被漏", "1-9")
    correct(roll, forgotten, "add")
    correct(roll, on_it, "strike", reason="moved_away_before")
    assert people_on(roll) == {forgotten}
    assert digest_of(roll) == roll.digest, "what was frozen can still be proved"
    page = ballots.roll_page(roll.number, Viewer(CODE, on_it), START)
    assert page
    assert (page.mine, len(page.corrections), page.places_now) == ("struck", 2, 1)
    with pytest.raises(FactsError, match="who"):
        correct(roll, on_it, "strike", reason="listed_twice")
    with pytest.raises(FactsError, match="words"):
        correct(roll, on_it, "add", reason="other")
    done = correct(roll, on_it, "add", reason="other", words="搬家日期写错了")
    assert [found.rule for found in done.entry.findings if found.breach] == ["reason_listed"]
    assert cited("reason_listed") == "", "the list of reasons stands in no article"
    assert people_on(roll) == {forgotten, on_it}


@pytest.mark.parametrize(
    ("change", "reason"),
    [("add", "died"), ("add", "rights_lost"), ("add", "moved_away_before"), ("add", "listed_twice"),
     ("strike", "left_out")],
)  # fmt: skip
def test_a_reason_has_its_direction(community: str, change: str, reason: str) -> None:
    """Failed before: added "because they died", after the days for objections, and nothing said that it was late."""
    on_it = arrives("孟凡", "1-1")
    roll = freeze()
    late = arrives("后来", "1-9")
    with on(roll.open_until + timedelta(days=1)), pytest.raises(FactsError, match="reason"):
        correct(roll, late if change == "add" else on_it, change, reason=reason, paper=paper("judgement"))
    assert people_on(roll) == {on_it}


def breaches(done: Done) -> set[str]:
    return {found.rule for found in done.entry.findings if found.breach}


def test_a_correction_against_the_register_or_after_its_time_says_so_for_good(community: str) -> None:
    """An officer cannot quietly put somebody on a roll who does not belong there, nor change it once it is settled."""
    on_it, other = arrives("孟凡", "1-1"), arrives("孔云", "1-2")
    roll = freeze()
    child = arrives("孩子", "1-1", born_on=date(2020, 1, 1))
    forgotten = arrives("被漏", "1-9")
    assert breaches(correct(roll, child, "add")) == {"belongs"}
    assert breaches(correct(roll, on_it, "strike", reason="entered_wrongly")) == {"belongs_no_more"}
    assert breaches(correct(roll, on_it, "add")) == set()
    assert "objection_upheld" in breaches(correct(roll, other, "strike", reason="objection_upheld"))
    with on(roll.open_until + timedelta(days=1)):
        assert breaches(correct(roll, forgotten, "add")) == {"in_time"}
        assert breaches(correct(roll, on_it, "strike", reason="died")) == {"belongs_no_more"}


def test_the_living_are_not_struck_as_dead_without_everybody_seeing_it(community: str) -> None:
    """A death stands in the register, or the strike and every vote by the roll say that it does not; the supervision
    committee puts the living back at once."""
    people = [arrives(f"居民{place}", f"1-{place}", from_day=START) for place in range(3)]
    roll = freeze()
    with on(roll.open_until + timedelta(days=1)):
        dead = Ref.parse(people[0])
        assert breaches(act("registry.record_departure", CLERK, dead, reason="died", told_by="household")) == {
            "death_proved"
        }
        assert breaches(correct(roll, people[0], "strike", reason="died")) == set()
        assert list(ballots.marks_of_roll(roll.pk)) == []
        assert breaches(correct(roll, people[1], "strike", reason="died")) == {"belongs_no_more"}
        assert breaches(correct(roll, people[2], "strike", reason="rights_lost", paper=paper("judgement"))) == {
            "belongs_no_more"
        }
        (mark,) = ballots.marks_of_roll(roll.pk)
        assert (mark.rule, mark.breach, mark.actual) == ("roll_struck_unborne", True, "2")
        with pytest.raises(FactsError, match="reason"):
            correct(roll, people[1], "strike", reason="struck_wrongly")
        back = {"change": "add", "reason": "struck_wrongly"}
        for who in people[1:]:
            assert breaches(act("ballots.correct_roll", SUPERVISION_MEMBER, roll.ref, who=who, **back)) == set()
        assert people_on(roll) == set(people[1:])
        assert list(ballots.marks_of_roll(roll.pk)) == []


def test_a_roll_says_how_many_were_registered_late_and_with_which_papers(community: str, client: Client) -> None:
    """Seen before: eight people who were said to have lived here for two years swelled a roll, and it said nothing."""
    arrives("准时", "1-1", from_day=START)
    assert breaches_of_freezing() == set()
    for place in range(3):
        arrives(f"补登{place}", f"2-{place}", from_day=date(2024, 1, 1), born_on=date(1980, 1, 1 + place))
    arrives("没证", "2-9", from_day=date(2024, 1, 1), papers="lease")
    arrives("孩子", "2-9", from_day=date(2024, 1, 1), born_on=date(2020, 1, 1))
    roll = freeze()
    frozen = Journal.objects.get(act="ballots.freeze_roll", result=str(roll.ref))
    [mark] = [one for one in frozen.findings if one["rule"] == "roll_entered_late"]
    assert (mark["actual"], mark["en"].rpartition("4: ")[2]) == ("4", "identity card 3, lease 1.")
    assert "registered late" in client.get(f"/en/c/{CODE}/rolls/{roll.number}/").content.decode()
    assert "roll_entered_late" in {one.rule for one in ballots.marks_of_roll(roll.pk)}
    homes = freeze(of="household_delegates")
    assert "roll_entered_late" in {one.rule for one in ballots.marks_of_roll(homes.pk)}
    with on(START + timedelta(days=400)):
        assert "roll_entered_late" not in breaches_of_freezing()


def imports(*names: str) -> None:
    """A file of people who are said to have lived here since 2024."""
    rows = "".join(f"{name},9-{place},户籍,1980-01-0{place + 1},2024/1/1\n" for place, name in enumerate(names))
    staging = stage(f"姓名,门牌,居住身份,出生日期,居住起始日\n{rows}".encode(), "residents", CODE)
    assert staging.ok, staging.problems
    confirm(staging, holder(CODE, CLERK), CLERK)


def test_whom_a_file_brings_in_once_rolls_are_in_use_is_marked_as_late(community: str) -> None:
    """Seen before: a file with thirty people, moved in after the notice of a meeting, and the roll said nothing."""
    imports("建册一", "建册二")
    first = freeze()
    assert list(ballots.marks_of_roll(first.pk)) == [], "by this file the register was set up"
    with on(START + timedelta(days=3)):
        imports("成批一", "成批二", "成批三")
        assert breaches_of_freezing() == {"roll_entered_late"}
        [mark] = ballots.marks_of_roll(Roll.objects.latest("id").pk)
        assert mark.actual == "3"
        assert list(ballots.marks_of_roll(first.pk)) == [], "they are not on that one"


def test_before_the_first_roll_a_file_is_late_for_the_meeting_that_was_called_before_it(community: str) -> None:
    with on(START + timedelta(days=3)):
        imports("成批一", "成批二")
        roll = freeze()
        assert list(ballots.marks_of_roll(roll.pk, START + timedelta(days=3))) == []
        [mark] = ballots.marks_of_roll(roll.pk, START)
        assert (mark.rule, mark.actual) == ("roll_entered_late", "2")


def breaches_of_freezing() -> set[str]:
    return breaches(act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly"))


def test_a_death_with_its_certificate_is_registered_clean(community: str) -> None:
    dead = Ref.parse(arrives("孟凡", "1-1"))
    with on(START + timedelta(days=1)):
        done = act("registry.record_departure", CLERK, dead, reason="died", certificate=paper("certificate"),
                   told_by="papers")  # fmt: skip
        assert breaches(done) == set()
    assert "reason" not in done.entry.public, "that somebody has died is theirs"


def test_a_roll_of_persons_has_no_place_for_a_household_and_the_other_way_round(community: str) -> None:
    """A household's place on it would let somebody vote who was struck from their own."""
    person = arrives("孟凡", "1-1")
    later = arrives("后来", "1-2")
    persons, homes = freeze(), freeze(of="household_delegates")
    with door_open():
        RollEntry.objects.filter(roll=homes, household__door="1-2").delete()
    for roll, who in ((persons, f"{CODE}-1-1"), (homes, later)):
        with pytest.raises(FactsError, match="who"):
            correct(roll, who, "add")
    assert {one.by_household for one in RollEntry.objects.filter(roll=persons)} == {False}
    assert breaches(correct(homes, person, "strike", reason="died")) == {"belongs_no_more"}, (
        "whoever lives there names the household"
    )


def test_a_household_that_was_left_out_belongs_by_the_register(community: str) -> None:
    arrives("孟凡", "1-1")
    roll = freeze(of="household_delegates")
    arrives("被漏", "1-9")
    arrives("孩子", "1-8", born_on=date(2020, 1, 1))
    assert breaches(correct(roll, f"{CODE}-1-9", "add")) == set()
    assert breaches(correct(roll, f"{CODE}-1-8", "add")) == {"belongs"}


def test_an_objection_to_the_posted_roll_that_was_upheld_bears_a_correction_out(community: str) -> None:
    on_it = arrives("孟凡", "1-1")
    roll = freeze()
    posted = Journal.objects.get(act="disclosure.publish", public__about=str(roll.ref))
    said = act("disclosure.object", "resident", Ref.parse(posted.result), by=on_it, text="他不住这里。")
    assert said.result
    assert "objection_upheld" in breaches(correct(roll, on_it, "strike", reason="objection_upheld"))
    act("disclosure.answer_objection", DIRECTOR, said.result, answer="核实无误。", outcome="upheld", way="strike")
    with on(roll.open_until + timedelta(days=3)):
        assert breaches(correct(roll, on_it, "add", reason="objection_upheld")) == {"objection_upheld"}, "which one?"
        told = {"reason": "objection_upheld", "objection": said.result.id}
        assert breaches(correct(roll, on_it, "strike", **told)) == {"belongs_no_more"}
        assert breaches(correct(roll, on_it, "add", **told)) == {"objection_upheld"}, "it has served"


def open_vote(roll: Roll) -> Vote:
    with door_open():
        return Vote.objects.create(
            number=f"XY-V-{new_id(6)}", community_code=CODE, roll=roll, about_type="matter", about_id="x",
            question="?", method="yes_no", secret=False, channels=["hands"], opened_on=clock.today(),
            opened_at=clock.now(), opened_by_post=DIRECTOR,
        )  # fmt: skip


def at(roll: Roll, vote: Vote) -> set[str]:
    return {f"person:{row.person.number}" for row in ballots.entries_at(roll, vote.opened_at) if row.person}


def test_a_correction_does_not_touch_a_vote_that_has_opened(community: str) -> None:
    first, second = arrives("孟凡", "1-1"), arrives("孔云", "1-2")
    roll = freeze()
    late = arrives("被漏", "1-9")
    with on(START, 10):
        opened = open_vote(roll)
    with on(START, 11):
        done = correct(roll, first, "strike", reason="died")
        correct(roll, late, "add")
    assert any(found.rule == "votes_before" and opened.number in found.text.zh for found in done.entry.findings)
    with on(START, 12):
        later = open_vote(roll)
    with on(START, 13):
        correct(roll, first, "add", reason="entered_wrongly")
    assert at(roll, opened) == {first, second}
    assert at(roll, later) == {second, late}
    assert people_on(roll) == {first, second, late}


@pytest.mark.postgres
def test_the_database_has_everybody_once(community: str) -> None:
    arrives("孟凡", "1-1")
    roll = freeze()
    entry = RollEntry.objects.get(roll=roll)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        RollEntry.objects.create(roll=roll, person=entry.person)


SPELLS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.just(GROWN), st.dates(date(2005, 1, 1), date(2010, 12, 31))),
        st.sampled_from(["habitual", "registered", "mobile"]),
        st.dates(date(2025, 1, 1), date(2026, 3, 2)),
        st.one_of(st.none(), st.integers(1, 500)),
        st.sampled_from(["lease", "", "none"]),
        # Removals: after how many days, how long behind no door (None: an arrival alone), behind which door, and
        # whether they signed that they left.
        st.lists(
            st.tuples(
                st.integers(100, 300), st.sampled_from([None, 0, 4, 9, 10, 60]), st.integers(4, 6), st.booleans()
            ),
            max_size=2,
        ),
    ),
    max_size=8,
)
Removals = list[tuple[int, int | None, int, bool]]


def moves(person: Person, since: date, removals: Removals) -> list[tuple[date, date | None, str, date]]:
    """Enter the removals of somebody who lives here since a day, and count by hand where they live when, and since
    which day without a break."""
    lived: list[tuple[date, date | None, str, date]] = []
    door, began = "", since
    for stayed, way, number, signed in removals:
        left, next_door = since + timedelta(days=stayed), f"{CODE}-n{number}"
        arrived = left + timedelta(days=way or 0)
        if arrived > START or next_door == door:
            break
        if way is not None:
            said: dict[str, Any] = {"told_by": "self", "paper": paper(f"signed by {person} on {left}")}
            said = said if signed else {"told_by": "household"}
            act("registry.record_departure", CLERK, Ref("person", person.number), left_on=left, **said)
        act("registry.record_arrival", CLERK, Ref("household", next_door), person=str(person), from_day=arrived,
            status=ResidenceSpell.objects.filter(person=person).latest("from_day").status)  # fmt: skip
        lived.append((since, left, door, began))
        door, since, began = next_door, arrived, began if not signed or (way or 0) <= 9 else arrived
    return [*lived, (since, None, door, began)]


@pytest.mark.postgres
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(spells=[(GROWN, "habitual", date(2025, 5, 1), None, "lease", [(250, 0, 4, True)])], day=START)
@example(spells=[(GROWN, "habitual", date(2025, 5, 1), None, "lease", [(100, 10, 4, False)])], day=START)
@given(spells=SPELLS, day=st.dates(START - timedelta(days=30), START))
def test_any_register_gives_the_roll_that_a_naive_count_gives(
    community: str, spells: list[tuple[date | None, str, date, int | None, str, Removals]], day: date
) -> None:
    """Person by person, in Python, by the same rules."""
    with transaction.atomic():
        place = Community.objects.get(code=CODE)
        franchise = ports.franchise(CODE, day)
        expected = set()
        with door_open():
            doors = [
                Household.objects.create(number=f"{CODE}-n{number}", door=f"n{number}", community=place)
                for number in range(7)
            ]
        for number, (born, status, since, days, papers, removals) in enumerate(spells):
            left = since + timedelta(days=days) if days and not removals else None
            with door_open():
                person = Person.objects.create(number=f"p{new_id(11)}", community_code=CODE, born_on=born)
                ResidenceSpell.objects.create(
                    person=person, household=doors[number % 4], status=status, from_day=since, left_on=left,
                    papers=papers,
                )  # fmt: skip
            lived = [(since, left, "", since)] if left else moves(person, since, removals)
            for first, until, behind, began in lived:
                here_then = first <= day and (until is None or until > day)
                if here_then and papers != "none" and rules.votes(franchise, born, status, began, day):
                    expected.add((person.number, behind or doors[number % 4].number))
        rolls = [freeze(record_date=day), freeze(record_date=day, of="household_delegates")]
        assert {one.removeprefix("person:") for one in people_on(rolls[0])} == {number for number, _door in expected}
        places = RollEntry.objects.filter(roll=rolls[1]).values_list("household__number", flat=True)
        assert sorted(places) == sorted({door for _number, door in expected})
        transaction.set_rollback(True)


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), months=st.integers(0, 40), years=st.integers(0, 90))
def test_the_last_day_that_is_early_enough(day: date, months: int, years: int) -> None:
    for later, by in ((rules.months_later, months), (rules.birthday, years)):
        last = rules.latest(day, later, by)
        assert later(last, by) <= day < later(last + timedelta(days=1), by)


def test_one_person_behind_several_doors_is_marked_where_it_happens_and_on_the_roll(community: str) -> None:
    """It bars nothing: two people may share a name and a day of birth."""
    first = {"papers": "identity_card", "status": "registered", "born_on": GROWN, "from_day": START, "grid": GRID}
    doors = (("王小二", "3-1"), ("王 小二", "3-2"), ("王小二", "3-3"), ("王小三", "3-4"))
    done = [act("registry.register_arrival", CLERK, here(), name=name, door=door, **first) for name, door in doors]
    assert [breaches(one) for one in done] == [set(), {"registered_once"}, {"registered_once"}, set()]
    assert breaches(act("registry.register_person", CLERK, here(), name="王小二", born_on=GROWN)) == {"registered_once"}
    assert breaches(act("registry.register_person", CLERK, here(), name="王小二")) == set(), "no day, no twin"
    frozen = act("ballots.freeze_roll", DIRECTOR, here(), body="residents_assembly")
    (mark,) = [found for found in frozen.entry.findings if found.breach]
    assert (mark.rule, mark.actual) == ("roll_once_each", "2")
    assert frozen.result
    roll = Roll.objects.get(number=frozen.result.id)
    assert len(people_on(roll)) == 4, "nobody is kept off the roll"
    assert [found.rule for found in ballots.marks_of_roll(roll.pk)] == ["roll_once_each"]


def test_days_set_back_say_so(community: str) -> None:
    """Whoever writes an earlier day gives a vote that is not due, or takes one: the entry says how late it came."""
    given = {"papers": "identity_card", "status": "habitual", "born_on": GROWN, "door": "4-1", "grid": GRID}
    with on(START + timedelta(days=60)):
        today = START + timedelta(days=60)
        done = act("registry.register_arrival", CLERK, here(), name="后到", from_day=START, **given)
        (mark,) = [found for found in done.entry.findings if found.breach]
        assert (mark.rule, "60" in mark.text.en, mark.source != "") == ("entered_in_time", True, True)
        yesterday = today - timedelta(days=1)
        assert (
            breaches(act("registry.register_arrival", CLERK, here(), name="新到", from_day=yesterday, **given)) == set()
        )
        gone = act("registry.record_departure", CLERK, done.result, left_on=START + timedelta(days=1), told_by="self")
        assert breaches(gone) == {"entered_in_time", "their_own_word"}


def test_one_table_says_who_reads_a_roll_and_for_whom_it_is_posted() -> None:
    """Seen before: a roll of the members' representatives was read by members alone, and posted for everybody."""
    found = {of: (readers.capacity(of), readers.audience(of)) for of in ("members", "member_representatives", "adults")}
    members = ("member", "members")
    assert found == {"members": members, "member_representatives": members, "adults": ("resident", "")}
