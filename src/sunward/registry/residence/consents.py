"""A consent to somebody's vote, once objections to its posting have their answers."""

from dataclasses import dataclass
from datetime import date

from sunward.kernel.facts import asked
from sunward.registry.events import ConsentWithdrawn
from sunward.registry.models import STANDING, Person, ResidenceSpell, VoteApplication, WithdrawnConsent
from sunward.registry.residence.stays import open_stay

KEPT = ("applied_on", "consented_on", "decision", "votes_from")


@dataclass(frozen=True, slots=True)
class ReconsideredFacts:
    """Which consent, and the objection by which it is looked at anew."""

    consent: str = asked("同意的条目", "the entry of the consent", most=64)
    objection: str = asked("异议", "the objection", most=40)


@dataclass(frozen=True, slots=True)
class DatedFacts(ReconsideredFacts):
    """The same, with the day from which it counts."""

    votes_from: date = asked("从哪天起可以参加表决", "first day of the vote", default=date.max)


def standing(consent: str) -> VoteApplication | None:
    """The application that has a consent, as long as that counts."""
    return VoteApplication.objects.filter(STANDING, consent_entry=consent).first()


def withdrawn(consent: str) -> WithdrawnConsent | None:
    """The same consent once it was taken, and was not given again."""
    return WithdrawnConsent.objects.filter(entry=consent, given_again_on=None).first()


def withdraw(row: VoteApplication, objection: str, on: date) -> None:
    """It is kept beside the application, which they can make anew."""
    stay = row.spell
    WithdrawnConsent.objects.update_or_create(
        entry=row.consent_entry,
        defaults={name: getattr(row, name) for name in KEPT}
        | {"community_code": stay.household.community_code, "person": stay.person, "applied_in": row.entry}
        | {"objection": objection, "withdrawn_on": on, "given_again_on": None},
    )
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])


def give_again(kept: WithdrawnConsent, votes_from: date, on: date) -> bool:
    """Whether it counts again: not where they have moved away, or another consent has come in its place."""
    WithdrawnConsent.objects.filter(pk=kept.pk).update(given_again_on=on)
    given = {name: getattr(kept, name) for name in KEPT} | {"votes_from": votes_from, "entry": kept.applied_in}
    given |= {"consent_entry": kept.entry, "withdrawn_on": None}
    there = VoteApplication.objects.filter(consent_entry=kept.entry)
    if there.exists():
        return bool(there.update(**given) and there.filter(STANDING).exists())
    home = _home_since(kept)
    if home is None or VoteApplication.objects.filter(STANDING, spell=home).exclude(consented_on=None).exists():
        return False
    VoteApplication.objects.update_or_create(spell=home, defaults=given | {"void_on": None})
    return True


def _home_since(kept: WithdrawnConsent) -> ResidenceSpell | None:
    """Where living here began for them, if they have gone on living here since they applied."""
    stay = open_stay(kept.person)
    home = stay.origin if stay and stay.household.community_code == kept.community_code else None
    return home if home and home.from_day <= kept.applied_on else None


def announced(community: str, person: Person, consent: str, given_again: bool) -> list[ConsentWithdrawn]:
    """What is told of it where it was given: nothing once they have moved away."""
    stay = open_stay(person)
    if stay is None or stay.household.community_code != community:
        return []
    return [ConsentWithdrawn(community, consent, str(person.named), stay.household.door, given_again)]
