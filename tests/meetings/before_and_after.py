"""Scenes with two questions on one agenda, of which one was opened before a change of the rules and one after it."""

from datetime import date, timedelta
from typing import Any

from sunward.kernel.acts import Refused
from sunward.meetings.models import AgendaItem
from tests.charter import next_versions
from tests.meetings import resolving, scenes
from tests.money.cases import on, open_matter
from tests.stage import CODE

OPENED, SINCE = date(2026, 3, 9), date(2026, 4, 13)
EVENING = SINCE + timedelta(days=20)
ONE_WAY, TWO_WAYS = ({"channels": {"at_least": number}} for number in (1, 2))


class BeforeAndAfter:
    """A matter opened before a change of the street's rules and one opened after it, both on the agenda of one meeting,
    in this order."""

    def __init__(self, changed: next_versions.Changed, told: tuple[str, ...] = ("page", "poster")) -> None:
        with on(OPENED):
            before = open_matter("annual_budget")
            next_versions.in_force(changed, SINCE)
        with on(SINCE):
            after = open_matter("annual_budget")
        with on(EVENING):
            roll = resolving.roll_of_the_room(CODE, 10)
        with scenes.at(EVENING - timedelta(days=10), 9):
            self.meeting = scenes.convene(CODE, on=EVENING, roll=roll.number)
            self.items = [
                scenes.add_item(self.meeting, title=one.id, matter_kind="", about=str(one)) for one in (before, after)
            ]
            scenes.notify(self.meeting, channels=told)
        self.keys = scenes.entries(roll)

    def refused(self, **how: str) -> list[set[str]]:
        """What is broken where each of them is put to the vote."""
        with scenes.at(EVENING, 19, 5):
            scenes.open_with(self.meeting, self.keys)
            return [against(one, **how) for one in self.items]


def against(item: AgendaItem, **how: str) -> set[str]:
    """What is broken where it is put to the vote; nothing where that is open."""
    try:
        scenes.put(item, **how)
    except Refused as refusal:
        return {one.rule for one in refusal.findings if one.breach}
    return set()


def of_the_body(**rules: Any) -> next_versions.Changed:
    """A version with these rules of its session, without those that are None; of what has parts the others stay."""

    def changed(body: dict[str, Any]) -> None:
        session = body["sessions"]["representatives_meeting"]
        for key, rule in rules.items():
            if rule is None:
                del session[key]
            else:
                session[key] = session.get(key, {}) | rule

    return changed
