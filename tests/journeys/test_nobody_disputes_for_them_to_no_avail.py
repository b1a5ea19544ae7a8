"""A supervisor entered a weak dispute in somebody's name and answered that it was not so: their only one was gone."""

from datetime import timedelta

import pytest
from django.test import Client

from sunward.disclosure.models import DeskDispute, EarlierDispute
from sunward.elections.models import CommitteeMember
from sunward.kernel.acts import Done
from sunward.kernel.door import perform
from sunward.kernel.refs import Ref, new_id
from tests import stage
from tests.ballots.scenes import rules_of
from tests.elections import scenes
from tests.elections.scenes import CALLED, CODE, STREET, SUPERVISOR, at
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import served

pytestmark = pytest.mark.usefixtures("community")
DISPUTE = "disclosure.dispute_desk_act"


class Forged:
    """A clerk lets a member leave the election committee, with a slip that the member never signed."""

    def __init__(self) -> None:
        race = scenes.Race()
        self.person, self.election = race.runners[1], race.election
        with at(CALLED, 12):
            self.done = served("elections.leave_committee", self.person, race.election.ref, because="other")
        self.entry = Ref("entry", self.done.entry.ref)

    def by_others(self, **facts: object) -> Done:
        head = stage.holder(CODE, SUPERVISOR)
        return perform(
            DISPUTE, by=head, post=SUPERVISOR, subject=self.entry, facts={"text": "没事。"} | facts, key=new_id(),
            on_behalf_of=self.person,
        )  # fmt: skip

    def own(self) -> Done:
        return stage.act(DISPUTE, "anyone", self.entry, by=self.person, text="我没有退出。")

    def answered(self, done: Done, outcome: str, post: str = SUPERVISOR) -> None:
        assert done.result
        stage.act("disclosure.answer_dispute", post, done.result, outcome=outcome, answer="已查。")

    @property
    def sits(self) -> bool:
        number = self.person.removeprefix("person:")
        return CommitteeMember.objects.get(election=self.election, person__number=number).left_on is None


@pytest.mark.parametrize("answered", [False, True])
def test_their_own_hand_goes_before_what_was_entered_for_them(answered: bool) -> None:
    forged = Forged()
    with at(CALLED, 13):
        first = forged.by_others()
        if answered:
            forged.answered(first, "not_upheld")
    with at(CALLED + timedelta(days=1)):
        second = forged.own()
        assert [one.rule for one in second.entry.findings if one.rule == "supersedes_the_desk"]
        forged.answered(second, "upheld", STREET)
    assert forged.sits
    kept = EarlierDispute.objects.get()
    assert (f"desk_dispute:{kept.number}", kept.outcome) == (str(first.result), "not_upheld" if answered else "")
    assert DeskDispute.objects.get().outcome == "upheld"


def test_so_does_a_slip_before_the_word_of_others_alone_and_their_hand_before_a_slip() -> None:
    forged = Forged()
    with at(CALLED, 13):
        forged.by_others()
        assert rules_of(forged.by_others) == {"first_dispute"}
        forged.by_others(slip=paper("slip"))
        assert rules_of(lambda: forged.by_others(slip=paper("another"))) == {"first_dispute"}
        forged.own()
        assert rules_of(forged.own) == {"first_dispute"}
        assert rules_of(lambda: forged.by_others(slip=paper("third"))) == {"first_dispute"}


def test_once_it_is_upheld_there_is_nothing_left_to_dispute() -> None:
    forged = Forged()
    with at(CALLED, 13):
        forged.answered(forged.by_others(), "upheld")
        assert rules_of(forged.own) == {"first_dispute"}


def test_the_days_do_not_run_out_while_others_wait_for_their_answer() -> None:
    forged = Forged()
    with at(CALLED + timedelta(days=14)):
        first = forged.by_others()
    with at(CALLED + timedelta(days=25)):
        forged.answered(first, "not_upheld")
    with at(CALLED + timedelta(days=35)):
        forged.own()


def test_the_button_stays_on_their_page(client: Client) -> None:
    forged = Forged()
    with at(CALLED, 13):
        forged.answered(forged.by_others(), "not_upheld")
        mine = signed_in(client, forged.person).get(f"/en/c/{CODE}/desk/").content.decode()
        assert f"do/{DISPUTE}/entry:{forged.entry.id}/" in mine
        forged.own()
        mine = client.get(f"/en/c/{CODE}/desk/").content.decode()
        assert f"do/{DISPUTE}/entry:{forged.entry.id}/" not in mine
