"""One more item must be published: enough residents asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine.parameters import Right
from sunward.disclosure.models import Demand
from sunward.disclosure.series import DEMAND, next_number
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

RIGHT = "extra_disclosure"


@dataclass(frozen=True, slots=True)
class DemandFacts:
    petition: str = asked("哪一份联名要求", "which petition", most=80)
    asks_for: str = asked("要求公开哪一项", "which item is asked for")
    opened_on: date | None = asked("联名哪天发起", "day on which the petition was opened", default=None)


@register
class DemandItem(ActOnCommunity[DemandFacts]):
    """It follows from a petition that was reached. The item joins the next posting of its part of the catalogue. By
    when, and by whom, say the rules under which the petition was opened; an item that was dropped since is posted
    under the number of the demand."""

    name = "disclosure.demand_item"
    title = Text("居民要求公开一项", "residents demand an item")
    kind = "report"
    facts_type = DemandFacts

    def judge(self) -> Iterator[Finding]:
        if Demand.objects.filter(petition=self.facts.petition).exists():
            raise unusable("petition", "这份联名要求已经列入。", "This petition's item is on the list already.")
        return iter(())

    def write(self) -> Outcome:
        code, today = self.community, self.call.day
        rules = charter.charter_of(code, self.facts.opened_on or today)
        now = charter.charter_of(code, today).disclosure.get(self.facts.asks_for)
        entry, right = rules.disclosure.get(self.facts.asks_for, now), rules.rights.get(RIGHT)
        number = next_number(code, DEMAND, today)
        free = self.facts.asks_for[:300]
        row = Demand.objects.create(
            number=number, community_code=code, petition=self.facts.petition, item=now.key if now else number,
            title_zh=entry.name.zh if entry else free, title_en=entry.name.en if entry else free, demanded_on=today,
            due_on=_last_day(right, today), source=right.source if right else "",
            owner_post=(entry.owner if entry else "") or (right.owner if right else ""),
        )  # fmt: skip
        return Outcome(result=row.ref, public={"item": row.item, "due_by": str(row.due_on) if row.due_on else ""})


def _last_day(right: Right | None, today: date) -> date | None:
    return charter.day_after(today, right.within) if right and right.within else None
