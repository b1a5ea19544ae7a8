"""Who holds which post is a question about a date."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sunward.kernel.acts import Unknown
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries, rules
from sunward.registry.models import Appointment, Person, Post
from tests.registry.conftest import CODE, DIRECTOR, HERE, TODAY, Does, person

HEAD = "supervision_committee.head"
MEMBER = "supervision_committee.member"
CLERK = "service_centre.clerk"


def appointment_of(name: str, post: str) -> Ref:
    body, key = post.split(".")
    found = Appointment.objects.get(person__name=name, community_code=CODE, post__key=key, post__body__kind=body)
    return Ref("appointment", found.number)


def test_the_posts_held_at_once_are_shown_with_those_that_exclude_each_other(founded: str) -> None:
    people = {each.name: each for each in queries.power_holders(founded, TODAY)}
    assert [held.post for held in people["陈国良"].posts] == ["party_organisation.secretary", DIRECTOR]
    assert people["陈国良"].incompatible == ()
    ((one, other),) = people["吴秀兰"].incompatible
    assert {one.post, other.post} == {MEMBER, CLERK}


def test_street_officers_hold_their_posts_for_every_community_below(founded: str) -> None:
    (accountant,) = queries.holders("accounting_centre.accountant", founded, TODAY)
    assert queries.holds_post(accountant.person, "accounting_centre.accountant", founded, TODAY)
    assert not queries.holds_post(accountant.person, "accounting_centre.accountant", "elsewhere", TODAY)
    assert accountant.name not in {each.name for each in queries.power_holders(founded, TODAY)}
    titles = queries.titles_in(founded)
    assert titles["accounting_centre.accountant"] == accountant.title
    assert titles.keys() >= {DIRECTOR, "residents_committee", "accounting_centre"}


def test_a_post_ends_on_the_day_its_holder_leaves(does: Does, founded: str) -> None:
    he = queries.holders(MEMBER, founded, TODAY)[1]
    assert he.name == "何军"
    does("end_appointment", appointment_of("何军", MEMBER), reason="kinship", left_on="2026-02-20")
    assert queries.holds_post(he.person, MEMBER, founded, date(2026, 2, 19))
    assert not queries.holds_post(he.person, MEMBER, founded, date(2026, 2, 20))
    assert he.person in {f"person:{row.person.number}" for row in queries.terms_of(MEMBER, founded)}


def test_a_successor_takes_the_free_seat_for_one_term(does: Does, founded: str) -> None:
    does("end_appointment", appointment_of("周明德", HEAD), reason="resigned", left_on="2026-02-20")
    person = does("register_person", HERE, name="郑安").result
    done = does("appoint", HERE, post=HEAD, person=str(person), from_day="2026-02-20")
    assert all(finding.ok for finding in done.entry.findings)
    (holder,) = queries.holders(HEAD, founded, TODAY)
    assert (holder.name, holder.until) == ("郑安", date(2031, 2, 19))


def test_a_post_whose_seats_are_taken_is_not_given_again(does: Does) -> None:
    person = does("register_person", HERE, name="郑安").result
    with pytest.raises(FactsError, match="1"):
        does("appoint", HERE, post=HEAD, person=str(person))


def test_nobody_holds_one_post_twice(does: Does, founded: str) -> None:
    clerk = queries.holders(CLERK, founded, TODAY)[0]
    with pytest.raises(FactsError, match="person"):
        does("appoint", HERE, post=CLERK, person=clerk.person)


def test_an_election_to_an_incompatible_post_is_recorded_and_shows_the_breach(does: Does, founded: str) -> None:
    lin = queries.holders("residents_committee.deputy_director", founded, TODAY)[0]
    done = does("appoint", HERE, post=MEMBER, person=lin.person)
    (finding,) = done.entry.findings
    assert (finding.rule, finding.ok, finding.actual) == (
        "incompatible_posts", False, "residents_committee.deputy_director")  # fmt: skip
    assert queries.holds_post(lin.person, MEMBER, founded, TODAY)


def test_a_term_longer_than_the_post_gives_is_a_breach(does: Does) -> None:
    person = does("register_person", HERE, name="郑安").result
    facts = {"post": MEMBER, "person": str(person), "from_day": "2026-03-01"}
    done = does("appoint", HERE, **facts, until_day="2031-03-01")
    assert [(finding.rule, finding.ok) for finding in done.entry.findings] == [("term", False)]


def test_the_last_day_of_a_full_term_is_in_order(does: Does) -> None:
    person = does("register_person", HERE, name="郑安").result
    facts = {"post": MEMBER, "person": str(person), "from_day": "2026-03-01"}
    done = does("appoint", HERE, **facts, until_day="2031-02-28")
    assert [(finding.rule, finding.ok) for finding in done.entry.findings] == [("term", True)]


def test_successors_follow_each_other_in_one_seat(does: Does, founded: str) -> None:
    does("end_appointment", appointment_of("周明德", HEAD), reason="resigned", left_on="2026-01-10")
    first, second = (does("register_person", HERE, name=name).result for name in ("郑安", "冯宁"))
    does("appoint", HERE, post=HEAD, person=str(first), from_day="2026-01-10", until_day="2026-01-31")
    does("appoint", HERE, post=HEAD, person=str(second), from_day="2026-02-01")
    assert [holder.name for holder in queries.holders(HEAD, founded, date(2026, 1, 31))] == ["郑安"]
    assert [holder.name for holder in queries.holders(HEAD, founded, date(2026, 2, 1))] == ["冯宁"]


@pytest.mark.parametrize("left_on", ["2026-01-01", "2025-12-31"])
def test_nobody_leaves_before_beginning(does: Does, left_on: str) -> None:
    with pytest.raises(FactsError, match="left_on"):
        does("end_appointment", appointment_of("周明德", HEAD), reason="resigned", left_on=left_on)


def test_an_appointment_ends_once(does: Does) -> None:
    he = appointment_of("何军", MEMBER)
    does("end_appointment", he, reason="kinship", left_on="2026-02-20")
    with pytest.raises(FactsError, match="2026-02-20"):
        does("end_appointment", he, reason="resigned", left_on="2026-02-25")


@pytest.mark.postgres
def test_the_database_refuses_two_holders_of_one_seat(founded: str) -> None:
    post = Post.objects.get(key="head", body__community_code=founded)
    with door_open(), transaction.atomic():
        other = Person.objects.create(number="pother", community_code=founded)
        with pytest.raises(IntegrityError), transaction.atomic():
            _appointment(post, other, seat=1, since=TODAY)
        _appointment(post, other, seat=2, since=TODAY)


@pytest.mark.postgres
def test_the_database_refuses_one_post_twice_for_one_person(founded: str) -> None:
    chen = person("陈国良")
    post = Post.objects.get(key="director", body__kind="residents_committee", body__community_code=founded)
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        _appointment(post, chen, seat=2, since=TODAY)


@pytest.mark.postgres
def test_the_database_refuses_an_early_end_that_is_moved_back_over_a_successor(does: Does, founded: str) -> None:
    does("end_appointment", appointment_of("周明德", HEAD), reason="resigned", left_on="2026-02-20")
    person = does("register_person", HERE, name="郑安").result
    does("appoint", HERE, post=HEAD, person=str(person), from_day="2026-02-20")
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(person__name="周明德", community_code=CODE).update(left_on=None)


def _appointment(post: Post, person: Person, seat: int, since: date) -> Appointment:
    made: Appointment = Appointment.objects.create(
        number=new_id(12), community_code=CODE, post=post, person=person, seat=seat, from_day=since
    )
    return made


DAYS = st.integers(0, 40).map(lambda days: date(2026, 1, 1) + timedelta(days=days))


@pytest.mark.postgres
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=st.lists(st.tuples(st.sampled_from("abc"), DAYS, DAYS), max_size=8), on=DAYS)
def test_seats_are_never_exceeded_and_the_day_decides(
    does: Does, founded: str, calls: list[tuple[str, date, date]], on: date
) -> None:
    """Appointments to a post of two seats, in any order: those accepted agree with a list of spans."""
    with transaction.atomic():
        key = f"k{new_id(6)}"
        does("create_post", HERE, body="service_centre", key=key, title_zh="岗", title_en="post", seats=2)
        people = {letter: str(does("register_person", HERE, name=letter).result) for letter in "abc"}
        accepted: list[tuple[str, date, date]] = []
        for letter, first, last in calls:
            facts = {"post": f"service_centre.{key}", "person": people[letter], "from_day": first, "until_day": last}
            try:
                does("appoint", HERE, **facts)
            except FactsError:
                continue
            accepted.append((letter, first, last))
        expected = sorted(people[letter] for letter, first, last in accepted if first <= on <= last)
        found = sorted(holder.person for holder in queries.holders(f"service_centre.{key}", founded, on))
        assert found == expected
        assert len(expected) <= 2
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("post", "pattern", "meant"),
    [
        ("residents_committee.director", "residents_committee.*", True),
        ("residents_committee.director", "residents_committee.director", True),
        ("residents_committee.director", "residents_committee.deputy", False),
        ("residents_committee_2.director", "residents_committee.*", False),
    ],
)
def test_a_post_is_meant_by_its_name_or_its_body(post: str, pattern: str, meant: bool) -> None:
    assert rules.matches(post, pattern) is meant


def test_an_unknown_post_is_told(does: Does, officer: str, founded: str) -> None:
    with pytest.raises(FactsError, match=r"no\.such"):
        does("appoint", HERE, post="no.such", person=officer)
    with pytest.raises(Unknown):
        queries.post_card("no.such", founded)


def test_a_new_body_and_post_can_be_held(does: Does, officer: str, founded: str) -> None:
    does("create_body", HERE, kind="board", name_zh="理事会", name_en="board", seats=5)
    does("create_post", HERE, body="board", key="chair", title_zh="理事长", title_en="chair",
         incompatible_with="supervision_committee.*，service_centre.clerk")  # fmt: skip
    does("appoint", HERE, post="board.chair", person=officer)
    assert queries.holds_post(officer, "board.chair", founded, TODAY)
    assert queries.post_card("board.chair", founded).incompatible_with == (
        "supervision_committee.*", "service_centre.clerk")  # fmt: skip


@pytest.mark.parametrize(
    ("act", "facts", "field"),
    [
        ("create_body", {"kind": "Board!", "name_zh": "x", "name_en": "x"}, "kind"),
        ("create_body", {"kind": "residents_committee", "name_zh": "x", "name_en": "x"}, "kind"),
        ("create_body", {"kind": "board", "name_zh": "x", "name_en": "x", "area": "110000000000"}, "area"),
        ("create_post", {"body": "no_body", "key": "x", "title_zh": "x", "title_en": "x"}, "body"),
        ("create_post", {"body": "service_centre", "key": "clerk", "title_zh": "x", "title_en": "x"}, "key"),
        ("create_post", {"body": "service_centre", "key": "x", "title_zh": "x", "title_en": "x", "seats": 0}, "seats"),
    ],
)  # fmt: skip
def test_bodies_and_posts_that_cannot_be_are_told_at_their_field(
    does: Does, act: str, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(FactsError) as error:
        does(act, HERE, **facts)
    assert list(error.value.errors) == [field]


@pytest.mark.parametrize("more", [0, 2])
def test_who_holds_power_costs_two_queries_however_many(
    does: Does, founded: str, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    for number in range(more):
        person = does("register_person", HERE, name=f"代表{number}").result
        does("appoint", HERE, post="representatives_meeting.delegate", person=str(person))
    with django_assert_num_queries(2):
        people = queries.power_holders(founded, TODAY)
    assert len(people) == 6 + more


def test_the_door_asks_once(officer: str, founded: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert queries.holds_post(officer, DIRECTOR, founded, TODAY)
