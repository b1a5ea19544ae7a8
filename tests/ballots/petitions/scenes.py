"""Where every story of petitions begins: residents who arrive, a petition that is opened, somebody who signs it."""

from datetime import date
from typing import Any

from sunward.kernel.refs import Ref
from tests.money.cases import act
from tests.stage import CLERK, CODE, here, served

GROWN = date(1980, 5, 1)


def residents(number: int, code: str = CODE) -> list[str]:
    made = []
    for place in range(number):
        facts = {"papers": "lease", "status": "registered", "born_on": GROWN, "from_day": date(2026, 1, 5)}
        done = act(
            "registry.register_arrival", CLERK, here(code), code=code, name=f"居民{place}", door=f"4-{place}", **facts
        )
        made.append(str(done.result))
    return made


def opened(by: str, code: str = CODE, **facts: Any) -> Ref:
    given = {"purpose": "disclosure", "asks_for": "leases", "title": "公开全部租约", "of": "adults"} | facts
    found = act("ballots.open_petition", "resident", here(code), code=code, by=by, **given).result
    assert found
    return found


def sign(petition: Ref, by: str, code: str = CODE) -> Any:
    return act("ballots.sign_petition", "resident", petition, code=code, by=by)


def signed_at_the_desk(person: str, petition: Ref) -> Ref:
    """The clerk signs for somebody; the entry."""
    return Ref("entry", served("ballots.sign_petition", person, petition).entry.ref)
