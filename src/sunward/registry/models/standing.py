"""What people have said for each other and for themselves: vouching, applying for the vote, owning a flat."""

from django.db import models

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

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(consented_on=None, decision="", votes_from=None)
                | (
                    models.Q(consented_on__gte=models.F("applied_on"), votes_from__gte=models.F("consented_on"))
                    & ~models.Q(decision="")
                ),
                name="registry_consent_is_decided",
            ),
        )

    def __str__(self) -> str:
        return f"{self.spell}: applied {self.applied_on}"


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
            models.CheckConstraint(condition=models.Q(area__gt=0), name="registry_ownership_area"),
            models.UniqueConstraint(
                fields=["household", "owner"], condition=models.Q(left_on=None), name="registry_ownership_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner} owns of {self.household} from {self.from_day}"
