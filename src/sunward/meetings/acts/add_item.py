"""Put an item on the agenda: freely before the notice, for discussion alone afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Never

from sunward.charter import queries as charter
from sunward.kernel.acts import Outcome, Unknown, acts_on, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.whose import not_led_by
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.interests import people_put
from sunward.registry import queries as registry

LONGEST = 300  # letters, what the column takes
KIND = Text("规则册里要有这类事项。", "The rule book has to know this kind of matter.")

CONCERNS = Text(
    "用逗号分开。名字只用来提示谁要回避，不公开；要由表决产生的人写 person:编号，列在议程上",
    "With commas. Names suggest who has to step aside and are never published; whom the vote is to choose stands "
    "as person:number, and is shown on the agenda.",
)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    title: str = asked("议题", "item")
    about: str = asked("属于哪件事（编号）", "the matter it belongs to (reference)", default="")
    matter_kind: str = asked("事项类别", "kind of matter", most=80, default="")
    to_decide: bool = asked("要表决", "to be decided by vote", default=False)
    concerns: str = asked(
        "涉及的人和单位", "people and firms that it concerns", hint=CONCERNS, private=True, default=""
    )


@register
class AddItem(OnMeeting[ItemFacts]):
    """An item joins the agenda. After the first notice it can only be discussed: nobody was told that it would be
    decided."""

    name = "meetings.add_item"
    title = Text("列入议程", "put an item on the agenda")
    kind = "effect"
    facts_type = ItemFacts

    def shut(self) -> Text | None:
        return super().shut() or not_led_by(self.meeting, self.call)

    @cached_property
    def about(self) -> Ref | None:
        said = self.facts.about.strip()
        try:
            about = Ref.parse(said) if ":" in said else Ref("matter", said) if said else None
            return about if about is None or self._is_here(about) else self._unknown()
        except ValueError:
            return self._unknown()

    def _is_here(self, about: Ref) -> bool:
        """Whether this community has such a thing: asked of the acts that are about it."""
        try:
            known = acts_on(about.type)
            return bool(known) and known[0].community_of(known[0].find(about)) == self.meeting.community_code
        except Unknown:
            return False

    def _unknown(self) -> Never:
        raise unusable("about", "本社区没有这个编号的事项。", "This community has no matter of this number.")

    @property
    def decidable(self) -> bool:
        """Nothing new is decided after the notice, nor on a second call: it takes up what the first one left."""
        fixed = self.meeting.agenda_fixed_on is not None or self.meeting.second_call_of_id is not None
        return self.facts.to_decide and not fixed

    def judge(self) -> Iterator[Finding]:
        self._refuse_unusable_names()
        kind = self.facts.matter_kind
        known = charter.charter_of(self.meeting.community_code, self.call.day).matters
        yield Finding("matter_known", not kind or kind in known, KIND, actual=kind)

    def _refuse_unusable_names(self) -> None:
        """Told apart, with the limit and the reference: whoever typed a dozen firms knows what to shorten."""
        length = len(self.facts.concerns)
        if length > LONGEST:
            raise unusable(
                "concerns", f"最多 {LONGEST} 个字，现在是 {length} 个。",
                f"At most {LONGEST} letters; these are {length}.",
            )  # fmt: skip
        unknown = [one for one in people_put(self.facts.concerns) if not registry.person_exists(one)]
        if unknown:
            raise unusable(
                "concerns", f"登记簿里没有：{'、'.join(unknown)}。", f"Not in the register: {', '.join(unknown)}.",
            )  # fmt: skip

    def write(self) -> Outcome:
        last = self.meeting.items.order_by("-place").values_list("place", flat=True).first()
        place, about = (last or 0) + 1, self.about
        row = AgendaItem.objects.create(
            meeting=self.meeting,
            number=f"{self.meeting.number}-{place}",
            place=place,
            title=self.facts.title,
            about_type=about.type if about else "",
            about_id=about.id if about else "",
            matter_kind=self.facts.matter_kind,
            concerns=self.facts.concerns,
            to_decide=self.decidable,
            added_on=self.call.day,
        )
        return Outcome(result=row.ref, public={"decided_here": row.to_decide})
