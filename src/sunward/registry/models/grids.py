"""In which grid a door was placed, and why: what it was before stays in sight."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.registry.models.areas import Area
from sunward.registry.models.people import Household

LEFT_OPEN, ENTERED_WRONGLY, REDRAWN = "left_open", "entered_wrongly", "redrawn"


class GridPlacing(models.Model):
    """A door that is in the register was placed in a grid, on a day and for a reason."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="placings")
    was = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    grid = models.ForeignKey(Area, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20)
    placed_on = models.DateField()
    entry = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(was=None) | ~Q(was=F("grid")), name="registry_placing_changes_it"),
            models.CheckConstraint(
                condition=Q(reason=LEFT_OPEN, was=None) | Q(reason__in=(ENTERED_WRONGLY, REDRAWN), was__isnull=False),
                name="registry_placing_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household} in {self.grid} from {self.placed_on}"
