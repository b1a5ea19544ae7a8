"""A door behind which people live enters the register."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.models import Area, Household

EXAMPLE = Text("例如 3-2-501", "for example 3-2-501")


@dataclass(frozen=True, slots=True)
class RegisterHouseholdFacts:
    door: str = asked("门牌", "door", hint=EXAMPLE, most=40)
    grid: str = asked("网格代码", "grid code", default="")


@register
class RegisterHousehold(ActOnCommunity[RegisterHouseholdFacts]):
    name = "registry.register_household"
    title = Text("登记户", "register a household")
    kind = "report"
    facts_type = RegisterHouseholdFacts

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a door that is registered, or a grid of elsewhere.
        """
        if Household.objects.filter(community=self.subject, door=self.facts.door).exists():
            raise FactsError({"door": [_("This door is registered already.")]})
        if self.facts.grid and self._grid() is None:
            raise FactsError({"grid": [_("This is no grid of the community.")]})
        return ()

    def _grid(self) -> Area | None:
        return Area.objects.filter(code=self.facts.grid, level="grid", parent=self.subject.area_id).first()

    def write(self) -> Outcome:
        household = Household.objects.create(
            number=f"{self.subject.code}-{self.facts.door}", community=self.subject, door=self.facts.door,
            grid=self._grid(),
        )  # fmt: skip
        return Outcome(result=Ref("household", household.number))
