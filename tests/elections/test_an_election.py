"""An election from the call to the handover, and what stands in its way."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from sunward.disclosure.models import Publication
from sunward.elections import queries
from sunward.elections.models import CommitteeMember, Declaration
from sunward.kernel import clock
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.models import Appointment, Person
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, DIRECTOR, MEMBER, SUPERVISOR, VOTING, Race, at, by, office, rules_of
from tests.money.cases import paper

pytestmark = pytest.mark.usefixtures("community")


def counted(figures: dict[str, int], sheets: int, **options: int) -> Race:
    """An election that has been counted and confirmed, with so many sheets in the box."""
    race = Race(**options)
    race.post()
    race.open()
    race.count(figures, blank=sheets - Race.sheets(figures, 0))
    return race


def test_the_elected_take_office_on_the_spot() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    done = race.declare()
    assert done.entry.public["elected"] == ["c1", "c2"]
    assert not scenes.holding(MEMBER, VOTING) & set(race.candidates), "declared, not certified"
    race.certify()
    assert scenes.holding(MEMBER, VOTING) == set(race.candidates[:2])
    posted = Publication.objects.get(item="election_result")
    assert posted.about == race.election.ref
    assert "全部名额选出" in posted.text
    term = Appointment.objects.get(person__number=race.candidates[0].removeprefix("person:"))
    assert (term.elected_by, term.from_day) == (race.election.number, VOTING)


@pytest.mark.parametrize(
    ("figures", "sheets", "elected", "left"),
    [
        ({"c1": 7, "c2": 6, "c3": 5}, 10, ["c1", "c2"], 0),
        ({"c1": 7, "c2": 5, "c3": 5}, 10, ["c1"], 1),  # five of ten are not more than half
        ({"c1": 6, "c2": 6, "c3": 6}, 10, [], 2),  # three alike for two seats: nobody
        ({"c1": 6, "c2": 6, "c3": 0}, 6, [], 2),  # six of twelve are not more than half of the roll
        ({"c1": 6, "c2": 6, "c3": 0}, 7, ["c1", "c2"], 0),
    ],
)
def test_both_sides_of_the_thresholds(figures: dict[str, int], sheets: int, elected: list[str], left: int) -> None:
    public = counted(figures, sheets).declare().entry.public
    assert (public["elected"], public["seats_left"]) == (elected, left)


def test_the_run_off_fills_what_is_left_with_a_third() -> None:
    race = counted({"c1": 8, "c2": 5, "c3": 4}, 10)
    race.declare()
    day = race.run_off(until_hour="21:00")
    vote = race.open_run_off(day, 12)
    assert vote.closes_at == clock.moment(day, 21)
    with at(day, 12):
        assert rules_of(lambda: votes.close(vote)) == {"not_before_its_hour"}, "not in the minute in which it opens"
    assert vote.method == "run_off"
    assert list(vote.choices.values_list("key", flat=True)) == ["c2", "c3"]
    for person in race.people[:9]:
        with at(day, 20, 10):
            votes.issue(vote, person)
    with at(day, 21):
        votes.close(vote)
        votes.count_paper(vote, {"c2": 3, "c3": 2}, **votes.sheets({"c2": 3, "c3": 2}, blank=4))
        votes.confirm(vote)
        done = by(race.runners[0], "declare_result", race.contest.ref)
    assert done.entry.public["elected"] == ["c2"]  # three of nine are a third
    with at(day, 22):
        scenes.certified(vote)
        assert not scenes.holding(MEMBER, day) & set(race.candidates), "the first round is not certified yet"
        scenes.certified(race.first())
    assert scenes.holding(MEMBER, day) == set(race.candidates[:2])


def test_a_run_off_closes_at_an_hour_that_is_still_to_come() -> None:
    race = counted({"c1": 8, "c2": 5, "c3": 4}, 10)
    race.declare()
    day = race.run_off()
    run_off = lambda closes: by(race.runners[0], "open_run_off", race.contest.ref, booths=1, closes=closes)  # noqa: E731
    with at(day, 14):
        passed = {"closes_ahead", "open_long_enough", "closes_at_its_hour"}
        assert rules_of(lambda: run_off("12:00")) == rules_of(lambda: run_off("14:00")) == passed
        assert rules_of(lambda: run_off("19:59")) == {"open_long_enough"}
        for said in ("晚上", "25:00", "2026-03-27 21:00"):
            with pytest.raises(FactsError) as wrong:
                run_off(said)
            assert "closes" in wrong.value.errors
        run_off("20:00")


def test_who_held_the_post_before_leaves_and_owes_a_handover() -> None:
    race = Race.__new__(Race)
    with at(CALLED):
        race.people = votes.people(12)
        race.roll = scenes.freeze()
    race.runners, race.candidates = race.people[:3], race.people[3:5]
    scenes.term_until(DIRECTOR, VOTING + timedelta(days=5))
    race.election = scenes.call(f"{DIRECTOR} 1")
    scenes.committee(race.election, race.runners)
    with at(CALLED, 10, 30):
        by(race.runners[0], "take_roll", race.election.ref)
    race.contest = scenes.contest(race.election, DIRECTOR)
    for one in race.candidates:
        scenes.stand(race.contest, one, race.people[-2:])
    with at(CALLED):
        before = stage.holder(CODE, DIRECTOR)
    race.post()
    race.open()
    race.count({"c1": 7, "c2": 0})
    race.declare()
    race.certify()
    assert scenes.holding(DIRECTOR, VOTING) == {race.candidates[0]}
    owed = scenes.owed()
    assert set(owed) == {"seal", "books", "bank_access", "archives", "assets", "debts"}
    seal = owed["seal"]
    assert (str(seal.giver), str(seal.receiver)) == (before, race.candidates[0])
    assert seal.due_on == VOTING + timedelta(days=10)
    with at(VOTING + timedelta(days=1)):
        assert rules_of(lambda: by(before, "confirm_handover", seal.ref, received="yes", listed="公章一枚")) == {
            "receiver"
        }
        by(
            race.candidates[0],
            "confirm_handover",
            seal.ref,
            received="yes",
            listed="公章一枚",
            photograph=paper("seal"),
        )
    with at(VOTING + timedelta(days=12)):
        late = by(race.candidates[0], "confirm_handover", owed["books"].ref, received="yes", listed="账册三本")
    assert [one.rule for one in late.entry.findings if one.breach] == ["handed_over_in_time"]


def test_an_annulled_result_shows_as_open_and_brings_nobody_in() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    race.declare()
    with at(VOTING, 20):
        page = queries.election(race.election.number, CODE)
        assert page
        assert (page.card.declared, page.card.annulled) == (True, False)
        before = scenes.holding(MEMBER, VOTING)
        votes.ask_back(race.vote(), "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, race.vote(), grounds="sample", because="有人说没有投过")
        page = queries.election(race.election.number, CODE)
        assert page
        assert (page.card.declared, page.card.annulled) == (False, True)
        assert [one.subject for one in queries.overdue(CODE, VOTING)] == [race.election.ref]
        assert scenes.holding(MEMBER, VOTING) == before


def test_declared_the_next_day_it_is_marked_late() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    done = race.declare(VOTING + timedelta(days=1), 9)
    assert [one.rule for one in done.entry.findings if one.breach] == ["on_the_spot"]


def test_names_and_words_of_candidates_stay_out_of_the_record() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    race.declare()
    names = [f"居民{place}" for place in range(3, 6)]
    for row in Journal.objects.filter(act__startswith="elections."):
        assert "把楼道的灯修好" not in str(row.public)
        assert all(name not in str(row.public) for name in names)
    opened = Journal.objects.filter(act="ballots.open_vote").latest("id")
    assert all(name not in str(opened.public) for name in names)


# --- attacks


def test_a_member_of_the_election_committee_cannot_stand() -> None:
    race = Race()
    member = race.runners[1]
    with at(CALLED, 12):
        for voter in race.people[-2:]:
            done = by(voter, "nominate", race.contest.ref, "anyone", person=member)
        assert done.result
        refused = rules_of(lambda: by(member, "accept_nomination", done.result, words="我来"))
        assert refused == {"left_committee"}
        by(member, "leave_committee", race.election.ref, because="candidate")
        by(member, "accept_nomination", done.result, words="我来")
        assert rules_of(lambda: by(member, "post_candidates", race.election.ref)) >= {"election_committee"}


def test_a_substitute_follows_whoever_leaves() -> None:
    with at(CALLED):
        people = votes.people(5)
    election = scenes.call()
    scenes.committee(election, people[:3], substitutes=people[3])
    with at(CALLED, 12):
        assert rules_of(lambda: by(people[3], "leave_committee", election.ref, because="other")) == {
            "election_committee"
        }
        by(people[0], "leave_committee", election.ref, because="other")
    assert CommitteeMember.objects.get(person__number=people[3].removeprefix("person:")).joined_on == CALLED


def test_a_substitute_who_stands_is_passed_over_and_nobody_who_stands_runs_the_election() -> None:
    """Failed before: the next substitute came in by place, a candidate or not, and ran it."""
    with at(CALLED):
        people = votes.people(9)
        roll = scenes.freeze()
    election = scenes.call()
    scenes.committee(election, people[:3], substitutes=",".join(people[3:5]))
    with at(CALLED, 10, 30):
        by(people[0], "take_roll", election.ref, roll=roll.number)
    for one in (people[3], *people[5:7]):
        scenes.stand(scenes.contest(election), one, people[-2:])
    rows = CommitteeMember.objects.filter(election=election).order_by("place")
    with at(CALLED, 12):
        by(people[1], "leave_committee", election.ref, because="other")
        assert [row.joined_on for row in rows[3:5]] == [None, CALLED]
        assert by(people[2], "leave_committee", election.ref, because="other").entry.public["followed"] is False
    with door_open():
        rows.filter(place=rows[3].place).update(joined_on=CALLED)  # as it could come about before
    with at(VOTING - timedelta(days=7)):
        assert rules_of(lambda: by(people[3], "post_candidates", election.ref)) == {"election_committee"}
        by(people[3], "leave_committee", election.ref, because="candidate")
        by(people[4], "post_candidates", election.ref)


def test_the_committee_is_made_by_a_body_that_the_rule_names_and_is_large_enough() -> None:
    with at(CALLED):
        people = votes.people(3)
    election = scenes.call()
    assert rules_of(lambda: scenes.committee(election, people[:2])) == {"committee_size"}
    assert rules_of(lambda: scenes.committee(election, people, made_by="party_organisation")) == {
        "made_by", "chosen_there",
    }  # fmt: skip
    for nowhere in ("居民代表会议", "XY-M-2026-099", scenes.held("representatives_meeting")):
        assert rules_of(lambda at=nowhere: scenes.committee(election, people, decided_at=at)) == {"decided_at"}


@pytest.mark.parametrize(("agree", "carried"), [(0, False), (2, False), (3, True)])
def test_it_was_chosen_there_by_a_majority_or_it_was_not_chosen(agree: int, carried: bool) -> None:
    with at(CALLED):
        people = votes.people(5)
        election, body = scenes.call(), "residents_assembly"
        roll = scenes.freeze(body, "")
        names = ",".join(people[:3])
        meeting = scenes.held(body, about=election.ref, agree=0, people=names)  # on the agenda, and not put to the vote
    choose = lambda: scenes.committee(election, people[:3], decided_at=meeting)  # noqa: E731
    assert rules_of(choose) == {"chosen_there"}
    with at(CALLED, 9, 45):
        vote = scenes.adopted(Ref("item", f"{meeting}-1"), roll, agree, settled=False)
    assert rules_of(choose) == {"chosen_there"}, "counted, and not certified"
    with at(CALLED, 9, 50):
        scenes.certified(vote)
    if not carried:
        assert rules_of(choose) == {"chosen_there"}
        return
    for others in (people[2:5], [*people[:2], people[4]]):
        written_in = lambda them=others: scenes.committee(election, them, decided_at=meeting)  # noqa: E731
        assert rules_of(written_in) == {"named_there"}, "failed before: whoever entered it chose the names"
    assert rules_of(lambda: scenes.committee(election, people[:3], decided_at=meeting, substitutes=people[3])) == {
        "named_there"
    }
    choose()
    entry = Journal.objects.filter(act="elections.form_committee", kind="effect").latest("recorded_at")
    assert entry.public["vote"] == vote.number
    assert [found["rule"] for found in entry.findings if not found["ok"]] == []


def test_kin_of_officers_and_officers_do_not_supervise() -> None:
    people, contest = scenes.supervising()
    with at(CALLED, 11):
        director = stage.holder(CODE, DIRECTOR)
        stage.act(
            "registry.declare_kinship", DIRECTOR, Ref("person", director.removeprefix("person:")),
            relative=people[5], relation="sibling",
        )  # fmt: skip
        nominate = lambda whom: by(people[3], "nominate", contest, "anyone", person=whom)  # noqa: E731
        assert rules_of(lambda: nominate(people[5])) == {"barred_kin"}
        assert "barred_post" in rules_of(lambda: nominate(director))
        other = Person.objects.get(number=people[4].removeprefix("person:"))
        done = nominate(f"{other.residence.get().household.door} {other.name}")
        assert done.result, "neighbours know each other by door and name"
        assert "nominated_once" in rules_of(lambda: nominate(people[4]))


def test_nobody_types_a_result() -> None:
    race = counted({"c1": 9, "c2": 6, "c3": 2}, 10)
    with at(VOTING, 19), pytest.raises(FactsError):
        by(race.runners[0], "declare_result", race.contest.ref, elected="c3")
    with at(VOTING, 19):
        director = stage.holder(CODE, DIRECTOR)
        assert rules_of(lambda: by(director, "declare_result", race.contest.ref)) == {"election_committee"}
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("channels", ["web", "paper,web", "hands", "roll_call", ""])
def test_no_web_no_hands(channels: str) -> None:
    race = Race()
    race.post()
    if channels:
        assert rules_of(lambda: race.open(channels=channels)) == {"ballot_channels"}
    assert rules_of(lambda: race.open(booths=0)) == {"booth"}


def test_no_poll_on_another_day_or_without_lists() -> None:
    race = Race()
    with at(VOTING, 8):
        assert rules_of(lambda: by(race.runners[0], "open_poll", race.election.ref, booths=1)) == {"lists_posted"}
    race.post()
    with at(VOTING - timedelta(days=1), 8):
        assert rules_of(lambda: by(race.runners[0], "open_poll", race.election.ref, booths=1)) == {"voting_day"}


def test_too_few_candidates_and_a_late_list() -> None:
    race = Race(standing=2)
    assert rules_of(race.post) == {"enough_candidates"}
    other = Race.__new__(Race)
    other.__dict__.update(race.__dict__)
    scenes.stand(race.contest, race.people[6], race.people[-2:])
    assert rules_of(lambda: race.post(VOTING - timedelta(days=4))) == {"posted_early"}
    race.post(VOTING - timedelta(days=5))


def test_a_roll_frozen_too_late_does_not_do() -> None:
    with at(CALLED):
        people = votes.people(4)
    election = scenes.call()
    scenes.committee(election, people[:3])
    with at(VOTING - timedelta(days=19)):
        scenes.freeze()
        assert rules_of(lambda: by(people[0], "take_roll", election.ref)) == {"roll_posted"}


def test_called_too_late_for_the_roll_to_hang() -> None:
    assert rules_of(lambda: scenes.call(on=VOTING - timedelta(days=19))) == {"time_for_the_roll"}


def test_no_declaration_before_a_third_person_confirms() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 9, "c2": 6, "c3": 2}, confirmed=False)
    assert rules_of(race.declare) == {"counted_and_confirmed"}
    with at(VOTING, 18, 30):
        votes.confirm(race.vote())
    race.declare()
    assert rules_of(race.declare) == {"declared_once"}


def test_a_voting_day_in_2060_would_keep_every_other_election_out() -> None:
    assert rules_of(lambda: scenes.call(voting_day=date(2060, 1, 1))) == {"not_put_off"}
    assert rules_of(lambda: scenes.call(voting_day=CALLED + timedelta(days=91))) == {"not_put_off"}
    scenes.call(voting_day=CALLED + timedelta(days=90))


def test_no_election_of_a_body_of_which_no_rule_speaks() -> None:
    call = lambda: scenes.call("party_organisation.secretary 1", "party_organisation")  # noqa: E731
    assert rules_of(call) == {"election_rule"}
    with pytest.raises(FactsError):
        scenes.call("residents_committee.member 99")


def test_begun_by_itself_when_somebody_leaves_otherwise() -> None:
    with at(CALLED):
        director = stage.holder(CODE, DIRECTOR)
        term = Appointment.objects.get(
            person__number=director.removeprefix("person:"), post__key="director", left_on__isnull=False
        )
        begin = lambda: office("hand_over", SUPERVISOR, stage.here(), appointment=term.number)  # noqa: E731
        assert rules_of(begin) == {"left_office"}
    with at(CALLED + timedelta(days=1)):
        stage.act("registry.end_appointment", stage.CLERK, Ref("appointment", term.number), reason="resigned",
                  letter=paper("letter"))  # fmt: skip
        assert rules_of(begin) == {"begun_once"}
        deputy = stage.holder(CODE, stage.DEPUTY)
    assert {str(row.receiver) for row in scenes.owed().values()} == {deputy}


def test_a_late_list_moves_the_day_and_an_annulled_vote_is_taken_again() -> None:
    race = Race()
    again = VOTING + timedelta(days=10)
    with at(VOTING - timedelta(days=2)):
        runner, ref = race.runners[0], race.election.ref
        move = lambda day: by(runner, "move_voting_day", ref, voting_day=day, reason="名单晚了")  # noqa: E731
        assert rules_of(lambda: move(VOTING - timedelta(days=1))) == {"later"}
        assert rules_of(lambda: by(race.people[9], "move_voting_day", ref, voting_day=again, reason="x")) == {
            "election_committee"
        }
        move(again)
        by(runner, "post_candidates", ref)
    with at(again, 8):
        by(runner, "open_poll", ref, booths=1)
        assert rules_of(lambda: move(again + timedelta(days=1))) == {"no_standing_poll"}
    vote = race.count({"c1": 7, "c2": 6, "c3": 1}, day=again)
    with at(again, 20):
        votes.ask_back(vote, "did_not_vote")
        votes.act("annul_vote", SUPERVISOR, vote, grounds="sample", because="有人说没有投过")
        move(again + timedelta(days=1))
    with at(again + timedelta(days=1), 8):
        by(runner, "open_poll", ref, booths=1)


def test_no_member_of_the_committee_puts_an_election_off_for_good() -> None:
    """Before, a member moved it to 2099: no way back, and no other election of the body could be called."""
    race = Race()
    last = CALLED + timedelta(days=90)
    move = lambda day: by(race.runners[0], "move_voting_day", race.election.ref, voting_day=day, reason="x")  # noqa: E731
    with at(VOTING - timedelta(days=2)):
        assert rules_of(lambda: move(date(2099, 12, 31))) == {"not_put_off"}
        assert rules_of(lambda: move(last + timedelta(days=1))) == {"not_put_off"}
        move(last)
    with at(last - timedelta(days=1)):  # the days count from the call, not from the last move
        assert rules_of(lambda: move(last + timedelta(days=1))) == {"not_put_off"}
    assert rules_of(lambda: scenes.call(on=last, voting_day=last + timedelta(days=30))) == {"one_at_a_time"}
    scenes.call(on=last + timedelta(days=1), voting_day=last + timedelta(days=30))  # its day passed without a poll


def test_the_result_is_posted_in_chinese_and_titled_in_both_whatever_the_officer_reads() -> None:
    race = Race()
    race.post()
    race.open()
    race.count({"c1": 7, "c2": 6, "c3": 1})
    with translation.override("en"):
        race.declare()
    posted = Publication.objects.get(item="election_result")
    assert "登记投票人" in posted.text
    assert "Result of the election" in posted.title_en
