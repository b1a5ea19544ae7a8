"""Accept a nomination, in one's own words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.charter.engine import ElectionRules
from sunward.elections.acting import ActOnCandidate, not_on_committee, not_posted
from sunward.elections.barred import bars_in, can_stand, incompatible
from sunward.elections.book import rules_of_election
from sunward.elections.candidates import nominated_by
from sunward.elections.office.one_post import stands_for_one
from sunward.elections.office.seated import holds_none_of_it
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text

OWN = Text("只有被提名的人自己可以接受。", "Only whoever was nominated can accept.")
FEW = Text("提名的人数要够。", "Enough voters must have nominated.")
WAITS = Text("提名还在等本人答复。", "The nomination waits for an answer.")
ONCE = Text("已经接受。", "Accepted already.")
HINT = Text(
    "全文写在选举页面上；公开栏的候选人名单上是开头几句（候选人超过20名时不写），请把最要紧的写在前面。",
    "In full on the page of the election; the posted list has its beginning (none of it where there are more "
    "than 20 candidates): put first what matters most.",
)
BOTH = Text("此人现任“{zh}”，当选后不能兼任，要先辞去一个。",
            "Holds “{en}” now: if elected, one of the two has to be given up.")  # fmt: skip
SINCE = Text(
    "注意：按登记簿，有规则不许此人参选；是发布选举公告以后（亲属关系：公告前九十天以内或者以后）由别人登记的，"
    "不妨碍参选。",
    "Alert: by the register a rule bars them. Others entered it after the election was called (of kin: within "
    "ninety days before it, or after), and it keeps nobody from standing.",
)


@dataclass(frozen=True, slots=True)
class AcceptFacts:
    words: str = asked("您想做什么", "what you want to do", hint=HINT, long=True, private=True)
    signed: FileDigest | None = slip()


@register
class AcceptNomination(ActOnCandidate[AcceptFacts]):
    """Whoever was nominated by enough voters becomes a candidate; a committee member leaves that first."""

    name = "elections.accept_nomination"
    title = Text("接受提名", "accept a nomination")
    kind = "effect"
    facts_type = AcceptFacts

    @cached_property
    def rules(self) -> ElectionRules:
        return rules_of_election(self.election)

    def standing(self) -> Iterator[Finding]:
        subject, rule = self.subject, self.rules.candidates
        yield Finding("own_will", str(subject.person) == self.call.person, OWN)
        yield not_posted(subject.contest)
        number, needed = nominated_by(subject), rule.nominated_by if rule else 0
        ok = rule is not None and number >= needed
        yield Finding("nominations", ok, FEW, rule.source if rule else "", f">= {needed}", str(number))
        yield not_on_committee(self.election, self.call.person, self.rules)
        yield from can_stand(self.election, self.call.person, self.rules, self.call.day)
        yield from holds_none_of_it(subject.contest, self.call.person, self.rules)
        # Whoever withdrew may think again, and whoever was left out is free once nothing bars them any more.
        waits = subject.accepted_on is None or subject.withdrawn_on is not None or subject.barred_on is not None
        yield Finding.either("accepted_once", waits, WAITS, ONCE)
        if waits:
            yield stands_for_one(subject, self.rules)

    def write(self) -> Outcome:
        self.subject.words, self.subject.accepted_on = self.facts.words, self.call.day
        self.subject.acceptance_void_on = self.subject.withdrawn_on = self.subject.restored_on = None
        self.subject.barred_on = self.subject.listed_on = None
        changed = [
            "words",
            "accepted_on",
            "acceptance_void_on",
            "withdrawn_on",
            "restored_on",
            "barred_on",
            "listed_on",
        ]
        self.subject.save(update_fields=changed)
        return Outcome(self.subject.ref, findings=list(self._marks()))

    def _marks(self) -> Iterator[Finding]:
        """Posts held now that do not go together with the one stood for, and what others entered since the call:
        flagged, not a bar to standing."""
        for held in incompatible(self.subject, self.call.day):
            text = BOTH.fill(zh=held.title.zh, en=held.title.en)
            yield Finding("incompatible_posts", False, text, required=f"not {held.post}", actual=held.post)
        bars = bars_in(self.election, self.rules, self.call.day)
        if bars.by_the_register(self.call.person):
            yield Finding("barred_since", False, SINCE, bars.source)
