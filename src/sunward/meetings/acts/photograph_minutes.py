"""Keep photographs of the minutes' paper original, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property

from django.db.models import Max

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.minutes.recording import NOT_KEPT, keeps, kept_by
from sunward.meetings.models import Minutes, MinutesPicture

TWICE = Text("同一张照片选了两次。", "The same picture stands in two places.")
ALREADY = Text("这些照片已经有了。", "These pictures are there already.")
MORE = Text("还有更多页，就再上传一次。", "For more pages, do this once more.")


@dataclass(frozen=True, slots=True)
class OriginalFacts:
    """One picture is one page, in this order."""

    photograph: FileDigest = asked("纸质原件第 1 页的照片", "photograph of page 1 of the paper original")
    page_2: FileDigest | None = asked("第 2 页", "page 2", default=None)
    page_3: FileDigest | None = asked("第 3 页", "page 3", default=None)
    page_4: FileDigest | None = asked("第 4 页", "page 4", default=None)
    page_5: FileDigest | None = asked("第 5 页", "page 5", default=None)
    page_6: FileDigest | None = asked("第 6 页", "page 6", hint=MORE, default=None)

    @property
    def pages(self) -> dict[str, str]:
        """The hashes of the pages that there are, by the facts that hold them."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: file.sha256 for name, file in given.items() if file}


@register
class PhotographMinutes(Act[Minutes, OriginalFacts]):
    """The signed paper is kept by its hashes, before or after the minutes are locked. Pictures that come later stand
    beside the earlier ones and replace none."""

    name = "meetings.photograph_minutes"
    title = Text("上传会议记录原件照片", "photograph the paper minutes")
    kind = "report"
    subject_type = "minutes"
    subject_model = Minutes
    facts_type = OriginalFacts
    of_some = True

    def standing(self) -> Iterator[Finding]:
        yield from kept_by(self.subject.meeting, self.call)

    def judge(self) -> Iterator[Finding]:
        if not keeps(self.subject.meeting, self.call):
            raise unusable("photograph", NOT_KEPT.zh, NOT_KEPT.en)
        pages = list(self.facts.pages.items())
        for place, (name, digest) in enumerate(pages):
            if digest in dict(pages[:place]).values():
                raise unusable(name, TWICE.zh, TWICE.en)
        if {digest for _name, digest in pages} <= self._known:
            raise unusable("photograph", ALREADY.zh, ALREADY.en)
        return iter(())

    @cached_property
    def _known(self) -> set[str]:
        return {self.subject.photograph_sha256, *self.subject.pictures.values_list("sha256", flat=True)}

    def write(self) -> Outcome:
        batch = (self.subject.pictures.aggregate(last=Max("batch"))["last"] or 0) + 1
        for place, digest in enumerate(self.facts.pages.values(), 1):
            MinutesPicture.objects.create(
                minutes=self.subject, batch=batch, place=place, sha256=digest, added_on=self.call.day
            )
        return Outcome(result=self.subject.ref)
