"""Areas as a tree, the communities among them, and the bodies that act there."""

from django.db import models

from sunward.kernel.text import Text

LEVELS = ("city", "district", "street", "community", "grid")


class Area(models.Model):
    """A place in the tree of administrative divisions.

    `code` is the official division code (statistical division codes of the National Bureau of Statistics: 12
    digits down to the community), a grid's is its community's code and three more digits.
    """

    code = models.CharField(max_length=15, unique=True)
    level = models.CharField(max_length=12)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=120, unique=True)  # codes from the top, each followed by a slash
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(level__in=LEVELS), name="registry_area_level"),
            models.UniqueConstraint(fields=["parent", "name_zh"], name="registry_area_name"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"

    @property
    def name(self) -> Text:
        return Text(self.name_zh, self.name_en)

    @property
    def lineage(self) -> list[str]:
        """The codes from the top of the tree down to this area."""
        return self.path.strip("/").split("/")


def within(path: str, field: str = "path") -> models.Q:
    """The areas at and below a path. The two bounds let both databases use the index, whatever the collation
    (letters sort after digits in all of them); the prefix test makes the answer exact."""
    return models.Q(
        **{f"{field}__gte": path, f"{field}__lt": f"{path}z", f"{field}__startswith": path},
    )


class Community(models.Model):
    """An area with a residents' (or villagers') committee; it has a charter and a log of its own."""

    area = models.OneToOneField(Area, models.PROTECT, related_name="community")
    code = models.SlugField(max_length=40, unique=True)  # short public name, in addresses
    prefix = models.CharField(max_length=6, unique=True)  # of series numbers: XY-2026-031
    households = models.PositiveIntegerField(default=0)  # as stated at founding, not counted
    founded_on = models.DateField()

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.code

    @property
    def community_code(self) -> str:
        return self.code


class Body(models.Model):
    """A committee, meeting or office of an area: `residents_committee`, `supervision_committee`, `street_office`."""

    number = models.CharField(max_length=80, unique=True)  # <area code>.<kind>
    community_code = models.CharField(max_length=40)  # in whose log it was recorded
    area = models.ForeignKey(Area, models.PROTECT, related_name="bodies")
    kind = models.CharField(max_length=60)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = (models.UniqueConstraint(fields=["area", "kind"], name="registry_body_once_per_area"),)

    def __str__(self) -> str:
        return self.number

    @property
    def name(self) -> Text:
        return Text(self.name_zh, self.name_en)
