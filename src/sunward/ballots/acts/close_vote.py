"""Close a vote: nobody votes any more; the ballots are written anew and committed to; who is asked back is drawn."""

from collections.abc import Iterator

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import obstacles, urn
from sunward.ballots.casting.afterwards import all_entered, kept_until
from sunward.ballots.casting.boxes import unconfirmed_call
from sunward.ballots.casting.denied_sheets import marks_of_denied_sheets, public_of_denied
from sunward.ballots.casting.returned import marks_of_taken_back, taken_back
from sunward.ballots.counting import sampling
from sunward.ballots.counting.dead import marks_of_the_dead
from sunward.ballots.counting.doubts import marks_of_late, marks_of_uncounted
from sunward.ballots.counting.handling import marks_of_parties, no_hand_in_it
from sunward.ballots.hours import LEAST, left_to_voters
from sunward.ballots.models import Mark
from sunward.ballots.roll import places
from sunward.ballots.rules import sample
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.kernel import clock
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import NoFacts
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.record import queries as record

TOO_SOON = Text(
    "这次表决没有公布截止时间：{time}起可以结束；在场可以投票的人都投了票，也可以更早结束。",
    "This vote has no announced hour: it can be closed from {time}, or earlier once everybody who is there and may "
    "vote has voted.",
)
EVERYBODY = Text("可以投票的人都已投票。", "Everybody who may vote has voted.")
CONFIRMED = Text("点名的结果已经由第三人核对。", "A third person has confirmed the roll call.")
MAY = Text(
    "有这项权力的岗位；表决开着没有结束、日子已经过去的，第二天中午起名册上的任何人都可以结束；还能凭签了字的名单补记的，"
    "要等补记的日子过了。",
    "An office with this power; and anybody on the roll, from noon of the day after, where the vote was left open: as "
    "long as somebody can still be entered from the signed list, once those days are over.",
)
LEFT_OUT = Text(
    "举手的计票还没有写上会场里的每一个人，也没有经第二名计票人确认：先补上漏掉的人重新计票，或者由第二名计票人确认。",
    "The count of hands leaves out people who were in the room, and its second has not confirmed it: count anew with "
    "them, or have it confirmed.",
)
EARLY = Text(
    "公布的截止时间还没到，也不是人人都投了票。", "The announced hour has not come, and not everybody has voted."
)
PAPER_IS_OUT = Text(
    "公布了截止时间的纸质票，要到时间才能结束：领了票的人还可以投。",
    "Paper with an announced hour is not closed before it: whoever holds a sheet may still put it in.",
)


@register
class CloseVote(ActOnVote[NoFacts]):
    """The close takes the vote's lock alone: casts under way end first, later ones find it closed."""

    name = "ballots.close_vote"
    title = Text("结束表决", "close a vote")
    kind = "effect"
    facts_type = NoFacts

    def standing(self) -> Iterator[Finding]:
        over = self.subject.closed_at is not None or self.subject.annulled_on is not None
        yield Finding("closed", not over, obstacles.CLOSED if over else obstacles.OPEN)
        if not over:
            yield from no_hand_in_it(self.subject, self.name, self.call)
            yield from self._left_open()
            yield from self._waited()
            if "roll_call" in self.subject.channels:
                yield self._called()
            if self._some_left_out():
                yield Finding("hands_of_all", False, LEFT_OUT)
            if self.call.post not in CAPACITIES:
                yield from all_entered(self.subject, self.call.at)

    def _left_open(self) -> Iterator[Finding]:
        """The silence of all offices keeps no question open: once its day is over whoever may vote in it closes it, but
        not before those who answered on paper, in the dark, can be entered."""
        if self.call.post in CAPACITIES:
            late = left_to_voters(kept_until(self.subject)) <= self.call.at
            ok = late and places.place_of(self.subject, self.call.person) is not None
            yield Finding("open", ok, MAY, actual=self.call.post)  # nobody else ever sees the button

    def _some_left_out(self) -> bool:
        """Whether hands were entered that no second has confirmed, of fewer than were in the room. After the close
        nobody is added: one who enters himself alone, and closes, would decide for the room."""
        vote = self.subject
        unsure = vote.counts.filter(channel="hands", seconded_on=None).exists()
        return unsure and vote.in_room is not None and places.uncounted_in_room(vote) > 0

    def _called(self) -> Finding:
        """Until the close an answer that was entered wrongly can be entered anew."""
        missing = unconfirmed_call(self.subject)
        text = Text(f"点名：{missing.zh}", f"Roll call: {missing.en}") if missing else CONFIRMED
        return Finding("roll_call_confirmed", missing is None, text)

    def _waited(self) -> Iterator[Finding]:
        """People could vote until the announced hour, or for as long as a room needs; or there is nobody left who
        could."""
        vote, now = self.subject, self.call.at
        if vote.closes_at is not None and now < vote.closes_at:
            paper = "paper" in vote.channels  # a sheet that was handed out is not yet a vote
            done = not paper and self._all_have_voted()
            yield Finding("not_before_its_hour", done, EVERYBODY if done else PAPER_IS_OUT if paper else EARLY)
        if (vote.closes_at is None or vote.entered_at is not None) and now < vote.open_since + LEAST:
            at = (vote.open_since + LEAST).astimezone(clock.ZONE)
            done = self._all_have_voted()
            yield Finding("time_to_vote", done, EVERYBODY if done else TOO_SOON.fill(time=f"{at:%H:%M}"))

    def _all_have_voted(self) -> bool:
        """Whether nobody is left who could vote: each has voted, or holds a sheet. In a room alone whoever was there;
        else everybody on the roll. That hands were counted says nothing of whoever nobody counted, and nothing at all
        before the second counter has said so."""
        vote = self.subject
        if vote.counts.filter(channel="hands", seconded_on=None).exists():
            return False
        if vote.room_alone:
            return places.uncounted_in_room(vote) == 0
        return Mark.objects.filter(vote=vote, withdrawn_on=None).count() >= places.voters(vote)

    def write(self) -> Outcome:
        vote = self.subject
        vote.ballots_digest = urn.rewrite(vote)
        vote.closed_at, vote.closed_by = self.call.at, self.call.by
        made_of = {
            "ballots_digest": vote.ballots_digest, "root": record.newest_root(vote.community_code),
            "vote": vote.number, "random": sample.fresh(),
        }  # fmt: skip
        vote.sample_seed = sample.seed(made_of)
        vote.save(update_fields=["ballots_digest", "closed_at", "closed_by", "sample_seed"])
        voted, asked = sampling.draw(vote, self.call.day)
        public = {
            **made_of, "seed": vote.sample_seed,
            "voted": voted, "asked_back": asked, **taken_back(vote).public,
            **public_of_denied(vote),
        }  # fmt: skip
        if proxies := sampling.by_proxy(vote):
            public["by_proxy"] = proxies
        marks = [*marks_of_late(vote), *marks_of_uncounted(vote), *marks_of_taken_back(vote),
                 *marks_of_denied_sheets(vote), *marks_of_parties(vote), *marks_of_the_dead(vote)]  # fmt: skip
        return Outcome(result=vote.ref, public=public, findings=marks)
