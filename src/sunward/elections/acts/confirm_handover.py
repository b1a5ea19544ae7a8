"""Confirm that something was handed over: the receiver, with a list of what came."""

from collections.abc import Iterator
from dataclasses import dataclass

from sunward.elections.models import Handover
from sunward.elections.office.leftovers import receiving, together
from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.facts import CHOOSE, asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.slips import slip
from sunward.kernel.text import Text
from sunward.registry import queries as registry

RECEIVER = Text("由现在担任接收岗位的人确认。", "Whoever holds the receiving post today confirms.")
UNCONFIRMED = Text("还没有确认过。", "Nobody has confirmed it yet.")
ONCE = Text("已经确认移交。", "Confirmed already.")
LATE = Text("在规定的期限内移交。", "Handed over in time.")


# Nothing is chosen beforehand: whoever writes that nothing came would end the debt with it.
CAME = (
    CHOOSE, ("yes", Text("都收到了", "yes, all of it")),
    ("no", Text("没有收到，或者不齐", "no, or not all of it")),
)  # fmt: skip
NOT_ALL = Text("不齐也不确认：用“说明没有收到”写明缺什么。", "Is something missing? Say so instead.")
STILL_OWED = Text(
    "没有收到就不确认：离任的人还没有说已经移交，最晚 {due}。"
    "在那以后，或者离任的人说了以后，用“说明没有收到”写明缺什么。",
    "What has not come is not confirmed. Whoever left has not said that it was handed over, and has until {due}: after "
    "that day, or once they have said so, say that something has not come.",
)

OWN_WORD = Text(
    "接收人说过没有收到，或者在服务台替接收人作的确认查实不是本人的意思：只能由接收人本人登录确认收到。",
    "The receiver has said that it did not come, or was found not to have said what the desk confirmed for them: only "
    "their own sign-in confirms it now.",
)


@dataclass(frozen=True, slots=True)
class ConfirmFacts:
    received: str = asked("收到了没有", "did it come", hint=NOT_ALL, choices=CAME)
    listed: str = asked("收到了什么，逐件写明", "what was received, piece by piece", long=True, private=True)
    photograph: FileDigest | None = asked("移交清单照片", "photograph of the list", default=None)
    signed: FileDigest | None = slip()


@register
class ConfirmHandover(Act[Handover, ConfirmFacts]):
    """The thing has come. Late it is confirmed all the same, and says so."""

    name = "elections.confirm_handover"
    title = Text("确认收到移交", "confirm a handover")
    kind = "effect"
    subject_type = "handover"
    subject_model = Handover
    facts_type = ConfirmFacts

    def shows(self) -> str | None:
        """One list names everything that an office handed over."""
        return together(self.subject)

    def standing(self) -> Iterator[Finding]:
        row = self.subject
        yield Finding.either("confirmed_once", row.confirmed_on is None, UNCONFIRMED, ONCE)
        people, _post = receiving(row, self.call.day)
        yield Finding("receiver", self.call.person in people, RECEIVER, row.source)
        denied = row.missing_on is not None or row.confirmation_void_on is not None
        if self.call.on_behalf_of is not None and denied:
            yield Finding("spoken_themselves", False, OWN_WORD)

    def judge(self) -> Iterator[Finding]:
        if self.facts.received != "yes":
            owed = self.subject.given_on is None and self.call.day <= self.subject.due_on
            said = STILL_OWED.fill(due=self.subject.due_on) if owed else NOT_ALL
            raise unusable("received", said.zh, said.en)
        return iter(())

    def write(self) -> Outcome:
        row, day = self.subject, self.call.day
        row.confirmed_on, row.listed = day, self.facts.listed
        row.receiver_id, row.receiver_post = registry.person_row(self.call.person), receiving(row, day)[1]
        row.photograph_sha256 = self.facts.photograph.sha256 if self.facts.photograph else ""
        row.save(update_fields=[
            "confirmed_on", "listed", "photograph_sha256", "receiver_id", "receiver_post"
        ])  # fmt: skip
        in_time = Finding("handed_over_in_time", day <= row.due_on, LATE, row.source, f"<= {row.due_on}", str(day))
        return Outcome(row.ref, {"thing": row.thing, "post": row.post}, findings=[in_time])
