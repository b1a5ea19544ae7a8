"""Files on their way in, and those that have come in.

The staged tables are the one place of the registry that is written outside acts: nothing counts until an act moves
the rows. They keep a salt and a commitment for each row afterwards, so that a row can be proved; its cells go.
"""

from django.db import models

from sunward.registry.models.areas import Community

CELLS = 16  # the most columns that a kind of import may store


class StagedFile(models.Model):
    """A file whose rows have all been read and found in order."""

    number = models.CharField(max_length=20, unique=True)
    community_code = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    filled = models.JSONField(default=list)  # the columns that say something in some row
    root = models.CharField(max_length=64, blank=True)  # RFC 6962 root of the rows' commitments
    staged_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class StagedRow(models.Model):
    """One row: what it says (until it has been moved), and what proves it. Its cells, `cell_0` to `cell_15`, mean
    what the kind of the file says (`Kind.stored`)."""

    file = models.ForeignKey(StagedFile, models.CASCADE, related_name="staged")
    line = models.PositiveIntegerField()
    salt = models.CharField(max_length=32, blank=True)
    commitment = models.BinaryField(max_length=32)
    person = models.CharField(max_length=20, blank=True, db_index=True)  # whom it is about, so it can be erased

    class Meta:
        constraints = (models.UniqueConstraint(fields=["file", "line"], name="registry_stagedrow_line"),)

    def __str__(self) -> str:
        return f"{self.file} line {self.line}"


for place in range(CELLS):
    StagedRow.add_to_class(f"cell_{place}", models.TextField(null=True))


class Import(models.Model):
    """A file whose rows have been moved in, once."""

    number = models.CharField(max_length=20, unique=True)  # the staged file's
    community = models.ForeignKey(Community, models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    imported_on = models.DateField()
    entry = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["community", "kind", "sha256"], name="registry_import_each_file_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
