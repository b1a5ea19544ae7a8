"""Somebody owns a flat, or a share of one: what an owners' assembly counts by head and by area."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import FactsError, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.lookup import person_named, refuse_future
from sunward.registry.models import Household, Ownership
from sunward.registry.naming import WHO
from sunward.registry.queries.standings import area_over
from sunward.registry.residence.borne import SIGNED, TOLD_BY, marks_of_word, word

AREA = re.compile(r"(\d{1,5})(?:\.(\d{1,2}))?")
WHOLE = Text("只有一个业主的不用填", "of a flat with one owner it need not be told")
OVER = Text(
    "注意：登记的份额加起来超过这套房屋的面积。", "Alert: the shares that are recorded add up to more than the flat."
)
SHARE = Text("共有的填本人的份额，例如 44.80", "of a co-owner only the share, such as 44.80")


@dataclass(frozen=True, slots=True)
class RecordOwnershipFacts:
    owner: str = asked("业主", "owner", hint=WHO, private=True)
    area: str = asked("专有部分面积（平方米）", "floor area in square metres", hint=SHARE, private=True)
    from_day: date | None = asked("从哪天起", "since", default=None, private=True)
    flat_area: str = asked("整套房屋的面积（平方米）", "area of the whole flat", hint=WHOLE, private=True, default="")
    told_by: str = asked("凭什么登记", "what bears it out", choices=TOLD_BY, private=True, default="")
    paper: FileDigest | None = asked(
        "签字或材料的照片", "photograph of the signature or the papers", hint=SIGNED, private=True, default=None
    )


@register
class RecordOwnership(Act[Household, RecordOwnershipFacts]):
    name = "registry.record_ownership"
    title = Text("登记业主", "record who owns a flat")
    kind = "report"
    subject_type = "household"
    subject_model = Household
    facts_type = RecordOwnershipFacts

    @property
    def _from_day(self) -> date:
        return self.facts.from_day or self.call.happened_on

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a person unknown, a day to come, no area, or an owner already.
        """
        refuse_future("from_day", self._from_day, self.call.day)
        read_area(self.facts.area)
        owner = person_named("owner", self.facts.owner, self.subject.community_code)
        if Ownership.objects.meeting(self._from_day, None).filter(household=self.subject, owner=owner).exists():
            raise FactsError({"owner": [_("Owns it already in that time.")]})
        yield from marks_of_word(word(self.facts.told_by, self.facts.paper))

    def write(self) -> Outcome:
        flat = read_area(self.facts.flat_area, "flat_area") if self.facts.flat_area else None
        row = Ownership.objects.create(
            household=self.subject, area=read_area(self.facts.area),
            owner=person_named("owner", self.facts.owner, self.subject.community_code),
            from_day=self._from_day, entry=self.call.ref, flat_area=flat,
            told_by=word(self.facts.told_by, self.facts.paper),
        )  # fmt: skip
        shares, of = area_over(self.subject.pk, self.call.day)
        if shares <= of:
            return Outcome()
        row.exceeds = True
        row.save(update_fields=["exceeds"])
        return Outcome(findings=[Finding("within_the_flat", False, OVER)])


def read_area(said: str, field: str = "area") -> int:
    """Hundredths of a square metre, from what was typed.

    Raises:
        FactsError: when it is no area.
    """
    found = AREA.fullmatch(said.strip())
    area = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
    if not area:
        raise unusable(field, "请写平方米数，最多两位小数，例如 89.60。", "Write square metres, such as 89.60.")
    return area
