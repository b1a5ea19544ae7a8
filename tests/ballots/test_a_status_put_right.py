"""Whoever is back, and was entered with the wrong status, disputes the status: it is put right, and they stay.

Every story here failed before: what was upheld of an arrival took back the whole of it, so that whoever said "my status
is wrong" was off the register and off the rolls.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sunward.disclosure import queries as disclosure
from sunward.disclosure.models import DeskDispute
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref
from sunward.record.models import Journal
from sunward.registry.models import PersonCorrection, ResidenceSpell
from tests.ballots.test_back_by_one_hand import RULE
from tests.ballots.test_gone_and_back import gone, marks
from tests.ballots.test_moving_next_door import (
    YEARS_LATER,
    capacities,
    enters,
    freeze,
    is_on,
    leaves,
    settled,
    upheld,
)
from tests.by_links import Walk
from tests.money.cases import act, on, paper
from tests.stage import CLERK, CODE, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")
AWAY = YEARS_LATER + timedelta(days=100)


def home_of(person: Ref) -> ResidenceSpell:
    found: ResidenceSpell = ResidenceSpell.objects.get(person__number=person.id, left_on=None)
    return found


def back(status: str, signed: bool, **facts: Any) -> tuple[Ref, Done]:
    """Somebody with a vote was gone, by the word of others or their own, and is back as something else."""
    who = settled(status="registered")
    with on(YEARS_LATER):
        leaves(who) if signed else gone(who, 0)
    with on(AWAY):
        return who, enters(who, "7-702", status, **facts)


@pytest.mark.parametrize("signed", [False, True])
def test_the_status_is_put_right_and_they_stay_where_they_are(signed: bool) -> None:
    who, done = back("mobile", signed)
    with on(AWAY):
        roll = freeze()
        assert (is_on(roll, who), marks(roll)["roll_corrected_persons"]) == (False, "1")
        upheld(done, who, wrong="registered")
        assert (home_of(who).entry, home_of(who).status) == (done.entry.ref, "registered")
        assert capacities(who) == {"resident", "voter"}
        assert is_on(roll, who), "and the roll that was frozen meanwhile has them"
        assert "roll_corrected_persons" not in marks(freeze()), "nothing is changed any more"
        assert marks(freeze()) == ({} if signed else {RULE: "1"}), "that they are back rests on the same word as before"


def test_papers_that_the_same_entry_changed_stay() -> None:
    who, done = back("mobile", False, papers="residence_permit")
    with on(AWAY):
        upheld(done, who, wrong="registered")
        assert (home_of(who).status, home_of(who).papers) == ("registered", "residence_permit")
        assert [row.papers_was for row in PersonCorrection.objects.filter(undone_on=None)] == ["identity_card"]
        assert "roll_corrected_persons" not in marks(freeze())


def test_a_status_that_they_never_had_before_is_a_correction_by_one_word() -> None:
    who = settled(status="mobile", papers="lease")
    with on(YEARS_LATER):
        gone(who, 0)
    with on(AWAY):
        done = enters(who, "7-702", "mobile")
        roll = freeze()
        upheld(done, who, wrong="registered")
        assert capacities(who) == {"resident", "voter"}
        assert not is_on(roll, who), "rolls that are frozen stay as they are, as with every correction"
        assert marks(freeze())["roll_corrected_persons"] == "1"


def test_what_was_corrected_since_stays() -> None:
    who, done = back("mobile", False)
    with on(AWAY):
        facts = {"reason": "mistyped", "told_by": "self", "status": "habitual", "paper": paper("signed")}
        act("registry.correct_person", CLERK, who, **facts)
        upheld(done, who, wrong="registered")
        assert home_of(who).status == "habitual"
        assert "roll_corrected_persons" not in marks(freeze())


def test_something_else_that_is_wrong_takes_nobody_off() -> None:
    who, done = back("registered", False)
    with on(AWAY):
        roll, entries = freeze(), Journal.objects.count()
        upheld(done, who, wrong="other")
        assert (capacities(who), is_on(roll, who)) == ({"resident", "voter"}, True)
        assert Journal.objects.count() == entries + 2, "the dispute and its answer"


def test_the_answer_says_what_is_wrong_and_only_of_an_arrival() -> None:
    who, done = back("mobile", False)
    with on(AWAY):
        with pytest.raises(FactsError, match="wrong"):
            upheld(done, who, wrong="")
        said = Ref("desk_dispute", DeskDispute.objects.get().number)
        with pytest.raises(FactsError, match="wrong"):
            act("disclosure.answer_dispute", SUPERVISOR, said, outcome="not_upheld", answer="属实。", wrong="entry")
        assert disclosure.is_of_arrival(said.id)
        facts = {"status": "habitual", "reason": "other", "told_by": "claimed", "from_day": AWAY + timedelta(days=1)}
    with on(AWAY + timedelta(days=1)):
        changed = act("registry.change_status", CLERK, who, **facts)
        with pytest.raises(FactsError, match="wrong"):
            upheld(changed, who, wrong="registered")


def test_the_page_asks_whoever_answers(own_keys: None) -> None:
    del own_keys
    who, done = back("mobile", False)
    with on(AWAY):
        entry = Ref("entry", done.entry.ref)
        said = act("disclosure.dispute_desk_act", "anyone", entry, by=str(who), text="我是本地户口。").result
        assert said
        desk = Walk(holder(CODE, SUPERVISOR), "zh").duties().go(f"/disputes/{said.id}/")
        desk.go("/do/disclosure.answer_dispute/")
        assert "只是身份，应当是“户籍在本社区”" in desk.html
        desk.send(outcome="upheld", answer="已查实。", wrong="registered")
        assert home_of(who).status == "registered"
        page = Client().get(f"/zh/c/{CODE}/disputes/{said.id}/").content.decode()
        assert "已查实。" in page
        assert "户籍在本社区" not in page
