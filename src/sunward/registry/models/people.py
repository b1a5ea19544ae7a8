"""People, households, and who lived where when."""

from django.db import models

from sunward.kernel.text import Text
from sunward.registry.models.areas import Area, Community
from sunward.registry.spells import Spell, ends_after_it_begins

STATUSES = ("registered", "habitual", "mobile")
MEMBERSHIPS = ("collective", "party")
PAPERS = ("identity_card", "residence_permit", "lease", "employer_letter", "none")
NO_PAPERS = "none"
DIED = "died"
SELF, CLAIMED, CERTIFICATE = "self", "claimed", "certificate"  # claimed: said to be their word, and nothing shows it
UNSAID = ("household", "papers", CLAIMED)
OTHERS = (*UNSAID, CERTIFICATE)  # whoever comes back was not dead: no certificate is their word either


class Person(models.Model):
    """A person. Everything here but the number is private and can be erased; the number then points to nobody."""

    number = models.CharField(max_length=20, unique=True)  # random: p and eleven letters
    community_code = models.CharField(max_length=40)  # in whose log the person was registered
    name = models.CharField(max_length=80, blank=True)
    latin_name = models.CharField(max_length=80, blank=True)  # for pages in other languages
    born_on = models.DateField(null=True)
    phone = models.CharField(max_length=30, blank=True)
    id_mask = models.CharField(max_length=30, blank=True)  # identity number with its middle left out
    id_fingerprint = models.CharField(max_length=32, null=True, unique=True)  # keyed, so that nobody is entered twice
    entry = models.CharField(max_length=64, blank=True)  # the record's entry that registered the person
    erased_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "people"
        indexes = (models.Index(fields=["community_code"], name="registry_person_community"),)

    def __str__(self) -> str:
        return f"person:{self.number}"

    @property
    def named(self) -> Text:
        """The full name; only for eyes that a policy has let in."""
        return Text(self.name, self.latin_name or self.name)


class Household(models.Model):
    """A door in a community behind which people live together."""

    number = models.CharField(max_length=90, unique=True)  # <community>-<door>
    community = models.ForeignKey(Community, models.PROTECT, related_name="household_set")
    door = models.CharField(max_length=40)
    grid = models.ForeignKey(Area, models.PROTECT, null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["community", "door"], name="registry_household_door"),)

    def __str__(self) -> str:
        return self.number

    @property
    def community_code(self) -> str:
        return self.community.code


class ResidenceSpell(Spell):
    """Who lived in which household, from when until when, with which status."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residence")
    household = models.ForeignKey(Household, models.PROTECT, related_name="residence")
    status = models.CharField(max_length=12)
    papers = models.CharField(
        max_length=20, blank=True, db_default=""
    )  # what was seen at the desk; empty: not asked (older entries)
    left_because = models.CharField(max_length=8, blank=True, db_default="")  # how the stay ended, if by a death
    # Whose word the end of the stay rests on, the entry that ended it, and the day on which an end was found wrong and
    # taken back; null for entries of older releases.
    left_told_by = models.CharField(max_length=12, null=True)
    left_entry = models.CharField(max_length=64, null=True)
    undone_on = models.DateField(null=True)
    left_said_on = models.DateField(
        null=True, help_text="the day on which the end was entered, whatever day it names; empty: as that day"
    )
    late_on = models.DateField(
        null=True, help_text="the day of its entry, if that came later than the rule book lets it"
    )
    # Of whoever has lived in the register before: whose word it rests on that they live here again; null for whoever
    # comes for the first time, and for entries of older releases.
    told_by = models.CharField(max_length=12, null=True)
    # Of whoever has only moved to another door of the community. Months, vouches and an application hang on the first.
    began_with = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="went_on_as",
        help_text="the stay with which living here without a break began; empty: this one",
    )  # fmt: skip

    class Meta:
        # No two spells of one person overlap, and whoever goes on living here is the same person: migrations add both
        # for each database.
        constraints = (
            ends_after_it_begins("registry_residence"),
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="registry_residence_status"),
            models.CheckConstraint(condition=models.Q(papers__in=("", *PAPERS)), name="registry_residence_papers"),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.household} from {self.from_day}"

    @property
    def origin(self) -> "ResidenceSpell":
        """The stay with which living in this community without a break began: this one, or one behind another door."""
        return self.began_with or self


class Membership(Spell):
    """Belonging to the collective economic organisation or the party organisation of a community."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=12)
    left_told_by = models.CharField(max_length=12, null=True)
    left_entry = models.CharField(max_length=64, null=True)
    undone_on = models.DateField(null=True)

    class Meta:
        constraints = (
            ends_after_it_begins("registry_membership"),
            models.CheckConstraint(condition=models.Q(kind__in=MEMBERSHIPS), name="registry_membership_kind"),
            models.UniqueConstraint(
                fields=["community", "kind", "person"],
                condition=models.Q(left_on=None),
                name="registry_membership_one_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in the {self.kind} of {self.community} from {self.from_day}"
