"""An election: what was called, who runs it, who stands, who votes for whom, what was declared, its run-offs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sunward.kernel import series
from sunward.kernel.refs import Ref


class Series(series.Series):
    """The last number given in a yearly series of elections, recalls or handovers."""

    class Meta(series.Series.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["community_code", "kind", "year"], name="elections_series_once"),
        ]


class Election(models.Model):
    """A body is elected anew, or vacant seats of it are filled, on one voting day and by one roll."""

    number = models.CharField(max_length=40, unique=True)
    community_code = models.CharField(max_length=40)
    body = models.CharField(max_length=60)
    voting_day = models.DateField()
    places = models.CharField(max_length=300, help_text="where to vote, and at what hours")
    from_hour = models.TimeField(null=True, help_text="none: called before hours were asked for")
    until_hour = models.TimeField(null=True)
    fills_vacancies = models.BooleanField(default=False, help_text="for what is left of the term")
    called_on = models.DateField()
    called_by_post = models.CharField(max_length=80)
    made_by = models.CharField(max_length=60, blank=True, help_text="the body that chose the election committee")
    decided_at = models.CharField(max_length=120, blank=True, help_text="the meeting or decision where it did")
    committee_formed_on = models.DateField(null=True)
    roll = models.ForeignKey("ballots.Roll", models.PROTECT, null=True, related_name="elections")
    roll_taken_on = models.DateField(
        null=True, help_text="from then on its voters nominate; none: not kept, or no roll"
    )
    candidates_posted_on = models.DateField(null=True)
    booths = models.PositiveSmallIntegerField(default=0, help_text="where a ballot is filled in unseen")
    polled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(voting_day__gte=F("called_on")), name="elections_voting_day_ahead"),
            models.CheckConstraint(
                condition=Q(polled_on__isnull=True)
                | Q(roll__isnull=False, candidates_posted_on__isnull=False, polled_on=F("voting_day")),
                name="elections_poll_by_roll_and_list",
            ),
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True, until_hour__isnull=True) | Q(until_hour__gt=F("from_hour")),
                name="elections_election_hours",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["community_code", "-id"], name="elections_election_page")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("election", self.number)


SITTING = Q(left_on=None, joined_on__isnull=False)  # of the members of a committee: those who are on it now


class CommitteeMember(models.Model):
    """Somebody who runs an election. Substitutes follow in their order when a place falls vacant."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="members")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    joined_on = models.DateField(null=True, help_text="none: a substitute who was not needed yet")
    left_on = models.DateField(null=True)
    left_because = models.CharField(max_length=20, blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    restored_on = models.DateField(null=True, help_text="had left by the desk's word alone, and is in it again")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "person"], name="elections_on_the_committee_once"),
            models.UniqueConstraint(fields=["election", "place"], name="elections_committee_place"),
        ]

    def __str__(self) -> str:
        return f"{self.election_id} {self.place}"


class Contest(models.Model):
    """One post of an election with the seats to be filled: one ballot paper."""

    number = models.CharField(max_length=45, unique=True)
    election = models.ForeignKey(Election, models.PROTECT, related_name="contests")
    post = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    reopened_on = models.DateField(
        null=True, help_text="its list hung and is open again: too few stand; until it hangs anew"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["election", "post"], name="elections_post_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="elections_seats"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("contest", self.number)

    @property
    def community_code(self) -> str:
        return self.election.community_code


# Of the candidates: those who stand. Who was nominated has not accepted yet; who was left out of the list, or has
# withdrawn, may still come back.
STANDING = Q(accepted_on__isnull=False, withdrawn_on=None, barred_on=None)


class Candidate(models.Model):
    """Somebody whom voters have nominated; a candidate once they have accepted, until they withdraw."""

    number = models.CharField(max_length=50, unique=True)
    contest = models.ForeignKey(Contest, models.PROTECT, related_name="candidates")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True, help_text="in their own words: what they want to do")
    accepted_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    restored_on = models.DateField(null=True, help_text="found not to have withdrawn: the desk had entered it")
    left_off_on = models.DateField(
        null=True, help_text="dead by the register when the poll opened, so not on the ballot"
    )
    acceptance_void_on = models.DateField(null=True, help_text="found not to have accepted: the desk had entered it")
    barred_on = models.DateField(null=True, help_text="had accepted, and was left out of the list: barred by then")
    listed_on = models.DateField(
        null=True, help_text="hung on the posted list; none: accepted since, or it hung before this was kept"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "person"], name="elections_candidate_once"),
            models.UniqueConstraint(fields=["contest", "place"], name="elections_candidate_place"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def ref(self) -> Ref:
        return Ref("candidate", self.number)

    @property
    def key(self) -> str:
        """On the ballot paper."""
        return f"c{self.place}"

    @property
    def community_code(self) -> str:
        return self.contest.election.community_code


class Nomination(models.Model):
    """A voter nominated somebody. Who did is never public; how many, always."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="nominations")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    nominated_on = models.DateField()
    void_on = models.DateField(null=True, help_text="entered at the desk for somebody who nominated nobody")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["candidate", "person"], name="elections_nominated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.person_id}"


class Proxy(models.Model):
    """Somebody who is away on the voting day lets a relative take their sheet: one place on the roll, one sheet. One
    stands; those before it are kept, for their holders may have fetched sheets of an earlier day."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="proxies")
    giver = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    holder = models.ForeignKey("registry.Person", models.PROTECT, related_name="+")
    given_on = models.DateField()
    paper_sha256 = models.CharField(max_length=64, blank=True)
    said_kin = models.CharField(max_length=20, db_default="", blank=True, help_text="what the paper says they are")
    admitted_by_post = models.CharField(
        max_length=80, db_default="", blank=True, help_text="whoever took it in at the desk"
    )
    void_on = models.DateField(null=True, help_text="taken back, or entered at the desk for one who gave none")
    entry = models.CharField(max_length=64, null=True, help_text="the act that gave it")
    false_in_poll_on = models.DateField(
        null=True, help_text="entered at the desk for one who gave none, and found out when the poll was open"
    )
    taken_back_in = models.CharField(max_length=64, null=True, help_text="the act that took it back")
    restored_in_poll_on = models.DateField(
        null=True,
        help_text="taken back at the desk for one who had not wished it, and found out when the poll was open",
    )
    false_on = models.DateField(null=True, help_text="the day on which it was found that they had not given it")
    not_taken_back_on = models.DateField(
        null=True, help_text="the day on which it was found that they had not taken it back, while another stood"
    )

    class Meta:
        verbose_name_plural = "proxies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["election", "giver"], condition=Q(void_on=None), name="elections_one_proxy_each"
            ),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="elections_proxy_of_another"),
            models.CheckConstraint(
                condition=Q(said_kin="") | ~Q(paper_sha256=""), name="elections_kinship_said_on_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election_id}: {self.giver_id}"


class Declaration(models.Model):
    """The result of a vote of a contest was declared. What it is, its tally says."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="declarations")
    vote = models.CharField(max_length=40, unique=True)
    declared_on = models.DateField()
    declared_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.vote}"


class RunOff(models.Model):
    """The seats that a vote left open are voted on again, on a day of which people were told. What was opened by its
    call, in older releases, has none."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="run_offs")
    after_vote = models.CharField(max_length=40, help_text="the vote that left the seats open")
    called_on = models.DateField()
    called_by_post = models.CharField(max_length=80)
    voting_day = models.DateField()
    places = models.CharField(max_length=300)
    from_hour = models.TimeField()
    until_hour = models.TimeField()
    polled_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contest", "after_vote", "voting_day"], name="elections_run_off_once"),
            models.CheckConstraint(condition=Q(voting_day__gt=F("called_on")), name="elections_run_off_told_before"),
            models.CheckConstraint(
                condition=Q(polled_on__isnull=True) | Q(polled_on=F("voting_day")), name="elections_run_off_on_its_day"
            ),
            models.CheckConstraint(condition=Q(until_hour__gt=F("from_hour")), name="elections_run_off_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.contest_id}: {self.voting_day}"
