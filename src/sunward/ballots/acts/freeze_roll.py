"""Freeze an electorate on a record date and post it for objection."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.ballots.models import Roll
from sunward.ballots.roll import membership, readers
from sunward.ballots.roll.freezing import Order, computed, freeze
from sunward.ballots.roll.marks import figures_of_newcomers, marks_by_the_register
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text, day_in_full
from sunward.registry.acting import ActOnCommunity

TODAY = Text("不填就是今天", "leave it empty for today")
OF_SUBGROUP = Text("只有小组会议的名册要填", "only for the roll of a subgroup meeting")
OWN_CLASS = Text("不填就按这个会议的规则", "leave it empty for the body's own")
ITEM = "voter_roll"


@dataclass(frozen=True, slots=True)
class FreezeRollFacts:
    body: str = asked("哪个会议的名册", "the roll of which body", most=60)
    of: str = asked("按什么计数", "counting class", hint=OWN_CLASS, most=40, default="")
    grid: str = asked("哪个小组", "which subgroup", hint=OF_SUBGROUP, most=20, default="")
    record_date: date | None = asked("截止到哪天的情况", "record date", hint=TODAY, default=None)


@register
class FreezeRoll(ActOnCommunity[FreezeRollFacts]):
    """Who belongs to a body on a day, by the rule books; arriving or leaving afterwards changes nothing."""

    name = "ballots.freeze_roll"
    title = Text("编制名册", "freeze a roll")
    kind = "effect"
    facts_type = FreezeRollFacts

    @property
    def record_date(self) -> date:
        return self.facts.record_date or self.call.day

    @cached_property
    def rule(self) -> membership.Membership | None:
        return membership.membership_of(self.facts.body, self.facts.of, self.community, self.call.day)

    def judge(self) -> Iterator[Finding]:
        rule, day = self.rule, self.record_date
        unread = "" if rule else membership.unread(self.facts.body, self.community, self.call.day)
        source = rule.source if rule else unread
        said = BY_RULE if rule else UNREAD if unread else NO_RULE
        yield Finding("membership_rule", rule is not None, said, source, actual=self.facts.of)
        yield Finding("record_date", day <= self.call.day, DAY_PAST, source, f"<= {self.call.day}", str(day))
        first = membership.earliest_record_date(self.community, self.call.day)
        limit = membership.source_of(membership.RECORD_DATE_BACK, self.community, self.call.day)
        yield Finding("record_date_recent", day >= first, DAY_RECENT, limit, f">= {first}", str(day))
        yield from membership.of_one_subgroup(self.facts.body, self.facts.grid, self.community, source, WHICH)
        if rule:
            yield Finding.either(
                "can_be_computed", computed(self._order(rule)) is not None, COMPUTED, NOT_COMPUTED, source, rule.of
            )

    def _order(self, rule: membership.Membership) -> Order:
        return Order(
            self.community, self.facts.body, rule.of, rule.posts, self.record_date, self.call.day, self.call.post,
            rule.source, membership.open_until(self.community, self.call.day), self.facts.grid,
        )  # fmt: skip

    def write(self) -> Outcome:
        if self.rule is None or (found := computed(self._order(self.rule))) is None:
            raise AssertionError("judge lets no roll through without a rule")
        roll = freeze(self._order(self.rule), found)
        public = {"of": roll.of, "record_date": str(roll.record_date), "entitled": roll.entitled,
                  "digest": roll.digest, "open_until": str(roll.open_until)}  # fmt: skip
        posted = Consequence(Publish, Ref("community", self.community), self._posting(roll))
        marks = [*marks_by_the_register(roll), *figures_of_newcomers(roll)]
        return Outcome(roll.ref, public, {"salt": roll.salt}, consequences=[posted], findings=marks)

    def _posting(self, roll: Roll) -> PublicationFacts:
        body, as_of = membership.name_of_roll(roll, self.call.day), day_in_full(roll.record_date)
        return PublicationFacts(
            item=ITEM,
            title=f"{body.zh}名册（截至{as_of.zh}）",
            title_en=f"Roll of the {body.en.removeprefix('the ')} as of {as_of.en}",
            text=POSTED.fill(entitled=roll.entitled, source=roll.source, until=day_in_full(roll.open_until)).zh,
            about=str(roll.ref),
            audience=readers.audience(roll.of),
            event_on=roll.frozen_on,
            stays_up_days=max((roll.open_until - roll.frozen_on).days, 1),
        )


BY_RULE = Text("规则册写明了谁在这个名册上。", "The rule books say who is on this roll.")
NO_RULE = Text(
    "规则册没有写明这个会议由谁组成，或者不允许这样计数。",
    "No rule says who belongs to this body, or it may not count this way.",
)
UNREAD = Text(
    "谁在这个名册上，规则册里只有条文未读的写法，不能据以编制；可以由本社区自己的规则册写明。",
    "What the rule books say of who belongs to this body comes from a text that nobody here has read, and puts nobody"
    " on a roll; the community's own rule book can say it.",
)
DAY_PAST = Text("名册不能截至将来的日子。", "A roll is of today or of an earlier day.")
DAY_RECENT = Text(
    "名册截至的日子不早于规则册写明的天数：不能选一个日子来挑人。",
    "A roll goes back no further than the rule book lets it: nobody picks a day in order to pick the people.",
)
WHICH = Text(
    "小组会议的名册要写明是本社区的哪个小组；别的名册不分小组。",
    "The roll of a subgroup meeting says of which subgroup of this community; no other roll is of a part.",
)
COMPUTED = Text("登记簿能算出这类名册。", "The register can tell who belongs to this class.")
NOT_COMPUTED = Text("登记簿算不出这类名册。", "The register cannot tell who belongs to this class.")
POSTED = Text(
    "名册共 {entitled} 个名额，依据：{source}。{until}前可以提出异议。名单见名册页，也可在窗口查看。",
    "{entitled} places, by {source}. Objections until {until}. The list is on the roll's page and at the desk.",
)
