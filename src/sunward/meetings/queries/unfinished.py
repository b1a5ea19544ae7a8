"""What meetings wait for: the next step of each, who is called to which, and what can still be applied for."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, prefetch_related_objects

from sunward.ballots.queries import VoteOn, places_of, votes_on
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.memo import remembering
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import notice_by
from sunward.meetings.hearing.book import HEARING
from sunward.meetings.minutes.acting import standing_signatures, to_draft_anew
from sunward.meetings.minutes.recording import beside_due_on, due_on
from sunward.meetings.models import AgendaItem, Meeting, MinutesCorrection
from sunward.meetings.queries.meetings import MeetingCard, cards, state_of
from sunward.meetings.queries.unopened import TOLD_OF, WITHOUT_QUORUM, called_anew, told_in_part, waits_for_post
from sunward.meetings.rules.signing import RECORDERS, SUPERVISORS
from sunward.meetings.session.acting import evening_over
from sunward.meetings.session.choosing import Chosen, chosen_by
from sunward.meetings.session.evening import enter_or_say, entered_until, what_to_say
from sunward.meetings.session.room import Room
from sunward.meetings.session.waited import waited_since
from sunward.meetings.session.waiting import Waiting

MOST = 12
TOLD_FOR = timedelta(days=60)  # an evening in vain is told of while a second call can follow it by any rules we read
NEVER = frozenset({"never", "unopened"})
TO_BE_HELD = frozenset({"notice", "opening", "entering", "closing"})
TO_ADJOURN = Text(
    "到会的人不够，没有一项表决有结果：因人数不够宣布休会，以后再开",
    "too few came, and no vote on anything stands: adjourn it, to be held on another day",
)
TO_ADJOURN_ALL_THE_SAME = Text(
    "到会的人够过，他们走以前没有一项表决有结果：宣布休会，以后再开",
    "enough came, and no vote on anything stands from before they went: adjourn it, to be held on another day",
)
OF_MINUTES = frozenset({"minutes", "anew", "corrections", "signatures"})


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A meeting with its next `step`: notice, opening, entering (its evening is over, and that it was held can still be
    entered), never (nobody opened it, nor can enter that), unopened (the same of a hearing, a coordination or an
    appraisal meeting, which nobody adjourns), closing, minutes, anew (the draft is to be drafted anew), corrections or
    signatures. `signed` are the places that have signed the minutes, `signers` who did."""

    number: str
    title: str
    starts_at: datetime
    step: str
    signed: frozenset[str] = frozenset()
    signers: frozenset[str] = frozenset()
    called_by_post: str = ""  # of one that nobody opened, who has to say what became of it
    to_do: Text | None = None  # about one that nobody opened, or to which too few came
    due: date | None = None  # the last day for its notice, or for its minutes

    def can_be_signed_by(self, person: str, posts: frozenset[str]) -> bool:
        """Whether a place that these posts sign for is still empty, and the person has signed none."""
        return person not in self.signers and any(signs_as(post) not in self.signed for post in posts)


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A session that begins soon, with the roll by which it counts."""

    title: str
    starts_at: datetime
    roll: Ref


def about_to_decide(community: str, since: datetime, until: datetime) -> list[ToDecide]:
    """The sessions that begin between two moments, nobody has opened, and that are to decide something. One query."""
    rows = Meeting.objects.filter(
        community_code=community, kind="session", cancelled_on=None, opened_at=None, adjourned_at=None,
        roll__isnull=False, starts_at__gt=since, starts_at__lte=until,
        items__to_decide=True, items__dropped_on=None,
    )  # fmt: skip
    found = rows.distinct().order_by("starts_at", "id").values_list("title", "starts_at", "roll__number")
    return [ToDecide(title, starts_at, Ref("roll", roll)) for title, starts_at, roll in found]


def signs_as(post: str) -> str:
    """The place in the minutes for which a post signs."""
    return {SUPERVISORS: "supervisor", RECORDERS: "recorder"}.get(body_of(post), "chair")


def everything(_one: Unfinished) -> bool:
    return True


def unfinished(
    community: str, on: date, wanted: Callable[[Unfinished], bool] = everything, limit: int = MOST
) -> tuple[Unfinished, ...]:
    """The meetings that wait for somebody on this day: those that are still to be held first, then the oldest. What is
    not wanted takes no place. One that never began, once nothing that was decided there could be entered any more,
    waits for whoever called it, or holds it for whom it judges, to say what became of it. Seven queries, and the rule
    books; more for each that is over and that nobody ended."""
    rows = Meeting.objects.filter(community_code=community, cancelled_on=None)
    open_minutes = Q(kind="session") & (Q(minutes=None) | Q(minutes__locked_on=None) | Q(Exists(_beside())))
    rows = rows.filter(Q(closed_at=None, adjourned_at=None) | open_minutes).select_related("minutes")
    begun = Q(opened_at__isnull=False) | Q(adjourned_at__isnull=False)
    owed = Q(kind__in=TOLD_OF, agenda_fixed_on__isnull=False, second_call=None) & ~Q(called_anew())
    rows = rows.filter(
        begun | Q(starts_at__gte=clock.moment(on - charter.ENTERED_WITHIN, 0))
        | owed & Q(starts_at__gte=clock.moment(on - LOOKED_BACK, 0))
    )  # fmt: skip
    rows = rows.prefetch_related("minutes__signatures", "minutes__corrections").order_by("starts_at", "id")
    prefetch_related_objects(told_in_part(rows), "items", "notices")
    anew = to_draft_anew(row.minutes for row in rows if hasattr(row, "minutes"))
    with remembering():
        steps = [(row, step_of(row, on, anew)) for row in rows]
        found = [_unfinished(row, step, on) for row, step in steps if step and not _too_late_to_tell(row, step, on)]
    return tuple(sorted(filter(wanted, found), key=_rank)[:limit])


def _beside() -> "QuerySet[MinutesCorrection]":
    """What came to locked minutes and waits for an answer."""
    rows = MinutesCorrection.objects.filter(after_lock=True, answered_on=None, struck_on=None)
    return rows.filter(minutes__meeting=OuterRef("pk"))


def _rank(one: Unfinished) -> int:
    """What is still to be held comes first, and what never was last: no old evening takes the place of tonight's."""
    return 0 if one.step in TO_BE_HELD else 2 if one.step in NEVER else 1


def step_of(row: Meeting, on: date, anew: frozenset[int] = frozenset()) -> str:
    """The next step, told which drafts are to be drafted anew; empty while a meeting that was told only waits for its
    day."""
    if row.opened_at is None and row.adjourned_at is None:
        return _not_begun(row, on)
    if row.closed_at is None and row.adjourned_at is None:
        return "closing"
    minutes = getattr(row, "minutes", None)
    if minutes is None:
        return "minutes"
    if minutes.pk in anew:
        return "anew"
    waiting = any(one.holds_up for one in minutes.corrections.all())
    return "corrections" if waiting else "signatures"


def _too_late_to_tell(row: Meeting, step: str, on: date) -> bool:
    """Of what nobody was told as its rules ask nothing is said once it cannot be entered any more."""
    return step == "notice" and on > entered_until(row)


def _not_begun(row: Meeting, on: date) -> str:
    day = clock.civil_day(row.starts_at)
    if row.all_told_on is None and (on < day or not Room(row).told_of_some):
        return "notice"
    if on > entered_until(row):
        return "unopened" if row.kind in WITHOUT_QUORUM else "never"
    if day < on and evening_over(row, clock.now()):
        return "entering"
    return "opening" if day <= on else ""


def _unfinished(row: Meeting, step: str, on: date) -> Unfinished:
    signatures = standing_signatures(row.minutes) if step == "signatures" else []
    signed, signers = frozenset(one.role for one in signatures), frozenset(one.person for one in signatures)
    to_do, by = (what_to_say(row), waits_for_post(row, on)) if step in NEVER else (None, row.convened_by_post)
    to_do = enter_or_say(row) if step == "entering" else _to_adjourn(row, step, on) or to_do
    return Unfinished(row.number, row.title, row.starts_at, step, signed, signers, by, to_do, _due(row, step, on))


def _to_adjourn(row: Meeting, step: str, on: date) -> Text | None:
    """What to do about an evening that is over and can be adjourned, but not closed; None of any other."""
    over = step == "closing" and clock.civil_day(row.starts_at) < on and evening_over(row, clock.now())
    room = Room(row) if over and row.kind == "session" else None
    if room is None or not Waiting(room).ends_in_vain(clock.now()):
        return None
    return TO_ADJOURN_ALL_THE_SAME if waited_since(room, clock.now()) else TO_ADJOURN


def _due(row: Meeting, step: str, on: date) -> date | None:
    """By the rule books of its call, as on its page and among what is overdue."""
    if row.kind != "session" or step not in {"notice", *OF_MINUTES}:
        return None
    rules = charter.sitting(row.community_code, row.body, on, called_on=row.convened_on)
    if step == "notice":
        return notice_by(row, rules)
    beside = beside_due_on(row.minutes, rules.session.minutes) if step == "corrections" else None
    return beside or due_on(row, rules.session.minutes)


def called_to(person: str, community: str, on: date, limit: int = 3) -> list[tuple[MeetingCard, int]]:
    """The coming meetings on whose rolls somebody stands, the next one first, with the number of papers to read; after
    them those to which too few came a while ago, and that nobody has called again."""
    coming = Q(starts_at__gte=clock.moment(on, 0), adjourned_at=None)
    in_vain = Q(starts_at__gte=clock.moment(on - TOLD_FOR, 0), adjourned_at__isnull=False, second_call=None)
    rows = Meeting.objects.filter(coming | in_vain, community_code=community, cancelled_on=None, closed_at=None)
    rolls = set(rows.exclude(roll=None).values_list("roll_id", flat=True))
    mine = [one.roll for one in places_of(person, rolls) if not one.struck]
    found = (
        cards(
            rows.filter(roll__in=mine).order_by(F("adjourned_at").asc(nulls_first=True), "starts_at")[:limit], community
        )
        if mine
        else []
    )
    asked = AgendaItem.objects.filter(meeting__number__in=[card.number for card in found])
    papers = dict(asked.values_list("meeting__number").annotate(number=Count("papers")))
    return [(card, papers.get(card.number, 0)) for card in found]


def taking_applications(community: str, on: date, limit: int = 3) -> list[MeetingCard]:
    """The hearings whose list of speakers is open, the next one first."""
    return cards(_listing(community, on).order_by("starts_at")[:limit], community)


def number_taking_applications(community: str, on: date) -> int:
    """How many of them there are."""
    return _listing(community, on).count()


def _listing(community: str, on: date) -> "QuerySet[Meeting]":
    rows = Meeting.objects.filter(community_code=community, kind=HEARING, starts_at__gte=clock.moment(on, 0))
    return rows.filter(cancelled_on=None, adjourned_at=None, opened_at=None, speakers_list=None)


@dataclass(frozen=True, slots=True)
class PutAbout:
    """A vote about a matter; of one among several that is certified, what was chosen."""

    vote: VoteOn
    chosen: Chosen | None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A hearing that is to come, or was held: `held`."""

    number: str
    day: date
    held: bool


def hearings_under_way(subjects: Collection[Ref], at: datetime) -> dict[Ref, UnderWay]:
    """Of each of some things the newest hearing that is to come, open or held. One query, however many there are."""
    items = AgendaItem.objects.select_related("meeting").order_by("id").filter(
        about_type__in={one.type for one in subjects}, about_id__in={one.id for one in subjects},
        meeting__kind=HEARING, meeting__cancelled_on=None,
    )  # fmt: skip
    found: dict[Ref, UnderWay] = {}
    for item in items:
        state = state_of(item.meeting, at)
        if item.about and item.about in subjects and state in {"called", "open", "held"}:
            day = clock.civil_day(item.meeting.starts_at)
            found[item.about] = UnderWay(item.meeting.number, day, state == "held")
    return found


def votes_about(matter: Ref) -> tuple[PutAbout, ...]:
    """The votes on a matter itself, and on the items of agendas that are about it; oldest first. Two queries, and
    those of each choice among several."""
    rows = AgendaItem.objects.filter(about_type=matter.type, about_id=matter.id).select_related("meeting__roll")
    items = {row.ref: row for row in rows}
    return tuple(PutAbout(vote, _chosen(items.get(vote.about), vote)) for vote in votes_on(matter, *items))


def _chosen(item: AgendaItem | None, vote: VoteOn) -> Chosen | None:
    stands = vote.certified_on is not None and vote.annulled_on is None
    return chosen_by(item, vote.number) if item is not None and stands else None


def called_by_petition(petition: str, community: str) -> list[MeetingCard]:
    """The meetings that a petition forced, oldest first."""
    return cards(Meeting.objects.filter(petition__number=petition).order_by("id"), community)


def counted_by_roll(roll: str, community: str) -> list[MeetingCard]:
    """The meetings whose roll this is, oldest first."""
    return cards(Meeting.objects.filter(roll__number=roll).order_by("id"), community)
