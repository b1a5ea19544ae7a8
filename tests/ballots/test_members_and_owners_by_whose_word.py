"""Who is a member or an owner is no clerk's word alone: marked, disputed by whom it concerns, and put back.

Seen before: the clerk ended memberships and ownerships, or let somebody own 99999 square metres, and neither the entry
nor the roll said a word; nobody could dispute it.
"""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunward.ballots.models import Roll
from sunward.kernel.acts import Done, Refused
from sunward.kernel.door import perform
from sunward.kernel.facts import FactsError
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries as registry
from tests.ballots.petitions.scenes import residents
from tests.meetings import owners
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, DIRECTOR, SUPERVISOR, here, marks

SINCE = date(2026, 1, 5)
pytestmark = pytest.mark.usefixtures("community")


def freeze(body: str) -> tuple[Roll, set[str]]:
    done = act("ballots.freeze_roll", DIRECTOR, here(), body=body)
    assert done.result
    return Roll.objects.get(number=done.result.id), marks(done)


def on_it(roll: Roll) -> set[str]:
    return {str(one.person) for one in roll.entries.filter(struck_on=None)}


def dispute(done: Done, person: str) -> Any:
    entry = Ref("entry", done.entry.ref)
    return perform("disclosure.dispute_desk_act", by=person, post="anyone", subject=entry, facts={"text": "不对。"},
                   key=new_id()).result  # fmt: skip


def upheld(done: Done, person: str) -> None:
    act("disclosure.answer_dispute", SUPERVISOR, dispute(done, person), outcome="upheld", answer="查实。")


def test_a_membership_that_a_clerk_ended_is_marked_disputed_and_put_back() -> None:
    with on(START):
        first, other = residents(2)
        for one in (first, other):
            act("registry.record_membership", CLERK, here(), person=one, kind="collective", from_day=SINCE)
        done = act("registry.end_membership", CLERK, here(), person=first, kind="collective")
        assert marks(done) == {"their_own_word"}
        roll, said = freeze("member_assembly")
        assert "roll_ended_unsaid" in said
        assert on_it(roll) == {other}
        with pytest.raises(Refused):
            dispute(done, other)
        upheld(done, first)
        assert on_it(roll) == {first, other}
        assert "roll_ended_unsaid" not in freeze("member_assembly")[1]


@pytest.mark.parametrize("told_by", ["self", "papers"])
def test_with_their_signature_or_the_list_of_members_nothing_is_marked(told_by: str) -> None:
    with on(START):
        [one] = residents(1)
        facts = {"person": one, "kind": "collective"}
        act("registry.record_membership", CLERK, here(), **facts, from_day=SINCE)
        done = act("registry.end_membership", CLERK, here(), **facts, told_by=told_by, paper=paper("signed"))
        assert marks(done) == set()


def test_papers_come_with_a_photograph() -> None:
    with on(START):
        [one] = residents(1)
        facts = {"person": one, "kind": "collective"}
        act("registry.record_membership", CLERK, here(), **facts, from_day=SINCE)
        with pytest.raises(FactsError, match="paper"):
            act("registry.end_membership", CLERK, here(), **facts, told_by="papers")


def test_an_owner_whom_a_clerk_struck_is_marked_and_put_back() -> None:
    with on(START):
        people = owners.under_the_civil_code(("100", "100", "100"))
    with on(owners.IN_FORCE):
        flat = Ref("household", f"{CODE}-9-201")
        done = act("registry.end_ownership", CLERK, flat, owner=people[1])
        assert marks(done) == {"their_own_word"}
        roll, said = freeze("owners_assembly")
        assert said == {"roll_ended_unsaid"}
        upheld(done, people[1])
        assert on_it(roll) == set(people)
        assert roll.entries.get(added_on__isnull=False).weight == 10000


def test_more_than_the_flat_is_marked_on_the_entry_and_on_the_roll() -> None:
    with on(START):
        people = owners.under_the_civil_code(("100", "100", "100"))
    with on(owners.IN_FORCE):
        flat = Ref("household", f"{CODE}-9-101")
        done = act("registry.record_ownership", CLERK, flat, owner=people[2], area="99999")
        assert marks(done) == {"their_own_word", "within_the_flat"}
        assert freeze("owners_assembly")[1] == {"roll_owners_unproved", "roll_flats_over", "roll_flats_shared"}


def test_three_flats_cost_what_one_does() -> None:
    """Seen before: three queries for each flat of which more is owned than there is."""
    with on(START):
        people, costs = owners.under_the_civil_code(("100", "100", "100")), []
    with on(owners.IN_FORCE):
        for flats in ((1,), (2, 3)):
            for flat in flats:
                home = Ref("household", f"{CODE}-9-{flat}01")
                act("registry.record_ownership", CLERK, home, owner=people[flat % 3], area="99999")
            with CaptureQueriesContext(connection) as asked:
                over = registry.flats_over(CODE, owners.IN_FORCE)
            costs.append((over, len(asked)))
    assert costs == [(1, 3), (3, 3)]


def test_relatives_with_a_sliver_of_one_flat_are_marked_on_the_roll() -> None:
    """Whether co-owners count as one head stands in a text that nobody here has read: said, not decided."""
    with on(START):
        owners.under_the_civil_code(("100", "100", "100"))
        relatives = residents(3)
        for one in relatives:
            flat = Ref("household", f"{CODE}-9-101")
            proved = {"told_by": "papers", "paper": paper(one), "flat_area": "100.03"}
            act("registry.record_ownership", CLERK, flat, owner=one, area="0.01", **proved)
    with on(owners.IN_FORCE):
        roll, said = freeze("owners_assembly")
        assert said >= {"roll_flats_shared"}
        assert not said & {"roll_flats_over", "roll_owners_unproved"}
        assert roll.entitled == 6
