"""What the record keeps.

Journal, log, tree and checkpoints are append-only: triggers in both databases say so (`append_only`).
"""

import json
from typing import Any

from django.db import models
from django.db.models import Q, UniqueConstraint, Value
from django.db.models.functions import Coalesce

REF = 64
HASH = 32


class Journal(models.Model):
    """An act as pages read it. The log's leaf is what proves it."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=REF, unique=True)
    log = models.CharField(max_length=REF)
    act = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    by = models.CharField(max_length=REF)
    on_behalf_of = models.CharField(max_length=REF, null=True)  # nobody is not the empty name
    post = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=REF)
    subject_id = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    power = models.CharField(max_length=200)
    charter = models.JSONField()
    findings = models.JSONField()
    public = models.JSONField()
    files = models.JSONField()
    parent = models.CharField(max_length=REF, null=True)
    result = models.CharField(max_length=300, null=True)
    key = models.CharField(max_length=100, null=True)  # unique when there is one
    refused_on = models.DateField(null=True)  # the civil day, on refusals only

    class Meta:
        constraints = [
            UniqueConstraint(fields=["log", "key"], condition=Q(key__isnull=False), name="record_journal_one_per_key"),
            UniqueConstraint(
                # Nobody served is one person served: an empty name, because two NULLs are never the same.
                *("by", "act", "subject_type", "subject_id", "refused_on", Coalesce("on_behalf_of", Value(""))),
                condition=Q(refused_on__isnull=False),
                name="record_journal_one_refusal_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["log", "-id"], name="record_journal_of_log"),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="record_journal_of_subject"),
            models.Index(fields=["result"], name="record_journal_of_result", condition=Q(result__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.ref}"


class Shown(models.Model):
    """Which fact the picture of an act bore out. Made from the journal; the fact is a keyed digest, because it may be
    about a person."""

    id = models.BigAutoField(primary_key=True)
    log = models.CharField(max_length=REF)
    sha256 = models.CharField(max_length=64)
    fact = models.CharField(max_length=64)
    ref = models.CharField(max_length=REF)

    class Meta:
        constraints = [UniqueConstraint(fields=["ref", "sha256"], name="record_shown_once_an_entry")]
        indexes = [models.Index(fields=["log", "sha256", "id"], name="record_shown_of_file")]

    def __str__(self) -> str:
        return f"{self.sha256} {self.ref}"


class Outbox(models.Model):
    """A finished leaf that waits for the sequencer. It can leave only into the log."""

    id = models.BigAutoField(primary_key=True)
    log = models.CharField(max_length=REF)
    ref = models.CharField(max_length=REF, unique=True)
    data = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["log", "id"], name="record_outbox_of_log")]

    def __str__(self) -> str:
        return self.ref


class LogHead(models.Model):
    """How long a log is, how far it is signed, and which sequencer works on it until when."""

    log = models.CharField(max_length=REF, primary_key=True)
    size = models.BigIntegerField(default=0)
    signed_size = models.BigIntegerField(default=0)
    lease_holder = models.CharField(max_length=REF, default="")
    lease_until = models.DateTimeField(null=True)
    vkey = models.TextField(default="")  # the public key, from the first signature on
    trouble = models.TextField(default="")  # why the log is not signed, in words; empty when it is

    def __str__(self) -> str:
        return f"{self.log} {self.size}"


class LogEntry(models.Model):
    """One entry of a log at its place."""

    id = models.BigAutoField(primary_key=True)
    log = models.CharField(max_length=REF)
    index = models.BigIntegerField()
    ref = models.CharField(max_length=REF, unique=True)
    data = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=HASH)

    class Meta:
        constraints = [UniqueConstraint(fields=["log", "index"], name="record_logentry_one_per_place")]

    def __str__(self) -> str:
        return f"{self.log} {self.index}"


class Tile(models.Model):
    """Up to 256 hashes of one level. It grows at its end only; narrow tiles are prefixes of it."""

    id = models.BigAutoField(primary_key=True)
    log = models.CharField(max_length=REF)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [UniqueConstraint(fields=["log", "level", "index"], name="record_tile_one_per_place")]

    def __str__(self) -> str:
        return f"{self.log} {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed tree head. Each is longer than the one before."""

    id = models.BigAutoField(primary_key=True)
    log = models.CharField(max_length=REF)
    size = models.BigIntegerField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["log", "size"], name="record_checkpoint_one_per_size")]

    def __str__(self) -> str:
        return f"{self.log} {self.size}"


class PrivateField(models.Model):
    """A value that a leaf commits to. Value and salt can be erased; the commitment stays, so proofs stay valid."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=REF)
    place = models.SmallIntegerField()
    name = models.CharField(max_length=100)
    salt = models.CharField(max_length=64, null=True)  # null is erased
    value = models.TextField(null=True)  # JSON; null is erased
    commitment = models.BinaryField(max_length=HASH)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["ref", "name"], name="record_privatefield_one_per_name"),
            UniqueConstraint(fields=["ref", "place"], name="record_privatefield_one_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    def opened(self) -> Any:
        """The value that was committed to; None once it is erased."""
        return json.loads(self.value) if self.value is not None else None
