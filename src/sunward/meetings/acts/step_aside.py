"""Step aside from an item because of an interest or a relative."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter.reasons import says_something, wanted
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import is_forced_question
from sunward.meetings.calling.whose import not_led_by
from sunward.meetings.rules.aside import ASIDE
from sunward.meetings.session.acting import OnItem
from sunward.meetings.session.excluding import exclude, excluded, taken_back_by_self
from sunward.meetings.session.interests import declared
from sunward.meetings.session.meant import Meant, proxy_called
from sunward.meetings.session.naming import WRITE
from sunward.meetings.session.recusal import aside_as_proxies, marks_of_proxies_aside, step_aside_as_proxy
from sunward.meetings.session.voting import refuse_after_the_vote

STAYS = Text(
    "回避的人不表决，仍计入应到人数：规则册没有写明可以减去。",
    "Whoever steps aside does not vote and stays in the base of the count: no rule takes them out.",
)
LEAVES = Text("回避的人不表决，也不计入应到人数。", "Whoever steps aside neither votes nor counts in the base.")


YOURSELF = Text(
    f"自己回避就不填；别人写{WRITE.zh}", f"Left empty by whoever steps aside themselves; of others {WRITE.en}"
)
KNOWN = wanted("请写明是怎么知道的，比如谁说的。", "Say how it is known, such as who said so.")
ON_ROLL = Text("您在这次会议的名册上。", "You are on the roll of this meeting.")
SITS_HERE = Text("您替名册上的人到会。", "You sit here for somebody on the roll.")
NOT_ON_ROLL = Text("您不在这次会议的名册上。", "You are not on the roll of this meeting.")
OWN_WORD = Text("本人说的，或者本人申报过。", "They say so themselves, or have declared it.")
BY_OTHERS = Text(
    "注意：这是别人登记的，本人没有说过，也没有申报过：本人可以在表决开始前撤回，也可以向监督委员会提出异议。",
    "Alert: entered by somebody else; they neither said so nor declared it. They can take it back before the vote "
    "opens, and object to the supervision committee.",
)
FOR_OTHERS = Text(
    "联名的事项、监督委员会要求的事项：替别人登记，登记簿里没有的，必须附",
    "Needed for others, on the question of a petition or of the supervisors, where the register does not bear it out",
)
UNSHOWN = Text(
    "联名的事项、监督委员会要求的事项：别人要回避，得本人说、登记簿里有申报，或者附上看得出来的证明照片。",
    "On the question of a petition or of the supervisors somebody else is put aside by their own word, by what the "
    "register has, or with a photograph of a paper that shows it.",
)
OF_A_PROXY = Text(
    "代理人在名册上没有自己的位置：要有本人签字的单子，或者本人申报过。",
    "A proxy has no place of their own on the roll: with a slip that they signed, or where they have declared it.",
)
TAKEN_BACK = Text(
    "本人已经撤回，只有本人申报过的才能再登记。有不同意见的，请写进会议记录，或者向监督委员会提出。",
    "They took it back themselves: only what they have declared can renew it. Whoever disagrees has it put in the "
    "minutes, or tells the supervision committee.",
)


@dataclass(frozen=True, slots=True)
class AsideFacts:
    reason: str = asked("原因", "reason", choices=ASIDE)
    evidence: str = asked("怎么知道的", "how it is known", long=True, private=True)
    place: str = asked("谁回避", "who steps aside", hint=YOURSELF, private=True, default="")
    paper: FileDigest | None = asked(
        "看得出来的证明照片", "photograph of a paper that shows it", hint=FOR_OTHERS, private=True, default=None
    )
    signed: FileDigest | None = slip()


@register
class StepAside(OnItem[AsideFacts]):
    """They neither speak for it nor vote on it. The base of the count shrinks only where the rule book says so."""

    name = "meetings.step_aside"
    title = Text("回避", "step aside from an item")
    kind = "report"
    facts_type = AsideFacts
    of_some = True

    def shut(self) -> Text | None:
        return super().shut() or not_led_by(self.meeting, self.call)

    def standing(self) -> Iterator[Finding]:
        yield from super().standing()
        if not self.call.in_office:
            sits = self._sits_for_another
            there = bool(self.own_places) or sits
            yield Finding("on_roll", there, SITS_HERE if sits else ON_ROLL if there else NOT_ON_ROLL)

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_after_the_vote(self.subject)
        if self._is_aside():
            raise unusable("place", "已经登记过。", "This has been recorded already.")
        if not says_something(self.facts.evidence):
            raise unusable("evidence", KNOWN.zh, KNOWN.en)
        if self.by_others and self.meant.place is None:
            raise unusable("signed", OF_A_PROXY.zh, OF_A_PROXY.en)
        if self.by_others and taken_back_by_self(self.subject, self.meant.place):
            raise unusable("place", TAKEN_BACK.zh, TAKEN_BACK.en)
        if self.by_others and self.facts.paper is None and is_forced_question(self.subject):
            raise unusable("paper", UNSHOWN.zh, UNSHOWN.en)
        yield Finding("own_word", not self.by_others, BY_OTHERS if self.by_others else OWN_WORD)
        yield Finding("steps_aside", True, LEAVES if self.leaves_base else STAYS, self._source)

    @property
    def _source(self) -> str:
        rule = self.room.rules_on(self.subject).session.steps_aside
        return rule.source if rule else ""

    @cached_property
    def meant(self) -> Meant:
        """Whom an office names; else whoever speaks: at their own place, or as a proxy who has none."""
        said = self.facts.place.strip()
        if self.call.in_office and said:
            proxy = proxy_called(said, self.room, self.room.without_place)
        else:
            proxy = self.call.person if not said and not self.own_places and self._sits_for_another else ""
        return Meant(None, proxy) if proxy else Meant(self.place_meant())

    @property
    def _sits_for_another(self) -> bool:
        return self.call.person in self.room.without_place

    def _is_aside(self) -> bool:
        if self.meant.place is None:
            return aside_as_proxies(self.subject).filter(proxy=self.meant.proxy).exists()
        return excluded(self.subject).filter(entry_id=self.meant.place).exists()

    @cached_property
    def by_others(self) -> bool:
        """Whether it rests on the word of somebody else alone: so does what a clerk enters without the signed slip, and
        what one of a household says while another sits in the room for it."""
        return not self.declared and not self.own_word

    @cached_property
    def declared(self) -> bool:
        return declared(self.room, self.subject, self.meant)

    @cached_property
    def own_word(self) -> bool:
        if self.meant.place is None:
            return self._by_hand and self.meant.proxy == self.call.person
        came = self.room.delegates.get(self.meant.place, self.call.person)
        return bool(self.said_by) and came in {self.call.person, self.room.proxies.get(self.meant.place)}

    @property
    def said_by(self) -> str:
        """Whose own word it is, whatever another of the household says, or has declared."""
        return self.call.person if self._by_hand and self.meant.place in self.own_places else ""

    @property
    def _by_hand(self) -> bool:
        """Their own, or by the slip that they signed."""
        return self.call.on_behalf_of is None or self.facts.signed is not None

    @property
    def leaves_base(self) -> bool:
        rule = self.room.rules_on(self.subject).session.steps_aside
        may_leave = bool(rule and rule.leaves_base and rule.source and not rule.unconfirmed)
        return may_leave and self.meant.place is not None

    def write(self) -> Outcome:
        if self.meant.place is None:
            self._keep_of_proxy()
        else:
            self._keep_of_place(self.meant.place)
        marks = [*marks_of_proxies_aside(self.subject, self.call.at)]
        return Outcome(result=self.subject.ref, public={"leaves_base": self.leaves_base}, findings=marks)

    def _keep_of_proxy(self) -> None:
        step_aside_as_proxy(
            self.subject, self.meant.proxy, self.call.day, reason=self.facts.reason, source=self._source,
            evidence=self.facts.evidence, entered_in=self.call.ref,
        )  # fmt: skip

    def _keep_of_place(self, place: int) -> None:
        exclude(
            self.subject, place, self.call.day, reason=self.facts.reason, leaves_base=self.leaves_base,
            source=self._source, evidence=self.facts.evidence,
            evidence_sha256=self.facts.paper.sha256 if self.facts.paper else "",
            by_others=self.by_others, said_by=self.said_by,
            entered_in=self.call.ref, void_on=None,
        )  # fmt: skip
