"""Kinship and interests that officers have declared. Relatives are never named in public."""

from django.db import models

from sunward.registry.models.people import Person

RELATIONS = ("spouse", "parent", "child", "sibling", "grandparent", "in_law", "cousin", "other")
INTERESTS = ("company_share", "company_post", "property", "contract", "other")


class Kinship(models.Model):
    """Two people are related; it holds in both directions whoever declared it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="kin")
    relative = models.ForeignKey(Person, models.PROTECT, related_name="kin_of")
    relation = models.CharField(max_length=20)
    source = models.CharField(max_length=20)  # own declaration, objection, inspection
    declared_on = models.DateField()
    entry = models.CharField(max_length=64, blank=True)
    void_on = models.DateField(null=True, help_text="one of the two disputed it, and was right")
    void_entry = models.CharField(max_length=64, null=True, help_text="the entry by which it counts no more")

    class Meta:
        verbose_name_plural = "kinship"
        constraints = (
            models.UniqueConstraint(fields=["person", "relative"], name="registry_kinship_once"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("relative")), name="registry_kinship_two_people"
            ),
            models.CheckConstraint(
                condition=models.Q(void_on=None, void_entry=None)
                | models.Q(void_on__isnull=False, void_entry__isnull=False),
                name="registry_kinship_void_by_an_entry",
            ),
            models.CheckConstraint(condition=models.Q(relation__in=RELATIONS), name="registry_kinship_relation"),
        )

    def __str__(self) -> str:
        return f"{self.person} and {self.relative}"


class Interest(models.Model):
    """Something an officer owns or does that may meet the community's money."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=200, blank=True)  # the company, flat or contract; private
    declared_on = models.DateField()
    entry = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(kind__in=INTERESTS), name="registry_interest_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.person}"
