"""The street founds a community: area, bodies, posts, first officers, first charter. Entry 0 of its log."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from sunward.kernel.acts import Outcome, Unknown, register
from sunward.kernel.facts import FactsError, asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry.acting import ActOnCommunity
from sunward.registry.events import Founded
from sunward.registry.founding.plan import Plan, read_plan
from sunward.registry.founding.writing import Founding
from sunward.registry.models import Area, Community


@dataclass(frozen=True, slots=True)
class FoundFacts:
    plan: dict = asked("社区方案", "the community's plan", private=True)  # type: ignore[type-arg]  # the kernel's forms know plain `dict`


@register
class Found(ActOnCommunity[FoundFacts]):
    """Performed once per community in the capacity `founder`, on an empty log."""

    name = "registry.found"
    title = Text("设立社区", "found the community")
    kind = "founding"
    facts_type = FoundFacts

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Community:
        """The community, or one that is still to be written.

        Raises:
            Unknown: when the reference could not become a community's code.
        """
        try:
            found: Community = super().find(ref, lock)
        except Unknown:
            return _to_be(ref)
        return found

    def judge(self) -> Iterable[Finding]:
        """Refuse what cannot be.

        Raises:
            FactsError: for a faulty plan, or one that contradicts what is there already.
        """
        plan = read_plan(self.facts.plan)
        faults = [*_contradictions(plan)]
        if faults:
            raise FactsError({"plan": faults})
        return ()

    def write(self) -> Outcome:
        founding = Founding(self.subject, read_plan(self.facts.plan), self.call.happened_on, self.call.ref)
        founding.carry_out()
        plan = founding.plan
        return Outcome(
            result=Ref("community", self.subject.code),
            public={
                "areas": [{"code": area.code, **area.name.as_dict()} for area in (*plan.areas, *plan.grids)],
                "prefix": plan.prefix, "households": plan.households, "posts": founding.posts,
                "officers": founding.officers, "charters": list(plan.charters),
                **({"demo": True} if plan.demo else {}),
            },
            events=(Founded(self.subject.code, plan.charters, founding.on, self.call.by),),
        )  # fmt: skip


def _to_be(ref: Ref) -> Community:
    try:
        validate_slug(ref.id)
    except ValidationError:
        raise Unknown(f"{ref} cannot be founded: a code has letters, digits, - and _ only.") from None
    if ref.type != "community":
        raise Unknown(f"There is no {ref}.")
    return Community(code=ref.id)


def _contradictions(plan: Plan) -> Iterable[str]:
    if Community.objects.filter(prefix=plan.prefix).exists():
        yield _("community.prefix: another community uses %(prefix)s.") % {"prefix": plan.prefix}
    path = ""
    for place, area in enumerate(plan.areas):
        path += f"{area.code}/"
        known = Area.objects.filter(code=area.code).first()
        if known and (known.path != path or known.level != area.level):
            yield _("areas[%(place)d]: %(code)s is known as %(name)s at another place of the tree.") % {
                "place": place, "code": area.code, "name": known.name}  # fmt: skip
    if plan.areas and Community.objects.filter(area__code=plan.areas[-1].code).exists():
        yield _("areas: %(code)s has a community already.") % {"code": plan.areas[-1].code}
