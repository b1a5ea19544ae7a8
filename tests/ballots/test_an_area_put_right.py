"""A mistyped floor area is put right on the frozen roll too: by the register, dated, and before anybody votes by it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sunward.ballots import queries as ballots
from sunward.ballots.models import Petition, Roll, RollEntry, WeightCorrection
from sunward.ballots.roll.freezing import digest_of
from sunward.kernel.acts import Done
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from tests.ballots import scenes as voting
from tests.meetings import owners
from tests.meetings.owners import IN_FORCE
from tests.money.cases import START, act, on, paper
from tests.stage import CLERK, CODE, here

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECOND = Ref("household", f"{CODE}-9-201")


@pytest.fixture
def people(community: str) -> list[str]:
    with on(START):
        return owners.under_the_civil_code(["89.6", "896", "70", "80"])


@pytest.fixture
def roll(people: list[str]) -> Any:
    with on(IN_FORCE):
        yield owners.roll()


def mend_the_register(owner: str, area: str = "89.6") -> None:
    proof = {"told_by": "papers", "paper": paper(f"title of {area}")}
    act("registry.end_ownership", CLERK, SECOND, owner=owner, **proof)
    act("registry.record_ownership", CLERK, SECOND, owner=owner, area=area, **proof)


def reweigh(roll: Roll, who: str, **facts: Any) -> Done:
    return act("ballots.correct_weight", CLERK, roll.ref, **({"who": who, "reason": "area_as_in_title"} | facts))


def put(roll: Roll) -> None:
    voting.put(roll, channels="roll_call", on=roll.open_until + timedelta(days=1), secret=False)


def weights(roll: Roll) -> list[int | None]:
    return list(roll.entries.order_by("id").values_list("weight", flat=True))


def marks(roll: Roll) -> set[str]:
    return {found.rule for found in ballots.marks_of_roll(roll.pk)}


def test_the_roll_takes_the_area_that_the_register_gives_on_its_day(roll: Roll, people: list[str]) -> None:
    """Before, 896 for 89.6 stayed: striking and adding kept it, and the strike was marked itself."""
    with pytest.raises(FactsError, match="who"):
        reweigh(roll, people[1])
    assert "roll_weights_off" not in marks(roll)
    mend_the_register(people[1])
    assert "roll_weights_off" in marks(roll), "the register was put right, and the roll was not"
    done = reweigh(roll, people[1], words="产权证写 89.6")
    assert not list(breaches(done.entry.findings))
    assert done.entry.public["area"] == 8960 + 8960 + 7000 + 8000
    assert weights(roll) == [8960, 8960, 7000, 8000]
    assert "roll_weights_off" not in marks(roll)
    row = WeightCorrection.objects.get()
    assert (row.was, row.weight, row.corrected_on, row.reason) == (89600, 8960, IN_FORCE, "area_as_in_title")
    assert digest_of(roll) == roll.digest, "what was frozen can still be proved"


def test_everybody_reads_it_and_the_owner_is_told(roll: Roll, people: list[str]) -> None:
    mend_the_register(people[1])
    reweigh(roll, people[1], words="产权证写 89.6")
    page = ballots.roll_page(roll.number, Viewer(CODE), IN_FORCE)
    assert page
    (one,) = page.corrections
    assert (one.on, one.change.en, one.reason.en, one.words) == (
        IN_FORCE, "put an area right", "the area as in the title", "",
    )  # fmt: skip
    assert page.area == 32920
    (told,) = ballots.corrected_of(people[1], CODE, IN_FORCE)
    assert (told.reweighed, told.struck, told.roll) == (True, False, roll.ref)
    assert told.objections_until >= roll.open_until
    assert ballots.corrected_of(people[0], CODE, IN_FORCE) == ()
    act("ballots.correct_roll", CLERK, roll.ref, change="strike", who=people[1], reason="entered_wrongly")
    assert ballots.corrected_of(people[1], CODE, IN_FORCE)[0].struck
    with pytest.raises(FactsError, match="who"):
        reweigh(roll, people[1])


def test_a_correction_from_a_later_day_on_is_told_of_which_day_the_roll_is(roll: Roll, people: list[str]) -> None:
    """Before, whoever had put the register right that very day was told to put it right first."""
    with on(IN_FORCE + timedelta(days=1)):
        mend_the_register(people[1])
        with pytest.raises(FactsError, match=str(roll.record_date)):
            reweigh(roll, people[1])
        assert weights(roll)[1] == 89600


def test_after_the_days_for_objections_it_is_marked(roll: Roll, people: list[str]) -> None:
    proof = {"told_by": "papers", "paper": paper("title")}
    with on(roll.open_until + timedelta(days=1)):
        act("registry.end_ownership", CLERK, SECOND, owner=people[1], left_on=IN_FORCE, **proof)
        act("registry.record_ownership", CLERK, SECOND, owner=people[1], area="89.6", from_day=IN_FORCE, **proof)
        assert {one.rule for one in breaches(reweigh(roll, people[1]).entry.findings)} == {"in_time"}


def test_nothing_is_changed_once_a_vote_has_opened(roll: Roll, people: list[str]) -> None:
    mend_the_register(people[1])
    with on(roll.open_until + timedelta(days=1)):
        put(roll)
        with pytest.raises(FactsError, match="who"):
            reweigh(roll, people[1])
    assert weights(roll)[1] == 89600


def test_nothing_is_changed_while_people_sign_by_the_roll(roll: Roll, people: list[str]) -> None:
    """How many are enough was told with the roll: an area that changes under their hands would change that."""
    mend_the_register(people[1])
    with door_open():  # no rule book yet lets owners petition by area
        Petition.objects.create(
            number=f"{CODE}-P", community_code=CODE, purpose="meeting", asks_for="owners_assembly", title="开业主大会",
            roll=roll, needed=2, source="", opened_by=people[0], opened_on=IN_FORCE, closes_on=IN_FORCE + DAY,
        )  # fmt: skip
    for day in (IN_FORCE, IN_FORCE + DAY):
        with on(day), pytest.raises(FactsError, match="联名正在进行"):
            reweigh(roll, people[1])
    assert weights(roll)[1] == 89600
    with on(IN_FORCE + 2 * DAY):
        reweigh(roll, people[1])
    assert weights(roll)[1] == 8960


def test_who_owns_nothing_or_stands_on_no_such_roll_weighs_nothing_else(roll: Roll, people: list[str]) -> None:
    act("registry.end_ownership", CLERK, SECOND, owner=people[1], told_by="papers", paper=paper("sold"))
    stranger = str(act("registry.register_person", CLERK, here(), name="外人", born_on=date(1980, 1, 1)).result)
    for who in (people[1], stranger):
        with pytest.raises(FactsError, match="who"):
            reweigh(roll, who)
    by_head = voting.roll_of(voting.people(1))
    with pytest.raises(FactsError, match="who"):
        reweigh(by_head, str(by_head.entries.get().person))


@pytest.mark.postgres
def test_the_database_refuses_another_weight_under_an_open_vote(roll: Roll) -> None:
    place = RollEntry.objects.filter(roll=roll).order_by("id")[0]
    with door_open():
        RollEntry.objects.filter(pk=place.pk).update(weight=1)
    put(roll)
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        RollEntry.objects.filter(pk=place.pk).update(weight=2)
    with door_open():
        RollEntry.objects.filter(pk=place.pk).update(struck_on=IN_FORCE, struck_because="x")


@pytest.mark.postgres
@pytest.mark.parametrize("wrong", [{"weight": 5}, {"weight": 0}, {"reason": ""}])
def test_the_database_keeps_a_corrected_weight_whole(roll: Roll, wrong: dict[str, Any]) -> None:
    row = {
        "roll": roll, "place": roll.entries.order_by("id")[0], "was": 5, "weight": 6, "reason": "area_as_in_title",
        "corrected_on": IN_FORCE, "corrected_at": "2026-05-01T00:00:00Z", "corrected_by_post": CLERK,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        WeightCorrection.objects.create(**(row | wrong))
