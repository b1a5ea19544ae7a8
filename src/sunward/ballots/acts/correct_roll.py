"""Correct a roll: add somebody who was left out, strike somebody who does not belong. Dated, with a reason, shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sunward.ballots.counting.stakes import anybody_else_corrects, has_a_stake, tied_since
from sunward.ballots.models import Correction, Petition, Roll, RollEntry, Vote
from sunward.ballots.roll.membership import objections_by
from sunward.ballots.roll.moment import corrected_at
from sunward.ballots.roll.places import place_named
from sunward.ballots.roll.returning import struck_by_departure
from sunward.ballots.roll.striking import borne_out, on_register, rests_on_a_correction
from sunward.ballots.roll.twins import has_twin
from sunward.ballots.roll.upheld import bears_out
from sunward.ballots.roll.weights import weight_of
from sunward.ballots.rules.corrections import (
    ADD,
    AGAIN,
    CHANGES,
    DIED,
    NAMED,
    OTHER,
    REASON_WORDS,
    REASONS,
    RIGHTS_LOST,
    TWICE,
    UNDONE,
    UPHELD,
    Reason,
)
from sunward.charter import queries as charter
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry

WHO = Text(
    "门牌和姓名，中间空一格，或者人员编号；户的名册只写门牌",
    "door, a space, and the name, or the person’s number; on a roll of households the door alone",
)

SERVES = Text(
    "原因是异议成立的才填；一条异议只用一次，只用于答复写明的人，只用于答复写明的方向",
    "only where an objection was upheld; each serves once, for whom its answer says, and the way that it says",
)
NEEDED = [(one.words, one.paper) for one in REASONS if one.paper]
PAPER = Text(
    "；".join(f"原因是“{words.zh}”的，要有{paper.zh}" for words, paper in NEEDED),
    "; ".join(f"{paper.en}, where the reason is “{words.en}”" for words, paper in NEEDED),
)


@dataclass(frozen=True, slots=True)
class CorrectRollFacts:
    change: str = asked("怎样更正", "what is corrected", choices=CHANGES)
    who: str = asked("谁", "who", hint=WHO, private=True)
    reason: str = asked("原因", "reason", choices=REASON_WORDS)
    words: str = asked("说明", "in words", private=True, default="")
    objection: str = asked("哪一条成立的异议", "which upheld objection", hint=SERVES, private=True, most=40, default="")
    paper: FileDigest | None = asked("依据文书的照片", "photograph of the paper it rests on", hint=PAPER, default=None)


@register
class CorrectRoll(Act[Roll, CorrectRollFacts]):
    """The frozen place stays in sight, struck. A vote that has opened counts by the roll as it was then, a petition by
    whoever was on it when they signed."""

    name = "ballots.correct_roll"
    title = Text("更正名册", "correct a roll")
    kind = "report"
    subject_type = "roll"
    subject_model = Roll
    facts_type = CorrectRollFacts

    @cached_property
    def place(self) -> tuple[RollEntry, bool]:
        """The place, and whether the roll has it; a new one if somebody is added who never was on it."""
        return place_named("who", self.facts.who, self.subject)

    @property
    def reason(self) -> Reason:
        return NAMED[self.facts.reason]

    def shows(self) -> str | None:
        """What its reason says, where that needs a paper; or else whose place it is, as in the register, where the same
        certificate has borne out a death."""
        if self.facts.paper is None:
            return None
        place, _known = self.place
        whose = f"household:{place.household}" if place.by_household else str(place.person)
        return f"{self.reason.proves} of {self.facts.who}" if self.reason.proves else whose

    def judge(self) -> Iterator[Finding]:
        self._apart()
        self._possible()
        yield Finding.either("reason_listed", self.facts.reason != OTHER, LISTED, UNLISTED)
        yield from self._warranted()
        open_already = list(Vote.objects.filter(roll=self.subject).order_by("pk").values_list("number", flat=True))
        if open_already:
            undone = self.facts.reason == UNDONE
            wrong = KEPT_OFF if self.facts.change == ADD else LET_ON
            yield Finding(
                "votes_before", not undone, (wrong if undone else UNTOUCHED).fill(votes=", ".join(open_already))
            )

    @property
    def _who_acts(self) -> set[str]:
        """Who must not be concerned: whoever does it, and for whom."""
        return {self.call.by, self.call.person}

    @property
    def _follows(self) -> bool:
        """Whether it follows by itself from an entry of the register that was taken back: nobody chooses it, whoever
        answered the dispute. The reason alone says nothing: anybody can name it, and of whom it is true can have any
        other place on any roll."""
        return self.facts.reason == UNDONE and self.call.follows is not None

    @cached_property
    def _undone(self) -> bool:
        """Whether the register has taken back, since the roll was frozen, what may have cost them this very place."""
        (place, known), roll = self.place, self.subject
        if self._follows or (known and not struck_by_departure(place)):
            return self._follows
        whose = None if place.by_household else place.person_id
        return registry.departure_undone(whose, place.household_id, roll.of, roll.record_date, roll.frozen_on)

    def _apart(self) -> None:
        """Somebody else is there to do it. What follows from a departure that was taken back is nobody's choice, nor is
        what follows from the street's own ruling its correction.

        Raises:
            FactsError: at `change`, for whoever is to be recalled or elected by the roll, their kin and their body.
        """
        call = self.call
        if self._follows:
            return
        if any(has_a_stake(self.subject, one, call.post, call.day) for one in self._who_acts):
            raise unusable("change", OWN_STAKE.zh, OWN_STAKE.en)
        ruled = self.facts.reason == UPHELD and self._objected
        if (
            not ruled
            and call.body == body_of(charter.STREET)
            and anybody_else_corrects(self.subject, call.body, call.day)
        ):
            raise unusable("change", FOR_OTHERS.zh, FOR_OTHERS.en)

    def _possible(self) -> None:
        """Whether the roll can be corrected so at all, for a reason that is whole.

        Raises:
            FactsError: where it cannot.
        """
        place, known = self.place
        standing = known and place.struck_on is None
        self._directed()
        if self.facts.change == "add" and standing:
            raise unusable("who", "已经在名册上。", "Is on the roll already.")
        if self.facts.reason == AGAIN and not known:
            raise unusable("reason", "只用于恢复被划去的人。", "Is for putting back whoever was struck.")
        if self.facts.change == "strike" and not standing:
            raise unusable("who", "不在名册上，或者已经划去。", "Is not on the roll, or has been struck.")
        if self.facts.reason == TWICE and not has_twin(place, self.subject):
            raise unusable("reason", NO_TWIN.zh, NO_TWIN.en)
        self._signing()
        if self.facts.reason == OTHER and not self.facts.words:
            raise unusable("words", "请写明原因。", "Say the reason in words.")
        if self.reason.paper and self.facts.paper is None:
            told = NO_PAPER.fill(paper=self.reason.paper)
            raise unusable("paper", told.zh, told.en)

    def _directed(self) -> None:
        """Whether the reason is one for this change: whatever may come late would otherwise be named for any.

        Raises:
            FactsError: at `reason`, where it is for the other.
        """
        wanted = self.facts.change if self._follows else self.reason.only or self.facts.change
        if wanted != self.facts.change:
            raise unusable("reason", DIRECTION[wanted].zh, DIRECTION[wanted].en)

    def _warranted(self) -> Iterator[Finding]:
        """Whether the days, the register and the objections bear the correction out. It is made all the same, and
        what does not stands with it for everybody: a register may itself be wrong."""
        roll, source = self.subject, self.subject.source
        limit = objections_by(roll.community_code, roll.frozen_on)
        if not self.reason.later:
            until = roll.open_until
            yield Finding("in_time", self.call.day <= until, IN_TIME, limit, f"<= {until}", str(self.call.day))
        if self.facts.reason == UPHELD:
            yield Finding.either("objection_upheld", self._objected, OBJECTED, NOT_OBJECTED, limit)
            if self._objected:
                yield Finding("posted_again", True, POST_AGAIN, limit)
        if self.facts.reason == UNDONE:
            yield Finding.either("departure_undone", self._undone, DEPARTURE_UNDONE, NOT_UNDONE)
        corrected = rests_on_a_correction(self.place[0], roll, self.facts.change)
        if self.facts.change == "add":
            wrong = BY_A_CORRECTION if corrected else NOT_BY_THE_REGISTER
            yield Finding.either("belongs", self._registered, BELONGS, wrong, source)
        else:
            told = RESTS_ON.get(self.facts.reason, (BELONGS_NO_MORE, BY_A_CORRECTION if corrected else BELONGS_STILL))
            yield Finding.either("belongs_no_more", self._registered, *told, source)

    @cached_property
    def _registered(self) -> bool:
        """Whether the register bears the correction out."""
        place, roll = self.place[0], self.subject
        if self.facts.change == "add":
            return on_register(place, roll)
        return borne_out(place, roll, self.facts.reason)

    @property
    def _unborne(self) -> bool:
        """Whether neither register nor objection bears it out; an objection alone takes nobody off whom the register
        has."""
        return not (self._registered or (self.facts.change == "add" and self._objected))

    @cached_property
    def _objected(self) -> bool:
        """Whether the objection that is named was upheld, has served nobody yet, and is about this place."""
        place, _known = self.place
        named = self.facts.objection if self.facts.reason == UPHELD else ""
        return bool(named) and bears_out(named, self.facts.change, place, self.subject, self.call.day)

    def _signing(self) -> None:
        """While people sign, an office does not choose who may: only what was upheld changes the roll.

        Raises:
            FactsError: at `reason`, for any other; and for whoever the petition wants recalled.
        """
        for petition in Petition.objects.filter(roll=self.subject, closes_on__gte=self.call.day):
            if self.facts.reason not in {UPHELD, UNDONE}:
                raise unusable("reason", SIGNING.zh, SIGNING.en)
            term = registry.term(petition.asks_for) if petition.purpose == "recall" else None
            if term and term.person in self._who_acts and not self._follows:
                raise unusable("reason", OWN_RECALL.zh, OWN_RECALL.en)

    def write(self) -> Outcome:
        (place, known), facts = self.place, self.facts
        why = facts.words or self.reason.words.zh
        if facts.change == "strike":
            place.struck_on, place.struck_because = self.call.day, why
        elif not known:
            place.added_on, place.added_because = self.call.day, why
            place.weight = weight_of(place, self.subject)
        else:
            place.struck_on, place.struck_because = None, ""
        place.save()
        Correction.objects.create(
            roll=self.subject, place=place, change=facts.change, reason=facts.reason, words=facts.words,
            objection=facts.objection if self._objected else None, unborne=self._unborne,
            corrected_at=corrected_at(self.subject, self.call.at), corrected_on=self.call.day,
            corrected_by_post=self.call.post,
        )  # fmt: skip
        return Outcome(self.subject.ref, {"places": self._places_left()}, findings=self._late_kin())

    def _late_kin(self) -> list[Finding]:
        days = (tied_since(self.subject, one, self.call.day) for one in self._who_acts)
        return [registry.declared_only_since(day) for day in days if day]

    def _places_left(self) -> int:
        return RollEntry.objects.filter(roll=self.subject, struck_on=None).count()


NO_TWIN = Text(
    "名册上没有另一个同名、同一天出生的名额：不是重复登记，请写实际的原因。",
    "No other place on the roll has this name and day of birth: they are not listed twice. Say the true reason.",
)
KEPT_OFF = Text(
    "注意：表决 {votes} 开始时，这个人因误登记的离开或者更正不在名册上。",
    "Alert: when the votes {votes} opened, somebody was kept off the roll by a departure or a "
    "correction of the register that was wrong.",
)
LET_ON = Text(
    "注意：表决 {votes} 开始时，这个名额在名册上，只因误登记的搬来或者更正。",
    "Alert: when the votes {votes} opened, this place stood on the roll by nothing but an arrival or a correction of "
    "the register that was wrong.",
)
NOT_UNDONE = Text(
    "登记簿里没有名册固定以后撤销的、让这个名额失去的离开或者更正。",
    "The register knows of nothing that was taken back since the roll was frozen and had cost them this place.",
)
DEPARTURE_UNDONE = Text(
    "登记簿里撤销了误登记的离开、搬来或者更正。",
    "The register has taken back a departure, an arrival or a correction that was wrong.",
)
SIGNING = Text(
    "联名正在进行：名册只因异议成立，或者因撤销误登记的离开而更正。",
    "People are signing by this roll: it is corrected for an objection that was upheld, or for a departure that was "
    "taken back, and for nothing else.",
)
OWN_RECALL = Text(
    "这次联名要求罢免的就是更正的人，应由别人办理。",
    "The petition asks for the recall of whoever corrects its roll: somebody else has to.",
)
FOR_OTHERS = Text(
    "街道只在能更正的人都自己有关时更正名册。",
    "The street corrects a roll only where everybody else who can has a stake in it.",
)
OWN_STAKE = Text(
    "用这份名册罢免或者选举的，是更正的人本人、近亲属或者所在的机构：由别人更正。",
    "By this roll the one who corrects it, their kin or their body is to be recalled or elected: somebody else has to.",
)
NO_PAPER = Text("这个原因要附照片：{paper}。", "This reason needs a photograph: {paper}.")
DIRECTION = {
    "add": Text("这个原因只用于补上。", "This reason is for adding somebody."),
    "strike": Text("这个原因只用于划去。", "This reason is for striking somebody."),
}
IN_TIME = Text(
    "异议期内更正；之后只因死亡、失去权利、恢复划错的人、撤销误登记的离开或者异议成立。",
    "A roll is corrected while it is open to objection; later only for a death, lost rights, a wrong strike, a"
    " departure that was taken back or an upheld objection.",
)
OBJECTED = Text(
    "写明了一条成立的异议，答复写明的就是这个人、这样更正，并且没有用过。",
    "It names an upheld objection whose answer is about them and says this way, and which has served no other.",
)
NOT_OBJECTED = Text(
    "注意：没有写明成立的异议，或者它不是本人提出的、没有写明这个人或者这一户，或者已经用过。",
    "Alert: it names no upheld objection, or one that is neither theirs nor names them or their door, or that has"
    " served another correction.",
)
POST_AGAIN = Text(
    "名册已经更正；名单还要重新张贴，写明更正的是哪一份。今天要办的事里有这一项。",
    "Corrected on the roll; the list is to be posted again, naming the posting it corrects. It stands among the duties "
    "of today.",
)
BY_A_CORRECTION = Text(
    "注意：登记簿这样写，只因有人更正了这个人的登记，没有本人签字，也没有材料。",
    "Alert: the register says so only since somebody corrected it, without the person's signature or papers.",
)
BELONGS = Text("登记簿说这个人当天在这个名册上。", "By the register they belong on this roll on its day.")
NOT_BY_THE_REGISTER = Text(
    "注意：登记簿没有说这个人当天在这个名册上。", "Alert: by the register they do not belong on this roll on its day."
)
BELONGS_NO_MORE = Text(
    "登记簿已经改正，当天不在这个名册上。",
    "The register has been put right: they do not belong on this roll on its day.",
)
BELONGS_STILL = Text(
    "注意：登记簿没有改正，说这个人当天在这个名册上。",
    "Alert: the register has not been put right: by it they belong on this roll on its day.",
)
NO_REGISTER = Text(
    "登记簿不记载政治权利：依据由监督委员会查看。",
    "No register here says who has lost a right: the supervision committee looks at what it rests on.",
)
# What the register says of a strike for one of these reasons, borne out or not: it rests on something else than whether
# they belong there.
RESTS_ON = {
    TWICE: (
        Text("名册上还有这个人先登记的名额。", "The place of the same person that was registered first stands."),
        Text(
            "注意：划去的不是后登记的名额，或者这个人居住更久、自己投过票、签过字、办过事。",
            "Alert: the place that is struck is not the one registered later, or it is that of whoever has lived here "
            "longer, or has voted, signed or acted themselves.",
        ),
    ),
    DIED: (
        Text("登记簿里登记了去世。", "The death stands in the register."),
        Text("注意：登记簿里没有登记去世。", "Alert: no death stands in the register."),
    ),
    RIGHTS_LOST: (NO_REGISTER, NO_REGISTER),
}
LISTED = Text("原因在所列之中。", "The reason is one of those listed.")
UNLISTED = Text("注意：原因不在所列之中。", "Alert: the reason is none of those listed.")
UNTOUCHED = Text(
    "已开始的表决仍按开始时的名册：{votes}。", "Votes that have opened count by the roll as it was then: {votes}."
)
