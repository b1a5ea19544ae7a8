"""The stage on which tests act: a community founded by the sample plan, its officers, and short ways to act."""

import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sunward.disclosure.queries.desk import ARRIVALS
from sunward.kernel import clock, files
from sunward.kernel.acts import Done, act_named
from sunward.kernel.door import perform
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref, new_id
from sunward.kernel.slips import slips_in
from sunward.record.models import Journal
from sunward.registry import queries as registry
from sunward.registry.models import Community

CODE = "xiangyang"
PLAN = Path(__file__).parents[1] / "docs" / "import" / "community.yaml"
OPENING = date(2026, 1, 5)  # a Monday

SECRETARY = "party_organisation.secretary"
DIRECTOR = "residents_committee.director"
DEPUTY = "residents_committee.deputy_director"
CLERK = "service_centre.clerk"
SUPERVISOR = "supervision_committee.head"
SUPERVISION_MEMBER = "supervision_committee.member"
ACCOUNTANT = "accounting_centre.accountant"
INSPECTOR = "street_discipline.officer"


def free_prefix() -> str:
    """Letters that no community has: tests that commit leave theirs behind."""
    while Community.objects.filter(prefix=(drawn := "".join(random.choices("ABCDEFGH", k=6)))).exists():
        pass
    return drawn


def plan(code: str) -> dict[str, Any]:
    """The sample plan, at a place of its own for every code but the first."""
    read: dict[str, Any] = yaml.safe_load(PLAN.read_text("utf-8"))
    if code != CODE:
        place = f"990102003{random.randrange(100, 1000)}"
        while registry.area_tree(place).exists():
            place = f"990102003{random.randrange(100, 1000)}"
        read["areas"][-1] |= {"code": place, "name": {"zh": f"社区{place[-3:]}", "en": f"Community {place[-3:]}"}}
        read["community"]["prefix"] = free_prefix()
        for number, grid in enumerate(read["grids"], 1):
            grid["code"] = f"{place}{number:03d}"
    return read


def found(code: str, on: date = OPENING) -> Done:
    """Found a community by the sample plan."""
    with clock.moved_to(clock.moment(on)):
        return perform(
            "registry.found", by="person:founder", post="founder", subject=Ref("community", code),
            facts={"plan": plan(code)}, key=f"found-{code}",
        )  # fmt: skip


def holder(code: str, post: str, place: int = 0) -> str:
    """The person who holds a post today, `person:<id>`."""
    return registry.people_in_post(post, code, clock.today())[place]


def act(name: str, post: str, on: Ref, *, code: str = CODE, by: str | None = None, **facts: Any) -> Done:
    """Perform an act on something in a post, by whoever holds it unless somebody else tries."""
    return perform(name, by=by or holder(code, post), post=post, subject=on, facts=facts, key=new_id())


def marks(done: Done) -> set[str]:
    """The rules by which what was done is marked."""
    return {one.rule for one in done.entry.findings if not one.ok}


def served(name: str, person: str, on: Ref, /, **facts: Any) -> Done:
    """The clerk enters an act for somebody at the desk, with the slip where the act asks for one; `signed=None`: and
    has none."""
    slips = {field: _slip() for field in slips_in(act_named(name).facts_type)}
    given = {field: value for field, value in (slips | facts).items() if value is not None}
    return perform(name, by=holder(CODE, CLERK), post=CLERK, subject=on, facts=given, key=new_id(), on_behalf_of=person)


def _slip() -> FileDigest:
    """A slip that served for nothing else."""
    return files.store(io.BytesIO(f"%PDF-1.7 slip {new_id()}".encode()), "application/pdf")


def upheld(done: Done, outcome: str = "upheld") -> Done:
    """Whom it was entered for says that they never came; the supervisors find that this is so."""
    entry, person = Ref("entry", done.entry.ref), str(done.entry.on_behalf_of)
    said = act("disclosure.dispute_desk_act", "anyone", entry, by=person, text="我没有去过服务台。").result
    assert said
    wrong = {"wrong": "entry"} if done.entry.act in ARRIVALS and outcome == "upheld" else {}
    return act("disclosure.answer_dispute", SUPERVISOR, said, outcome=outcome, answer="已查实。", **wrong)


def cited(rule: str) -> str:
    """The article that stands beside the newest finding of a rule in the record."""
    kept = (found for row in Journal.objects.order_by("-id") for found in row.findings)
    return str(next(found.get("source", "") for found in kept if found["rule"] == rule))


def here(code: str = CODE) -> Ref:
    """The community as a subject."""
    return Ref("community", code)
