"""Report that a duty was done which leaves no other trace in the system."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunward.charter import queries as charter
from sunward.duties.rules import Period, read_period
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity

PERIOD = Text("例如 2026-Q3、2026-07；不填按日期算", "such as 2026-Q3 or 2026-07; left empty, the day tells")


@dataclass(frozen=True, slots=True)
class DutyDone:
    duty: str = asked("哪一项职责", "which duty")
    period: str = asked("哪一期", "for which period", hint=PERIOD, default="")
    note: str = asked("说明", "note", hint=Text("会公开，请不要写姓名", "public: write no names"), default="")
    paper: FileDigest | None = asked("材料", "paper or photograph", default=None)


@register
class ReportDone(ActOnCommunity[DutyDone]):
    """The duty's evidence is kept by the subscriber that reads every act, this one as well."""

    name = "duties.report_done"
    title = Text("报告已完成的职责", "report a duty as done")
    kind = "report"
    facts_type = DutyDone

    def shows(self) -> str | None:
        return f"duty {self.facts.duty} {self.facts.period}"

    def judge(self) -> Iterable[Finding]:
        duties = charter.charter_of(self.community, self.call.day).duties
        known = duties.get(self.facts.duty)
        if known is None:
            raise FactsError(
                {
                    "duty": [
                        _("There is no duty “%(duty)s”; accepted: %(known)s.")
                        % {"duty": self.facts.duty, "known": ", ".join(duties)}
                    ]
                }
            )
        if self.facts.period:
            self._refuse_period(read_period(self.facts.period, known.months))
        return ()

    def _refuse_period(self, named: Period | None) -> None:
        """Nothing is done for a time that has not begun.

        Raises:
            FactsError: for what names no period, or one still to come.
        """
        given = {"period": self.facts.period}
        if named is None:
            raise FactsError({"period": [_("“%(period)s” is no period. Write it like 2026-Q3 or 2026-07.") % given]})
        if named.first > self.call.day:
            raise FactsError({"period": [_("%(period)s has not begun. Accepted: up to the present one.") % given]})

    def write(self) -> Outcome:
        return Outcome(result=Ref("community", self.community))
