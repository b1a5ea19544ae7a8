"""A clerk enters sheets as handed out to people at home, and puts his own into the box: they say so.

Seen before: each was refused on the web as having voted on paper, and sent to the supervision committee, with no act to
say so; the result was certified without a mark.
"""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import DeniedSheet, TakenBack, Vote
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.guard import door_open
from sunward.kernel.refs import new_id
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import (
    act,
    ask_back,
    cast,
    certify,
    close,
    confirm,
    count_paper,
    enter_paper,
    entry_of,
    issue,
    people,
    put,
    roll_of,
    rules_of,
    take_back,
)
from tests.elections import scenes as elections
from tests.meetings import scenes as meetings
from tests.meetings.scenes import EVENING
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISION_MEMBER, holder

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("community")]
HOME = 3  # so many sit at home, and never took one


def said(done: Done) -> dict[str, str]:
    return {one.rule: one.text.en for one in done.entry.findings if one.breach}


def denies(vote: Vote, person: str) -> Done:
    return act("deny_sheet", "anyone", vote, by=person)


@pytest.fixture
def voters() -> list[str]:
    return people(12)


@pytest.fixture
def false(voters: list[str]) -> Vote:
    """Four took a sheet; the clerk enters three more for people at home, and puts his own into the box for them."""
    vote = put(roll_of(voters))
    for person in voters[: 4 + HOME]:
        issue(vote, person)
    return vote


@pytest.fixture
def home(voters: list[str]) -> list[str]:
    return voters[4 : 4 + HOME]


def counted(vote: Vote, votes: dict[str, int]) -> None:
    count_paper(vote, votes)
    confirm(vote)


def test_whoever_never_took_it_says_so_once_and_nobody_else_does(false: Vote, voters: list[str]) -> None:
    assert "already_voted" in rules_of(lambda: cast(false, voters[4]))
    assert rules_of(lambda: denies(false, voters[8])) == {"sheet_is_out"}
    denies(false, voters[4])
    assert rules_of(lambda: denies(false, voters[4])) == {"denied_once"}


def test_their_number_is_told_with_vote_close_count_and_certificate(false: Vote, voters: list[str]) -> None:
    denies(false, voters[4])
    closed = close(false)
    assert closed.entry.public["sheets_denied"] == 1
    assert "1 say" in said(closed)["sheets_denied"]
    count = enter_paper(false, {"for": 7})
    assert count.entry.public["sheets_denied"] == 1
    assert set(said(count)) == {"sheets_denied"}, "the sheets add up: it was handed out, and lies somewhere"
    scenes.second(false)
    confirm(false)
    ask_back(false)
    done = certify(false)
    assert done.entry.public["sheets_denied"] == 1
    assert "sheets_denied" in said(done)
    assert "denied_sheets_decide" not in said(done), "seven to nothing stays six to one"
    found = queries.vote_page(false.number)
    assert found
    assert found.sheets_denied == 1
    number, place = voters[4].removeprefix("person:"), entry_of(false, voters[4])
    told = [str(one.public) + str(one.findings) for one in Journal.objects.filter(subject_id=false.number)]
    assert not any(number in each or f"'entry': {place}" in each for each in told)


def test_after_the_close_it_is_said_until_the_certificate(false: Vote, voters: list[str]) -> None:
    close(false)
    denies(false, voters[4])
    counted(false, {"for": 7})
    ask_back(false)
    assert "sheets_denied" in said(certify(false))
    assert rules_of(lambda: denies(false, voters[5])) == {"before_the_certificate"}


def test_a_result_that_they_could_turn_can_be_annulled_by_whoever_does_not_say_so(
    false: Vote, voters: list[str], home: list[str]
) -> None:
    for person in voters[7:]:
        cast(false, person, "against")
    annul = lambda **facts: act(  # noqa: E731
        "annul_vote", stage.SUPERVISOR, false, grounds="denied", because="有人没有领过票", **facts
    )
    close(false)
    counted(false, {"for": 7})  # 7 : 5; without the three, and with theirs, 4 : 8
    assert rules_of(annul)
    for person in home:
        denies(false, person)
    assert "denied" in queries.grounds_borne_out(false.number)
    false.refresh_from_db()
    assert any("never took" in text.en for text in queries.vote_page(false.number).doubts)  # type: ignore[union-attr]
    supervisor, row = holder(CODE, stage.SUPERVISOR), DeniedSheet.objects.filter(mark__entry=entry_of(false, home[0]))
    assert row.exists()
    assert supervisor not in home
    annul()


def test_whoever_holds_the_office_and_says_so_does_not_annul(voters: list[str]) -> None:
    supervisor = holder(CODE, stage.SUPERVISOR)
    vote = put(roll_of([supervisor, *voters[:4]]))
    for person in (supervisor, *voters[:2]):
        issue(vote, person)
    denies(vote, supervisor)
    for person in voters[2:4]:
        cast(vote, person, "against")
    close(vote)
    scenes.enter_paper(vote, {"for": 3})
    scenes.second(vote)
    confirm(vote)
    annul = lambda: act("annul_vote", stage.SUPERVISOR, vote, grounds="denied", because="我没有领过")  # noqa: E731
    assert rules_of(annul) == {"another_denied"}


def test_their_word_alone_frees_no_place(false: Vote, voters: list[str]) -> None:
    """Whoever put theirs in could say so and vote once more: the box would hold one too many."""
    denies(false, voters[0])
    assert "already_voted" in rules_of(lambda: cast(false, voters[0], "against"))
    assert "already_voted" in rules_of(lambda: issue(false, voters[0]))


def test_another_teller_who_finds_it_among_the_unused_frees_it(false: Vote, voters: list[str]) -> None:
    denies(false, voters[4])
    assert rules_of(lambda: take_back(false, voters[4])) == {"another_teller"}, "the clerk handed it out"
    act("take_back_paper", SUPERVISION_MEMBER, false, entry=entry_of(false, voters[4]))
    assert TakenBack.objects.get().confirmed_by == voters[4], "their own word is the second"
    cast(false, voters[4], "against")
    closed = close(false)
    assert closed.entry.public["taken_back_unconfirmed"] == 0
    assert "sheets_denied" not in said(closed), "it is settled"
    counted(false, {"for": 6})
    assert scenes.figures(false).cast == 7


def test_at_the_desk_by_a_slip_and_by_another_than_handed_it_out(false: Vote, voters: list[str]) -> None:
    name, slip, member = "ballots.deny_sheet", paper("slip"), holder(CODE, SUPERVISION_MEMBER)

    def entered(**facts: object) -> Done:
        return perform(name, by=member, post=SUPERVISION_MEMBER, subject=false.ref, facts=facts, key=new_id(),
                       on_behalf_of=voters[4])  # fmt: skip

    assert rules_of(lambda: stage.served(name, voters[4], false.ref, signed=slip)) == {"another_teller"}
    assert rules_of(entered) == {"signed_at_desk"}
    entered(signed=paper("another"))
    third = holder(CODE, SUPERVISION_MEMBER, 1)
    act("take_back_paper", SUPERVISION_MEMBER, false, by=third, entry=entry_of(false, voters[4]))
    assert TakenBack.objects.get().confirmed_by is None, "what others entered for them is not their own hand"


@pytest.mark.usefixtures("own_keys")
def test_the_page_offers_it_before_and_after_the_close(false: Vote, voters: list[str], client: Client) -> None:
    page, wanted = f"/en/c/{CODE}/votes/{false.number}/", "do/ballots.deny_sheet/"
    signed_in(client, voters[4])
    for here in (page, f"{page}receipt/"):
        assert wanted in client.get(here).content.decode()
    assert "never took it" in client.get(f"/en/c/{CODE}/desk/").content.decode()
    close(false)
    assert wanted in client.get(page).content.decode()
    denies(false, voters[4])
    read = client.get(page).content.decode()
    assert "You have said that you never took this sheet" in read
    assert "Say that they never took the sheet entered for them" in read
    assert wanted not in read
    signed_in(client, voters[8])
    assert wanted not in client.get(page).content.decode()


@pytest.mark.usefixtures("own_keys")
def test_the_tellers_see_who_says_so_and_take_it_off_there(false: Vote, voters: list[str], client: Client) -> None:
    denies(false, voters[4])
    door = f"/en/c/{CODE}/votes/{false.number}/door/"
    signed_in(client, holder(CODE, stage.SUPERVISOR))
    assert "Says that they never took the sheet" in client.get(door).content.decode()
    answer = client.post(door, {"do": "take_back", "entry": entry_of(false, voters[4])})
    assert answer.status_code == 302
    assert "Says that they never took the sheet" not in client.get(door).content.decode()
    signed_in(client, voters[4])
    read = client.get(f"/en/c/{CODE}/votes/{false.number}/").content.decode()
    assert "You have said that you never took it." in read
    assert "do/ballots.cast" in read or "ballot/" in read


def test_what_a_proxy_took_is_not_theirs_to_deny(voters: list[str]) -> None:
    """Of an election: they have seen no sheet; that they gave no proxy they dispute."""
    vote = put(roll_of(voters), channels="paper")
    issue(vote, voters[0])
    with door_open():
        vote.marks.update(by_stay=-3)
    assert rules_of(lambda: denies(vote, voters[0])) == {"sheet_is_out"}


class TestAnEveningWithPaperAndTheWeb:
    """Fifty-seven delegates, forty in the room: with three false sheets 29 : 28, without them 26 : 31."""

    def test_it_is_no_longer_certified_without_a_word(self) -> None:
        with meetings.at(meetings.CALLED, 9):
            people = meetings.people(57)
            roll, meeting = meetings.freeze(people), meetings.convene()
            item = meetings.add_item(meeting)
            meetings.notify(meeting)
        with meetings.at(EVENING, 19):
            meetings.open_with(meeting, meetings.entries(roll)[:40])
            until = f"{EVENING + timedelta(days=1)} 20:00"
            vote = meetings.put(item, channels="web,paper", closes_at=until, secret=True)
            for person in people[:43]:
                issue(vote, person)
        with meetings.at(EVENING + timedelta(days=1), 9):
            for person in people[43:]:
                cast(vote, person, "against")
            for person in people[40:43]:
                assert "already_voted" in rules_of(lambda person=person: cast(vote, person, "against"))
                denies(vote, person)
        with meetings.at(EVENING + timedelta(days=1), 20, 1):
            assert close(vote).entry.public["sheets_denied"] == 3
            counted(vote, {"for": 29, "against": 14})
            doubts = queries.vote_page(vote.number).doubts  # type: ignore[union-attr]
            assert any("It can be annulled for that." in text.en for text in doubts)
            act("annul_vote", stage.SUPERVISOR, vote, grounds="denied", because="三人没有领过票")


class TestAPollOnARecall:
    def test_whoever_comes_at_noon_and_is_told_that_she_has_voted_has_it_said_with_the_result(self) -> None:
        with elections.at(elections.CALLED):
            people = scenes.people(20)
            petition = elections.petition_against(holder(CODE, DIRECTOR), DIRECTOR, people[0])
            for one in people[:4]:
                elections.sign(petition, one)
            elections.freeze()
        recall, calls = elections.the_recall(), elections.CALLED + timedelta(days=31)
        votes_on = calls + timedelta(days=7)
        with elections.at(calls):
            elections.by(people[0], "call_recall_vote", recall.ref, "resident", voting_day=votes_on,
                         places="社区活动室", until_hour="18:00")  # fmt: skip
        with elections.at(votes_on, 8):
            elections.by(people[0], "open_recall_poll", recall.ref, "resident", booths=1)
            vote = Vote.objects.get(about_type="recall", about_id=recall.number)
            for one in people[:14]:
                issue(vote, one, CLERK)
        with elections.at(votes_on, 12):
            assert "already_voted" in rules_of(lambda: issue(vote, people[12]))
            for one in people[11:14]:
                denies(vote, one)
        with elections.at(votes_on, 18):
            close(vote)
            counted(vote, {"for": 6, "against": 8})
            assert "denied" in queries.grounds_borne_out(vote.number)
            done = elections.by(holder(CODE, stage.SUPERVISOR), "declare_recall", recall.ref, stage.SUPERVISOR)
            assert "sheets_denied" in said(done)
