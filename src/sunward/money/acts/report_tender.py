"""Report an open tender that was held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from sunward.charter import queries as charter
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import Ref
from sunward.kernel.spelling import same_spelling
from sunward.kernel.text import Text
from sunward.money.models import Tender
from sunward.money.models.payment import CATEGORIES
from sunward.money.numbering import TENDER, next_number
from sunward.money.queries.paid_to import any_tie
from sunward.money.queries.spending import kin_barred
from sunward.registry.acting import ActOnCommunity


@dataclass(frozen=True, slots=True)
class TenderHeld:
    winner: str = asked("中标人", "winner", name=True, most=120)
    price: Decimal = asked("中标价（元）", "winning price (yuan)")
    category: str = asked("类别", "category", choices=CATEGORIES)
    bidders: int = asked("几家投标", "number of bidders")
    announced_on: date = asked("哪天发布招标公告", "announced on")
    opened_on: date = asked("哪天开标", "bids opened on")
    minutes: FileDigest = asked("开标记录", "minutes of the opening")
    site: str = asked("地点", "place", most=120, default="")
    decision: str = asked("依据的决定（编号）", "decision behind it (number)", default="")
    owner: str = asked("老板或法定代表人", "owner or legal representative", default="", private=True, name=True)


@register
class ReportTender(ActOnCommunity[TenderHeld]):
    """A tender won by somebody who may not bid is reported like any other, and unlocks nothing."""

    name = "money.report_tender"
    title = Text("报告招标结果", "report a tender")
    kind = "report"
    facts_type = TenderHeld

    def shows(self) -> str | None:
        return f"tender {self.facts.opened_on} {same_spelling(self.facts.winner)}"

    def judge(self) -> Iterable[Finding]:
        if not self.facts.announced_on <= self.facts.opened_on <= self.call.day:
            raise FactsError({"opened_on": [_("Bids are opened after the announcement, and not in the future.")]})
        source = kin_barred(charter.charter_of(self.community, self.facts.opened_on))
        if source:
            barred = any_tie(self.community, self.facts.opened_on, self.facts.winner, self.facts.owner)
            text = Text("任职人员及其亲属不能投标", "Officers and their kin may not bid")
            yield Finding("kin", not barred, text, source)

    def write(self) -> Outcome:
        facts = self.facts
        number, _position = next_number(self.community, TENDER, self.call.day)
        Tender.objects.create(
            number=number, community_code=self.community, decision_number=facts.decision.strip(),
            winner=facts.winner.strip(), winner_key=same_spelling(facts.winner), owner_name=facts.owner.strip(),
            category=facts.category, site=facts.site, bidders=facts.bidders, price=facts.price,
            announced_on=facts.announced_on, opened_on=facts.opened_on,
        )  # fmt: skip
        return Outcome(result=Ref("tender", number))
