"""Votes: the question, who has voted by which channel, and the detached ballots.

A mark on the roll says that somebody voted, by which channel, on which day: one for each place on the roll, whatever
the channel. A ballot says what was chosen; it has a random key, no time, and nothing that leads to a mark.
"""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.ballots.models.rolls import WHO_CAME, Roll, RollEntry
from sunward.ballots.rules.choosing import BY_SEATS
from sunward.ballots.rules.words import METHODS
from sunward.kernel.refs import Ref


class Vote(models.Model):
    """One question put to one roll. `about` (type and id) is what it decides; the contexts above know it.

    `off_base` lists the roll entries that do not count for this question, as far as a rule shrinks the base; `aside`
    those who stepped aside and stay in the base. Neither votes; the reasons stand with the meeting.
    """

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    roll = models.ForeignKey(Roll, models.PROTECT, related_name="votes")
    about_type = models.CharField(max_length=40)
    about_id = models.CharField(max_length=80)
    question = models.CharField(max_length=300)
    method = models.CharField(max_length=20)
    at_most = models.PositiveSmallIntegerField(default=1, help_text="how many choices a ballot may name")
    seats = models.PositiveSmallIntegerField(default=1)
    secret = models.BooleanField()
    channels = models.JSONField(help_text="the channels that are open, by their keys in ballots.channels")
    online_source = models.CharField(max_length=300, blank=True, help_text="the rule that permits a vote on the web")
    off_base = models.JSONField(default=list, help_text="roll entries that do not count, by the rules of the meeting")
    aside = models.JSONField(default=list, help_text="roll entries that count in the base and may not vote")
    in_room = models.JSONField(null=True, help_text="roll entries that were in the room; none outside a meeting")
    delegates = models.JSONField(
        null=True, help_text="who (row) came for which household (roll entry) in the room; none for other rolls"
    )
    by_proxy = models.JSONField(
        null=True, help_text="places filled by a proxy: see casting/proxied.py; none outside a meeting"
    )
    present = models.PositiveIntegerField(null=True, help_text="in the room when it was put; none outside a meeting")
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    entered_at = models.DateTimeField(null=True, help_text="put on paper, and entered then; none for all others")
    opened_by_post = models.CharField(max_length=80)
    opened_by = models.CharField(max_length=64, null=True, help_text="none for votes of older releases")
    closes_at = models.DateTimeField(null=True, help_text="nobody votes after it")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=64, null=True, help_text="none for votes of older releases")
    ballots_digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 over the sorted ballots at close")
    sample_seed = models.CharField(max_length=64, blank=True)
    certified_on = models.DateField(null=True)
    annulled_on = models.DateField(null=True, help_text="it counts for nothing, and can be repeated")
    annulled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(method__in=tuple(METHODS)), name="ballots_vote_method"),
            models.CheckConstraint(condition=Q(at_most__gte=1, seats__gte=1), name="ballots_vote_choices"),
            models.CheckConstraint(
                condition=Q(certified_on__isnull=True) | Q(closed_at__isnull=False),
                name="ballots_certified_after_close",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="ballots_closed_after_open"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, ballots_digest="")
                | (Q(closed_at__isnull=False) & ~Q(ballots_digest="")),
                name="ballots_close_commits",
            ),
            models.CheckConstraint(
                condition=~Q(method__in=[*BY_SEATS]) | Q(online_source="", secret=True),
                name="ballots_elections_never_online",
            ),
            models.CheckConstraint(
                condition=Q(annulled_on__isnull=True, annulled_because="")
                | (Q(annulled_on__isnull=False, certified_on__isnull=True) & ~Q(annulled_because="")),
                name="ballots_annulled_for_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-id"], name="ballots_vote_page"),
            models.Index(fields=["about_type", "about_id"], name="ballots_vote_about"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("vote", self.number)

    @property
    def about(self) -> Ref:
        return Ref(self.about_type, self.about_id)

    @property
    def open_since(self) -> datetime:
        """Since when anything can be entered for it: what was put on paper waits for its sheets from then on."""
        return self.entered_at or self.opened_at

    @property
    def room_alone(self) -> bool:
        """Whether it is taken in a room, and no rule grants a vote from outside: whoever is not there has none."""
        return self.in_room is not None and not self.online_source


class Choice(models.Model):
    """Something that can be chosen: `for`, `against`, `abstain`; a proposal; a candidate."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="choices")
    key = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()
    label_zh = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    person = models.ForeignKey("registry.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["vote", "key"], name="ballots_choice_once"),
            models.UniqueConstraint(fields=["vote", "place"], name="ballots_choice_place"),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.key}"


class Mark(models.Model):
    """Somebody on the roll voted, by this channel. `named` is what they said, in an open vote by roll call alone.

    A paper that was given out and handed back unused is withdrawn: the mark stays, and they may vote again.
    """

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="marks")
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12)
    marked_on = models.DateField()
    named = models.CharField(max_length=40, blank=True)
    withdrawn_on = models.DateField(null=True)
    issued_by = models.CharField(
        max_length=64, null=True, help_text="who handed out the sheet; none for other channels"
    )
    list_sha256 = models.CharField(
        max_length=64, null=True, help_text="entered afterwards from this signed list; none: as it was handed out"
    )
    came = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="+", db_index=False, help_text=WHO_CAME
    )
    by_stay = models.IntegerField(
        null=True, help_text="of a place that a proxy filled, who gave it: see casting/proxied.py; none for all others"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["vote", "came"],
                condition=Q(came__isnull=False, withdrawn_on__isnull=True),
                name="ballots_comes_for_one_household",
            ),
            models.UniqueConstraint(
                fields=["vote", "entry"], condition=Q(withdrawn_on__isnull=True), name="ballots_one_person_one_vote"
            ),
            models.CheckConstraint(condition=~Q(channel=""), name="ballots_mark_channel"),
            models.CheckConstraint(
                condition=Q(named="") | Q(channel="roll_call"), name="ballots_named_by_roll_call_only"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(channel="paper"), name="ballots_only_paper_is_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.entry_id} {self.channel}"


class Ballot(models.Model):
    """What somebody chose, whoever it was. At the close all ballots of a vote are written again, in random order and
    under new keys. `weight` is there in votes that weigh by area, and then makes a ballot easier to guess: such votes
    are not secret."""

    key = models.CharField(max_length=20, primary_key=True, help_text="random")
    vote = models.ForeignKey(Vote, models.PROTECT, related_name="ballots")
    chosen = models.JSONField(help_text="keys of choices, sorted; empty is a blank ballot")
    weight = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return self.key
