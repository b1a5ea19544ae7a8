"""Hearings, coordination and appraisal meetings: for their page, for the matter, and for whoever rests on one."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from sunward.charter.engine import Hearing
from sunward.kernel import clock
from sunward.kernel.acts import acts_on
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref
from sunward.meetings.calling.undone import ENDS, does_not_count, struck_on
from sunward.meetings.hearing.acting import OnHearing, speaking_order
from sunward.meetings.hearing.answers import answers_due
from sunward.meetings.hearing.book import HEARING, hearing_rules, holders_of
from sunward.meetings.hearing.conclusion import conclusion
from sunward.meetings.hearing.few import few_heard, written_by_others
from sunward.meetings.hearing.listing import open_until
from sunward.meetings.hearing.places import kept_until
from sunward.meetings.models import DisownedThrow, Draw, Meeting, Opinion, SpeakersList, Turnout, UndoneEntry
from sunward.meetings.queries.meetings import MeetingCard, card_of, cards
from sunward.meetings.queries.noticing import last_for_notice
from sunward.meetings.queries.papers import PaperView, paper_view
from sunward.meetings.rules import draw as lots
from sunward.meetings.session.room import Room
from sunward.meetings.session.unread import marks_of_unread
from sunward.record import queries as record

PARTS = ("items", "record_signatures", "opinions", "undone", "speakers", "items__papers")


def acts_of_hearings() -> frozenset[str]:
    """The acts that only hearings have: a session has no list of speakers and no opinions to answer, and its page says
    nothing of them, not even "not yet"."""
    return frozenset(act.name for act in acts_on("meeting") if issubclass(act, OnHearing))


@dataclass(frozen=True, slots=True)
class HearingCard:
    """A hearing as others rest on it. `in_order`: told in time, and by lot where the rule book says so; `concluded_on`
    the day on which every opinion had its answer."""

    number: str
    community: str
    kind: str
    about: Ref | None
    matter_kind: str
    body: str
    title: str
    called_by: str
    held_on: date
    noticed_on: date | None
    agenda_fixed_on: date | None
    concluded_on: date | None
    cancelled: bool
    opinions: int
    answered: int
    in_order: bool
    closed: bool = False
    petition: int | None = None
    undone: bool = False  # ended for somebody who had not ended it
    few: tuple[Finding, ...] = ()  # that nobody was heard, or fewer than the rules want, or whom the host had named
    unread: tuple[Finding, ...] = ()  # that nothing had been laid open to be read before it

    @property
    def heard_enough(self) -> bool:
        """In order to the end: as many spoke as the rules want, in their own words, and each has an answer."""
        return self.in_order and self.concluded_on is not None and not self.undone and not self.few

    def counts_for(self, matter: Ref, kind: str) -> bool:
        """Whether a resolution on this matter can rest on it."""
        return self.kind == HEARING and self.about == matter and self.matter_kind == kind and self.in_order


@dataclass(frozen=True, slots=True)
class DrawView:
    """A draw with everything that somebody needs to repeat it; no names."""

    thrown: str
    root: str
    seed: str
    listed: int
    wanted: int
    drawn: tuple[int, ...]
    drawn_on: date
    disowned: bool  # whom the numbers name never confirmed them
    python: str
    shell: str
    passed_over: tuple[int, ...] = ()  # struck, or left, before numbers fell: to be left out of what the lines print


@dataclass(frozen=True, slots=True)
class OpinionView:
    """An opinion and its answer side by side. `late`: answered after its day, or not answered and past it."""

    ref: Ref
    place: int
    speaker: int | None
    text: str
    given_on: date
    disposition: str
    why: str
    disposed_on: date | None
    late_by: int
    struck_on: str = ""  # a clerk had entered it for somebody who had not said it
    by_others: bool = False  # entered by others, and not signed by whoever it is said to be from


@dataclass(frozen=True, slots=True)
class HearingPage:
    """Everything that the page of a hearing shows."""

    row: Meeting
    card: HearingCard
    meeting: MeetingCard
    rules: Hearing | None
    notice: tuple[Finding, ...]
    notice_until: date | None  # the last day for one that was not given yet
    notices: tuple[tuple[str, date, str], ...]  # channel, day, digest of the photograph that proves it
    listed: int
    left: tuple[int, ...]  # the numbers of those who were on the list, and have left it by their own word
    closed: SpeakersList | None
    draw: DrawView | None
    thrown_on: date | None  # numbers that wait for whoever saw them fall; nothing is drawn by them
    order: tuple[int, ...]
    named_by: tuple[tuple[str, int], ...]  # where no lots decide: who named so many of those who speak
    turnout: Turnout | None
    opinions: tuple[OpinionView, ...]
    due_on: date | None
    signed: tuple[tuple[int | None, date], ...]
    digest: str
    host_signed: bool
    result: str
    result_on: date | None
    undone: tuple[UndoneEntry, ...] = ()
    item: Ref | None = None  # to which its papers belong
    papers: tuple[PaperView, ...] = ()

    def who_may(self, act: str, on: date) -> tuple[str, ...]:
        """Who may take a step of it by the lists of powers: posts, whole bodies and capacities."""
        return holders_of(act, self.row, on)

    @property
    def apply_until(self) -> datetime | None:
        """Until when at least people can ask to speak; None once they cannot, or where nobody is drawn."""
        open_list = self.closed is None and self.meeting.state == "called"
        takes = self.rules is not None and self.rules.drawn and open_list
        return open_until(self.meeting.starts_at) if takes else None

    @property
    def places_left(self) -> int:
        """Where no lots decide: how many more can come forward, or be named, until it begins."""
        waits = self.meeting.state == "called" and self.row.noticed_on is not None and self.card.kind == HEARING
        return max(0, self.rules.speakers - len(self.order)) if self.rules and not self.rules.drawn and waits else 0

    @property
    def places_kept_until(self) -> datetime:
        """Until when some of them are kept for others than whoever holds it."""
        return kept_until(self.meeting.starts_at, self.row.noticed_on)

    @property
    def takes_opinions(self) -> bool:
        """Whether anybody can still send one in: until the host has signed."""
        return not self.card.cancelled and all(number is not None for number, _day in self.signed)


def hearing(number: str) -> HearingCard | None:
    """A hearing (coordination, appraisal meeting) by its number; None when there is none."""
    row = _rows().filter(number=number).first()
    return _cards(row)[0] if row else None


def hearings_about(*things: Ref) -> tuple[HearingCard, ...]:
    """The hearings on these things of one type, oldest first; the number of queries does not grow with them."""
    kinds, numbers = {one.type for one in things}, [one.id for one in things]
    rows = _rows().filter(items__about_type__in=kinds, items__about_id__in=numbers).distinct().order_by("id")
    return _cards(*rows)


def meetings_about(thing: Ref, community: str) -> tuple[MeetingCard, ...]:
    """The sessions and hearings with something on their agenda, oldest first."""
    rows = Meeting.objects.filter(items__about_type=thing.type, items__about_id=thing.id).distinct()
    return tuple(cards(rows.order_by("id"), community))


def called_in(entry: str, about: Ref) -> Ref | None:
    """The hearing on something that was called by an entry of the record."""
    rows = list(Meeting.objects.filter(kind=HEARING, items__about_type=about.type, items__about_id=about.id))
    came = record.origins([row.ref for row in rows], "meetings.convene_hearing")
    return next((row.ref for row in rows if came.get(str(row.ref)) == entry), None)


def hearing_to_cite(matter: Ref, kind: str, by: date) -> HearingCard | None:
    """The newest hearing on which a resolution of this day can rest."""
    return hearings_to_cite({matter: kind}, by).get(matter)


def hearings_to_cite(kinds: Mapping[Ref, str], by: date) -> dict[Ref, HearingCard]:
    """The same of several matters, each with its kind; the number of queries does not grow with them, and there is none
    for none."""
    over = [card for card in hearings_about(*kinds) if card.concluded_on and card.concluded_on <= by] if kinds else []
    fit = ((card.about, card) for card in over if card.about and card.counts_for(card.about, kinds.get(card.about, "")))
    return dict(fit)


def _rows() -> "QuerySet[Meeting]":
    return Meeting.objects.exclude(kind="session").select_related("draw").prefetch_related(*PARTS)


def _cards(*rows: Meeting) -> tuple[HearingCard, ...]:
    unread = marks_of_unread(*rows)
    return tuple(_card(row, unread.get(row.number, ())) for row in rows)


def _card(row: Meeting, unread: tuple[Finding, ...]) -> HearingCard:
    room, items, opinions = Room(row), sorted(row.items.all(), key=lambda one: one.place), list(row.opinions.all())
    first = items[0] if items else None
    return HearingCard(
        number=row.number, community=row.community_code, kind=row.kind, about=first.about if first else None,
        matter_kind=first.matter_kind if first else "", body=row.body, title=row.title, called_by=row.called_by,
        held_on=room.day, noticed_on=row.noticed_on, agenda_fixed_on=row.agenda_fixed_on,
        concluded_on=conclusion(row), cancelled=row.cancelled_on is not None, opinions=len(opinions),
        answered=sum(one.disposed_on is not None for one in opinions), in_order=_in_order(row, room),
        closed=row.closed_at is not None, petition=row.petition_id, undone=bool(does_not_count(row, *ENDS)),
        few=few_heard(row, room.hearing), unread=unread,
    )  # fmt: skip


def _in_order(row: Meeting, room: Room) -> bool:
    rules = room.hearing
    drawn = getattr(row, "draw", None) is not None
    return rules is not None and not breaches(room.notice(row.noticed_on)) and (drawn or not rules.drawn)


def hearing_page(number: str, on: date) -> HearingPage | None:
    """A hearing with its draw, its opinions and their answers, as of a day."""
    parts = ("notices", "opinions__speaker", "throws")
    row = _rows().filter(number=number).prefetch_related(*parts).first()
    if row is None:
        return None
    items = sorted(row.items.all(), key=lambda one: one.place)
    room, result, gone, foreign = Room(row), getattr(row, "result", None), struck_on(row), written_by_others(row)
    due, said = answers_due(room.hearing, room.day), sorted(row.opinions.all(), key=lambda one: one.place)
    signed = sorted(row.record_signatures.select_related("speaker"), key=lambda one: one.pk)
    return HearingPage(
        row=row, card=_cards(row)[0], meeting=card_of(row), rules=room.hearing,
        notice=room.notice(row.noticed_on) if row.noticed_on else (), notice_until=last_for_notice(row, room),
        notices=tuple(
            (one.channel, one.given_on, one.proof_sha256)
            for one in sorted(row.notices.all(), key=lambda one: one.given_on)
        ),
        listed=sum(one.on_list for one in row.speakers.all()),
        left=tuple(sorted(one.number for one in row.speakers.all() if one.left_on)),
        closed=getattr(row, "speakers_list", None),
        draw=_draw(getattr(row, "draw", None)), thrown_on=_thrown_on(row), order=tuple(speaking_order(row)),
        named_by=_named_by(row, room.hearing),
        turnout=getattr(row, "turnout", None),
        opinions=tuple(_opinion(one, due, on, gone, foreign) for one in said),
        due_on=due if row.closed_at else None,
        signed=tuple((one.speaker.number if one.speaker else None, one.signed_on) for one in signed),
        digest=signed[0].digest if signed else "", host_signed=any(one.signed_as == "host" for one in signed),
        result=result.text if result else "", result_on=result.published_on if result else None,
        undone=tuple(sorted(row.undone.all(), key=lambda one: one.pk)), item=items[0].ref if items else None,
        papers=tuple(paper_view(one) for item in items for one in item.papers.all()),
    )  # fmt: skip


def _named_by(row: Meeting, rules: Hearing | None) -> tuple[tuple[str, int], ...]:
    if rules is None or rules.drawn:
        return ()
    return tuple(Counter(one.nominated_by for one in row.speakers.all() if one.has_place).most_common())


def _thrown_on(row: Meeting) -> date | None:
    waiting = [one.thrown_on for one in row.throws.all() if not (one.confirmed_on or one.found_otherwise_on)]
    return max(waiting, default=None) if getattr(row, "draw", None) is None else None


def _disowned(row: Draw) -> bool:
    return DisownedThrow.objects.filter(throw__meeting=row.meeting_id, throw__confirmed_on__isnull=False).exists()


def _draw(row: Draw | None) -> DrawView | None:
    if row is None:
        return None
    over = tuple(row.passed_over or ())
    facts = (row.root, row.thrown, row.listed, min(row.wanted + len(over), row.listed))
    return DrawView(
        row.thrown, row.root, row.seed, row.listed, row.wanted, tuple(row.drawn), row.drawn_on, _disowned(row),
        lots.repeat_in_python(*facts), lots.repeat_in_shell(*facts), over,
    )  # fmt: skip


def _opinion(
    row: Opinion, due: date | None, on: date, gone: Mapping[str, str], foreign: Collection[Opinion]
) -> OpinionView:
    answered, struck = row.disposed_on or on, gone.get(f"opinion:{row.number}", "")
    return OpinionView(
        row.ref, row.place, row.speaker.number if row.speaker else None, row.text, row.given_on, row.disposition,
        row.why, row.disposed_on, max((answered - due).days, 0) if due and not struck else 0, struck,
        row in foreign,
    )  # fmt: skip


def _unanswered(row: Meeting) -> int:
    gone = struck_on(row)
    return sum(one.disposed_on is None and f"opinion:{one.number}" not in gone for one in row.opinions.all())


@dataclass(frozen=True, slots=True)
class Silence:
    """Something of one hearing, coordination or appraisal meeting that is past its day: so many opinions without an
    answer; none: its result, which was not published."""

    meeting: Meeting
    due: date
    source: str
    opinions: int


def late_answers(community: str, on: date, first: date) -> Iterator[Silence]:
    """Opinions that wait for an answer past its day, and meetings without their published result. By the rule books
    of their own call."""
    rows = Meeting.objects.exclude(kind="session").select_related("result")
    rows = rows.prefetch_related("items", "opinions", "undone").filter(
        community_code=community, closed_at__gte=clock.moment(first, 0)
    )
    for row in rows.order_by("-id")[:100]:
        rules = hearing_rules(row)
        due = answers_due(rules, clock.civil_day(row.starts_at))
        if rules and due and due < on:
            if waiting := _unanswered(row):
                yield Silence(row, due, rules.source, waiting)
            if row.kind != HEARING and not hasattr(row, "result"):
                yield Silence(row, due, rules.source, 0)
