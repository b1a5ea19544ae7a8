"""Where somebody lives, or lived last: the community whose business an entry about them is."""

from sunward.registry.models import Person, ResidenceSpell


def open_stay(person: Person) -> ResidenceSpell | None:
    """Where somebody lives now."""
    stays = ResidenceSpell.objects.filter(person=person, left_on=None)
    return stays.select_related("household__community", "person", "began_with").first()


def last_stay(person: Person) -> ResidenceSpell | None:
    """Where somebody lives, or lived last."""
    rows = ResidenceSpell.objects.filter(person=person).select_related("household__community")
    return rows.order_by("-from_day").first()


def lived_here_before(stay: ResidenceSpell) -> bool:
    """Whether somebody lived in the same community before."""
    rows = ResidenceSpell.objects.filter(person_id=stay.person_id, from_day__lt=stay.from_day)
    return bool(rows.filter(household__community=stay.household.community_id).exists())


def community_of_stay(person: Person) -> str:
    """The community in which somebody lives; that which registered them, if they live nowhere."""
    stay = open_stay(person)
    return stay.household.community_code if stay else person.community_code


def community_of_last_stay(person: Person) -> str:
    """The community in which somebody lives, or lived last: whoever was entered as gone lives nowhere."""
    last = last_stay(person)
    return last.household.community_code if last else person.community_code
