"""Money leaves under a decision that stands, and never more than it authorised."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import CheckConstraint, F

from sunward.decisions import balance, queries
from sunward.decisions.models import Decision
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from tests import stage
from tests.decisions.scenes import MEETING, again, day, decided, open_matter, report, resolve

LATER = MEETING + timedelta(days=30)
LIGHTS = {"kind": "large_spending", "amount": Decimal(90_500), "title": "巷道路灯"}


def draw(decision: Decision, amount: str) -> None:
    with day(LATER):
        stage.act("decisions.draw_on_decision", stage.CLERK, decision.ref, amount=amount)


def lights() -> Decision:
    """90,500 yuan for lane lighting, decided in order."""
    from tests.decisions.scenes import deliberate

    matter = open_matter(**LIGHTS)
    deliberate(matter)
    return resolve(matter)


@pytest.mark.django_db
def test_no_rule_book_grants_drawing_to_anybody(community: str) -> None:
    decision = lights()
    for post in (stage.CLERK, stage.DIRECTOR, stage.SECRETARY, stage.ACCOUNTANT):
        with day(LATER), pytest.raises(Refused, match="does not grant|没有把"):
            stage.act("decisions.draw_on_decision", post, decision.ref, amount="1")
    assert again(decision).released == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("paying")
class TestDrawing:
    def test_up_to_the_last_fen_and_not_one_more(self, community: str) -> None:
        decision = lights()
        draw(decision, "90499.99")
        with pytest.raises(Refused, match=r"0\.01"):
            draw(decision, "0.02")
        draw(decision, "0.01")
        card = queries.register(community, LATER)[0]
        assert (card.authorised, card.released, card.left) == (Decimal(90500), Decimal(90500), Decimal(0))

    def test_a_decision_that_is_not_in_order_releases_nothing(self, community: str) -> None:
        decision = resolve(open_matter(**LIGHTS))  # nobody deliberated before
        with pytest.raises(Refused, match="in force|有效"):
            draw(decision, "1")

    def test_a_decision_without_money_releases_none(self, community: str) -> None:
        with pytest.raises(Refused):
            draw(decided(), "1")

    def test_a_new_decision_on_the_matter_begins_with_what_was_released(self, community: str) -> None:
        first = lights()
        draw(first, "60000")
        second = resolve(first.matter, LATER)
        assert again(second).released == 60_000
        with pytest.raises(Refused):
            draw(second, "30500.01")
        with pytest.raises(Refused, match="in force|有效"):
            draw(first, "1")
        assert queries.decision_state(first.number, LATER).word == "superseded"

    def test_a_new_decision_cannot_authorise_less_than_was_released(self, community: str) -> None:
        first = lights()
        draw(first, "60000")
        with pytest.raises(FactsError, match="authorised_amount"):
            resolve(first.matter, LATER, authorised_amount="50000")
        assert again(first).superseded_by is None

    def test_a_repetition_that_is_not_in_order_takes_nobodys_place(self, community: str) -> None:
        first = lights()
        second = resolve(first.matter, LATER, notice=1)
        draw(first, "100")
        assert [again(row).released for row in (first, second)] == [100, 0]
        third = resolve(first.matter, LATER)
        assert again(third).released == 100

    def test_what_handed_on_its_money_never_releases_any_again(self, community: str) -> None:
        """The second decision turns out faulty; the first must not begin anew with what the second has spent."""
        first = lights()
        second = resolve(first.matter, LATER)
        draw(second, "60000")
        review = first.matter.steps.get(key="party_members_review")
        report(
            first.matter, "party_members_review", LATER + timedelta(days=1), LATER + timedelta(days=1),
            corrects=review.number, counts=review.counts,
        )  # fmt: skip
        with day(LATER + timedelta(days=1)):
            for row in (first, second):
                with pytest.raises(Refused, match="in force|有效"):
                    stage.act("decisions.draw_on_decision", stage.CLERK, row.ref, amount="60000")

    def test_what_comes_back_may_be_released_again(self, community: str) -> None:
        first = lights()
        draw(first, "60000")
        second = resolve(first.matter, LATER)
        with day(LATER):
            stage.act("decisions.return_to_decision", stage.CLERK, first.ref, amount="10000")
        assert [again(row).released for row in (first, second)] == [50_000, 50_000]
        with day(LATER), pytest.raises(Refused):
            stage.act("decisions.return_to_decision", stage.CLERK, second.ref, amount="50000.01")


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"released": Decimal("90500.01")},
        {"released": Decimal(-1)},
        {"authorised": None, "released": Decimal(1)},
        {"authorised": Decimal(-1)},
        {"ratified_on": LATER},
        {"superseded_on": LATER},
        {"carried_out_on": MEETING - timedelta(days=1)},
    ],
)
def test_the_database_refuses_too(community: str, change: dict[str, object]) -> None:
    decision = lights()
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(**change)


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_decision_is_not_superseded_by_itself(community: str) -> None:
    decision = lights()
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(superseded_by=decision, superseded_on=LATER)


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_database_refuses_to_change_or_remove_a_report(community: str) -> None:
    row = lights().step
    for write in (lambda: type(row).objects.filter(pk=row.pk).update(note="另说"), row.delete):
        with door_open(), pytest.raises(IntegrityError), transaction.atomic():
            write()


def at_once(*tries: Callable[[], object]) -> list[str]:
    """What came of things tried at the same moment, each in a thread and a connection of its own."""
    outcomes: list[str] = []

    def attempt(what: Callable[[], object]) -> None:
        try:
            what()
            outcomes.append("released")
        except (IntegrityError, Refused):
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=attempt, args=(one,)) for one in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(outcomes)


def two_draws(decision: Decision, amount: Decimal) -> list[str]:
    """Two releases that both found enough left, writing at the same moment."""
    both_have_read = threading.Barrier(2, timeout=30)

    def release() -> None:
        left = (again(decision).authorised or Decimal(0)) - again(decision).released
        both_have_read.wait()
        assert left >= amount
        with transaction.atomic(), door_open():
            balance.draw(decision.number, amount)

    return at_once(release, release)


def committed_decision(code: str) -> Decision:
    from tests.decisions.scenes import deliberate

    matter = open_matter(code=code, **LIGHTS)
    deliberate(matter)
    return resolve(matter)


@contextmanager
def without_the_constraint() -> Iterator[None]:
    """The table as it would be had nobody written the constraint."""
    constraint = next(one for one in Decision._meta.constraints if one.name == "decisions_never_overspent")
    others = [one for one in Decision._meta.constraints if one is not constraint]
    Decision._meta.constraints = others  # SQLite makes the table anew from the model
    with door_open(), connection.schema_editor() as editor:
        editor.remove_constraint(Decision, constraint)
    try:
        yield
    finally:
        _restore(constraint)


def _restore(constraint: CheckConstraint) -> None:
    with door_open():
        Decision.objects.filter(released__gt=F("authorised")).update(released=0)
        Decision._meta.constraints = [*Decision._meta.constraints, constraint]
        with connection.schema_editor() as editor:
            editor.add_constraint(Decision, constraint)


@pytest.mark.postgres
def test_two_releases_at_the_same_moment_never_overspend(committed: str) -> None:
    decision = committed_decision(committed)
    assert two_draws(decision, Decimal(60_000)) == ["refused", "released"]
    assert again(decision).released == 60_000


@pytest.mark.postgres
@pytest.mark.usefixtures("paying")
def test_of_two_acts_at_the_same_moment_one_is_refused(committed: str) -> None:
    decision = committed_decision(committed)
    clerk = stage.holder(committed, stage.CLERK)

    def release() -> None:
        with day(LATER):
            stage.act("decisions.draw_on_decision", stage.CLERK, decision.ref, code=committed, by=clerk, amount="60000")

    assert at_once(release, release) == ["refused", "released"]
    assert again(decision).released == 60_000


@pytest.mark.postgres
def test_without_the_constraint_they_would(committed: str) -> None:
    """What the race above rests on: reading first is no protection."""
    decision = committed_decision(committed)
    with without_the_constraint():
        assert two_draws(decision, Decimal(60_000)) == ["released", "released"]
        assert again(decision).released == 120_000
