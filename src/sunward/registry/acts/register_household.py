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
from sunward.registry.models import Household
from sunward.registry.residence.doors import SHOWN, doors_alike, or_another
from sunward.registry.residence.grids import AS_THE_BUILDING, grid_named, of_building

AS_WRITTEN = Text("照登记簿里别的门牌那样写", "written as the other doors of the register are")


@dataclass(frozen=True, slots=True)
class RegisterHouseholdFacts:
    door: str = asked("门牌", "door", hint=AS_WRITTEN, most=40)
    grid: str = asked("网格", "grid", hint=AS_THE_BUILDING, most=15, default="")


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
        if known := doors_alike(self.facts.door, self.subject.code):
            if self.facts.door in {one.door for one in known}:
                raise FactsError({"door": [_("This door is registered already.")]})
            told = _("This door is registered already, as %(doors)s.")
            told %= {"doors": ", ".join(one.door for one in known[:SHOWN])}
            raise FactsError({"door": [or_another(told)]})
        grid_named(self.facts.grid, self.subject)
        return ()

    def write(self) -> Outcome:
        household = Household.objects.create(
            number=f"{self.subject.code}-{self.facts.door}", community=self.subject, door=self.facts.door,
            grid=grid_named(self.facts.grid, self.subject) or of_building(self.facts.door, self.subject),
        )  # fmt: skip
        return Outcome(result=Ref("household", household.number))
