"""Whatever a rule book grants to anybody is reached by a link or a button of a page, by somebody who holds it.

The year in which every kind of act is performed is lived once more; before each act whoever does it looks at the
pages where it should stand: their desk, the page of the thing and what hangs on it, the lists of the community. An act
without a way in is one that only its tests and programs can perform.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sunward.ballots.models import Roll
from sunward.charter import queries as charter
from sunward.decisions.models import Decision
from sunward.kernel import clock
from sunward.kernel.acts import CLOCK, act_named
from sunward.kernel.refs import Ref
from sunward.portal.links import act_address, shown_at
from sunward.portal.views.polling import SHEETS
from sunward.portal.views.room import DOES
from sunward.registry import queries as registry
from sunward.registry.imports.kinds import all_kinds
from sunward.registry.models import Appointment
from tests.architecture.year import whole
from tests.architecture.year.watch import Watch
from tests.portal.pages import signed_in
from tests.stage import CODE, here, holder

BUTTONS = {act: key for table in (DOES, SHEETS) for key, act in table.items()}
LISTS = ("desk/", "petitions/", "money/", "elections/", "meetings/", "charter/", "charter/changes/", "publications/")
OWN_PAGE = {"ballots.call_roll": "roll-call/"}
HANGS_ON = {
    "meeting": ("room/", "minutes/"), "item": ("room/",), "vote": ("ballot/", "door/", "codes/", "roll-call/"),
}  # fmt: skip
# What has no way in that this test can see, each with why.
EXCEPTIONS = {
    # No page lists newcomers: whoever vouches types the number of the slip (tests/portal/test_vouching.py), and who
    # comes to the desk is told who waits.
    "registry.vouch",
    # The single ballots of a vote leave no entry, and the year casts them by its scenes: the page of a ballot and that
    # of the door are walked in tests/portal/test_votes.py and tests/browser.
    "ballots.cast", "ballots.issue_paper", "ballots.take_back_paper", "ballots.confirm_taken_back",
    # No rule book of this community lets anybody be left out of a base.
    "meetings.leave_out_of_base",
}  # fmt: skip


@dataclass
class Looking(Watch):
    """Performs acts, after a look for the way in."""

    found: set[str] = field(default_factory=set)
    clients: dict[str, Client] = field(default_factory=dict)
    tried: dict[str, list[str]] = field(default_factory=dict)

    def __call__(
        self, name: str, post: str, thing: Ref, /, by: str | None = None, on_behalf_of: str | None = None, **facts: Any
    ) -> Ref:
        actor = by or holder(CODE, post)
        if name not in self.found and actor != CLOCK:
            self.look(name, thing, actor, on_behalf_of or "")
        return super().__call__(name, post, thing, by=by, on_behalf_of=on_behalf_of, **facts)

    def look(self, name: str, thing: Ref, actor: str, served: str = "") -> None:
        wanted = way_in(name, thing)
        for address in pages_of(thing, actor, served):
            page = self._read(actor, address)
            links = {one.partition("?")[0].partition("#")[0] for one in re.findall(r'(?:href|action)="([^"]*)"', page)}
            button = BUTTONS.get(name)
            if wanted in {unescape(one) for one in links} or (button and f'name="do" value="{button}"' in page):
                self.found.add(name)
                return
        self.tried.setdefault(name, []).append(f"{thing} by {actor}")

    def _read(self, actor: str, address: str) -> str:
        client = self.clients.get(actor) or signed_in(Client(), actor)
        self.clients[actor] = client
        answer = client.get(address)
        return answer.content.decode() if answer.status_code == 200 else ""


def way_in(name: str, thing: Ref) -> str:
    """The address of the form, or of the page that is made for the act."""
    imported = {kind.act: kind.key for kind in all_kinds()}
    if name in imported:
        return f"/en/c/{CODE}/import/{imported[name]}/"
    if name in OWN_PAGE:
        return f"{english(shown_at(thing, CODE))}{OWN_PAGE[name]}"
    return english(act_address(name, thing, CODE)).partition("?")[0]


def english(address: str) -> str:
    return f"/en{address.removeprefix('/en').removeprefix('/zh')}"


def pages_of(thing: Ref, actor: str, served: str) -> Iterator[str]:
    """Where somebody would look, the likeliest first."""
    home = f"/en/c/{CODE}/"
    yield f"{home}desk/"
    if thing.type == "community":
        yield from (f"{home}{each}" for each in LISTS[1:])
        return
    shown = english(shown_at(thing, CODE))
    yield shown
    yield from (f"{shown}{each}" for each in HANGS_ON.get(thing.type, ()))
    for person in {served, str(thing) if thing.type == "person" else ""} - {""}:
        yield f"{home}desk/for/{person.partition(':')[2]}/"
    if thing.type == "household":
        yield f"{home}desk/for/?q={thing.id.removeprefix(f'{CODE}-')}"
    if thing.type == "appointment":
        yield f"{home}people/{Appointment.objects.get(number=thing.id).person.number}/"
    if thing.type in {"minutes", "meeting"}:
        yield from (f"{home}{each}/{thing.id}/" for each in ("meetings", "hearings"))
    if thing.type == "decision":
        yield f"{home}matters/{Decision.objects.get(number=thing.id).matter.number}/"
    if str(thing) == actor:
        yield from (f"{home}rolls/{number}/" for number in Roll.objects.values_list("number", flat=True))


@pytest.fixture
def year(community: str, own_keys: Path) -> Looking:
    does = Looking()
    whole.live(does)
    begun(does)
    return does


def begun(does: Looking) -> None:
    """What nobody begins in that year, looked for on the desks of whoever may."""
    rules = charter.charter_of(CODE, clock.today())
    for power in rules.powers.values():
        kind = act_named(power.act)
        for post in power.held_by if kind.subject_type == "community" else ():
            if "." in post and power.act not in does.found:
                for person in registry.people_in_post(post, CODE, clock.today())[:1]:
                    does.look(power.act, here(), person)


def granted() -> set[str]:
    """Every act that the rule books grant to a post or a capacity, but to time itself alone."""
    rules = charter.charter_of(CODE, clock.today())
    return {power.act for power in rules.powers.values() if set(power.held_by) - {CLOCK}}


def test_every_act_that_is_granted_has_a_way_in(year: Looking) -> None:
    left = granted() - year.found
    assert left == EXCEPTIONS, "\n".join(
        f"{name}: {year.tried.get(name, ['not performed in the year'])}" for name in sorted(left ^ EXCEPTIONS)
    )
