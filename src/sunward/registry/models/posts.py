"""Posts, and who held which from when until when."""

from django.db import models

from sunward.kernel.text import Text
from sunward.registry.models.areas import Body
from sunward.registry.models.people import Person
from sunward.registry.spells import Spell


class Post(models.Model):
    """A place in a body to which the charter can grant powers; written `residents_committee.director`."""

    number = models.CharField(max_length=140, unique=True)  # <area code>.<body>.<key>
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    key = models.CharField(max_length=60)
    title_zh = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField(default=1)  # how many may hold it at once
    term_years = models.PositiveSmallIntegerField(null=True)
    incompatible_with = models.JSONField(default=list)  # posts as body.key; body.* for any post of a body

    class Meta:
        constraints = (models.UniqueConstraint(fields=["body", "key"], name="registry_post_once_per_body"),)

    def __str__(self) -> str:
        return self.number

    @property
    def community_code(self) -> str:
        return self.body.community_code

    @property
    def name(self) -> str:
        """As the charter names it."""
        return f"{self.body.kind}.{self.key}"

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)


class Appointment(Spell):
    """Who held a post. `until_day` is the last day of the term as it was given; `left_on` follows from it at
    first and comes earlier when the appointment ends early."""

    number = models.CharField(max_length=20, unique=True)
    community_code = models.CharField(max_length=40)  # in whose log it was recorded
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    seat = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    until_day = models.DateField(null=True)
    elected_by = models.CharField(max_length=60, blank=True)  # the body that elected or appointed
    ended_reason = models.CharField(max_length=20, blank=True)
    by_hand_on = models.DateField(
        null=True, help_text="entered on this day in an elected post without an election; keeps it until one"
    )

    class Meta:
        # No seat held by two and no post held twice by one person on a day: the migration adds that.
        constraints = (
            # Whoever was entered on the day on which somebody elected comes has kept the post for no day.
            models.CheckConstraint(
                condition=models.Q(left_on=None)
                | models.Q(left_on__gt=models.F("from_day"))
                | models.Q(left_on=models.F("from_day"), by_hand_on__isnull=False),
                name="registry_appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=models.Q(seat__gte=1), name="registry_appointment_seat"),
        )

    def __str__(self) -> str:
        return f"{self.person} as {self.post} from {self.from_day}"
