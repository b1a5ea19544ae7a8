"""A voting day was moved for a member of the election committee who did not want it; follows from an upheld dispute,
granted to nobody."""

from datetime import date

from sunward.elections.acting import ActOnElection
from sunward.elections.candidates import has_hung, standing_candidates
from sunward.elections.models import Contest
from sunward.elections.polling.hours import hours_in, hours_of
from sunward.elections.polling.notices import of_election
from sunward.elections.polling.runoffs import FULL_DAY
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Entry
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record

VOID_LIST = "elections.void_list"
PUT_BACK = Text(
    "注意：选举日改到 {moved} 是在服务台代办的，不是本人的意思：仍在 {before} 投票。",
    "Alert: the voting day was moved to {moved} at the desk for a member who had not wanted it: it is {before} again.",
)
PUT_BACK_AND_CLOSED = Text(
    "注意：选举日改到 {moved} 是在服务台代办的，不是本人的意思：仍在 {before} 投票；"
    "因改期重新开放的候选人名单不再开放。",
    "Alert: the voting day was moved to {moved} at the desk for a member who had not wanted it: it is {before} again, "
    "and the list of candidates that this had opened is closed again.",
)
STAYS = Text(
    "注意：选举日由 {before} 改到 {moved} 是在服务台代办的，不是本人的意思；"
    "原来的日子已经过了，或者来不及告诉大家，不再改回。",
    "Alert: the voting day was moved from {before} to {moved} at the desk for a member who had not wanted it. The "
    "first day is past, or too near for people to be told: it is not put back.",
)


@register
class VoidMove(ActOnElection[UndoneAtDesk]):
    """No act moves a day to an earlier one: it goes back while a full day lies before it, and that is posted, and with
    it the lists that it had opened again. Moved again since, it is theirs who moved it."""

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
        if late:
            return Outcome(row.ref, findings=[Finding("move_undone", False, STAYS.fill(before=before, moved=moved))])
        closed = self._close_lists(entry)
        text = (PUT_BACK_AND_CLOSED if closed else PUT_BACK).fill(before=before, moved=moved)
        posted = self._put_back(before, entry.public.get("hours_before"))
        mark, public = Finding("move_undone", False, text), {"closed": closed} if closed else {}
        return Outcome(row.ref, public, findings=[mark], consequences=[posted])

    def _close_lists(self, moved: Entry) -> list[str]:
        """The posts whose list hangs closed again: people would be nominated for a ballot whose day is too near for
        another list. Of whoever has accepted since it is theirs, and so is a list that was itself taken back since."""
        voided = record.results_of(VOID_LIST, [self.subject.ref])
        earlier = record.entered_before(moved.ref, [one.ref for one in voided])
        kept = {post for one in voided if one.ref not in earlier for post in one.public.get("reopened", ())}
        since, opened = clock.civil_day(moved.recorded_at), set(moved.public.get("reopened", ())) - kept
        rows = self.subject.contests.filter(post__in=opened, reopened_on=since).order_by("place")
        closed = [one for one in rows if not _come_since(one)]
        self.subject.contests.filter(pk__in=[one.pk for one in closed]).update(reopened_on=None)
        return [one.post for one in closed]

    def _put_back(self, day: date, hours: object) -> Consequence:
        """Entries of older releases do not say which hours were moved: those that stand go on."""
        row, moved = self.subject, self.subject.voting_day
        row.voting_day = day
        if hours is not None:
            row.from_hour, row.until_hour = hours_in(*str(hours).split("–")) if hours else (None, None)
        row.save(update_fields=["voting_day", "from_hour", "until_hour"])
        return of_election(row, self.rules, hours_of(row), self.call.day, moved)


def _come_since(contest: Contest) -> bool:
    """Whether somebody stands who has accepted since its list was opened again."""
    return any(not has_hung(one, contest.reopened_on) for one in standing_candidates(contest))
