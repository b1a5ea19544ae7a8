"""Photograph a noticeboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.disclosure.models import BoardPhotograph, Publication
from sunward.disclosure.rules import SHOWN_WITHIN, entered_too_late
from sunward.disclosure.sheets import sheets_of
from sunward.kernel import evidence
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import CHOOSE, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text

SERVED = (
    "这张照片已经用过（记录 {ref}）：每次都要重新拍。",
    "This photograph has been used already (entry {ref}): take a new one each time.",
)


# Nothing is chosen beforehand: whoever photographs an empty board would prove by it that the posting hung.
HANGS = (
    CHOOSE, ("yes", Text("贴着", "yes, it hangs there")),
    ("no", Text("没有贴", "no, it is not there")),
)  # fmt: skip
LOOK = Text("先看一看再选。选“没有贴”也要照片，会公开写明。", "Look first. A “no” needs its picture too, and is shown.")
NOT_THERE = Text(
    "{day} 的照片里，“{board}”上没有这份公开。",
    "On {day} this posting was not on the board “{board}”, by this picture.",
)

HOW_MANY = Text("公开栏上贴着它的几张", "how many of its sheets hang there")
OF_HOW_MANY = Text("纸上写的“共几张”", "“of how many”, as its sheets say")
COUNTED = Text(
    "每张纸上写着第几张、共几张；没有写的，是 1 张、共 1 张。一张不少地贴着，才证明张贴。",
    "Each sheet says which of how many it is; one that says nothing is 1 of 1. It is proved only where none is "
    "missing.",
)
NO_NUMBER = Text(
    "数一数贴着几张，写上纸上的“共几张”。全部内容至少要 {fewest} 张：纸上写得比这少的，重新打印、贴齐。",
    "Count the sheets that hang there, and say “of how many” they are. All of it takes {fewest} at least: where the "
    "paper says fewer, print it anew and hang all of it.",
)
CUT = Text(
    "纸上写着共 {more} 张或者更多的，可能没有印全（最后一张写着“还没完”），拍了也不作证明：换大纸打印；"
    "大纸也不够的，分成几份公开，重新张贴。",
    "What says “of {more}” or more may be cut, its last sheet says that it goes on, and proves nothing: print it on "
    "the larger paper; where that has no room either, post it anew in several parts.",
)
IN_PART = Text(
    "{day} 的照片里，“{board}”上只贴着 {seen} 张，共 {of} 张：没有贴齐，不作证明。",
    "On {day} {seen} of its {of} sheets hung on the board “{board}”, by this picture: in part, which proves nothing.",
)

TOO_LATE = Text(
    "照片说是 {day} 拍的，过了 {days} 天才登记（最多 3 天）：只是说法，不作证明。",
    "Said to be of {day}, and entered {days} days later (3 at most): said, not proved.",
)


@dataclass(frozen=True, slots=True)
class BoardFacts:
    board: str = asked("哪一块公开栏", "which noticeboard", most=120)
    photograph: FileDigest = asked("照片", "photograph")
    hangs: str = asked("这份公开贴在上面吗", "does this posting hang there", hint=LOOK, choices=HANGS)
    sheets: int | None = asked(HOW_MANY.zh, HOW_MANY.en, hint=COUNTED, default=None)
    of: int | None = asked(OF_HOW_MANY.zh, OF_HOW_MANY.en, default=None)


@register
class PhotographBoard(Act[Publication, BoardFacts]):
    """A photograph shows whether the posting is on a board; the record keeps its hash, the page whose word it is."""

    name = "disclosure.photograph_board"
    title = Text("拍下公开栏", "photograph a noticeboard")
    kind = "report"
    subject_type = "publication"
    subject_model = Publication
    facts_type = BoardFacts

    def shows(self) -> str | None:
        """One picture of a board shows every posting that hangs there on that day."""
        return f"board {same_spelling(self.facts.board)} on {self.call.happened_on}"

    def judge(self) -> Iterator[Finding]:
        if self.facts.hangs not in {"yes", "no"}:
            raise unusable("hangs", LOOK.zh, LOOK.en)
        digest = self.facts.photograph.sha256
        if self.subject.photographs.filter(sha256=digest).exists():
            raise unusable("photograph", "这张照片已经有了。", "This photograph is there already.")
        before = evidence.served(self.subject.community_code, self.facts.photograph, self.shows() or "")
        if before is not None:  # who takes one can always take another
            raise unusable("photograph", *(said.format(ref=before.ref) for said in SERVED))
        if not self.subject.posted_on <= self.call.happened_on <= self.call.day:
            raise unusable(
                "claimed_at",
                "照片不早于张贴，不晚于今天。",
                "A photograph is taken on a day from the posting until today.",
            )
        _ = self._counted
        return iter(())

    @cached_property
    def _counted(self) -> tuple[int, int] | None:
        """How many of how many sheets hang there; None of one that is not there, or that one sheet has room for."""
        if self.facts.hangs == "no":
            return None
        takes, seen, of = sheets_of(self.subject), self.facts.sheets, self.facts.of
        if not takes.several and seen is None and of is None:
            return None
        if takes.fewest > takes.most or (of is not None and of > takes.most):
            raise unusable("of", *(said.format(more=takes.most + 1) for said in (CUT.zh, CUT.en)))
        if seen is None or of is None or not (1 <= seen <= of and takes.fewest <= of):
            raise unusable("sheets", *(said.format(fewest=takes.fewest) for said in (NO_NUMBER.zh, NO_NUMBER.en)))
        return seen, of

    def write(self) -> Outcome:
        photograph, (seen, of) = self.facts.photograph, self._counted or (None, None)
        row = BoardPhotograph.objects.create(
            publication=self.subject,
            board=self.facts.board,
            photographed_on=self.call.happened_on,
            recorded_on=self.call.day,
            sha256=photograph.sha256,
            size=photograph.size,
            media_type=photograph.type,
            hangs=self.facts.hangs == "yes" and seen == of,
            sheets=seen,
            sheets_of=of,
            said_by=self.call.post,
            at_desk=self.call.on_behalf_of is not None,
        )
        return Outcome(result=self.subject.ref, findings=list(self._marks(row)))

    def _marks(self, row: BoardPhotograph) -> Iterator[Finding]:
        day = row.photographed_on
        if entered_too_late(row):
            late = TOO_LATE.fill(day=day, days=(row.recorded_on - day).days)
            yield Finding("entered_late", False, late, required=f"<= {day + SHOWN_WITHIN}", actual=str(row.recorded_on))
        if self.facts.hangs == "no":
            text = NOT_THERE.fill(day=day, board=self.facts.board)
            yield Finding("posting_hangs", False, text, self.subject.source, actual=str(day))
        elif not row.hangs:
            text = IN_PART.fill(day=day, board=self.facts.board, seen=row.sheets, of=row.sheets_of)
            yield Finding("posting_whole", False, text, self.subject.source, str(row.sheets_of), str(row.sheets))
