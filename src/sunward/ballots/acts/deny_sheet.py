"""Say that one never took the sheet that is entered as handed out to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.acts.deny_taken_back import WORDS
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.denied_sheets import is_denied_sheet, sheet_of
from sunward.ballots.models import DeniedSheet, Mark
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

YOURS = Text("有一张纸质票登记为发给了您。", "A sheet of paper is entered as handed out to you.")
NOT_YOURS = Text("没有登记为发给您的纸质票。", "No sheet of paper is entered as handed out to you.")
FIRST = Text("您还没有说过没有领过。", "You have not said yet that you never took it.")
SAID_SO = Text("您已经说过没有领过。", "You have said already that you never took it.")
ANOTHER = Text(
    "登记发出这张票的人不能登记这句话：由本人在自己的页面上说，或者由别的经办人登记。",
    "Whoever entered the sheet as handed out does not enter this: the voter says so on their own page, or another "
    "enters it at the desk.",
)


@dataclass(frozen=True, slots=True)
class NeverTakenFacts:
    """Where they were in truth is theirs to tell, or not."""

    because: str = asked("当时的情况", "how it was", hint=WORDS, long=True, private=True, default="")
    signed: FileDigest | None = slip()


@register
class DenySheet(ActOnVote[NeverTakenFacts]):
    """The voter's word against that of whoever handed it out, until the certificate. It frees no place by itself
    (`casting/denied_sheets.py`). How many say so is told with the close, the count, the certificate and the result; it
    is a ground to annul where they could turn it."""

    name = "ballots.deny_sheet"
    title = Text("登记发给我的纸质票，我没有领过", "say that you never took the sheet entered for you")
    kind = "effect"
    facts_type = NeverTakenFacts
    own_page = True

    @cached_property
    def sheet(self) -> Mark | None:
        return sheet_of(self.subject, self.call.person)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.before_certificate(self.subject)
        yield Finding.either("sheet_is_out", self.sheet is not None, YOURS, NOT_YOURS)
        if self.sheet is not None:
            yield Finding.either("denied_once", not is_denied_sheet(self.sheet), FIRST, SAID_SO)
            yield Finding("another_teller", self.call.by != self.sheet.issued_by, ANOTHER)

    def write(self) -> Outcome:
        said = {"denied_by": self.call.by, "denied_on": self.call.day, "denied_in": self.call.ref, "void_on": None}
        at_desk = {"at_desk": self.call.on_behalf_of is not None}
        DeniedSheet.objects.update_or_create(mark=self.sheet, defaults=said | at_desk)
        return Outcome(result=self.subject.ref)
