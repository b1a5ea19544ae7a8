"""Certify the result of a vote: everything is counted and confirmed, and those who were drawn have been asked."""

from collections.abc import Iterator

from sunward.ballots import channels, standing
from sunward.ballots.events import VoteCertified
from sunward.ballots.figures import figures_of
from sunward.ballots.models import SampledVoter, Vote
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

ONCE = Text("结果已经核定。", "The result has been certified already.")
UNASKED = Text("还有 {number} 个被抽中的人没有回访。", "{number} of those who were drawn have not been asked yet.")
DISAGREES = Text(
    "{number} 个被抽中的人说自己没有投票；结果不能核定，只能作废重来。",
    "{number} of those who were drawn say that they did not vote: the result cannot be certified, only annulled.",
)
COUNTED = Text("计票完成并核对。", "Counted and confirmed.")


@register
class Certify(Act[Vote, NoFacts]):
    """The result stands; its figures enter the record."""

    name = "ballots.certify"
    title = Text("核定表决结果", "certify the result of a vote")
    kind = "effect"
    subject_type = "vote"
    subject_model = Vote
    facts_type = NoFacts

    def standing(self) -> Iterator[Finding]:
        yield standing.is_closed(self.subject)
        yield Finding("certified_once", self.subject.certified_on is None, ONCE)
        if self.subject.closed_at is not None:
            yield from self._counted()
            yield from self._asked_back()

    def _counted(self) -> Iterator[Finding]:
        for box in channels.boxes(self.subject):
            missing = box.missing(self.subject)
            said = missing or COUNTED
            text = Text(f"{box.name.zh}：{said.zh}", f"{box.name.en}: {said.en}")
            yield Finding(f"counted_{box.key}", missing is None, text)

    def _asked_back(self) -> Iterator[Finding]:
        answers = list(SampledVoter.objects.filter(vote=self.subject).values_list("answer", flat=True))
        waiting, never = answers.count(""), answers.count("did_not_vote")
        yield Finding("sample_asked", waiting == 0, UNASKED.fill(number=waiting), actual=str(waiting))
        yield Finding("sample_agrees", never == 0, DISAGREES.fill(number=never), actual=str(never))

    def write(self) -> Outcome:
        vote = self.subject
        vote.certified_on = self.call.day
        vote.save(update_fields=["certified_on"])
        figures = figures_of(vote)
        public = {
            "entitled": figures.entitled, "cast": figures.cast, "blank": figures.blank, "invalid": figures.invalid,
            "chosen": dict(figures.chosen),
        }  # fmt: skip
        certified = VoteCertified(vote.community_code, vote.number, vote.about, self.call.day)
        return Outcome(result=vote.ref, public=public, events=[certified])
