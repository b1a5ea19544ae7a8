"""Say that a sheet which was entered as taken back unused was not: it lies in the box."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles
from sunward.ballots.casting.delegates import taken_back_from
from sunward.ballots.models import TakenBack
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

YOURS = Text("您的一张纸质票登记为未用收回。", "A sheet of yours was entered as taken back unused.")
NOT_YOURS = Text(
    "没有登记为从您手里收回的纸质票；或者您自己说过是交回的，或者已经说过没有交回。",
    "No sheet was entered as taken back from you; or you have said yourself that you gave it back, or did not.",
)
WORDS = Text("可以不填", "may be left empty")


@dataclass(frozen=True, slots=True)
class InTheBoxFacts:
    """Never what was chosen."""

    because: str = asked("当时的情况", "how it was", hint=WORDS, long=True, private=True, default="")
    signed: FileDigest | None = slip()


@register
class DenyTakenBack(ActOnVote[InTheBoxFacts]):
    """The voter's word against that of whoever took it back, until the certificate. It bars nothing and gives no sheet:
    whoever dislikes a result could say so. How many say it is told with the close, the count and the certificate. They
    settle it themselves, by `ballots.confirm_taken_back`."""

    name = "ballots.deny_taken_back"
    title = Text("我的纸质票没有交回，投进了票箱", "say that your sheet was not given back but lies in the box")
    kind = "effect"
    facts_type = InTheBoxFacts
    own_page = True

    @cached_property
    def sheets(self) -> list[TakenBack]:
        rows = taken_back_from(self.subject, self.call.person)
        return [one for one in rows if not one.denied and one.confirmed_by != self.call.person]

    def standing(self) -> Iterator[Finding]:
        yield obstacles.before_certificate(self.subject)
        yield Finding("taken_back", bool(self.sheets), YOURS if self.sheets else NOT_YOURS)

    def write(self) -> Outcome:
        for one in self.sheets:
            one.denied_on, one.denied_in, one.denial_over_on = self.call.day, self.call.ref, None
            one.save(update_fields=["denied_on", "denied_in", "denial_over_on"])
        return Outcome(result=self.subject.ref)
