"""Keep a photograph of the minutes' paper original."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.minutes.recording import NOT_KEPT, keeps, kept_by
from sunward.meetings.models import Minutes


@dataclass(frozen=True, slots=True)
class OriginalFacts:
    photograph: FileDigest = asked("纸质原件的照片", "photograph of the paper original")


@register
class PhotographMinutes(Act[Minutes, OriginalFacts]):
    """The signed paper is kept by its hash, before or after the minutes are locked; another picture does not replace
    it."""

    name = "meetings.photograph_minutes"
    title = Text("上传会议记录原件照片", "photograph the paper minutes")
    kind = "report"
    subject_type = "minutes"
    subject_model = Minutes
    facts_type = OriginalFacts

    def standing(self) -> Iterator[Finding]:
        yield from kept_by(self.subject.meeting, self.call)

    def judge(self) -> Iterator[Finding]:
        if not keeps(self.subject.meeting, self.call):
            raise unusable("photograph", NOT_KEPT.zh, NOT_KEPT.en)
        if self.subject.photograph_sha256:
            raise unusable("photograph", "原件照片已经有了。", "There is a photograph of the original already.")
        return iter(())

    def write(self) -> Outcome:
        self.subject.photograph_sha256 = self.facts.photograph.sha256
        self.subject.save(update_fields=["photograph_sha256"])
        return Outcome(result=self.subject.ref)
