"""A committee, meeting or office comes into being."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.founding.plan import WORD
from sunward.registry.lookup import area_named
from sunward.registry.models import Area, Body

EXAMPLE = Text(
    "程序写代号，例如 supervision_committee", "A program writes its code word, for example supervision_committee"
)
OWN = Text("不填就是本社区；程序写区划代码", "empty: this community; a program writes the code of the area")


@dataclass(frozen=True, slots=True)
class CreateBodyFacts:
    kind: str = asked("什么组织", "which body", hint=EXAMPLE, most=60)
    name_zh: str = asked("中文名称", "name in Chinese", most=80)
    name_en: str = asked("英文名称", "name in English", most=80)
    seats: int | None = asked("几个席位", "seats", default=None)
    area: str = asked("在哪个区划", "in which area", hint=OWN, default="")


@register
class CreateBody(ActOnCommunity[CreateBodyFacts]):
    name = "registry.create_body"
    title = Text("设立组织", "create a body")
    kind = "effect"
    facts_type = CreateBodyFacts

    def _area(self) -> Area:
        return area_named("area", self.facts.area, self.subject.code)

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for an unusable or taken code word, or an area of elsewhere.
        """
        if not WORD.match(self.facts.kind):
            raise FactsError({"kind": [_("Accepted: small letters, digits and _.")]})
        if Body.objects.filter(area=self._area(), kind=self.facts.kind).exists():
            raise FactsError({"kind": [_("This body exists already.")]})
        return ()

    def write(self) -> Outcome:
        forget()
        area = self._area()
        body = Body.objects.create(
            number=f"{area.code}.{self.facts.kind}", community_code=self.subject.code, area=area,
            kind=self.facts.kind, name_zh=self.facts.name_zh, name_en=self.facts.name_en, seats=self.facts.seats,
        )  # fmt: skip
        return Outcome(result=Ref("body", body.number))
