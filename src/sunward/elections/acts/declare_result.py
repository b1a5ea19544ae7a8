"""Declare the result of a contest: after the close, when every count is confirmed; worked out, never typed."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.acts.hand_over import HandOver, HandOverFacts
from sunward.elections.book import name_of_post
from sunward.elections.models import Candidate, Declaration
from sunward.elections.results import Round, rounds
from sunward.elections.saying import figures_said, rows_of
from sunward.elections.standing import ActOnContest, run_by
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry
from sunward.registry.acts.appoint import Appoint, AppointFacts
from sunward.registry.acts.end_appointment import EndAppointment, EndAppointmentFacts
from sunward.registry.queries import Term

ITEM = "election_result"
CONFIRMED = Text(
    "投票已经结束，计票由两人清点、第三人核对。", "The poll is closed; two have counted and a third has confirmed."
)
ONCE = Text("这次投票的结果已经宣布。", "The result of this vote has been declared.")
SPOT = Text("选举结果当场公布。", "The result is declared on the spot.")


@register
class DeclareResult(ActOnContest[NoFacts]):
    """Who is elected takes office; whoever held the post before leaves it and owes a handover."""

    name = "elections.declare_result"
    title = Text("宣布选举结果", "declare the result of an election")
    kind = "effect"

    @cached_property
    def last(self) -> Round | None:
        found = rounds(self.subject, self.rules)
        return found[-1] if found else None

    @property
    def community(self) -> Ref:
        return Ref("community", self.subject.community_code)

    def standing(self) -> Iterator[Finding]:
        yield run_by(self.election, self.call.person, self.rules)
        last = self.last
        yield Finding("counted_and_confirmed", last is not None and last.outcome is not None, CONFIRMED)
        declared = last is not None and Declaration.objects.filter(vote=last.vote.number).exists()
        yield Finding("declared_once", not declared, ONCE)

    def write(self) -> Outcome:
        last = self.last
        if last is None or last.outcome is None:
            raise AssertionError("standing lets no result through before it is counted")
        Declaration.objects.create(
            contest=self.subject, vote=last.vote.number, declared_on=self.call.day, declared_by=self.call.person
        )
        public = {
            "vote": last.vote.number, "valid": last.outcome.valid, "elected": list(last.outcome.chosen),
            "seats_left": last.outcome.left,
        }  # fmt: skip
        elected = self._elected(last.outcome.chosen)
        return Outcome(
            self.subject.ref, public, findings=list(self._on_the_spot(last)),
            consequences=[self._posting(last), *self._taking_office(elected)],
        )  # fmt: skip

    def _on_the_spot(self, last: Round) -> Iterator[Finding]:
        rule = self.rules.result
        if rule and last.vote.closed_at:
            closed = clock.civil_day(last.vote.closed_at)
            yield Finding("on_the_spot", self.call.day == closed, SPOT, rule.source, str(closed), str(self.call.day))

    def _elected(self, keys: tuple[str, ...]) -> list[Candidate]:
        known = {one.key: one for one in self.subject.candidates.select_related("person")}
        return [known[key] for key in keys]

    def _posting(self, last: Round) -> Consequence:
        title = name_of_post(self.subject.post, self.subject.community_code)
        facts = PublicationFacts(
            item=ITEM, title=f"选举结果：{title.zh}", title_en=f"Result of the election: {title.en}",
            text=figures_said(last).zh, rows=rows_of(self.subject, last), about=str(self.election.ref),
            event_on=self.call.day,
        )  # fmt: skip
        return Consequence(Publish, self.community, facts)

    def _taking_office(self, elected: list[Candidate]) -> Iterator[Consequence]:
        """Out with those before, in with the elected, and the handover between them."""
        people = {str(one.person) for one in elected}
        before = [] if self.election.fills_vacancies or not elected or self._later_round else self._holding()
        for term in before:
            facts = EndAppointmentFacts(reason="term_over", left_on=self.call.day)
            yield Consequence(EndAppointment, Ref("appointment", term.number), facts)
        for one in elected:
            yield Consequence(Appoint, self.community, self._appointment(str(one.person)))
        for term in before:
            if term.person not in people and self._hands_over:
                yield Consequence(HandOver, self.community, HandOverFacts(appointment=term.number))

    @property
    def _later_round(self) -> bool:
        """Whether somebody was elected to this post in an earlier round, and those before have left already."""
        return any(one.outcome and one.outcome.chosen for one in rounds(self.subject, self.rules)[:-1])

    @property
    def _hands_over(self) -> bool:
        return self.rules.handover is not None and self.subject.post in self.rules.handover.by

    def _holding(self) -> list[Term]:
        rows = registry.terms_of(self.subject.post, self.subject.community_code)
        found = [registry.term(row.number) for row in rows if row.left_on is None or row.left_on > self.call.day]
        return [one for one in found if one is not None and one.since < self.call.day]

    def _appointment(self, person: str) -> AppointFacts:
        return AppointFacts(
            post=self.subject.post, person=person, from_day=self.call.day, until_day=self._rest_of_term(),
            elected_by=self.election.number,
        )  # fmt: skip

    def _rest_of_term(self) -> date | None:
        """Who fills a vacancy serves until the body's term ends; otherwise a whole term."""
        if not self.election.fills_vacancies:
            return None
        code, body = self.subject.community_code, self.election.body
        posts = [card.post for card in registry.posts_in(code) if card.post.startswith(f"{body}.")]
        ends = [one.until for post in posts for one in registry.holders(post, code, self.call.day)]
        return max((day for day in ends if day), default=None)
