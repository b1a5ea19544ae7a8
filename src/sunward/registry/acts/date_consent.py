"""A consent counts from another day: somebody has objected to its posting in time, or has the answer. Follows from the
objection and its answer, and is granted to nobody."""

from sunward.kernel.acts import Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.memo import forget
from sunward.kernel.text import Text
from sunward.registry.acting import FollowsForPerson
from sunward.registry.residence import consents
from sunward.registry.residence.consents import DatedFacts

FROM = Text(
    "对同意公示的异议（{objection}）在公示期内提出：答复以后，或者答复期限过了以后，同意才算数，从 {day} 起。"
    "到期没有答复的，不再等。",
    "An objection to the posting of the consent ({objection}) was made in time: the consent counts once it is "
    "answered, or the days for its answer are over, from {day} on. Silence beyond them holds nothing up.",
)


@register
class DateConsent(FollowsForPerson[DatedFacts]):
    """Never later than the day after the last on which an answer is owed."""

    name = "registry.date_consent"
    title = Text("改定同意从哪天起算", "set the day from which a consent counts")
    facts_type = DatedFacts

    def write(self) -> Outcome:
        forget()
        row = consents.standing(self.facts.consent)
        if row is None:
            return Outcome()
        row.votes_from = self.facts.votes_from
        row.save(update_fields=["votes_from"])
        text = FROM.fill(objection=self.facts.objection, day=self.facts.votes_from)
        return Outcome(findings=[Finding("consent_counts_from", True, text)])
