"""Take a signature out of the count that was entered at the desk against somebody's wish; it follows from an upheld
dispute and is granted to nobody."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from sunward.ballots.acting import ActOnPetition
from sunward.ballots.acts.deny_signature import without_the_denied
from sunward.ballots.models import Signature
from sunward.ballots.roll.places import place_on
from sunward.kernel.acts import Outcome, register
from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.kernel.undoing import UndoneAtDesk


@register
class VoidSignature(ActOnPetition[UndoneAtDesk]):
    """The signature stays, no longer counts, and is denied, as if its owner had said so at the petition itself. What
    they have signed since with their own hand, on a sheet of paper too, stays theirs. A petition that was reached
    stays reached, and says how many deny."""

    name = "ballots.void_signature"
    title = Text("作废代签", "void a signature entered at the desk")
    kind = "report"
    facts_type = UndoneAtDesk

    def write(self) -> Outcome:
        day = self.call.day
        self._entered().update(withdrawn_on=Coalesce("withdrawn_on", day), denied_on=day, withdrawn_entry=None)
        return without_the_denied(self.subject)

    def _entered(self) -> "QuerySet[Signature]":
        """Theirs alone, of all that one sheet brought in. Of older signatures nobody knows the act, nor who came: there
        the place tells."""
        rows = Signature.objects.filter(petition=self.subject, on_paper=True, denied_on=None)
        rows = rows.filter(Q(signed_in=self.facts.undone) | Q(signed_in=None))
        theirs = rows.filter(came__number=person_number(self.facts.person))
        of_place = rows.filter(came=None, entry=place_on(self.subject.roll, self.facts.person))
        return theirs if theirs.exists() else of_place
