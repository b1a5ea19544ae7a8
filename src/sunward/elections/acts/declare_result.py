"""Declare the result of a contest: after the close, when every count is confirmed; worked out, never typed."""

from collections.abc import Iterator

from sunward.ballots import queries as ballots
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.acting import AfterAVote, run_by
from sunward.elections.barred import marks_of_barred, said_of_barred
from sunward.elections.book import name_of_post
from sunward.elections.candidates import died_elected, marks_of_dead, marks_of_left_off, standing_candidates, wronged
from sunward.elections.counting.results import Round
from sunward.elections.counting.saying import CONFIRMED, ELECTED_DIED, UNCONFIRMED, figures_said, rows_of
from sunward.elections.models import Declaration
from sunward.elections.office.changes import taking_office
from sunward.elections.office.one_post import said_of_sitting, said_of_two
from sunward.elections.office.seated import but_the_seated, marks_of_seated
from sunward.elections.polling.moved import marks_of_moves
from sunward.elections.polling.proxies import false_proxies, lost_proxies
from sunward.elections.waiting.shrunk import marks_of_size
from sunward.kernel import clock
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text

ITEM = "election_result"
UNDECLARED = Text("这次投票的结果还没有宣布。", "The result of this vote is still to be declared.")
ONCE = Text("这次投票的结果已经宣布。", "The result of this vote has been declared.")
WRONGED = Text(
    "注意：有 {number} 人在选票上或者不在选票上，只凭服务台的登记；本人没有这样说过，投票开始后才查实。",
    "Alert: {number} are on the ballot, or missing from it, by what a clerk entered alone. They had not said so; "
    "it was found when the poll had been opened.",
)
FALSE_PROXIES = Text(
    "注意：有 {number} 份委托只凭服务台的登记，本人没有委托过；投票开始后才查实，受委托的人可能已经替他们领了票。",
    "Alert: {number} proxies rested on what a clerk entered alone, and the voters had given none. It was found when "
    "the poll had been opened; their sheets may have been taken.",
)
LOST_PROXIES = Text(
    "注意：有 {number} 份委托只凭服务台的登记被收回，本人没有收回过；投票开始后才恢复，受委托的人可能没有领到票。",
    "Alert: {number} proxies were taken back by what a clerk entered alone, and the voters had not wished it. They "
    "were restored when the poll had been opened; their sheets may not have been given out.",
)
# A large count goes on after midnight: the evening of the close ends with its night.
SPOT = Text("选举结果当场公布。", "The result is declared on the spot.")


@register
class DeclareResult(AfterAVote[SlipFacts]):
    """Said on the spot. Offices change hands when the vote is certified as well: a vote can still be annulled."""

    name = "elections.declare_result"
    title = Text("宣布选举结果", "declare the result of an election")
    kind = "effect"
    facts_type = SlipFacts

    @property
    def community(self) -> Ref:
        return Ref("community", self.subject.community_code)

    def standing(self) -> Iterator[Finding]:
        last = self.last
        closed = last.vote.closed_at if last else None
        silent = closed is not None and clock.civil_day(closed) < self.call.day
        yield run_by(self.election, self.call, self.rules, silent=silent)
        yield Finding.either(
            "counted_and_confirmed", last is not None and last.outcome is not None, CONFIRMED, UNCONFIRMED
        )
        declared = last is not None and Declaration.objects.filter(vote=last.vote.number).exists()
        yield Finding.either("declared_once", not declared, UNDECLARED, ONCE)

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
        offices = taking_office(self.subject, last.vote.number, self.call.day)
        follows = [self._posting(last), *but_the_seated(offices, self.subject.community_code)]
        return Outcome(self.subject.ref, public, findings=[*self._marks(last)], consequences=follows)

    def _marks(self, last: Round) -> Iterator[Finding]:
        yield from self._on_the_spot(last)
        yield from marks_of_seated(self.subject, last.outcome.chosen if last.outcome else (), self.call.day)
        yield from marks_of_size(self.election, self.rules)
        yield from marks_of_moves(self.election)
        yield from self._wronged()
        yield from self._false_proxies()
        yield from marks_of_dead([self.subject])
        yield from marks_of_left_off(self.subject)
        chosen = last.outcome.chosen if last.outcome else ()
        if dead := died_elected(self.subject, chosen):
            yield Finding("elected_alive", False, ELECTED_DIED.fill(number=dead), actual=str(dead))
        yield from self._of_posts(chosen)
        yield from marks_of_barred(self.election, standing_candidates(self.subject), self.rules, self.call.day)
        yield from said_of_barred(self.subject, chosen, self.rules, self.call.day)
        yield from ballots.marks_carried(last.vote.number)
        yield from ballots.marks_of_corrections(last.vote.number)
        yield from ballots.marks_of_late(last.vote.number)
        yield from ballots.marks_of_false_proxies(last.vote.number)
        yield from ballots.marks_of_denied_sheets(last.vote.number)
        yield from ballots.marks_of_the_dead(last.vote.number)

    def _false_proxies(self) -> Iterator[Finding]:
        if number := false_proxies(self.subject):
            yield Finding("proxies_by_their_own_word", False, FALSE_PROXIES.fill(number=number), actual=str(number))
        if number := lost_proxies(self.subject):
            yield Finding("proxies_taken_back_for_them", False, LOST_PROXIES.fill(number=number), actual=str(number))

    def _wronged(self) -> Iterator[Finding]:
        number = wronged(self.subject)
        if number:
            yield Finding("on_the_ballot_by_their_own_word", False, WRONGED.fill(number=number), actual=str(number))

    def _on_the_spot(self, last: Round) -> Iterator[Finding]:
        rule = self.rules.result
        if rule and last.vote.closed_at:
            closed = clock.civil_day(last.vote.closed_at)
            spot = self.call.day == closed or not ballots.evening_over(last.vote.closed_at, self.call.at)
            yield Finding("on_the_spot", spot, SPOT, rule.source, str(closed), str(self.call.day))

    def _said(self, last: Round) -> str:
        chosen = last.outcome.chosen if last.outcome else ()
        return "".join([figures_said(last).zh, *(one.text.zh for one in self._of_posts(chosen))])

    def _of_posts(self, chosen: tuple[str, ...]) -> Iterator[Finding]:
        """Of those elected who leave a post for another."""
        yield from said_of_two(self.subject, chosen)
        yield from said_of_sitting(self.subject, chosen, self.call.day)

    def _posting(self, last: Round) -> Consequence:
        title = name_of_post(self.subject.post, self.subject.community_code)
        facts = PublicationFacts(
            item=ITEM, title=f"选举结果：{title.zh}", title_en=f"Result of the election: {title.en}",
            text=self._said(last), rows=rows_of(self.subject, last), about=str(self.election.ref),
            event_on=self.call.day,
        )  # fmt: skip
        return Consequence(Publish, self.community, facts)
