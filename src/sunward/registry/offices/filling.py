"""Who comes into an elected office without an election: nobody by their own hand, nobody around a recall."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record.queries import journal_of
from sunward.registry import ports
from sunward.registry.models import Appointment, Person, Post
from sunward.registry.queries.posts import posts_held_during

END = "registry.end_appointment"


@dataclass(frozen=True, slots=True)
class Filling:
    """Somebody about to come into a post: from which day, entered by whom in which community."""

    post: Post
    person: Person
    from_day: date
    community: str
    by: frozenset[str]
    on: date
    election: str = ""

    @property
    def rule(self) -> ports.Elected | None:
        """The rule by which the post is elected; None also where an election has chosen this person."""
        rule = ports.offices().elected(self.post.name, self.community, self.on)
        return None if rule is None or self._chosen() else rule

    def _chosen(self) -> bool:
        """Chosen in this election, and not yet taken in by it: an election gives one term."""
        if not self.election or not ports.offices().chosen(self.election, self.post.name, str(self.person)):
            return False
        return not self._terms().filter(elected_by=self.election, person=self.person).exists()

    def _terms(self) -> "QuerySet[Appointment]":
        return Appointment.objects.filter(post=self.post)

    def bars(self) -> Iterator[Finding]:
        """Failed findings that keep the person out of the post."""
        rule = self.rule
        if rule is None:
            return
        if str(self.person) in self.by:
            yield Finding("not_oneself", False, ONESELF, rule.source)
        if self._emptied_by_them():
            yield Finding("not_emptied_by_them", False, EMPTIED, rule.source)
        if self._recalled():
            yield Finding("recall_decided", False, RECALL, rule.source)
        if self.from_day > self.on:
            yield Finding("kept_from_today", False, AHEAD, rule.source, f"<= {self.on}", str(self.from_day))
        if rule.kept_by is not None and self._terms().exists() and not self._keeps(rule.kept_by):
            yield Finding("elected", False, ELECTED, rule.source, required=", ".join(rule.kept_by))

    def marks(self) -> Iterator[Finding]:
        """Says for good that nobody has elected them, and what a rule holds against them there."""
        rule = self.rule
        if rule:
            yield Finding("not_elected", False, KEPT if rule.kept_by else NOT_ELECTED, rule.source)
        if barred := ports.offices().barred(self.post.name, self.community, str(self.person), self.on):
            yield barred
        if self._leaves_another():
            yield Finding("gives_up_another_seat", False, GIVES_UP)

    def _leaves_another(self) -> bool:
        """Whether an election brings them in who sit in another post of the body by an election too."""
        other = Appointment.objects.meeting(self.from_day, None).filter(person=self.person, by_hand_on=None)
        return other.filter(post__body=self.post.body).exclude(post=self.post).exists() and self._chosen()

    def _unfinished(self) -> "QuerySet[Appointment]":
        """The terms of this post that would not be over yet."""
        return self._terms().filter(Q(until_day=None) | Q(until_day__gte=self.from_day))

    def _emptied_by_them(self) -> bool:
        """Whether the person entered the early end of a term of others."""
        rows = self._unfinished().exclude(ended_reason="").exclude(person=self.person)
        ended = [entry for row in rows for entry in journal_of(Ref("appointment", row.number)) if entry.act == END]
        return any(str(self.person) in {entry.by, entry.on_behalf_of} for entry in ended)

    def _recalled(self) -> bool:
        rows = self._unfinished().filter(person=self.person)
        return any(ports.offices().recall(row.number) in {"under_way", "passed"} for row in rows)

    def _keeps(self, kept_by: tuple[str, ...]) -> bool:
        held = posts_held_during(self.person, self.from_day, None)
        return any(post.name in kept_by for post in held)


GIVES_UP = Text(
    "注意：此人现任同一机构的另一个岗位，一人只担任一个：就任时离开那一个，那个席位空缺。",
    "Alert: they sit in another post of the same body, and nobody keeps two: they leave that one, and its seat is "
    "vacant.",
)
ONESELF = Text("不能登记自己担任选举产生的岗位。", "Nobody enters themselves in an elected post.")
EMPTIED = Text(
    "此人登记了前任提前离任，不能由其接任。",
    "They entered that somebody left this post early, and do not follow in it.",
)
RECALL = Text(
    "此人在罢免期间离任，或者已被罢免：罢免有结果、任期届满以前，只有选举能再担任。",
    "They left during their recall, or were recalled: until it is decided or the term is over, only an election brings"
    " them back.",
)
ELECTED = Text(
    "这个岗位由选举产生；空缺期间只由规则写明的岗位代理。",
    "This post is elected; while it is vacant only holders of the posts that the rule names keep it.",
)
AHEAD = Text(
    "不是选举产生的，只能从今天或者以前起代理，不能预先占下以后的席位。",
    "Who was not elected keeps the post from today or earlier; nobody takes a seat ahead of time without an election.",
)
KEPT = Text("不是选举产生，只代理到补选为止。", "Not elected: keeps the post until somebody is.")
NOT_ELECTED = Text(
    "这个岗位由选举产生，登记的任职没有已核定的选举结果。",
    "This post is elected, and no certified result of an election stands behind this entry.",
)
