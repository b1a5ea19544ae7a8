"""A signature that a clerk withdrew or denied for somebody who wanted neither stands again; follows from an upheld
dispute, granted to nobody."""

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.models import EarlierSignature, Signature
from sunward.ballots.reaching import have_come, reached, signed
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
        rows = Signature.objects.filter(petition=self.subject, withdrawn_entry=self.facts.undone)
        row = rows.exclude(withdrawn_on=None).select_related("came").first()
        if row is not None and row.withdrawn_on is not None and not self._signed_since(row):
            EarlierSignature.objects.create(
                signature=row, signed_on=row.signed_on, on_paper=row.on_paper, withdrawn_on=row.withdrawn_on,
                denied_on=row.denied_on,
            )  # fmt: skip
            row.withdrawn_on = row.denied_on = row.withdrawn_entry = None
            row.save(update_fields=["withdrawn_on", "denied_on", "withdrawn_entry"])
        events = reached(self.subject, self.call.day)
        return Outcome(public={"signed": signed(self.subject), "needed": self.subject.needed}, events=events)

    def _signed_since(self, row: Signature) -> bool:
        """Whether whoever came for the household has signed for another one: a signature that nobody should have
        withdrawn stays so, or they would stand behind two."""
        return row.came is not None and bool(have_come(self.subject, [str(row.came)]))
