"""Scenes that several stories begin with: a matter, its deliberations, a resolution of the representatives."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from sunward.decisions.models import Decision, Matter, Step
from sunward.kernel import clock
from sunward.kernel.acts import Done
from tests import stage
from tests.money.cases import paper

OPENED = date(2026, 3, 2)
MEETING = date(2026, 3, 27)
# 64 compose the meeting: 57 representatives and the seven of the committee.
ATTENDANCE = {"body_members": {"entitled": 64, "present": 50, "for": 41, "against": 5, "abstain": 4}}
PARTY = {"party_members": {"entitled": 112, "present": 83, "for": 80, "against": 1, "abstain": 2}}


@contextmanager
def day(on: date) -> Iterator[None]:
    """Something that happens on this day."""
    with clock.moved_to(clock.moment(on)):
        yield


def open_matter(on: date = OPENED, code: str = stage.CODE, **facts: Any) -> Matter:
    """A matter is opened: letting the rooms of 18 Qingxi Road, unless something else is wanted."""
    given = {"title": "清溪路18号房屋出租", "kind": "asset_lease"} | facts
    with day(on):
        done = stage.act("decisions.open_matter", stage.DEPUTY, stage.here(code), code=code, **given)
    assert done.result
    return Matter.objects.get(number=done.result.id)


def report(matter: Matter, step: str, held_on: date, entered_on: date | None = None, **facts: Any) -> Done:
    """The clerk enters what a body reports, the same day unless later."""
    with day(entered_on or held_on):
        return stage.act(
            "decisions.report_step", stage.CLERK, matter.ref, code=matter.community_code, step=step,
            held_on=held_on, **facts,
        )  # fmt: skip


def deliberate(matter: Matter, first: date = OPENED + timedelta(days=2)) -> None:
    """The three steps before the vote, a week apart, all in order."""
    report(matter, "proposal", first)
    report(matter, "consultation", first + timedelta(days=7))
    report(matter, "party_members_review", first + timedelta(days=14), counts=PARTY)


def resolve(matter: Matter, held_on: date = MEETING, notice: int = 5, **facts: Any) -> Decision:
    """The representatives vote, on so many days' notice; 41 of the 50 present are in favour."""
    given: dict[str, Any] = {
        "notice_on": held_on - timedelta(days=notice),
        "called_by": "residents_committee",
        "agenda_fixed_on": held_on - timedelta(days=notice),
        "agenda_includes_matter": "yes",
        "counts": ATTENDANCE,
        "minutes": paper(f"minutes of {matter.number}"),
    }
    done = report(matter, "resolution", held_on, **(given | facts))
    assert done.result
    return Decision.objects.get(number=done.result.id)


def decided(notice: int = 5, **facts: Any) -> Decision:
    """A matter that went the whole way to its decision."""
    matter = open_matter()
    deliberate(matter)
    return resolve(matter, notice=notice, **facts)


def post_resolution(decision: Decision, on: date) -> None:
    """The resolution is hung up."""
    report(decision.matter, "resolution_disclosure", on)


def step(number: str) -> Step:
    return Step.objects.get(number=number)


def again(decision: Decision) -> Decision:
    """The row as it is now."""
    return Decision.objects.get(pk=decision.pk)
