"""Let a relative vote in one's place: where the rule allows it, in writing, one proxy each. The list is posted."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.charter.engine.elections import VotingProxy
from sunward.elections.acting import ActOnElection, sits, stands
from sunward.elections.book import admitted_by
from sunward.elections.models import Proxy
from sunward.elections.polling import proxylist
from sunward.elections.words import KIN
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.meetings.acts.admit import KIN_ON_PAPER
from sunward.registry import queries as registry
from sunward.registry.naming import WHO, person_in

NOT_GRANTED = Text(
    "这次选举的规则册没有写明可以委托投票：不授予。", "No rule lets anybody vote for another here: not granted."
)
GRANTED = Text("这次选举可以委托投票。", "Here somebody can vote for another.")
NEITHER = Text(
    "登记簿里没有写明受委托的是近亲属，附了照片的书面委托上也没有写明是哪种近亲属；住在同一户不算。",
    "Neither the register nor a photographed paper says which close relative the proxy is; to live behind one door is "
    "not enough.",
)
ONESELF = Text("不能委托自己。", "Nobody is their own proxy.")
RELATIVE = Text(
    "受委托的是登记在册的近亲属，或者书面委托上写明是哪种近亲属；住在同一户不算。",
    "The proxy is a registered close relative, or the signed paper says which; to live behind one door is not enough.",
)
TOGETHER = Text("受委托的住在同一户。", "The proxy lives behind the same door.")
SAID = Text(
    "注意：近亲属关系只是书面委托上写的，登记簿里没有；由{who}受理。",
    "Alert: that they are kin stands on the paper alone, not in the register; taken in by {who}.",
)
ROLL = Text("两个人都在选举名册上。", "Both are on the roll.")
MOST = Text("一个人接受委托不超过规定的人数。", "Nobody is a proxy for more people than the rule allows.")
ONCE = Text("每人只委托一次。", "One proxy each.")
NO_PARTY = Text(
    "候选人和选举委员会成员不能接受委托。", "Neither a candidate nor a member of the election committee holds a proxy."
)
NO_CHAIN = Text(
    "把自己的票委托出去的人不能接受委托；接受了委托的人不能再委托出去。",
    "Whoever gave their own vote away holds no proxy, and whoever holds one gives none.",
)
PAPER_NEEDED = Text(
    "规则要求书面委托的、在服务台代办的、登记簿里没有写明是近亲属的，都要附上",
    "needed where the rule wants it in writing, at the desk, and where the register does not know the two as close "
    "relatives",
)
NO_PAPER = Text("要附书面委托的照片。", "The photograph of the written proxy is missing.")
WRITTEN = Text("要有书面委托。", "The proxy is given in writing.")


@dataclass(frozen=True, slots=True)
class ProxyFacts:
    holder: str = asked("委托谁", "who votes in the giver’s place", hint=WHO, private=True)
    said_kin: str = asked("受委托的人是委托人的", "what the proxy is to the giver", hint=KIN_ON_PAPER,
                          choices=tuple(KIN.items()), private=True, default="")  # fmt: skip
    paper: FileDigest | None = asked(
        "书面委托的照片", "photograph of the written proxy", hint=PAPER_NEEDED, default=None
    )


@register
class GrantProxy(ActOnElection[ProxyFacts]):
    """The holder takes the giver's sheet at the table: it is one place on the roll, whoever comes for it first."""

    name = "elections.grant_proxy"
    title = Text("委托投票", "let somebody vote for me")
    kind = "effect"
    facts_type = ProxyFacts

    @cached_property
    def holder(self) -> str:
        return person_in("holder", self.facts.holder, self.subject.community_code, self.call.day)

    def shows(self) -> str | None:
        return f"proxy of {self.call.person} in {self.subject.ref}"

    def standing(self) -> Iterator[Finding]:
        rule = self.rules.proxy
        yield Finding("proxy_rule", rule is not None, NOT_GRANTED if rule is None else GRANTED, _source(rule))
        late = Text("在选举日以前办理。", "To be given before the voting day.")
        yield Finding("before_the_day", self.call.day < self.subject.voting_day, late, _source(rule))
        mine = Proxy.objects.filter(election=self.subject, giver__number=person_number(self.call.person), void_on=None)
        yield Finding("one_proxy", not mine.exists(), ONCE, _source(rule))

    def judge(self) -> Iterator[Finding]:
        rule = self.rules.proxy
        if rule is None:
            return
        giver, roll = self.call.person, self.subject.roll_id
        on_roll = roll is not None and all(ballots.stands_on(roll, one) for one in (giver, self.holder))
        yield Finding("on_roll", on_roll, ROLL, rule.source)
        yield self._related(rule)
        yield from self._held_by_a_voter(rule)
        if rule.at_most is not None:
            rows = Proxy.objects.filter(election=self.subject, void_on=None)
            held = rows.filter(holder__number=person_number(self.holder)).count()
            yield Finding(
                "proxies_at_most", held < rule.at_most, MOST, rule.source, f"<= {rule.at_most}", str(held + 1)
            )
        asked_for = rule.written or self.call.on_behalf_of is not None  # no clerk gives a vote away by word alone
        yield Finding.either(
            "in_writing", not asked_for or self.facts.paper is not None, WRITTEN, NO_PAPER, rule.source
        )

    def _held_by_a_voter(self, rule: VotingProxy) -> Iterator[Finding]:
        """A proxy goes to somebody who only votes: neither to whom the votes are for or who counts them, nor down a
        chain at whose end nobody knows whose votes they are."""
        election, holder = self.subject, self.holder
        party = stands(election, holder) or sits(election, holder)
        yield Finding("proxy_of_no_party", not party, NO_PARTY, rule.source)
        standing = Proxy.objects.filter(election=election, void_on=None)
        given = standing.filter(giver__number=person_number(holder))
        held = standing.filter(holder__number=person_number(self.call.person))
        yield Finding("proxy_not_passed_on", not given.exists() and not held.exists(), NO_CHAIN, rule.source)

    @property
    def kin(self) -> bool:
        """Whether the register knows them as close kin."""
        return registry.related(self.call.person, self.holder, among=KIN)

    def _related(self, rule: VotingProxy) -> Finding:
        """By the word of the rule: kin, or people of one door. A door with many beds makes nobody kin."""
        if rule.who == "close_relative":
            said = bool(self.facts.said_kin) and self.facts.paper is not None
            known = self.kin or said
            text = ONESELF if not self._another else RELATIVE if known else NEITHER
            return Finding("close_relative", self._another and known, text, rule.source)
        code, day = self.subject.community_code, self.call.day
        homes = {registry.home_of(one, code, day) for one in (self.call.person, self.holder)}
        together = len(homes) == 1 and None not in homes
        return Finding(rule.who, self._another and together, TOGETHER, rule.source)

    @property
    def _another(self) -> bool:
        return self.call.person != self.holder

    def write(self) -> Outcome:
        facts, at_desk = self.facts, self.call.by != self.call.person
        said = "" if self.kin or self.facts.paper is None else facts.said_kin
        given = {
            "given_on": self.call.day, "holder_id": registry.person_row(self.holder), "said_kin": said,
            "paper_sha256": facts.paper.sha256 if facts.paper else "",
            "admitted_by_post": self.call.post if at_desk else "", "entry": self.call.ref,
        }  # fmt: skip
        giver = registry.person_row(self.call.person)
        Proxy.objects.create(election=self.subject, giver_id=giver, **given)
        number = self.subject.proxies.filter(void_on=None).count()
        follows = [*proxylist.changed(self.subject, self.call.day)]
        return Outcome(self.subject.ref, {"proxies": number}, findings=self._marks(said), consequences=follows)

    def _marks(self, said: str) -> list[Finding]:
        """No bar: few have their kinship in the register. Whoever took it in answers for it by their post."""
        if not said or self.rules.proxy is None:
            return []
        who = admitted_by(self.call.post if self.call.by != self.call.person else "", self.subject.community_code)
        text = Text(SAID.zh.format(who=who.zh), SAID.en.format(who=who.en))
        return [Finding("said_to_be_kin", False, text, self.rules.proxy.source)]


def _source(rule: VotingProxy | None) -> str:
    return rule.source if rule else ""
