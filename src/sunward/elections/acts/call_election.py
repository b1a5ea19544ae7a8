"""Call an election: which body, which posts, how many seats, on which day, where to vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sunward.charter.engine import ElectionRules
from sunward.elections.book import after, name_of_post, not_put_off, rules_of
from sunward.elections.models import Contest, Election
from sunward.elections.office.terms import settled, term_ends
from sunward.elections.polling.hours import Hours, announced, closing_hour, hours_in, opening_hour, told_of_hours
from sunward.elections.polling.notices import of_election
from sunward.elections.series import ELECTION, next_number
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acting import ActOnCommunity

SEATS = Text(
    "每行一个岗位和名额，如：residents_committee.member 5",
    "A line for each post and its seats, such as: residents_committee.member 5",
)
OTHERS = Text(
    "岗位要属于所选的机构，名额不超过岗位的席位。",
    "Only posts of the body that is elected, each with no more seats than it has.",
)
GRANTED = Text(
    "规则册写明了谁投票、怎样投、多少票当选。", "The rule books say who votes, how, and by how many one is elected."
)
NOT_GRANTED = Text(
    "规则册没有写明这个机构怎样选举：没写的就没有授予。",
    "No rule says how this body is elected: not granted here.",
)
ALONE = Text("这个机构没有别的选举在进行。", "This body has no other election under way.")
ONE = Text("这个机构已经有一次选举在进行。", "An election of this body is under way already.")
VACANT = Text("补选的名额不能多于空缺：{zh}。", "No more seats are filled than are vacant: {en}.")
TOO_SOON = Text(
    "选举日最早 {first}：选民名单要在选举日前公布够天数。",
    "The voting day is {first} at the earliest: the roll must hang long enough before it.",
)
TOO_MANY = Text("{zh}最多 {most} 席，写了 {asked} 席。", "{en}: {most} seats at most; {asked} were written.")


@dataclass(frozen=True, slots=True)
class CallElectionFacts:
    body: str = asked("选举哪个机构", "which body is elected", most=60)
    seats: str = asked("岗位和名额", "posts and seats", hint=SEATS, long=True)
    voting_day: date = asked("选举日", "voting day")
    places: str = asked("在哪里投票", "where to vote")
    from_hour: str = opening_hour()
    until_hour: str = closing_hour()
    fills_vacancies: bool = asked(
        "只补选空缺（任期到本届为止）", "fills vacancies only, for what is left of the term", default=False
    )

    @property
    def hours(self) -> Hours:
        return hours_in(self.from_hour, self.until_hour)


@register
class CallElection(ActOnCommunity[CallElectionFacts]):
    """An election is called early enough for its roll to hang as long as the rule asks."""

    name = "elections.call_election"
    title = Text("发布选举公告", "call an election")
    kind = "effect"
    facts_type = CallElectionFacts

    @cached_property
    def rules(self) -> ElectionRules:
        return rules_of(self.facts.body, self.community, self.call.day)

    @cached_property
    def seats(self) -> dict[str, int]:
        """The posts with their seats, as written.

        Raises:
            FactsError: for a line that is none, or a post that this body does not have.
        """
        lines = [line.split() for line in self.facts.seats.splitlines() if line.strip()]
        known = {card.post: card.seats for card in registry.posts_in(self.community)}
        good = [
            line
            for line in lines
            if len(line) == 2 and line[1].isdecimal() and self._fits(line[0], int(line[1]), known)
        ]
        self._refuse_too_many(lines, known)
        if lines and all(len(line) == 2 and line[0] in known for line in lines) and len(good) < len(lines):
            raise unusable("seats", OTHERS.zh, OTHERS.en)
        if not lines or len(good) < len(lines) or len({line[0] for line in lines}) < len(lines):
            raise unusable("seats", f"{SEATS.zh}；名额不超过岗位的席位。", f"{SEATS.en}; no more than the post has.")
        return {post: int(number) for post, number in good}

    def _refuse_too_many(self, lines: list[list[str]], known: dict[str, int]) -> None:
        """Told with the figure: whoever wrote one too many knows what to write."""
        for post, asked_for in (line for line in lines if len(line) == 2 and line[1].isdecimal()):
            if body_of(post) == self.facts.body and int(asked_for) > known.get(post, int(asked_for)):
                name = name_of_post(post, self.community)
                said = TOO_MANY.fill(zh=name.zh, en=name.en, most=known[post], asked=int(asked_for))
                raise unusable("seats", said.zh, said.en)

    def _fits(self, post: str, number: int, known: dict[str, int]) -> bool:
        return post in known and body_of(post) == self.facts.body and 1 <= number <= known[post]

    def judge(self) -> Iterator[Finding]:
        if self.facts.voting_day <= self.call.day:
            raise unusable("voting_day", "选举日要在以后。", "The voting day lies ahead.")
        rules = self.rules
        ok = bool(self.seats and rules.voters and rules.ballot and rules.elected)
        source = rules.voters.source if rules.voters else ""
        yield Finding("election_rule", ok, GRANTED if ok else NOT_GRANTED, source, actual=self.facts.body)
        same = Election.objects.filter(community_code=self.community, body=self.facts.body, polled_on=None)
        yield Finding.either(
            "one_at_a_time", not same.filter(voting_day__gte=self.call.day).exists(), ALONE, ONE, source
        )
        yield settled(self.facts.body, self.community, self.call.day)
        if ok and not self.facts.fills_vacancies:
            yield from term_ends(self.seats, self.community, self.call.day, self.facts.voting_day)
        yield from self._in_time()
        yield from not_put_off(self.community, self.call.day, self.facts.voting_day)
        yield from announced(self.facts.hours, self.facts.voting_day)
        if self.facts.fills_vacancies:
            yield self._none_held(source)

    def _in_time(self) -> Iterator[Finding]:
        rule = self.rules.voter_list
        if rule:
            first = after(self.call.day, rule.posted_before)
            ok = self.facts.voting_day >= first
            yield Finding(
                "time_for_the_roll",
                ok,
                TOO_SOON.fill(first=first),
                rule.source,
                f">= {first}",
                str(self.facts.voting_day),
            )

    def _none_held(self, source: str) -> Finding:
        """Of each post no more seats than are vacant; how many those are is said."""
        vacant = {post: self._vacant(post) for post in self.seats}
        names = {post: name_of_post(post, self.community) for post in vacant}
        zh = "，".join(f"{names[post].zh}空缺 {number} 席" for post, number in vacant.items())
        en = ", ".join(f"{names[post].en} {number}" for post, number in vacant.items())
        ok = all(number <= vacant[post] for post, number in self.seats.items())
        return Finding("vacant", ok, VACANT.fill(zh=zh, en=en), source)

    def _vacant(self, post: str) -> int:
        elected = registry.elected_holders(post, self.community, self.call.day)
        return registry.post_card(post, self.community).seats - len(elected)

    def write(self) -> Outcome:
        facts = self.facts
        opens, closes = facts.hours
        row = Election.objects.create(
            number=next_number(self.community, ELECTION, self.call.day), community_code=self.community,
            body=facts.body, voting_day=facts.voting_day, places=facts.places, fills_vacancies=facts.fills_vacancies,
            called_on=self.call.day, called_by_post=self.call.post,
            from_hour=opens, until_hour=closes,
        )  # fmt: skip
        Contest.objects.bulk_create(
            Contest(number=f"{row.number}-{place}", election=row, post=post, seats=seats, place=place)
            for place, (post, seats) in enumerate(self.seats.items(), 1)
        )
        told = told_of_hours(facts.hours, facts.voting_day)
        return Outcome(row.ref, findings=told, consequences=[of_election(row, self.rules, facts.hours, self.call.day)])
