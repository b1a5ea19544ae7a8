"""Open a petition: what is asked for, by which rule, and how many have to sign."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from sunward.ballots.disowning import disown, others_signed
from sunward.ballots.models import Petition, Roll
from sunward.ballots.roll import membership
from sunward.ballots.roll.freezing import Order, computed, freeze, has_place, is_empty
from sunward.ballots.roll.marks import figures_of_newcomers, marks_by_the_register
from sunward.ballots.rules.asking import HEARING, LONGEST, MEETING, PURPOSES, RECALL, same_words
from sunward.ballots.rules.hearings import Hearable, hearable
from sunward.ballots.rules.recalls import recallable, waits
from sunward.ballots.series import PETITION_SERIES, next_number
from sunward.charter.engine.rules import Petition as PetitionRule
from sunward.charter.engine.vocabulary import CLASSES
from sunward.disclosure import queries as disclosure
from sunward.disclosure.acts.object import OWN_HAND
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NO_NAMES, asked
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acting import ActOnCommunity

ASKED = Text(
    "会议名称、任职编号、公开目录的一项，或事项编号",
    "a body, the number of an appointment, an item of the catalogue, or the number of a matter",
)
OF_SUBGROUP = Text("只有要求开小组会议才填", "only where a subgroup meeting is asked for")
EITHER = Text("有几种算法时写一种，例如 adults", "where the rule has several, one of them, such as adults")


@dataclass(frozen=True, slots=True)
class OpenPetitionFacts:
    purpose: str = asked("要求什么", "what is asked for", choices=PURPOSES)
    asks_for: str = asked("具体是哪一个", "which one", hint=ASKED, most=120)
    title: str = asked("标题", "title", hint=NO_NAMES)
    text: str = asked("理由", "reasons", hint=NO_NAMES, long=True, default="")
    grid: str = asked("哪个小组", "which subgroup", hint=OF_SUBGROUP, most=20, default="")
    of: str = asked("由谁联名", "who signs", hint=EITHER, most=40, default="")
    signed: FileDigest | None = slip()


@register
class OpenPetition(ActOnCommunity[OpenPetitionFacts]):
    """The roll is frozen now, so that the threshold cannot move while people sign."""

    name = "ballots.open_petition"
    title = Text("发起联名", "open a petition")
    kind = "effect"
    facts_type = OpenPetitionFacts

    @cached_property
    def rule(self) -> PetitionRule | None:
        """The alternative asked for, or the first that the register can tell; of several one by whose roll the opener
        may sign, if there is any."""
        found = membership.petition_rules(self.facts.purpose, self.facts.asks_for, self.community, self.call.day)
        wanted = (one for one in found if self.facts.of in ("", one.of))
        told = [one for one in wanted if computed(self._order(one)) is not None]
        return next((one for one in told if self._may_sign(one)), told[0] if told else None)

    def _may_sign(self, rule: PetitionRule) -> bool:
        order = self._order(rule)
        found = computed(order)
        return found is not None and has_place(found, self.call.person, order)

    @property
    def _lives_here(self) -> bool:
        return registry.holds_post(self.call.person, "resident", self.community, self.call.day)

    @cached_property
    def closes_on(self) -> date | None:
        return membership.signing_ends(self.community, self.call.day)

    @cached_property
    def asked(self) -> Hearable | None:
        """The matter on which a hearing is asked for."""
        return hearable(self.community, self.facts.asks_for, self.call.day) if self.facts.purpose == HEARING else None

    def judge(self) -> Iterator[Finding]:
        source = self.rule.source if self.rule else self.asked.source if self.asked else ""
        yield from self._to_be_heard()
        yield from self._to_be_voted_on()
        yield from self._to_be_recalled(source)
        yield self._granted(source)
        yield from self._by_those_who_sign(source)
        body = self.facts.asks_for if self.facts.purpose == MEETING else ""
        yield from membership.of_one_subgroup(body, self.facts.grid, self.community, source, WHICH)
        limit = membership.source_of(membership.TIME_TO_SIGN, self.community, self.call.day)
        yield Finding.either("time_to_sign", self.closes_on is not None, TIME, NO_TIME, limit)
        yield Finding.either("one_at_a_time", not self._asked_already(), NO_OTHER, ONE, source)
        if self.facts.purpose == MEETING:
            own = [row for row in self._own() if row not in self._giving_way]
            yield Finding("one_each", not own, ONE_EACH, source)

    def _granted(self, source: str) -> Finding:
        """Where others may ask for it than those who were named, it says who."""
        if self.rule is not None:
            return Finding("petition_rule", True, GRANTED, source)
        facts = self.facts
        groups = membership.petition_classes(facts.purpose, facts.asks_for, self.community, self.call.day)
        if not groups or facts.of in {"", *groups}:
            return Finding("petition_rule", False, NOT_GRANTED, source)
        who = [CLASSES[key] for key in groups]
        text = Text(
            BY_OTHERS.zh.format(groups="、".join(one.zh for one in who)),
            BY_OTHERS.en.format(groups=", ".join(one.en for one in who)),
        )
        return Finding("petition_rule", False, text, source, ", ".join(groups), facts.of)

    def _by_those_who_sign(self, source: str) -> Iterator[Finding]:
        """Somebody has to be able to sign. A recall is opened by one of those, and anything by whoever lives elsewhere;
        for the rest whoever cannot vote yet asks the neighbours who can."""
        if self.rule is None:
            return
        order = self._order(self.rule)
        found = computed(order)
        yield Finding.either("somebody_may_sign", found is not None and not is_empty(found), SOMEBODY, NOBODY, source)
        if self.facts.purpose == RECALL or not self._lives_here:
            yield Finding.either("opener_may_sign", self._may_sign(self.rule), MAY_SIGN, MAY_NOT_SIGN, source)

    def _to_be_heard(self) -> Iterator[Finding]:
        """A hearing is asked for before its matter is decided, and once: what was forced needs no second petition."""
        if self.facts.purpose != HEARING:
            return
        asked = self.asked
        if asked is None:
            yield Finding("matter_known", False, NO_MATTER, actual=self.facts.asks_for)
            return
        yield asked.open
        known = Petition.objects.filter(community_code=self.community, purpose=HEARING, asks_for=self.facts.asks_for)
        forced = known.exclude(reached_on=None).exists()
        yield Finding.either("not_forced_yet", not forced, NOT_FORCED, FORCED, asked.source)

    def _own(self) -> "QuerySet[Petition]":
        return self._open().filter(opened_by=self.call.person, disowned_on=None)

    @cached_property
    def _giving_way(self) -> list[Petition]:
        """What a clerk has opened for them, and they dispute: their own hand goes before it, whoever answers when."""
        if self.call.on_behalf_of is not None:
            return []
        rows = self._own().exclude(opened_at_desk_in=None).select_related("roll")
        found = list(rows if self.facts.purpose == MEETING else rows.filter(asks_for=self.facts.asks_for))
        disputed = disclosure.contested_among(row.opened_at_desk_in or "" for row in found)
        return [row for row in found if row.opened_at_desk_in in disputed]

    def _to_be_voted_on(self) -> Iterator[Finding]:
        """A recall that nobody could call the vote on would only use up the signatures."""
        found = recallable(self.facts.asks_for, self.community, self.call.day) if self.facts.purpose == RECALL else None
        if found:
            yield found

    def _to_be_recalled(self, source: str) -> Iterator[Finding]:
        """What those who sign by one threshold have forced they force once, until it is settled. Others, by theirs,
        may: they join it."""
        if self.facts.purpose != RECALL or self.rule is None:
            return
        known = Petition.objects.filter(purpose=RECALL, asks_for=self.facts.asks_for, roll__of=self.rule.of)
        forced = known.exclude(reached_on=None).exists() and waits(self.facts.asks_for, self.call.day)
        yield Finding.either("not_forced_yet", not forced, NO_RECALL, RECALLED, source)

    def _open(self) -> "QuerySet[Petition]":
        return Petition.objects.filter(
            community_code=self.community, purpose=self.facts.purpose, reached_on=None, void_on=None,
            closes_on__gte=self.call.day,
        )  # fmt: skip

    def _asked_already(self) -> bool:
        """Of a meeting the title is the question: else one petition nobody means to sign would keep every other one
        from being opened. Of a recall or an item the appointment or the item is. One that others sign, by another
        threshold, is another petition: else one that hardly anybody can sign would keep out all who can."""
        ending = [row.pk for row in self._giving_way if not others_signed(row, self.call.person)]
        same = self._open().filter(asks_for=self.facts.asks_for, roll__of=self.rule.of if self.rule else "")
        same = same.exclude(pk__in=ending)
        if self.facts.purpose != MEETING:
            return same.exists()
        titles = same.filter(roll__grid=self.facts.grid).values_list("title", flat=True)
        return any(same_words(title) == same_words(self.facts.title) for title in titles)

    @property
    def question(self) -> str:
        """What the database has once a day: who signs and, of a meeting, in which subgroup and with which title."""
        signers = self.rule.of if self.rule else ""
        title = self.facts.grid + same_words(self.facts.title) if self.facts.purpose == MEETING else ""
        return f"{signers} {title}"[:LONGEST]

    def _order(self, rule: PetitionRule) -> Order:
        day = self.call.day
        posts = membership.posts_of_class(rule.of, self.community, day)
        body = self.facts.asks_for if self.facts.purpose == "meeting" else ""
        return Order(self.community, body, rule.of, posts, day, day, self.call.post, rule.source, day, self.facts.grid)

    def write(self) -> Outcome:
        if self.rule is None or self.closes_on is None or (found := computed(self._order(self.rule))) is None:
            raise AssertionError("judge lets no petition through without a rule")
        for before in self._giving_way:
            disown(before, self.call.person, self.call.day)
        roll = freeze(self._order(self.rule), found)
        row = self._create(roll, max(self.rule.share.least(roll.entitled), 1), self.closes_on)
        public = {"needed": row.needed, "entitled": roll.entitled, "roll": str(roll.ref), "digest": roll.digest,
                  "closes_on": str(row.closes_on), "share": self.rule.share.required(roll.entitled)}  # fmt: skip
        marks = [Finding("supersedes_the_desk", True, OWN_HAND.fill(before=one)) for one in self._giving_way]
        marks += [*marks_by_the_register(roll), *figures_of_newcomers(roll)]
        return Outcome(row.ref, public, {"salt": roll.salt}, findings=marks)

    def _create(self, roll: Roll, needed: int, closes_on: date) -> Petition:
        return Petition.objects.create(
            number=next_number(self.community, PETITION_SERIES, self.call.day), community_code=self.community,
            purpose=self.facts.purpose, asks_for=self.facts.asks_for, title=self.facts.title,
            text=self.facts.text, question=self.question, roll=roll, needed=needed,
            source=roll.source, opened_by=self.call.person, opened_on=self.call.day, closes_on=closes_on,
            opened_at_desk_in=self.call.ref if self.call.on_behalf_of is not None else None,
        )  # fmt: skip


WHICH = Text(
    "要求开小组会议，写明是本社区的哪个小组；别的联名不分小组。",
    "A petition for a subgroup meeting says of which subgroup of this community; no other one is of a part.",
)
SOMEBODY = Text("名册上至少有一个人可以签。", "There is somebody on the roll who can sign it.")
NOBODY = Text("名册上没有人可以签。", "There is nobody on the roll who can sign it.")
MAY_SIGN = Text("发起的人自己可以签。", "Whoever opens it may sign it.")
MAY_NOT_SIGN = Text(
    "发起的人不在由谁联名的名册上：请由在名册上的人发起，或者另选由谁联名。",
    "Whoever opens it is not on the roll of those who sign: one of them opens it, or choose others who sign.",
)
NO_MATTER = Text("本社区没有这个编号的事项。", "This community has no matter of that number.")
NOT_FORCED = Text("还没有联名要到这场听证会。", "No petition has forced this hearing yet.")
FORCED = Text("要求听证的联名人数已经够了，不用再发起。", "Enough people have asked for this hearing already.")
NO_RECALL = Text("他们还没有联名要到这项罢免。", "They have not forced this recall yet.")
RECALLED = Text(
    "要求罢免的联名人数已经够了，这项罢免还没有结果，不用再发起。",
    "Enough of them have asked for this recall already, and it is not settled yet.",
)
GRANTED = Text("规则册写明了联名可以要求什么、要多少人。", "A rule says what a petition can force, and by how many.")
NOT_GRANTED = Text(
    "规则册没有规定联名可以要求这件事；没写的就没有授予。", "No rule grants this to a petition: not granted here."
)
BY_OTHERS = Text("这件事按规则由别人联名：{groups}。", "By the rules others ask for this with a petition: {groups}.")
TIME = Text("规则册写明了征集期限。", "A rule says for how long a petition can be signed.")
NO_TIME = Text("规则册没有写明征集期限。", "No rule says for how long a petition can be signed.")
NO_OTHER = Text("没有同样的联名在进行。", "Nobody has the same petition open.")
ONE = Text("同样的联名正在进行，请到那里签字。", "The same petition is open already: sign that one.")
ONE_EACH = Text("同一个人同时只能有一个征集中的开会联名。", "One person has one petition for a meeting open at a time.")
