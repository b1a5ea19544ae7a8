"""A signature that a clerk withdrew or denied for somebody who wanted neither stands again; follows from an upheld
dispute, granted to nobody."""

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.models import EarlierSignature, Signature
from sunward.ballots.reaching import have_come, reached, signed
from sunward.ballots.roll.places import place_on
from sunward.kernel.acts import Outcome, register
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk


@register
class RestoreSignature(ActOnPetition[UndoneAtDesk]):
    """As if nobody had withdrawn it, which stays beside it. What they have done since themselves stays theirs; with it
    the petition may be reached."""

    name = "ballots.restore_signature"
    title = Text("恢复被窗口撤回的签字", "restore a signature withdrawn at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        place = place_on(self.subject.roll, self.facts.person)
        rows = Signature.objects.filter(petition=self.subject, entry=place, withdrawn_entry=self.facts.undone)
        row = rows.exclude(withdrawn_on=None).first()
        if row is not None and row.withdrawn_on is not None and not have_come(self.subject, [self.facts.person]):
            EarlierSignature.objects.create(
                signature=row, signed_on=row.signed_on, on_paper=row.on_paper, withdrawn_on=row.withdrawn_on,
                denied_on=row.denied_on,
            )  # fmt: skip
            row.withdrawn_on = row.denied_on = row.withdrawn_entry = None
            row.save(update_fields=["withdrawn_on", "denied_on", "withdrawn_entry"])
        events = reached(self.subject, self.call.day)
        return Outcome(public={"signed": signed(self.subject), "needed": self.subject.needed}, events=events)
