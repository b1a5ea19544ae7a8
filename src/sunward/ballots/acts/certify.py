"""Certify the result of a vote: everything is counted and confirmed, and those who were drawn have been asked."""

from collections.abc import Iterator

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import channels, obstacles
from sunward.ballots.casting.boxes import detached
from sunward.ballots.casting.denied_sheets import marks_of_denied_sheets, public_of_denied
from sunward.ballots.casting.obstacles import CERTIFIED, NOT_CERTIFIED
from sunward.ballots.casting.returned import marks_of_taken_back
from sunward.ballots.counting import sampling
from sunward.ballots.counting.dead import marks_of_the_dead
from sunward.ballots.counting.deciding import marks_of_aside, marks_of_corrections
from sunward.ballots.counting.doubts import denied, marks_of_doubts, marks_of_late, marks_of_uncounted, missing_sheets
from sunward.ballots.counting.elected import marks_of_elected
from sunward.ballots.counting.figures import figures_of
from sunward.ballots.counting.handling import marks_of_parties
from sunward.ballots.counting.interested import marks_of_hands
from sunward.ballots.counting.left_off import marks_of_left_off
from sunward.ballots.counting.stakes import not_a_party
from sunward.ballots.events import VoteCertified
from sunward.ballots.models import RollCall
from sunward.ballots.roll.returning import came_wrongly, kept_off, let_on
from sunward.ballots.rules.sample import HEARSAY
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

UNASKED = Text("还有 {number} 个被抽中的人没有回访。", "{number} of those who were drawn have not been asked yet.")
FEW = Text(
    "被抽中的人里至少要有 {wanted} 人答复，还差 {number} 人；没联系上的不算答复，可以再联系。",
    "{wanted} of those who were drawn must answer; {number} are missing. Not reached is no answer: they may be asked "
    "again.",
)
DIFFER = Text(
    "电子票箱里有 {ballots} 张选票，名册上有 {marks} 人用电子渠道投了票：不相等，结果不能核定。",
    "{ballots} electronic ballots, but {marks} who voted electronically by the roll: the result cannot be certified.",
)
AGREE = Text("电子选票与投票标记相等。", "As many electronic ballots as marks.")
DISAGREES = Text(
    "{number} 个被抽中的人说自己没有投票；结果不能核定，只能作废重来。",
    "{number} of those who were drawn say that they did not vote: the result cannot be certified, only annulled.",
)
UNPROVED = Text(
    "注意：有 {number} 人由别人登记为没有投过票，没有证明，本人也没有说：另抽了人。",
    "Alert: for {number} somebody else entered that they did not vote, without proof or their own word: others were "
    "drawn in their place.",
)
NOT_APART = Text(
    "注意：核定结果的人自己参与了这次表决的办理（{what}）。",
    "Alert: whoever certified the result had a hand in the vote ({what}).",
)
DIFFERED = Text(
    "注意：纸质票先前有 {number} 次清点对不上数，相差多少写在那次清点里。",
    "Alert: the paper did not add up at {number} earlier counts; by how much stands with each.",
)
GONE_WRONGLY = Text(
    "注意：有 {number} 人被误登记为离开，表决开始时不在名册上，没有能够投票。",
    "Alert: {number} had been entered as gone wrongly, were not on the roll when the vote opened, and could not vote.",
)
CAME_WRONGLY = Text(
    "注意：有 {number} 人代表一户投了票，后来查实他们从来不住在那一户：住在那里的人没有能够投票。",
    "Alert: {number} voted for a household in which they never lived, as was found too late: whoever does live there "
    "could not vote.",
)
THERE_WRONGLY = Text(
    "注意：表决开始时名册上有 {number} 个名额只因误登记的搬来或者更正，后来划去。",
    "Alert: places that stood on the roll when the vote opened by nothing but an arrival or a correction that was "
    "wrong, and were struck since: {number}.",
)
DENIED = Text(
    "注意：有 {number} 人说点名时登记的不是自己的回答，或者自己在会场却没有被计入。",
    "Alert: {number} say that another answer was entered for them in the roll call than they gave, or that they were "
    "there and left out.",
)
OPENED, CLOSED = Text("发起", "opened it"), Text("结束", "closed it")
COUNTED_IT, ASKED_ALL = (
    Text("计票或核对", "counted or confirmed"),
    Text("一人做完全部回访", "asked everybody back alone"),
)
ALL_ASKED = Text("被抽中的人都已回访。", "Everybody who was drawn has been asked.")
ENOUGH = Text("被抽中的人有 {real} 人答复，够数。", "{real} of those who were drawn have answered: enough.")
NONE_DISAGREES = Text("没有人说自己没有投票。", "Nobody who was drawn says that they did not vote.")
COUNTED = Text("计票完成并核对。", "Counted and confirmed.")


@register
class Certify(ActOnVote[NoFacts]):
    """The result stands; its figures enter the record."""

    name = "ballots.certify"
    title = Text("核定表决结果", "certify the result of a vote")
    kind = "effect"
    facts_type = NoFacts

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_closed(self.subject)
        first = self.subject.certified_on is None
        yield Finding("certified_once", first, NOT_CERTIFIED if first else CERTIFIED)
        yield not_a_party(self.subject, self.call.by)
        if self.subject.closed_at is not None:
            yield from self._counted()
            yield self._one_ballot_each()
            yield from self._asked_back()

    def _counted(self) -> Iterator[Finding]:
        for box in channels.boxes(self.subject):
            missing = box.missing(self.subject)
            said = missing or COUNTED
            text = Text(f"{box.name.zh}：{said.zh}", f"{box.name.en}: {said.en}")
            yield Finding(f"counted_{box.key}", missing is None, text)

    def _one_ballot_each(self) -> Finding:
        """A ballot put in or taken out behind the back of the roll shows here."""
        ballots, marks = detached(self.subject)
        text = DIFFER.fill(ballots=ballots, marks=marks) if ballots != marks else AGREE
        return Finding("a_ballot_for_each_mark", ballots == marks, text, required=str(marks), actual=str(ballots))

    def _asked_back(self) -> Iterator[Finding]:
        answers, wanted = sampling.answers(self.subject), sampling.wanted(self.subject)
        waiting, never = answers.count(""), answers.count("did_not_vote")
        hearsay = answers.count(HEARSAY) if sampling.everybody_drawn(self.subject) else 0
        real = answers.count("voted") + never + hearsay
        said = UNASKED.fill(number=waiting) if waiting else ALL_ASKED
        yield Finding("sample_asked", waiting == 0, said, actual=str(waiting))
        said = ENOUGH.fill(real=real) if real >= wanted else FEW.fill(wanted=wanted, number=wanted - real)
        yield Finding("sample_answered", real >= wanted, said, required=str(wanted), actual=str(real))
        said = DISAGREES.fill(number=never) if never else NONE_DISAGREES
        yield Finding("sample_agrees", never == 0, said, actual=str(never))

    def _apart(self) -> list[Finding]:
        """A mark where the certifier checks their own work. No bar: those who may certify are few, and whoever
        dislikes a result could have each of them take part in the count."""
        done = list(self._had_a_hand())
        zh, en = "、".join(one.zh for one in done), ", ".join(one.en for one in done)
        text = Text(NOT_APART.zh.format(what=zh), NOT_APART.en.format(what=en))
        return [Finding("certifier_apart", False, text)] if done else []

    def _hearsay(self) -> list[Finding]:
        number = sampling.answers(self.subject).count(HEARSAY)
        said = UNPROVED.fill(number=number)
        return [Finding("sample_unproved", False, said, actual=str(number))] if number else []

    def _differed(self) -> list[Finding]:
        """No later count, however good, takes back that one did not add up."""
        number = self.subject.discrepancies.count()
        said = DIFFERED.fill(number=number)
        return [Finding("paper_differed", False, said, actual=str(number))] if number else []

    def _kept_off(self) -> list[Finding]:
        number = kept_off(self.subject)
        said = GONE_WRONGLY.fill(number=number)
        return [Finding("kept_off_the_roll", False, said, actual=str(number))] if number else []

    def _let_on(self) -> list[Finding]:
        found = (
            ("on_the_roll_wrongly", THERE_WRONGLY, let_on(self.subject)),
            ("came_wrongly", CAME_WRONGLY, came_wrongly(self.subject)),
        )
        return [Finding(rule, False, said.fill(number=n), actual=str(n)) for rule, said, n in found if n]

    def _denied(self) -> list[Finding]:
        number = denied(self.subject).count()
        said = DENIED.fill(number=number)
        return [Finding("answers_denied", False, said, actual=str(number))] if number else []

    def _had_a_hand(self) -> Iterator[Text]:
        vote, by = self.subject, self.call.by
        if by == vote.opened_by:
            yield OPENED
        if by == vote.closed_by:
            yield CLOSED
        two = ("counted_by", "counted_with")
        aloud = RollCall.objects.filter(vote=vote).values_list(*two, "confirmed_by")
        counted = [*vote.counts.values_list(*two, "confirmed_by"), *aloud, *vote.discrepancies.values_list(*two)]
        if any(by in those for those in counted):
            yield COUNTED_IT
        if set(vote.sample.exclude(answer="").values_list("asked_by", flat=True)) == {by}:
            yield ASKED_ALL

    def write(self) -> Outcome:
        vote = self.subject
        vote.certified_on = self.call.day
        vote.save(update_fields=["certified_on"])
        figures = figures_of(vote)
        public = {
            "entitled": figures.entitled, "cast": figures.cast, "blank": figures.blank, "invalid": figures.invalid,
            "chosen": dict(figures.chosen),
        } | ({"weight": dict(figures.weight)} if figures.weight else {})  # fmt: skip
        if missing := missing_sheets(vote):
            public["sheets_missing"] = missing
        public |= public_of_denied(vote)
        certified = VoteCertified(vote.community_code, vote.number, vote.about, self.call.day, figures.cast)
        marks = [*marks_of_late(vote), *self._apart(), *self._hearsay(), *self._differed(), *self._kept_off(),
                 *self._let_on(), *self._denied(), *marks_of_uncounted(vote), *marks_of_taken_back(vote),
                 *marks_of_denied_sheets(vote), *marks_of_parties(vote), *marks_of_doubts(vote),
                 *marks_of_corrections(vote.number), *marks_of_aside(vote), *marks_of_left_off(vote),
                 *marks_of_elected(vote), *marks_of_the_dead(vote),
                 *marks_of_hands(vote, self.call.by, self.call.day)]  # fmt: skip
        return Outcome(result=vote.ref, public=public, findings=marks, events=[certified])
