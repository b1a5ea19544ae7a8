"""Writing a plan into the tables. Areas, bodies and posts above the community are reused where they exist."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sunward.kernel.memo import forget
from sunward.kernel.refs import new_id
from sunward.registry.founding.plan import AreaPlan, BodyPlan, HolderPlan, Plan, PostPlan
from sunward.registry.models import Appointment, Area, Body, Community, Person, Post
from sunward.registry.numbers import new_person_number
from sunward.registry.rules import birthday


@dataclass(slots=True)
class Founding:
    """One founding under way: the first day, and the people and posts made so far."""

    community: Community
    plan: Plan
    on: date
    entry: str
    people: dict[str, Person] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)
    officers: list[dict[str, str]] = field(default_factory=list)

    def carry_out(self) -> None:
        """Make everything the plan names."""
        areas = self._areas()
        self.community.area = areas["community"]
        self.community.prefix = self.plan.prefix
        self.community.households = self.plan.households
        self.community.founded_on = self.on
        self.community.save(force_insert=True)
        forget()
        for grid in self.plan.grids:
            _area(grid, self.community.area)
        for body in self.plan.bodies:
            self._body(body, areas[body.at])

    def _areas(self) -> dict[str, Area]:
        made: dict[str, Area] = {}
        parent: Area | None = None
        for each in self.plan.areas:
            parent = made[each.level] = _area(each, parent)
        return made

    def _body(self, plan: BodyPlan, area: Area) -> None:
        body, _new = Body.objects.get_or_create(
            area=area, kind=plan.kind,
            defaults={"number": f"{area.code}.{plan.kind}", "community_code": self.community.code,
                      "name_zh": plan.name.zh, "name_en": plan.name.en, "seats": plan.seats},
        )  # fmt: skip
        for post in plan.posts:
            self._post(post, body)

    def _post(self, plan: PostPlan, body: Body) -> None:
        """A post and its first holders. One that existed keeps its holders: another founding named them."""
        post, new = Post.objects.get_or_create(
            body=body, key=plan.key,
            defaults={"number": f"{body.number}.{plan.key}", "title_zh": plan.title.zh, "title_en": plan.title.en,
                      "seats": plan.seats, "term_years": plan.term_years,
                      "incompatible_with": list(plan.incompatible_with)},
        )  # fmt: skip
        if not new:
            return
        self.posts.append(post.name)
        for seat, holder in enumerate(plan.holders, start=1):
            self._holder(holder, post, seat)

    def _holder(self, plan: HolderPlan, post: Post, seat: int) -> None:
        person = self._person(plan.person)
        from_day = plan.from_day or self.on
        until_day = plan.until_day or _end_of_term(from_day, post.term_years)
        Appointment.objects.create(
            number=new_id(12), community_code=self.community.code, post=post, seat=seat, person=person,
            from_day=from_day, until_day=until_day, left_on=day_after(until_day),
            elected_by=plan.elected_by, entry=self.entry,
        )  # fmt: skip
        self.officers.append({"post": post.name, "person": str(person), "from": str(from_day)})

    def _person(self, key: str) -> Person:
        if key not in self.people:
            plan = self.plan.people[key]
            self.people[key] = Person.objects.create(
                number=new_person_number(), community_code=self.community.code, name=plan.name,
                latin_name=plan.latin_name, entry=self.entry,
            )  # fmt: skip
        return self.people[key]


def _end_of_term(first: date, years: int | None) -> date | None:
    """The last day of a term that begins on `first`; none for a post without terms."""
    return birthday(first, years) - timedelta(days=1) if years else None


def day_after(last: date | None) -> date | None:
    """The first day after a term whose last day this is."""
    return last + timedelta(days=1) if last else None


def _area(plan: AreaPlan, parent: Area | None) -> Area:
    area, _new = Area.objects.get_or_create(
        code=plan.code,
        defaults={"level": plan.level, "parent": parent, "name_zh": plan.name.zh, "name_en": plan.name.en,
                  "path": f"{parent.path if parent else ''}{plan.code}/"},
    )  # fmt: skip
    return area
