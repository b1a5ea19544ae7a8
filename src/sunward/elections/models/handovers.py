"""What goes with an office, and who owes it to whom."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sunward.charter.engine.elections import THINGS
from sunward.kernel.refs import Ref


class Handover(models.Model):
    """One thing that somebody who left an office owes to whoever follows, by a day."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    appointment = models.CharField(max_length=20)
    post = models.CharField(max_length=80)
    thing = models.CharField(max_length=20)
    giver = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+")
    receiver_post = models.CharField(max_length=80)
    arose_on = models.DateField()
    due_on = models.DateField()
    source = models.CharField(max_length=300)
    listed = models.TextField(blank=True, help_text="what was received, piece by piece")
    photograph_sha256 = models.CharField(max_length=64, blank=True)
    confirmed_on = models.DateField(null=True)
    confirmation_void_on = models.DateField(null=True, help_text="entered at the desk; the receiver knew nothing of it")
    given_on = models.DateField(null=True, help_text="the giver says that it has been handed over; ends nothing")
    given_photograph_sha256 = models.CharField(max_length=64, blank=True, db_default="")
    witnessed_on = models.DateField(null=True)
    witnessed_by_post = models.CharField(max_length=80, blank=True, db_default="")
    missing = models.TextField(blank=True, db_default="", help_text="what the receiver says has not come")
    missing_on = models.DateField(null=True)
    missing_entry = models.CharField(max_length=64, blank=True, db_default="")
    passes_on = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="passed_on",
        help_text="what the giver has received and only kept; its `appointment` names no term then",
    )  # fmt: skip
    void_on = models.DateField(
        null=True, help_text="begun for an office that had not ended; its `appointment` names no term then"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["appointment", "thing"], name="elections_handed_over_once"),
            models.CheckConstraint(condition=Q(thing__in=THINGS), name="elections_thing_handed_over"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | ~Q(listed=""), name="elections_confirmed_with_a_list"
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | ~Q(given_photograph_sha256=""),
                name="elections_given_with_a_signed_list",
            ),
            models.CheckConstraint(
                condition=Q(witnessed_on__isnull=True) | Q(given_on__isnull=False),
                name="elections_witnessed_once_given",
            ),
            models.CheckConstraint(
                condition=Q(missing_on__isnull=True) | ~Q(missing=""), name="elections_missing_in_words"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-id"], name="elections_handover_page")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("handover", self.number)

    def can_be_missed(self, on: date) -> bool:
        """Whether the receiver can say that it has not come: the giver says it has, or its day has passed."""
        return self.given_on is not None or on > self.due_on
