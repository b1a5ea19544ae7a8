"""A run-off was called for a member of the election committee who did not want it so; follows from an upheld dispute,
granted to nobody."""

from sunward.disclosure import queries as disclosure
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.acting import ActOnContest
from sunward.elections.book import name_of_post
from sunward.elections.models import RunOff
from sunward.elections.polling.hours import hours_of
from sunward.elections.polling.runoffs import ITEM, sheet_of
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text, day_in_full
from sunward.kernel.undoing import UndoneAtDesk
from sunward.record import queries as record

UNCALLED = Text(
    "注意：另行选举（{day}，{where}）是在服务台代办公告的，不是本人的意思，不算数；现在就可以重新公告。",
    "Alert: the run-off for {day}, {where}, was called at the desk for a member who had not wanted it so. It does not "
    "count, and can be called anew at once.",
)
POLLED = Text(
    "注意：另行选举是在服务台代办公告的，不是本人的意思；查实时已经开始投票。",
    "Alert: the run-off was called at the desk for a member who had not wanted it so; found when its poll had been "
    "opened.",
)
NOT_THEN = (
    "原来公告的另行选举（{day} {hours}，{places}）不算数：那份公告是在服务台代办的，不是本人的意思。"
    "什么时候、在哪里投票，看以后的公告。"
)


@register
class VoidRunOff(ActOnContest[UndoneAtDesk]):
    """Day and place are chosen by whoever calls it: the row goes, what it said stays in the entries, and the committee
    calls it for the same day or another. Until that day is over its sheet is corrected: people would go there."""

    name = "elections.void_run_off"
    title = Text("作废窗口代办的另行选举公告", "void the call of a run-off entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        entry = record.entry(self.facts.undone)
        day = str(entry.public["voting_day"]) if entry else ""
        row = next((one for one in self.subject.run_offs.order_by("-id") if str(one.voting_day) == day), None)
        if row is None:
            return Outcome(self.subject.ref)
        if row.polled_on is not None:
            return Outcome(self.subject.ref, findings=[Finding("call_undone", False, POLLED)])
        text = UNCALLED.fill(day=row.voting_day, where=row.places)
        here = Ref("community", self.subject.community_code)
        posted = [Consequence(Publish, here, self._posting(row))] if row.voting_day >= self.call.day else []
        row.delete()
        return Outcome(self.subject.ref, findings=[Finding("call_undone", False, text)], consequences=posted)

    def _posting(self, row: RunOff) -> PublicationFacts:
        code, today = self.subject.community_code, self.call.day
        title, said = name_of_post(self.subject.post, code), day_in_full(row.voting_day).zh
        asked = disclosure.Catalogue(code, today).terms(ITEM, today).days
        return PublicationFacts(
            item=ITEM, title=f"另行选举不算数：{title.zh}", title_en=f"Run-off that does not count: {title.en}",
            text=NOT_THEN.format(day=said, hours=hours_of(row), places=row.places), about=str(self.election.ref),
            event_on=today, stays_up_days=max((row.voting_day - today).days, asked),
            corrects=sheet_of(self.subject, today),
        )  # fmt: skip
