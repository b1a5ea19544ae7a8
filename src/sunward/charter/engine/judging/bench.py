"""What the judge has before it: the case, the charter, and the rules that apply to this meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.cases import Case
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.rules import MeetingRules
from sunward.charter.engine.texts import Text
from sunward.charter.engine.vocabulary import usual_name

WorkingDays = Callable[[date, int], date]  # the civil day so many working days later


@dataclass(frozen=True, slots=True)
class Bench:
    """A case with the rules that apply to it, and the calendar by which working days are counted, if one is given."""

    case: Case
    charter: Charter
    rules: MeetingRules
    working_days: WorkingDays | None = None

    def day_after(self, start: date, period: Duration) -> date | None:
        """The civil day so many days, or working days, later; None where these need a calendar and there is none."""
        if not period.working:
            return start + timedelta(days=period.days)
        return self.working_days(start, period.days) if self.working_days else None

    def name(self, body: str) -> Text:
        known = self.charter.bodies.get(body)
        return known.name if known else usual_name(body)

    @property
    def body_name(self) -> Text:
        return self.name(self.case.body)
