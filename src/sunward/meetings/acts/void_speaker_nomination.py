"""Whoever opened a petition named no speaker for it: a clerk did; follows from an upheld dispute, granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk
from sunward.meetings.hearing.acting import OnHearing

CLOSED = Text(
    "注意：名单已经截止，被推荐的人仍在名单上。",
    "Alert: the list has been closed with whom they are said to have named.",
)


@register
class VoidSpeakerNomination(OnHearing[UndoneAtDesk]):
    """The petition can name somebody again. Whom the clerk named stays on the list like everybody who applied, and is
    no longer chosen by it."""

    name = "meetings.void_speaker_nomination"
    title = Text("作废窗口代办的发言人推荐", "void a speaker named at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def shut(self) -> Text | None:
        return None  # the answer may come when the hearing is over

    def write(self) -> Outcome:
        named = self.meeting.speakers.filter(entry=self.facts.undone, nomination_void_on=None).first()
        closed = named is not None and getattr(self.meeting, "speakers_list", None) is not None
        if named is not None:
            named.nomination_void_on = self.call.day
            named.chosen_on = named.chosen_on if self.rules and self.rules.drawn else None
            named.save(update_fields=["nomination_void_on", "chosen_on"])
        return Outcome(result=self.meeting.ref, findings=[Finding("list_open", False, CLOSED)] if closed else [])
