"""Put an item on the agenda: freely before the notice, for discussion alone afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunward.ballots.rules.words import METHODS
from sunward.charter import queries as charter
from sunward.charter.ports import opened_as
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.announced import only_talked_of
from sunward.meetings.calling.putting import names_kept, put_up, thing_named
from sunward.meetings.calling.whose import not_led_by
from sunward.meetings.models import AgendaItem
from sunward.meetings.rules.choosing import APPROVAL, FEWEST, ONE_OF, SEVERAL_OF, YES_NO, read_lines, unusable_lines
from sunward.meetings.session.acting import OnMeeting
from sunward.meetings.session.interests import people_put
from sunward.meetings.session.opened import kind_of
from sunward.meetings.session.uncounted import told_of_roll
from sunward.meetings.session.unready import told_of_missing

LONGEST = 300  # letters, what the column takes
KIND = Text("规则册里要有这类事项。", "The rule book has to know this kind of matter.")

KEEP_IT = Text(
    "服务中心登记的，在通知以前可以由服务中心或者会议所属的机构去掉；要保住这一项，请自己登记。",
    "What the service centre enters, it takes off again until the notice, or whoever leads the meeting does: enter it "
    "yourself to keep it.",
)
ABOUT = Text(
    "照打印的编号写：事项、选举、罢免、联名、规则草案，如 XY-2026-031、XY-L-2026-001。"
    "有规定程序的，或者要先听证的，先提出事项再写编号：不写，通过了也不产生后果",
    "the number as it is printed of a matter, an election, a recall, a petition or a draft of rules, such as "
    "XY-2026-031 or XY-L-2026-001. What has a procedure or must be heard first needs its matter: without it nothing "
    "follows from what is adopted",
)
PEOPLE = Text(
    "一行一人或用逗号分开：门牌和姓名，中间空一格，或者人员编号。会印在议程上，通知发出后不能再加人",
    "One a line or with commas: the door, a space and the name, or the person’s number. The agenda shows them, and "
    "nobody is added after the notice.",
)
CONCERNS = Text(
    "用逗号分开，只写姓名或单位名称。只用来提示谁要回避，不公开",
    "With commas, names alone. They suggest who has to step aside and are never published.",
)
RESOLVED_BY_YES = Text(
    "选出一项，不等于事项已经决议：先在几项里选，事项的决议再用赞成或反对表决。",
    "A choice resolves no matter: choose among several first, then resolve the matter by for or against.",
)
ONE_A_LINE = Text(
    "一行一个，2 到 12 个，如：甲公司 | Company A。只写一种文字也可以。赞成或反对的不填。不要写居民姓名。",
    "One a line, 2 to 12: the Chinese, a stroke |, the English; one language will do. Empty for yes or no. No "
    "residents’ names.",
)
SEVERAL_ONLY = Text("只有“选若干项”要填，2 项以上", "For several of many only: 2 or more")
NO_CHOICES = Text(
    "用赞成或反对表决的不填选项；要在几项里选，另选表决方式。",
    "By yes or no there are no choices to write. To choose among several, take another way of voting.",
)
AT_MOST = Text("选若干项的，最多选几项：2 到 {most}。", "For several of many: at most 2 to {most} may be chosen.")
NOT_DECIDED = Text(
    "写了选项的，要在发通知以前列为要表决的。",
    "Choices are for an item that is to be decided, and is put on before the notice.",
)
DECIDED = Text("列为要表决的。", "It is to be decided.")
YES_OR_NO_ONLY = Text(
    "联名、选举、推选人员和规则草案用赞成或反对表决，或者走自己的程序。",
    "Petitions, the choice of people, and drafts of rules are voted on by yes or no, or have a way of their own.",
)
MAY_CHOOSE = Text("这一项可以在几项里选。", "This can be chosen among several.")
WAYS = (
    (YES_NO, METHODS[YES_NO]),
    *((key, METHODS[key]) for key in (ONE_OF, SEVERAL_OF, APPROVAL)),
)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    title: str = asked("议题", "item", hint=KEEP_IT)
    about: str = asked("属于哪件事（编号）", "what it belongs to (its number)", hint=ABOUT, default="")
    matter_kind: str = asked("事项类别", "kind of matter", most=80, default="")
    to_decide: bool = asked("要表决", "to be decided by vote", default=False)
    method: str = asked("怎么选", "how it is chosen", hint=RESOLVED_BY_YES, choices=WAYS, default=YES_NO)
    choices: str = asked("选项", "choices", hint=ONE_A_LINE, long=True, default="")
    at_most: int | None = asked("最多选几项", "how many may be chosen", hint=SEVERAL_ONLY, default=None)
    people: str = asked(
        "由表决选出的人", "whom the vote is to choose", hint=PEOPLE, long=True, private=True, default=""
    )
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
        return thing_named("about", self.facts.about, self.meeting.community_code)

    @cached_property
    def concerns(self) -> str:
        """What the item keeps of people and firms, those to be chosen by reference."""
        code, day = self.meeting.community_code, self.call.day
        put = put_up("people", self.facts.people, code, day)
        return names_kept("concerns", self.facts.concerns, put, code, day)

    @property
    def _named_in(self) -> str:
        return "concerns" if self.facts.concerns.strip() else "people"

    @property
    def decidable(self) -> bool:
        """Nothing new is decided after the notice, nor on a second call: it takes up what the first one left."""
        return self.facts.to_decide and only_talked_of(self.meeting) is None

    def judge(self) -> Iterator[Finding]:
        self._refuse_unusable_choices()
        self._refuse_too_many_names()
        kind = "" if kind_of(self.about) else self.facts.matter_kind  # a matter says its own, by the rules it keeps
        known = charter.charter_of(self.meeting.community_code, self.call.day).matters
        yield Finding("matter_known", not kind or kind in known, KIND, actual=kind)
        yield from self._choices()

    @cached_property
    def choices(self) -> list[Text]:
        """What is chosen among; nothing by yes or no."""
        return read_lines(self.facts.choices)

    @property
    def among_several(self) -> bool:
        return self.facts.method != YES_NO

    def _choices(self) -> Iterator[Finding]:
        """A question that cannot be put as it stands is not announced as one that will be."""
        if not self.among_several:
            return
        yield Finding.either("to_decide", self.decidable, DECIDED, NOT_DECIDED)
        yield Finding.either("may_choose", not self._of_people(), MAY_CHOOSE, YES_OR_NO_ONLY)

    def _of_people(self) -> bool:
        """Whether it is about people, a petition or a draft of rules: what has its own procedure is not chosen here."""
        known = charter.charter_of(self.meeting.community_code, self.call.day).matters
        kinds = {self.facts.matter_kind, kind_of(self.about)} & known.keys()
        elsewhere = self.about is not None and self.about.type != "matter"
        return elsewhere or bool(people_put(self.concerns)) or any(known[kind].chooses_people for kind in kinds)

    def _refuse_unusable_choices(self) -> None:
        """A slip of the pen is told where it stands, and is no refusal."""
        wrong = unusable_lines(self.choices) if self.among_several else NO_CHOICES if self.choices else None
        if wrong is not None:
            raise unusable("choices", wrong.zh, wrong.en)
        most = len(self.choices)
        if self.facts.method == SEVERAL_OF and not FEWEST <= (self.facts.at_most or 1) <= most:
            said = AT_MOST.fill(most=most)
            raise unusable("at_most", said.zh, said.en)

    def _refuse_too_many_names(self) -> None:
        """Told apart, with the limit: whoever typed a dozen firms knows what to shorten."""
        length = len(self.concerns)
        if length > LONGEST:
            raise unusable(
                self._named_in, f"人选和名字加起来最多 {LONGEST} 个字，现在是 {length} 个（一个人选占 20 个字）。",
                f"At most {LONGEST} letters, with those to be chosen, who take 20 each; these are {length}.",
            )  # fmt: skip

    def write(self) -> Outcome:
        there = AgendaItem.every.filter(meeting=self.meeting)  # one that was taken off keeps its number
        last = there.order_by("-place").values_list("place", flat=True).first()
        place, about = (last or 0) + 1, self.about
        case = opened_as(about)
        row = AgendaItem.objects.create(
            meeting=self.meeting,
            number=f"{self.meeting.number}-{place}",
            place=place,
            title=self.facts.title,
            about_type=about.type if about else "",
            about_id=about.id if about else "",
            matter_kind=case.kind or self.facts.matter_kind,
            charter_versions=case.versions or None,
            concerns=self.concerns,
            to_decide=self.decidable,
            added_on=self.call.day,
            added_at=self.call.at,
            **self._question(),
        )
        shut = only_talked_of(self.meeting) if self.facts.to_decide else None
        told = (
            [Finding("discussed_only", True, shut)]
            if shut
            else [*told_of_roll(self.room, row), *told_of_missing(self.room, row, new=True)]
        )
        return Outcome(result=row.ref, public={"decided_here": row.to_decide}, findings=told)

    def _question(self) -> dict[str, Any]:
        if not self.among_several:
            return {}
        most = self.facts.at_most if self.facts.method == SEVERAL_OF else None
        return {"method": self.facts.method, "at_most": most, "choices": [one.as_dict() for one in self.choices]}
