"""Declare what came of the vote on a recall: worked out from the tally, never typed."""

from collections.abc import Iterator
from functools import cached_property

from sunward.ballots import queries as ballots
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.elections.book import name_of_post, whose_recall
from sunward.elections.counting.results import recalled
from sunward.elections.counting.saying import CONFIRMED, UNCONFIRMED
from sunward.elections.office.changes import leaving
from sunward.elections.recalling import ActOnRecall
from sunward.kernel.acts import Consequence, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

ITEM = "election_result"
UNDECLARED = Text("结果还没有宣布。", "The result is still to be declared.")
ONCE = Text("结果已经宣布。", "The result has been declared.")
PASSED, KEPT = Text("罢免通过", "recalled"), Text("罢免没有通过", "not recalled")
BY_COUNT = Text("按计票结果，{said}；核定以后生效，在此以前仍然在任", "by the count {said}; it stands once certified")
SAID = Text(
    "是否罢免{zh}：登记投票人 {entitled}，投票 {cast}，赞成 {agree}，反对 {against}。{said}。",
    "Recall of the {en}: {entitled} registered, {cast} voted, {agree} for, {against} against: {said}.",
)


@register
class DeclareRecall(ActOnRecall[NoFacts]):
    """Said on the spot. The office ends when the vote is certified as well: a vote can still be annulled."""

    name = "elections.declare_recall"
    title = Text("宣布罢免结果", "declare the result of a recall")
    kind = "effect"

    @cached_property
    def passed(self) -> bool | None:
        return recalled(self.subject, self.rules)

    def standing(self) -> Iterator[Finding]:
        yield self.not_a_party()
        yield Finding.either("counted_and_confirmed", self.passed is not None, CONFIRMED, UNCONFIRMED, self.source)
        declared = self.subject.declared_on is not None and bool(ballots.standing_votes(self.subject.ref))
        yield Finding.either("declared_once", not declared, UNDECLARED, ONCE, self.source)

    def write(self) -> Outcome:
        row = self.subject
        row.declared_on = self.call.day
        row.save(update_fields=["declared_on"])
        public = {"recalled": bool(self.passed), "post": row.post}
        vote = ballots.standing_votes(row.ref)[-1].number
        marks = [*ballots.marks_carried(vote), *ballots.marks_of_corrections(vote), *ballots.marks_of_late(vote),
                 *ballots.marks_of_denied_sheets(vote), *ballots.marks_of_the_dead(vote)]  # fmt: skip
        follows = [self._posting(), *leaving(row, self.call.day)]
        return Outcome(row.ref, public, findings=marks, consequences=follows)

    def _posting(self) -> Consequence:
        row = self.subject
        vote = ballots.standing_votes(row.ref)[-1]
        tally = ballots.tally(vote.number)
        if tally is None:
            raise AssertionError("standing lets no result through before it is counted")
        said = PASSED if self.passed else KEPT
        if vote.certified_on is None:
            said = Text(BY_COUNT.zh.format(said=said.zh), BY_COUNT.en.format(said=said.en))
        known = {
            "entitled": tally.entitled,
            "cast": tally.cast,
            "agree": tally.votes("for"),
            "against": tally.votes("against"),
        }
        title, who = name_of_post(row.post, row.community_code), whose_recall(row)
        facts = PublicationFacts(
            item=ITEM, title=f"罢免投票结果：{title.zh}", title_en=f"Vote on the recall: {title.en}",
            text=SAID.zh.format(**known, zh=who.zh, said=said.zh), about=str(row.ref), event_on=self.call.day,
        )  # fmt: skip
        return Consequence(Publish, Ref("community", row.community_code), facts)
