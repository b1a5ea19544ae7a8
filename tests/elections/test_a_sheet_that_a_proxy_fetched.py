"""A sheet that was handed to a proxy at the door of a poll stays the proxy's, and its giver is not asked for it.

Seen before: the giver was drawn, asked whether she had voted or taken a sheet, and said truthfully that she had not:
the result could only be annulled. Her pages said that a sheet had been handed to her.
"""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from sunward.ballots import queries as ballots
from sunward.ballots.counting import sampling
from sunward.ballots.models import Mark, SampledVoter, Vote
from sunward.elections.models import Proxy
from sunward.elections.polling.proxies import false_proxies
from sunward.kernel.acts import Done
from sunward.kernel.viewer import Viewer
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes as votes
from tests.elections.scenes import SUPERVISOR, VOTING, Race, at, by
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, served, upheld

pytestmark = pytest.mark.usefixtures("community", "own_keys")
EVE, MORNING = VOTING - timedelta(days=1), VOTING + timedelta(days=1)
HANDED = "发给了您的代理人"
CLOSE = {"c1": 7, "c2": 5, "c3": 3}  # of eight sheets; five are needed for a seat


class Poll:
    """A poll of an election in which one voter let a brother fetch her sheet; the clerk entered it for her."""

    def __init__(self) -> None:
        self.race = Race()
        self.giver, self.holder = self.race.people[8:10]
        self.race.post()
        with at(EVE):
            given = {"holder": self.holder, "paper": paper("proxy"), "said_kin": "sibling"}
            self.granted = served("elections.grant_proxy", self.giver, self.race.election.ref, **given)
        self.vote = self.race.open()

    @property
    def others(self) -> list[str]:
        return self.race.people[:5]

    def sheets_are_handed_out(self) -> None:
        with at(VOTING, 9):
            votes.issue(self.vote, self.giver, by_proxy=True)
            for one in self.others:
                votes.issue(self.vote, one)

    def is_counted(self, figures: dict[str, int] | None = None, sheets: int = 6) -> Done:
        """Two count, a third confirms."""
        with at(VOTING, 18):
            closed = votes.close(self.vote)
            facts = self.race.several(figures or {"c1": 6, "c2": 5}, sheets)
            second = stage.holder(CODE, stage.SUPERVISION_MEMBER, 0)
            votes.act("count_paper", SUPERVISOR, self.vote, **facts, counted_with=second)
            votes.second(self.vote)
            votes.confirm(self.vote)
        return closed

    def two_more_come(self) -> None:
        with at(VOTING, 10):
            for person in self.race.people[5:7]:
                votes.issue(self.vote, person)

    def place(self, person: str) -> int:
        return votes.entry_of(self.vote, person)

    @property
    def drawn(self) -> set[int]:
        return set(SampledVoter.objects.filter(vote=self.vote).values_list("entry_id", flat=True))


def reads(person: str, path: str, language: str = "zh") -> str:
    answer = signed_in(Client(), person).get(f"/{language}/c/{CODE}/{path}")
    assert answer.status_code == 200
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def test_whoever_stayed_at_home_is_neither_drawn_nor_written_to() -> None:
    poll = Poll()
    poll.sheets_are_handed_out()
    closed = poll.is_counted()
    assert poll.drawn == {poll.place(one) for one in poll.others}
    public = closed.entry.public
    assert (public["voted"], public["by_proxy"]) == (5, 1)
    assert public["voted"] + public["by_proxy"] == Mark.objects.filter(vote=poll.vote).count()
    with at(VOTING, 19):
        assert ballots.asks_me(poll.giver, CODE) == []
        clerk = Viewer(CODE, stage.holder(CODE, SUPERVISOR), frozenset({SUPERVISOR}))
        letters = ballots.letters_to_drawn(poll.vote.number, clerk)
        assert letters is not None
        assert len(letters) == 5
        votes.ask_back(poll.vote)
        votes.certify(poll.vote)
    assert Vote.objects.get(pk=poll.vote.pk).certified_on == VOTING


def test_nothing_that_becomes_of_the_proxy_moves_the_draw() -> None:
    """Taken back at noon, found false in the evening: the sheet had been handed to whoever held it in the morning."""
    poll = Poll()
    poll.sheets_are_handed_out()
    with at(VOTING, 17):
        upheld(poll.granted)
    assert Proxy.objects.get().void_on == VOTING
    poll.is_counted()
    poll.vote.refresh_from_db()
    assert (poll.drawn, sampling.wanted(poll.vote)) == ({poll.place(one) for one in poll.others}, 5)


def test_a_sheet_that_came_back_and_was_taken_by_herself_is_hers() -> None:
    poll = Poll()
    poll.sheets_are_handed_out()
    with at(VOTING, 10):
        votes.take_back(poll.vote, poll.giver)
        assert ballots.my_sheets_taken_back(poll.giver, poll.vote.number) == [], "she has seen no sheet"
        by(poll.giver, "take_back_proxy", poll.race.election.ref, "resident")
        votes.issue(poll.vote, poll.giver)
    closed = poll.is_counted()
    assert "by_proxy" not in closed.entry.public
    assert closed.entry.public["voted"] == 6


def test_it_is_entered_so_from_the_signed_list_too() -> None:
    poll = Poll()
    key = str(poll.place(poll.giver))
    with at(MORNING):
        keys = [str(poll.place(one)) for one in poll.others]
        facts = {"entries": ",".join([*keys, key]), "by_proxy": key, "proof": paper("list")}
        votes.act("enter_list", CLERK, poll.vote, **facts)
        closed = votes.close(poll.vote)
    assert poll.drawn == {poll.place(one) for one in poll.others}
    assert closed.entry.public["by_proxy"] == 1


def test_her_page_of_the_vote_says_to_whom_the_sheet_went() -> None:
    poll = Poll()
    poll.sheets_are_handed_out()
    page = f"votes/{poll.vote.number}/"
    with at(VOTING, 9, 30):
        said = reads(poll.giver, page)
        assert HANDED in said
        assert "给您发了纸质选票" not in said
        assert "您领了一张纸质票" not in said
        assert "没有领过" not in said
        assert "您领了一张纸质票" in reads(poll.others[3], page)
        assert "handed out to your proxy" in reads(poll.giver, page, "en")
    poll.is_counted()
    with at(VOTING, 19):
        said = reads(poll.giver, page)
        assert "代理人" in said
        assert "会议页面" not in said


@pytest.mark.parametrize("found_out", [17, 18])
def test_of_a_proxy_that_nobody_gave_the_sheet_is_marked_and_can_be_a_ground_to_annul(found_out: int) -> None:
    """One of eight sheets, and five are needed for a seat: nobody is drawn any more who would say so."""
    poll = Poll()
    poll.sheets_are_handed_out()
    poll.two_more_come()
    if found_out == 17:
        with at(VOTING, 17):
            upheld(poll.granted)
    poll.is_counted(CLOSE, 8)
    if found_out == 18:
        with at(VOTING, 18, 30):
            upheld(poll.granted)
    with at(VOTING, 19):
        assert {one.rule for one in ballots.marks_of_false_proxies(poll.vote.number)} == {
            "false_proxies", "false_proxies_decide",
        }  # fmt: skip
        votes.act("annul_vote", "street_office.director", poll.vote, grounds="denied", because="委托是假的")


def test_taken_back_first_and_denied_then_the_sheet_is_marked_all_the_same() -> None:
    poll = Poll()
    poll.sheets_are_handed_out()
    with at(VOTING, 10):
        by(poll.giver, "take_back_proxy", poll.race.election.ref, "resident")
    with at(VOTING, 17):
        upheld(poll.granted)
    assert {one.rule for one in ballots.marks_of_false_proxies(poll.vote.number)} == {"false_proxies"}


FOUND = {"proxies_by_their_own_word", "false_proxies"}


@pytest.mark.parametrize("clerk", [True, False])
def test_taken_back_first_and_denied_then_the_declaration_says_so_too(clerk: bool) -> None:
    """Seen before: the sheet was in the box, the vote was marked, and whoever heard the result declared heard nothing
    of it, though the same denial without the taking back was told."""
    poll = Poll()
    poll.sheets_are_handed_out()
    with at(VOTING, 10):
        if clerk:
            served("elections.take_back_proxy", poll.giver, poll.race.election.ref)
        else:
            by(poll.giver, "take_back_proxy", poll.race.election.ref, "resident")
    with at(VOTING, 17):
        answered = upheld(poll.granted)
    (undone,) = Journal.objects.filter(act="elections.void_proxy", parent=answered.entry.ref)
    assert [one["rule"] for one in undone.findings if not one["ok"]] == ["before_the_poll"]
    poll.is_counted()
    found = stage.marks(poll.race.declare())
    assert found >= FOUND
    assert "proxies_taken_back_for_them" not in found


def test_the_ground_to_annul_is_told_with_the_declaration() -> None:
    poll = Poll()
    poll.sheets_are_handed_out()
    poll.two_more_come()
    with at(VOTING, 10):
        served("elections.take_back_proxy", poll.giver, poll.race.election.ref)
    poll.is_counted(CLOSE, 8)
    with at(VOTING, 18, 30):
        upheld(poll.granted)
    assert stage.marks(poll.race.declare()) >= FOUND | {"false_proxies_decide"}


def test_taken_back_before_anybody_voted_nothing_is_said_of_it() -> None:
    """Its holder can have taken no sheet, whenever it was found out that she had not given it."""
    race = Race()
    race.post()
    given = {"holder": race.people[9], "paper": paper("proxy"), "said_kin": "sibling"}
    with at(EVE):
        granted = served("elections.grant_proxy", race.people[8], race.election.ref, **given)
    with at(VOTING, 7):
        served("elections.take_back_proxy", race.people[8], race.election.ref)
    race.open()
    with at(VOTING, 9):
        upheld(granted)
    race.count({"c1": 7, "c2": 5})
    assert false_proxies(race.contest) == 0
    assert FOUND.isdisjoint(stage.marks(race.declare()))


def test_given_back_unused_nothing_was_voted_by_it() -> None:
    poll = Poll()
    poll.sheets_are_handed_out()
    with at(VOTING, 10):
        upheld(poll.granted)
        votes.act("take_back_paper", CLERK, poll.vote, entry=Mark.objects.get(by_stay=ballots.FETCHED).entry_id)
    assert ballots.marks_of_false_proxies(poll.vote.number) == []
