"""A voting day was moved for a member of the election committee who did not want it; follows from an upheld dispute,
granted to nobody."""

from datetime import date

from sunward.elections.acting import ActOnElection
from sunward.elections.polling.hours import hours_in, hours_of
from sunward.elections.polling.notices import of_election
from sunward.elections.polling.runoffs import FULL_DAY
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record

PUT_BACK = Text(
    "注意：选举日改到 {moved} 是在服务台代办的，不是本人的意思：仍在 {before} 投票。",
    "Alert: the voting day was moved to {moved} at the desk for a member who had not wanted it: it is {before} again.",
)
STAYS = Text(
    "注意：选举日由 {before} 改到 {moved} 是在服务台代办的，不是本人的意思；"
    "原来的日子已经过了，或者来不及告诉大家，不再改回。",
    "Alert: the voting day was moved from {before} to {moved} at the desk for a member who had not wanted it. The "
    "first day is past, or too near for people to be told: it is not put back.",
)


@register
class VoidMove(ActOnElection[UndoneAtDesk]):
    """No act moves a day to an earlier one: it goes back while a full day lies before it, and that is posted. Moved
    again since, it is theirs who moved it."""

    name = "elections.void_move"
    title = Text("改回窗口代为推迟的选举日", "put a voting day back that was moved at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        row, entry = self.subject, record.entry(self.facts.undone)
        if entry is None or str(row.voting_day) != entry.public["voting_day"]:
            return Outcome(row.ref)
        before, moved = date.fromisoformat(entry.public["before"]), row.voting_day
        late = row.polled_on is not None or before < self.call.day + FULL_DAY
        text = (STAYS if late else PUT_BACK).fill(before=before, moved=moved)
        follows = [] if late else [self._put_back(before, entry.public.get("hours_before"))]
        return Outcome(row.ref, findings=[Finding("move_undone", False, text)], consequences=follows)

    def _put_back(self, day: date, hours: object) -> Consequence:
        """Entries of older releases do not say which hours were moved: those that stand go on."""
        row, moved = self.subject, self.subject.voting_day
        row.voting_day = day
        if hours is not None:
            row.from_hour, row.until_hour = hours_in(*str(hours).split("–")) if hours else (None, None)
        row.save(update_fields=["voting_day", "from_hour", "until_hour"])
        return of_election(row, self.rules, hours_of(row), self.call.day, moved)
