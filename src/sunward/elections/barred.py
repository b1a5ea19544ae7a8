"""Who may not stand for a body: whoever holds certain posts, and their kin. It is asked at every step, for what the
register says changes between a nomination and the day of office.

It bars where nobody could have put it there to keep somebody out: the post was held before the election was called; an
election gave it, or they have acted in it; they said the kinship themselves, or it was declared long before the call.
What others enter later strikes nobody, or an officer's one word would choose who may stand, and whoever calls an
election chooses its day, and can say the word on the eve. It is marked, for whoever votes and whoever certifies, and
both can be disputed or given up meanwhile.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.charter.engine import ElectionRules
from sunward.elections.book import rules_of
from sunward.elections.models import Candidate, Contest, Election
from sunward.kernel import clock
from sunward.kernel.findings import Finding
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.record import queries as record
from sunward.registry import queries as registry
from sunward.registry.queries import PostHeld, Term

# So long before the call nobody says who is their kin to choose who may stand: a whole election can be called in the
# last quarter of a year of a term.
LONG_BEFORE = timedelta(days=90)
BARRED = Text("被监督的人不能进入监督机构。", "Whoever is supervised cannot stand for the body that supervises.")
KIN = Text("与被监督的人是近亲属，不能进入监督机构。", "A close relative of the supervised cannot stand for this body.")
VOTER = Text("候选人要有选举权。", "Only somebody who has the vote can stand.")
STAND_BARRED = Text(
    "注意：按登记簿，候选人中有 {number} 人按规则不能参选（任职、亲属关系或者没有选举权）；由别人在发布选举公告以后登记"
    "（亲属关系：公告前九十天以内或者以后），或者名单公布以后才有的，不因此除名。",
    "Alert: by the register a rule bars {number} of the candidates (a post, kin, or no vote). It was entered by others "
    "after the election was called (of kin: within ninety days before it, or after), or came about once the list "
    "hung: nobody is struck for it.",
)
LEFT_OUT = Text(
    "注意：有 {number} 人接受提名以后按规则不能参选，没有列入名单。",
    "Alert: {number} who had accepted are barred by a rule, and are not on the list.",
)
ELECTED_BARRED = Text(
    "注意：按登记簿，当选的人中有 {number} 人按规则不能担任（任职、亲属关系或者没有选举权）。",
    "Alert: by the register a rule bars {number} of those elected (a post, kin, or no vote).",
)
INCOMPATIBLE = Text(
    "注意：候选人中有 {number} 人现任的岗位不能与所选的兼任，当选后要辞去一个。",
    "Alert: {number} of the candidates hold a post that goes with none that they stand for: if elected, one of the two "
    "has to be given up.",
)


class Bars:
    """What the rule of a body says of people on a day, in an election that was called on another: whoever holds the
    posts is read once, however many are asked about."""

    def __init__(self, rules: ElectionRules, community: str, on: date, called_on: date | None = None) -> None:
        self.rule, self.community, self.on, self.called_on = rules.barred, community, on, called_on or on

    @property
    def source(self) -> str:
        return self.rule.source if self.rule else ""

    @cached_property
    def _posts(self) -> frozenset[str]:
        return self._named(self.rule.holders_of if self.rule else ())

    @cached_property
    def _kin_posts(self) -> frozenset[str]:
        return self._named(self.rule.kin_of if self.rule else ())

    def _named(self, posts: tuple[str, ...]) -> frozenset[str]:
        """`body.*` is any post of a body."""
        known = [card.post for card in registry.posts_in(self.community)] if posts else []
        return frozenset(one for one in known if one in posts or f"{body_of(one)}.*" in posts)

    @cached_property
    def _holders(self) -> frozenset[str]:
        return self._people_in(self._posts)

    @cached_property
    def _kin_holders(self) -> frozenset[str]:
        return self._holders if self._kin_posts == self._posts else self._people_in(self._kin_posts)

    def _people_in(self, posts: Iterable[str]) -> frozenset[str]:
        return frozenset(who for post in posts for who in registry.people_in_post(post, self.community, self.on))

    def by_post(self, person: str) -> bool:
        return person in self._holders and self._settled(person, self._posts)

    def by_kin(self, person: str) -> bool:
        if self.rule is None:
            return False
        known = registry.relatives_of(person, before=self.called_on - LONG_BEFORE)
        close = known | registry.own_kin(person)
        return any(one in self._kin_holders and self._settled(one, self._kin_posts) for one in close)

    def by_the_register(self, person: str) -> bool:
        """Whatever it says now, whoever entered it when."""
        if self.rule is None:
            return False
        return person in self._holders or bool(registry.relatives_of(person) & self._kin_holders)

    def _settled(self, person: str, posts: frozenset[str]) -> bool:
        terms = registry.terms_in(person, self.community, self.on)
        return any(one.post in posts and self._theirs(one) for one in terms)

    def _theirs(self, term: Term) -> bool:
        """Whether nobody entered it since the call to keep somebody out."""
        entered = record.moments_of([term.entry]).get(term.entry)
        if entered is None or clock.civil_day(entered) < self.called_on:
            return True
        elected = not term.by_hand and rules_of(body_of(term.post), self.community, self.on).elected is not None
        return elected or bool(record.uses_of(self.community, term.person, term.post))


def bars_in(election: Election, rules: ElectionRules, on: date) -> Bars:
    return Bars(rules, election.community_code, on, election.called_on)


def can_stand(election: Election, person: str, rules: ElectionRules, on: date) -> Iterator[Finding]:
    """Whether somebody may be a candidate."""
    source = rules.voters.source if rules.voters else ""
    yield Finding("eligible", has_the_vote(election, person, on), VOTER, source)
    if rules.barred:
        bars = bars_in(election, rules, on)
        yield Finding("barred_post", not bars.by_post(person), BARRED, bars.source)
        yield Finding("barred_kin", not bars.by_kin(person), KIN, bars.source)


def has_the_vote(election: Election, person: str, on: date) -> bool:
    on_roll = election.roll_id is not None and ballots.stands_on(election.roll_id, person)
    return on_roll or registry.holds_post(person, "voter", election.community_code, on)


def barred_firmly(election: Election, rows: Iterable[Candidate], rules: ElectionRules, on: date) -> list[Candidate]:
    """Whom a list that is to be posted leaves out."""
    bars = bars_in(election, rules, on)
    return [one for one in rows if rules.barred and (bars.by_post(str(one.person)) or bars.by_kin(str(one.person)))]


def barred_anyhow(election: Election, rows: Iterable[Candidate], rules: ElectionRules, on: date) -> list[Candidate]:
    """Against whom the register says something now, and who loses nothing by it but a clean page."""
    bars = bars_in(election, rules, on)
    people = [(one, str(one.person)) for one in rows]
    return [one for one, who in people if bars.by_the_register(who) or not has_the_vote(election, who, on)]


def marks_of_barred(
    election: Election, rows: Sequence[Candidate], rules: ElectionRules, on: date, text: Text = STAND_BARRED
) -> Iterator[Finding]:
    """Said with list, ballots, result and certificate."""
    if number := len(barred_anyhow(election, rows, rules, on)):
        rule = "elected_free_of_bars" if text is ELECTED_BARRED else "candidates_free_of_bars"
        source = rules.barred.source if rules.barred else ""
        yield Finding(rule, False, text.fill(number=number), source, actual=str(number))
    if text is not ELECTED_BARRED and (number := sum(bool(incompatible(one, on)) for one in rows)):
        yield Finding("candidates_incompatible", False, INCOMPATIBLE.fill(number=number), actual=str(number))


def said_of_barred(contest: Contest, keys: Iterable[str], rules: ElectionRules, on: date) -> Iterator[Finding]:
    """The same of those who were chosen in a vote, by their keys on the ballot."""
    wanted = set(keys)
    rows = [one for one in contest.candidates.select_related("person", "contest__election") if one.key in wanted]
    yield from marks_of_barred(contest.election, rows, rules, on, ELECTED_BARRED)


def marks_of_left_out(rows: Sequence[Candidate], rules: ElectionRules) -> Iterator[Finding]:
    if rows and rules.barred:
        number = len(rows)
        yield Finding("left_out", False, LEFT_OUT.fill(number=number), rules.barred.source, actual=str(number))


def incompatible(candidate: Candidate, on: date) -> list[PostHeld]:
    """The posts held now that do not go together with the one stood for."""
    code, wanted = candidate.community_code, candidate.contest.post
    held = registry.posts_of(str(candidate.person), code, on)
    excluded = registry.post_card(wanted, code).incompatible_with if held else ()
    return [
        one
        for one in held
        if _excludes(excluded, one.post) or _excludes(registry.post_card(one.post, code).incompatible_with, wanted)
    ]


def _excludes(posts: tuple[str, ...], post: str) -> bool:
    return post in posts or f"{body_of(post)}.*" in posts
