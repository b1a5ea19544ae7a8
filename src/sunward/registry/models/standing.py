"""What people have said for each other and for themselves: vouching, applying for the vote, owning a flat."""

from django.db import models
from django.db.models import F, Q

from sunward.registry.models.people import Household, Person, ResidenceSpell
from sunward.registry.spells import Spell, ends_after_it_begins


class Vouch(models.Model):
    """A neighbour says that somebody without papers lives here. It is said of one stay, and once."""

    spell = models.ForeignKey(ResidenceSpell, models.PROTECT, related_name="vouches")
    voucher = models.ForeignKey(Person, models.PROTECT, related_name="vouched_for")
    vouched_on = models.DateField()
    entry = models.CharField(max_length=64, blank=True)
    void_on = models.DateField(null=True, help_text="entered at the desk for somebody who said nothing of the kind")

    class Meta:
        verbose_name_plural = "vouches"
        constraints = (models.UniqueConstraint(fields=["spell", "voucher"], name="registry_vouched_once"),)

    def __str__(self) -> str:
        return f"{self.voucher} for {self.spell}"


class VoteApplication(models.Model):
    """Somebody whom the law gives a vote on application and consent has applied, for the stay they live in.

    `votes_from` is the first day after the consent has been posted for objection.
    """

    spell = models.OneToOneField(ResidenceSpell, models.PROTECT, related_name="application")
    applied_on = models.DateField()
    entry = models.CharField(max_length=64, blank=True)
    consented_on = models.DateField(null=True)
    decision = models.CharField(max_length=40, blank=True)  # the number of the body's decision
    votes_from = models.DateField(null=True)
    void_on = models.DateField(null=True, help_text="entered at the desk for somebody who did not want it")
    consent_entry = models.CharField(max_length=64, null=True)
    withdrawn_on = models.DateField(null=True, help_text="an objection to the posting of the consent was found right")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("consented_on"), consent_entry__isnull=False),
                name="registry_withdrawn_is_of_a_consent",
            ),
            models.CheckConstraint(
                condition=Q(consented_on=None, decision="", votes_from=None)
                | (Q(consented_on__gte=F("applied_on"), votes_from__gte=F("consented_on")) & ~Q(decision="")),
                name="registry_consent_is_decided",
            ),
        )

    def __str__(self) -> str:
        return f"{self.spell}: applied {self.applied_on}"


# An application that counts, and so bars another: it was theirs, and no objection has taken its consent.
STANDING = Q(void_on=None, withdrawn_on=None)


class WithdrawnConsent(models.Model):
    """A consent that an objection to its posting has taken, as it stood: a ruling can give it again, though they have
    applied anew since, and a roll that was frozen while it counted is marked."""

    community_code = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="withdrawn_consents")
    entry = models.CharField(max_length=64, unique=True, help_text="that of the consent")
    applied_on = models.DateField()
    applied_in = models.CharField(max_length=64, blank=True)
    consented_on = models.DateField()
    decision = models.CharField(max_length=40)
    votes_from = models.DateField()
    objection = models.CharField(max_length=40)
    withdrawn_on = models.DateField()
    given_again_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on__gte=F("consented_on"))
                & (Q(given_again_on=None) | Q(given_again_on__gte=F("withdrawn_on"))),
                name="registry_withdrawn_after_consent",
            ),
        )
        indexes = (models.Index(fields=["community_code", "votes_from"], name="registry_withdrawn"),)

    def __str__(self) -> str:
        return f"{self.entry}: withdrawn {self.withdrawn_on}"


class Ownership(Spell):
    """Who owned how much of which flat, from when until when; co-owners have a row each, with their share."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="owned")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="owns")
    area = models.PositiveIntegerField()  # hundredths of a square metre
    flat_area = models.PositiveIntegerField(null=True)  # of the whole flat, where it was told
    exceeds = models.BooleanField(null=True)  # with it the shares were more than the flat
    told_by = models.CharField(max_length=12, null=True)
    left_told_by = models.CharField(max_length=12, null=True)
    left_entry = models.CharField(max_length=64, null=True)
    undone_on = models.DateField(null=True)

    class Meta:
        constraints = (
            ends_after_it_begins("registry_ownership"),
            models.CheckConstraint(condition=Q(area__gt=0), name="registry_ownership_area"),
            models.UniqueConstraint(
                fields=["household", "owner"], condition=Q(left_on=None), name="registry_ownership_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} owns of {self.household} from {self.from_day}"
