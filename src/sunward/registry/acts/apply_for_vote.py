"""Somebody whom the rules give a vote on application applies for it, themselves or at the desk."""

from collections.abc import Iterator

from sunward.kernel.acts import Act, Outcome, register
from sunward.kernel.findings import Finding
from sunward.kernel.slips import SlipFacts
from sunward.kernel.text import Text
from sunward.registry import ports
from sunward.registry.models import STANDING, Person, VoteApplication
from sunward.registry.residence import voice
from sunward.registry.residence.stays import community_of_stay, open_stay


@register
class ApplyForVote(Act[Person, SlipFacts]):
    """An application; what the rules ask for besides is said on the receipt."""

    name = "registry.apply_for_vote"
    title = Text("申请参加表决和选举", "apply for the vote")
    kind = "effect"
    facts_type = SlipFacts
    subject_type = "person"
    subject_model = Person

    @classmethod
    def community_of(cls, subject: Person) -> str:
        """The community in which the person lives."""
        return community_of_stay(subject)

    def standing(self) -> Iterator[Finding]:
        stay = open_stay(self.subject)
        rule = ports.franchise(community_of_stay(self.subject), self.call.day)
        asked = rule.on_consent.get(stay.status) if rule and stay else None
        yield Finding.either("open", asked is not None, RULE, NO_RULE, asked.source if asked else "")
        yield Finding("own_application", self.call.person == str(self.subject), OWN)
        applied = stay is not None and VoteApplication.objects.filter(STANDING, spell=stay.origin).exists()
        yield Finding.either("applied_once", not applied, FIRST, ONCE)

    def write(self) -> Outcome:
        stay = open_stay(self.subject)
        if stay is None:
            raise AssertionError("standing lets nobody in who lives nowhere")
        given = {"applied_on": self.call.day, "entry": self.call.ref, "consented_on": None, "decision": ""}
        VoteApplication.objects.update_or_create(
            spell=stay.origin,
            defaults=given | {"votes_from": None, "void_on": None, "consent_entry": None, "withdrawn_on": None},
        )
        way = voice.way_to_vote(stay, stay.household.community_code, self.call.day)
        public = {"votes_from": str(way.votes_from or ""), "missing": list(way.missing)}
        return Outcome(public=public, findings=[voice.said(way)])


RULE = Text("规则写明了这种居住身份怎样申请表决权。", "A rule gives this residence status a vote on application.")
NO_RULE = Text(
    "规则没有为这种居住身份规定申请表决权的办法；没写的就没有授予。",
    "No rule gives this residence status a vote on application; what a rule book is silent about is not granted.",
)
OWN = Text("由本人申请，或者由窗口代为登记。", "The person applies, or the desk enters it.")
FIRST = Text("还没有申请过。", "This is the first application.")
ONCE = Text("已经申请过了。", "The application has been made already.")
