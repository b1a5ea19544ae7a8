"""The script of the simulation: who does what, at which moment, in the order of time."""

import heapq
import io
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from sunward.demo import scans
from sunward.kernel import clock, files
from sunward.kernel.acts import Done, Refused, act_named
from sunward.kernel.door import perform
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref, new_id
from sunward.registry import queries as registry

DAYS_A_MONTH = 365.25 / 12
SEED = 20260101
Scene = Callable[[], None]

SECRETARY = "party_organisation.secretary"
DIRECTOR = "residents_committee.director"
DEPUTY = "residents_committee.deputy_director"
CLERK = "service_centre.clerk"
SUPERVISOR = "supervision_committee.head"
SUPERVISION_MEMBER = "supervision_committee.member"
CHAIR = "collective_board.chair"
DELEGATE = "representatives_meeting.delegate"
ACCOUNTANT = "accounting_centre.accountant"
INSPECTOR = "street_discipline.officer"


class UnexpectedOutcome(AssertionError):
    """The door let something through that the story says it refuses."""


class Script:
    """Scenes at moments. Scenes may add later scenes; none may add an earlier one."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.random = random.Random(SEED)  # noqa: S311 - the same story every time
        self._scenes: list[tuple[datetime, int, Scene]] = []
        self._order = count()
        self.acts = 0
        self.opening = self.ago(14)

    def ago(self, months: float, days: int = 0) -> date:
        """A working day about so many months before today, and so many days later."""
        day = clock.civil_day(self.now) - timedelta(days=round(months * DAYS_A_MONTH)) + timedelta(days=days)
        while not registry.is_working_day(day):
            day += timedelta(days=1)
        return day

    def at(self, day: date, scene: Scene, hour: int = 9, minute: int = 0) -> None:
        """Play the scene at that hour; what has not come yet, or lies before the founding, is left out."""
        moment = clock.moment(day, hour, minute)
        if moment <= self.now and day >= self.opening:
            heapq.heappush(self._scenes, (moment, next(self._order), scene))

    def play(self) -> None:
        """Play every scene in the order of time."""
        while self._scenes:
            moment, _order, scene = heapq.heappop(self._scenes)
            with clock.moved_to(moment):
                scene()

    def count(self, done: Done) -> Done:
        self.acts += 1
        return done


class Community:
    """One community on the stage, with short ways to act in it."""

    def __init__(self, script: Script, code: str) -> None:
        self.script = script
        self.code = code
        self.ref = Ref("community", code)
        self._holders: dict[str, list[str]] = {}  # until somebody takes or leaves a post

    def holders(self, post: str) -> list[str]:
        """Who holds a post on the day of the scene, by seat."""
        if post not in self._holders:
            self._holders[post] = list(registry.people_in_post(post, self.code, clock.today()))
        return self._holders[post]

    def holder(self, post: str, place: int = 0) -> str:
        """One of those who hold a post on the day of the scene."""
        return self.holders(post)[place]

    def resident(self) -> str:
        """Somebody who lives here and holds no post.

        Raises:
            UnexpectedOutcome: when nobody does.
        """
        found = registry.some_resident(self.code, clock.today())
        if found is None:
            raise UnexpectedOutcome(f"Nobody without a post lives in {self.code}.")
        return found.person

    def act(
        self,
        name: str,
        post: str,
        subject: Ref | None = None,
        /,
        *,
        by: str | None = None,
        claimed: date | None = None,
        served: str | None = None,
        **facts: Any,
    ) -> Done:
        """Perform an act in a post, by whoever holds it or is named; `served` is the person whom a desk serves."""
        try:
            done = perform(
                name,
                by=by or self.holder(post),
                post=post,
                subject=subject or self.ref,
                facts=act_named(name).facts_type(**facts),
                key=new_id(),
                on_behalf_of=served,
                claimed_at=clock.moment(claimed) if claimed else None,
            )
        except Exception as problem:
            problem.add_note(f"{name} by {post} in {self.code} on {clock.today()}, subject {subject}: {facts}")
            raise
        if name.startswith("registry."):
            self._holders.clear()
        return self.script.count(done)

    def made(self, name: str, post: str, subject: Ref | None = None, /, **options: Any) -> Ref:
        """Perform an act that makes something, and give what it made."""
        made = self.act(name, post, subject, **options).result
        if made is None:
            raise UnexpectedOutcome(f"{name} made nothing")
        return made

    def refused(self, name: str, post: str, subject: Ref | None = None, /, **options: Any) -> tuple[str, ...]:
        """Try an act that the story says is refused; the rules that the refusal names.

        Raises:
            UnexpectedOutcome: when the door lets it through.
        """
        try:
            self.act(name, post, subject, **options)
        except Refused as refusal:
            self.script.acts += 1
            return tuple(finding.rule for finding in refusal.findings if finding.breach)
        raise UnexpectedOutcome(f"{name} was not refused")


def paper(words: str) -> FileDigest:
    """A scanned paper: here a one-line PDF, kept by its content like any other."""
    return files.store(io.BytesIO(scans.pdf(words)), "application/pdf")


def photograph(words: str) -> FileDigest:
    """A photograph of a noticeboard: here a grey board with a sheet on it."""
    return files.store(io.BytesIO(scans.png(words)), "image/png")
