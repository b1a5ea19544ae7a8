"""Hearings: who may speak and how they were chosen, what they said, and what became of each opinion."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.kernel.refs import Ref
from sunward.meetings.models.calling import Meeting

DISPOSITIONS = ("adopted", "partly", "not_adopted")


class Speaker(models.Model):
    """Somebody who wants to speak at a hearing, or whom others named; chosen by the draw or by the nomination. Whoever
    leaves keeps what was: where they stand is read here, and nowhere else, from what is fetched with the meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="speakers")
    number = models.PositiveSmallIntegerField(help_text="public, so that anyone can repeat the draw without names")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    nominated_by = models.CharField(max_length=60, blank=True)
    applied_on = models.DateField()
    chosen_on = models.DateField(null=True)
    entry = models.CharField(max_length=64, null=True, help_text="the act that named them")
    nomination_void_on = models.DateField(null=True, help_text="named at the desk for somebody who named nobody")
    struck_on = models.DateField(
        null=True, help_text="applied at the desk for somebody who had not wished it; the number stays"
    )
    left_on = models.DateField(null=True, help_text="left by their own word")
    left_entry = models.CharField(max_length=64, null=True, help_text="the act by which they left")
    left_after = models.ForeignKey(
        "Throw", models.PROTECT, null=True, related_name="+", help_text="numbers that had been thrown when they left"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="meetings_speaker_number"),
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_speaker_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"

    @property
    def on_list(self) -> bool:
        return self.struck_on is None and self.left_on is None

    @property
    def passed_over(self) -> bool:
        """Whether lots leave the number out: struck, or left, before numbers were thrown. Afterwards it would choose
        who moves up."""
        return self.struck_on is not None or (self.left_on is not None and self.left_after_id is None)

    @property
    def has_place(self) -> bool:
        """Chosen, and still to be heard."""
        return self.chosen_on is not None and self.left_on is None

    @property
    def left_place(self) -> bool:
        """Chosen, and gone since by their own word: whether or not others have the place by now."""
        return self.chosen_on is not None and self.left_on is not None


class SpeakersList(models.Model):
    """The list as it was closed, before anything was thrown: its size, its digest, and the newest signed root of the
    log at that moment, which nobody could choose any more when the numbers fell, with the size that it was signed
    for: a kept checkpoint is found by it."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="speakers_list")
    closed_on = models.DateField()
    listed = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    root_of = models.PositiveBigIntegerField(null=True, help_text="how many entries the log had at that root")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(listed__gte=1), name="meetings_list_has_somebody"),
            models.CheckConstraint(condition=~Q(root=""), name="meetings_list_closed_on_a_root"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.listed}"


class Throw(models.Model):
    """Numbers thrown in public, as one who was there entered them. Nothing is drawn by them until the other whom they
    name, who holds no post, has said the same numbers; kept for good, whether they did or saw others fall."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="throws")
    thrown = models.CharField(max_length=80)
    thrown_by = models.CharField(max_length=60)
    thrown_with = models.CharField(max_length=60)
    thrown_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    found_otherwise_on = models.DateField(null=True, help_text="the other saw other numbers fall: thrown anew")
    confirmed_in = models.CharField(max_length=64, null=True, help_text="the act of the other of the two")
    sheet_sha256 = models.CharField(
        max_length=64, null=True, help_text="photograph of the sheet both signed, where it was confirmed at the desk"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(thrown_by=F("thrown_with")), name="meetings_two_see_numbers_fall"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(found_otherwise_on__isnull=True),
                name="meetings_throw_same_or_otherwise",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(confirmed_on__isnull=False), name="meetings_one_throw_confirmed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.thrown_on}"


class DisownedThrow(models.Model):
    """Whom the numbers name never confirmed them: a clerk did. What was thrown and drawn stays, and is marked."""

    throw = models.OneToOneField(Throw, models.PROTECT, related_name="disowned")
    disowned_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.throw_id} {self.disowned_on}"


class Draw(models.Model):
    """A draw that anyone can repeat: numbers thrown in public after the list was closed, and the list's size. The
    database takes none without a `Throw` that two have confirmed.

    The order is that of SHA-256 over the seed and each number; the first `wanted` are chosen.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="draw")
    thrown = models.CharField(max_length=80, help_text="numbers thrown in public (dice, balls), as they fell")
    root = models.CharField(max_length=64, help_text="root of the log when the list was closed")
    seed = models.CharField(max_length=64)
    listed = models.PositiveSmallIntegerField()
    wanted = models.PositiveSmallIntegerField()
    drawn = models.JSONField(help_text="the numbers of the chosen, in order")
    passed_over = models.JSONField(null=True, help_text="numbers that were struck before the draw")
    drawn_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.seed[:8]}"


class Turnout(models.Model):
    """Who was there besides those on a roll, of which a hearing has none: which speakers came, how many listened."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="turnout")
    speakers = models.JSONField(default=list, help_text="numbers of the speakers who came")
    listeners = models.PositiveIntegerField()
    recorded_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.listeners}"


class Opinion(models.Model):
    """One opinion given at a hearing, and what became of it, with the reason."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="opinions")
    number = models.CharField(max_length=50, unique=True, help_text="<meeting>-<place>")
    place = models.PositiveSmallIntegerField()
    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, related_name="opinions")
    text = models.TextField()
    given_on = models.DateField()
    own_word = models.BooleanField(null=True, help_text="by their own sign-in, or with a slip of theirs")
    disposition = models.CharField(max_length=12, blank=True)
    why = models.TextField(blank=True)
    disposed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "place"], name="meetings_opinion_place"),
            models.CheckConstraint(
                condition=Q(disposition="", why="", disposed_on__isnull=True)
                | (Q(disposition__in=DISPOSITIONS, disposed_on__isnull=False) & ~Q(why="")),
                name="meetings_disposition_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("opinion", self.number)

    @property
    def community_code(self) -> str:
        return self.meeting.community_code


class RecordSignature(models.Model):
    """The host, or a speaker, signs the record of a hearing, by the digest of what it said then."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="record_signatures")
    signed_as = models.CharField(max_length=10)
    speaker = models.OneToOneField(Speaker, models.PROTECT, null=True, related_name="signature")
    person = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    signed_on = models.DateField()
    opinions = models.PositiveSmallIntegerField(
        null=True, help_text="how many it said then; what came later is not signed"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(signed_as="host", speaker__isnull=True) | Q(signed_as="speaker", speaker__isnull=False),
                name="meetings_signed_as_somebody",
            ),
            models.UniqueConstraint(fields=["meeting"], condition=Q(signed_as="host"), name="meetings_host_signs_once"),
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_record_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.signed_as}"


class Result(models.Model):
    """What came of a coordination or appraisal meeting, as published. It binds nobody."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="result")
    text = models.TextField()
    published_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.published_on}"
