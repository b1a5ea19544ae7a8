"""What was corrected about a person who stands in the register: for whoever has to put it back, and for rolls."""

from django.db import models

from sunward.registry.models.people import STATUSES, Household, Person, ResidenceSpell


class PersonCorrection(models.Model):
    """One entry that corrected or completed what the register says of a person. What a column held before stands here
    and, privately, in the entry; null where that column was left alone."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="corrections")
    # The stay of which papers or status were corrected; none once that stay was taken back.
    spell = models.ForeignKey(ResidenceSpell, models.PROTECT, null=True, related_name="corrections")
    corrected_on = models.DateField()
    entry = models.CharField(max_length=64, unique=True)
    told_by = models.CharField(max_length=12)
    name_was = models.CharField(max_length=80, null=True)
    born = models.BooleanField(default=False)  # whether the day of birth was corrected: it may have been unknown before
    born_was = models.DateField(null=True)
    papers_was = models.CharField(max_length=20, null=True)
    status_was = models.CharField(max_length=12, null=True)
    undone_on = models.DateField(null=True, help_text="found wrong on this day, and put back")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(status_was=None) | models.Q(status_was__in=STATUSES),
                name="registry_correction_status",
            ),
            models.CheckConstraint(
                condition=models.Q(born=True)
                | models.Q(name_was__isnull=False)
                | models.Q(papers_was__isnull=False)
                | models.Q(status_was__isnull=False),
                name="registry_correction_of_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: corrected {self.corrected_on}"


class StayTakenBack(models.Model):
    """A stay as it stood until something of it was found wrong: that somebody lived behind a door, and then it stands
    in no other table; or that they had left it. What opened before goes on by it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="stays_taken_back")
    household = models.ForeignKey(Household, models.PROTECT, related_name="stays_taken_back")
    from_day = models.DateField()
    left_on = models.DateField(null=True)
    entry = models.CharField(max_length=64)
    left_entry = models.CharField(max_length=64, null=True)
    undone_in = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "entry", "undone_in"], name="registry_stay_taken_back_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.household}, until {self.undone_in}"
