"""A matter of which people were told that a session decides on it, and what may become of that."""

from datetime import timedelta
from typing import Any

from sunward.decisions.models import Step
from sunward.kernel.acts import Done
from sunward.kernel.refs import Ref, new_id
from sunward.meetings.models import Meeting
from tests.meetings import scenes
from tests.meetings.scenes import CALLED, CLERK, DIRECTOR, EVENING, act, at
from tests.money.cases import act as acts_on_matter
from tests.money.cases import counts, open_matter, paper

NEXT = EVENING + timedelta(days=1)


class Told:
    """A matter of which people were told that the representatives decide on it."""

    def __init__(self) -> None:
        with at(CALLED, 9):
            self.matter: Ref = open_matter("annual_budget", "1000")
            roll = scenes.freeze(scenes.people(9))
            self.meeting: Meeting = scenes.convene()
            self.item = scenes.add_item(self.meeting, about=str(self.matter), matter_kind="annual_budget")
            scenes.notify(self.meeting)
        self.keys = scenes.entries(roll)

    def is_typed(self, outcome: str = "adopted", on: Ref | None = None, **facts: Any) -> Done:
        given = {
            "step": "resolution", "held_on": EVENING, "body": scenes.BODY, "notice_on": CALLED,
            "called_by": "residents_committee", "agenda_fixed_on": CALLED, "agenda_includes_matter": "yes",
            "counts": counts(9, 8, 8), "outcome": outcome, "minutes": paper(f"typed {new_id()}"),
        } | facts  # fmt: skip
        return acts_on_matter("decisions.report_step", CLERK, on or self.matter, **given)


def too_few(told: Told) -> None:
    with at(EVENING, 19, 0):
        scenes.open_with(told.meeting, told.keys[:4])
    with at(EVENING, 19, 40):
        act("meetings.adjourn", CLERK, told.meeting.ref)


def closed_without_a_vote(told: Told) -> None:
    with at(EVENING, 19, 0):
        scenes.open_with(told.meeting, told.keys)
        act("meetings.close_session", DIRECTOR, told.meeting.ref)


def cancelled_on_the_evening(told: Told) -> None:
    with at(EVENING, 19, 0):
        scenes.admit(told.meeting, told.keys[:4])
    with at(EVENING, 19, 40):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="改天")


def called_off(told: Told) -> None:
    with at(CALLED + timedelta(days=1), 8):
        act("meetings.cancel_meeting", DIRECTOR, told.meeting.ref, because="改天")


def never_opened(_told: Told) -> None:
    """The door stayed shut."""


EARLY = CALLED - timedelta(days=10)


BEFORE = {"held_on": CALLED, "notice_on": EARLY, "agenda_fixed_on": EARLY}


def reported_before(**facts: Any) -> Told:
    """The clerk reported a meeting on paper, then people were told of a session on it, and too few came."""
    told = Told.__new__(Told)
    with at(CALLED, 9):
        told.matter = open_matter("annual_budget", "1000")
        told.keys = scenes.entries(scenes.freeze(scenes.people(9)))
    with at(CALLED, 10):
        told.is_typed(**BEFORE | facts)
    return told


def comes_to_nothing(told: Told) -> None:
    with at(CALLED, 11):
        told.meeting = scenes.convene()
        scenes.add_item(told.meeting, about=str(told.matter), matter_kind="annual_budget")
        scenes.notify(told.meeting)
    too_few(told)


def corrected(told: Told, report: Step, outcome: str = "adopted", **facts: Any) -> Done:
    return told.is_typed(outcome, **BEFORE | {"corrects": report.number} | facts)


def voted_down(told: Told) -> None:
    with at(EVENING, 19):
        scenes.open_with(told.meeting, told.keys)
        vote = scenes.put(told.item)
        scenes.count_hands(vote, told.keys, {"for": 2, "against": 7})
        scenes.certify(vote)


def still_to_come(_told: Told) -> None:
    """The clerk is early."""


def adopted(told: Told) -> Step:
    """All nine agreed, in the room."""
    with at(EVENING, 19):
        scenes.open_with(told.meeting, told.keys)
        vote = scenes.put(told.item)
        scenes.count_hands(vote, told.keys, {"for": 9})
        scenes.certify(vote)
    return Step.objects.latest("pk")


JOINT = {"body": "joint_meeting", "counts": counts(12, 10, 9)}


def both_may_decide(**joint: Any) -> Told:
    """What the joint meeting may decide, the representatives decide by a vote; `joint`: its older report."""
    told = Told.__new__(Told)
    with at(CALLED, 9):
        told.matter = open_matter("joint_spending", "20000")
        told.keys = scenes.entries(scenes.freeze(scenes.people(9)))
        if joint:
            told.is_typed(**BEFORE | JOINT | joint)
        told.meeting = scenes.convene()
        told.item = scenes.add_item(told.meeting, about=str(told.matter), matter_kind="joint_spending")
        scenes.notify(told.meeting)
    return told
