"""Aisha's family arrives in M-10; Liu Qiang moves away in M-3: his record stays, his vote does not."""

from datetime import date, timedelta

from sunward.demo.script import CLERK, Community, Script, UnexpectedOutcome, paper, photograph
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.registry import queries as registry

DOOR, AISHA = "12栋203室", "阿依夏·吐尔迪"


def schedule(script: Script, community: Community) -> None:
    kept: dict[str, Ref] = {}
    script.at(script.ago(14, 2), lambda: _neighbours(community, kept), 11)
    script.at(script.ago(10), lambda: _family(community, kept), 10)
    script.at(script.ago(4, 3), lambda: _all_adults(community), 9)
    script.at(script.ago(3), lambda: _moves_away(community, kept), 10)


def aisha(community: Community) -> str:
    """Her number on the register."""
    found = registry.resident_named(f"{DOOR} {AISHA}", community.code)
    if found is None:
        raise UnexpectedOutcome(f"{AISHA} does not live at {DOOR}.")
    return found


def _family(community: Community, kept: dict[str, Ref]) -> None:
    """No papers yet: two neighbours vouch the same day, and she has a voice; her receipt says from when the vote."""
    mother = _arrives(community, AISHA, "none", date(1991, 4, 18))
    for neighbour in ("liu", "ma"):
        slip = paper(f"slip of {neighbour}")
        community.act("registry.vouch", CLERK, mother, served=str(kept[neighbour]), signed=slip)
    _arrives(community, "艾力·吐尔迪", "identity_card", date(1989, 9, 2))


def _arrives(community: Community, name: str, papers: str, born_on: date) -> Ref:
    grid = registry.subgroups(community.code)[0].code
    return community.made(
        "registry.register_arrival", CLERK, name=name, papers=papers, door=DOOR, grid=grid, status="habitual",
        born_on=born_on,
    )  # fmt: skip


def _neighbours(community: Community, kept: dict[str, Ref]) -> None:
    """Liu Qiang delivers and rents; Ma Xiuying has always lived here."""
    since = clock.today() - timedelta(days=200)
    kept["liu"] = _lives(community, "13栋101室", since, "habitual", name="刘强", latin_name="Liu Qiang",
                         born_on=date(1996, 11, 30))  # fmt: skip
    kept["ma"] = _lives(community, "12栋201室", date(2004, 3, 1), "registered", name="马秀英", latin_name="Ma Xiuying",
                        born_on=date(1958, 7, 6))  # fmt: skip


def _lives(community: Community, door: str, since: date, status: str, **person: object) -> Ref:
    house = community.made("registry.register_household", CLERK, door=door)
    found = community.made("registry.register_person", CLERK, **person)
    community.act("registry.record_arrival", CLERK, house, person=str(found), status=status, from_day=since)
    return found


def _all_adults(community: Community) -> None:
    """The roll of the residents' assembly as of this day; whoever moves away later keeps the place on it."""
    community.act("ballots.freeze_roll", CLERK, body="residents_assembly")


def _moves_away(community: Community, kept: dict[str, Ref]) -> None:
    community.act("registry.record_departure", CLERK, kept["liu"], told_by="self", paper=photograph("signed by Liu"))
