"""Lay open a paper to be read before the meeting."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.models import Paper
from sunward.meetings.session.acting import OnItem

READ_BY_ALL = Text(
    "看得到这次会议页面的人，都能打开这份材料，提供以后不能换掉。先遮住居民的姓名、电话和证件号码。",
    "Everybody who can read the page of this meeting can open the paper, and nobody can replace it: first cover "
    "residents’ names, telephone and identity numbers.",
)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    title: str = asked("材料名称", "name of the paper", most=200)
    file: FileDigest = asked("材料（照片或 PDF）", "the paper (photograph or PDF)", hint=READ_BY_ALL)


@register
class LayPaper(OnItem[PaperFacts]):
    """From today on everybody who may read the page of the meeting can open the paper, by its hash; nobody can put
    another in its place."""

    name = "meetings.lay_paper"
    title = Text("提供会议材料", "lay open a paper")
    kind = "report"
    facts_type = PaperFacts
    of_some = True

    def shut(self) -> Text | None:
        return super().shut() or not_carried(self.meeting, self.call)

    def shows(self) -> str | None:
        """To be read; the same paper may lie before two meetings."""
        return None

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        if self.subject.papers.filter(sha256=self.facts.file.sha256).exists():
            raise unusable("file", "这份材料已经提供过。", "This paper has been laid open already.")
        begins = clock.civil_day(self.meeting.starts_at)
        text = Text("会前才看得到材料：{day}开会。", "Papers are there to be read before the meeting of {day}.")
        ok, actual = self.call.day < begins, str(self.call.day)
        yield Finding("papers_before", ok, text.fill(day=begins), required=f"before {begins}", actual=actual)

    def write(self) -> Outcome:
        file = self.facts.file
        Paper.objects.create(
            item=self.subject,
            title=self.facts.title,
            sha256=file.sha256,
            size=file.size,
            media_type=file.type,
            laid_open_on=self.call.day,
        )
        return Outcome(result=self.subject.ref)
