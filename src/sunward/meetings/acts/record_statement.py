"""What somebody said on an item, in the order of speaking."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter.wording import holder_name
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import refuse_unsigned, slip
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.models import Statement
from sunward.meetings.rules.speaking import spoken_too_early
from sunward.meetings.session.acting import OnItem, not_under_way
from sunward.meetings.session.naming import WRITE
from sunward.meetings.session.presence import not_listed
from sunward.meetings.session.recusal import interested_by_word
from sunward.registry import queries as registry

NAMES = Text("写意思，不写别人的姓名。", "What was meant, without other people's names.")
LAST = Text("{post}应最后发言，已在别人之前发言。", "To speak last, and spoke before others: {post}.")
NOT_LISTED = Text(
    "注意：说话的人不在到会名单上，也没有职务。",
    "Alert: whoever spoke is not on the list of who came, and holds no post.",
)
ASIDE = Text(
    "注意：说话的人在这件事上已经回避，或者被登记为回避。回避的人不表决，也不替这件事说话。",
    "Alert: whoever spoke has stepped aside from this question, or was put aside: such people neither vote on it nor "
    "speak for it.",
)


@dataclass(frozen=True, slots=True)
class StatementFacts:
    text: str = asked("说了什么", "what was said", hint=NAMES, long=True, private=True)
    place: str = asked("谁说的", "who spoke", hint=WRITE, private=True, default="")
    person: str = asked("不在名册上的人（person:…）", "somebody not on the roll (person:...)", private=True, default="")
    dissent: bool = asked("要求把不同意见记入会议记录", "a dissent, to stand in the minutes", default=False)
    signed: FileDigest | None = slip()


@register
class RecordStatement(OnItem[StatementFacts]):
    """Statements stand in their order. Whoever is to speak last and did not is shown; what they said stays."""

    name = "meetings.record_statement"
    title = Text("记录发言", "record a statement")
    kind = "report"
    facts_type = StatementFacts
    of_some = True

    def shut(self) -> Text | None:
        return not_under_way(self.meeting) or not_carried(self.meeting, self.call)

    @cached_property
    def speaker(self) -> str:
        """Who spoke, `person:<number>`.

        Raises:
            FactsError: when nobody, or nobody known, is named.
        """
        named = self.facts.person.strip()
        if not named and self.facts.place:
            key = self.place_said()
            named = self._who_sat(key) or self.room.places[key].person
        if not named or not registry.person_exists(named):
            raise unusable("place", "请写明是谁说的。", "Say who spoke.")
        return named

    def _who_sat(self, key: int) -> str:
        """Who came to a place last: whose it is, for the household, or as a proxy."""
        rows = self.meeting.attendance.filter(entry_id=key, denied_on=None).order_by("-came_at", "-pk")
        number = rows.values_list("person__number", flat=True).first()
        return f"person:{number}" if number else ""

    @cached_property
    def last(self) -> tuple[str, ...]:
        rule = self.room.rules_on(self.subject).session.speaks_last
        return rule.posts if rule else ()

    @cached_property
    def post(self) -> str:
        """The post that matters for the order of speaking, if the speaker holds one."""
        held = registry.posts_of(self.speaker, self.meeting.community_code, self.room.day)
        keys = [one.post for one in held]
        return next((key for key in keys if key in self.last), keys[0] if keys else "")

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        refuse_unsigned(self.facts, self.call.on_behalf_of)
        if not_listed(self.meeting, [self.speaker]):
            yield Finding("not_listed", False, NOT_LISTED)
        rules = self.room.rules_on(self.subject).session
        if self.speaker in interested_by_word(self.subject):
            source = rules.steps_aside.source if rules.steps_aside else ""
            yield Finding("spoke_aside", False, ASIDE, source)
        if rule := rules.speaks_last:
            spoken = [*self.subject.statements.order_by("place").values_list("post", flat=True), self.post]
            early = spoken_too_early(spoken, self.last)
            names = [holder_name(post) for post in early or self.last]
            text = LAST if early else Text("{post}最后发言。", "Speaks last: {post}.")
            said = Text("、".join(name.zh for name in names), "; ".join(name.en for name in names))
            filled = Text(text.zh.format(post=said.zh), text.en.format(post=said.en))
            yield Finding("speaks_last", not early, filled, rule.source)

    def write(self) -> Outcome:
        row = Statement.objects.create(
            item=self.subject,
            place=self.subject.statements.count() + 1,
            person_id=registry.person_row(self.speaker),
            post=self.post,
            text=self.facts.text,
            dissent=self.facts.dissent,
            recorded_on=self.call.day,
        )
        return Outcome(result=self.subject.ref, public={"place": row.place})
