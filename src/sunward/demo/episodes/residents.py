"""Aisha's family arrives in M-10; Liu Qiang moves away in M-3: his record stays, his vote does not."""

from datetime import date, timedelta

from sunward.demo.script import CLERK, Community, Script
from sunward.kernel import clock
from sunward.kernel.refs import Ref


def schedule(script: Script, community: Community) -> None:
    script.at(script.ago(10), lambda: _family(community), 10)
    kept: dict[str, Ref] = {}
    script.at(script.ago(14, 2), lambda: _courier(community, kept), 11)
    script.at(script.ago(3), lambda: _moves_away(community, kept), 10)


def _family(community: Community) -> None:
    door = community.made("registry.register_household", CLERK, door="12栋203室")
    people = (("阿依夏·吐尔迪", "Aisha Turdi", date(1991, 4, 18)), ("艾力·吐尔迪", "Eli Turdi", date(1989, 9, 2)))
    for name, latin, born in people:
        person = community.made("registry.register_person", CLERK, name=name, latin_name=latin, born_on=born)
        community.act("registry.record_arrival", CLERK, door, person=str(person), status="habitual")


def _moves_away(community: Community, kept: dict[str, Ref]) -> None:
    community.act("registry.record_departure", CLERK, kept["liu"])


def _courier(community: Community, kept: dict[str, Ref]) -> None:
    door = community.made("registry.register_household", CLERK, door="13栋101室")
    kept["liu"] = community.made(
        "registry.register_person", CLERK, name="刘强", latin_name="Liu Qiang", born_on=date(1996, 11, 30)
    )
    since = clock.today() - timedelta(days=200)
    community.act("registry.record_arrival", CLERK, door, person=str(kept["liu"]), status="habitual", from_day=since)
