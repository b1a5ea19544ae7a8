"""The session as it stands: its rules, its roll, who is in the room, whether they are enough."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q

from sunward.ballots import queries as ballots
from sunward.ballots.queries import HOLDER, NOBODY_THERE, RollPlace, Seated
from sunward.charter import engine
from sunward.charter import queries as charter
from sunward.charter.engine.vocabulary import AREA_OF, CLASSES
from sunward.kernel import clock
from sunward.kernel.findings import Finding, breaches
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings.calling.again import is_second
from sunward.meetings.hearing.book import hearing_notice, hearing_rules
from sunward.meetings.models import PROXY, AgendaItem, Attendance, Meeting
from sunward.meetings.rules import attendance
from sunward.meetings.rules.attendance import Stay
from sunward.meetings.rules.days import noticed_on
from sunward.meetings.session.excluding import NOBODY_LEAVES, Leaving, leaving
from sunward.meetings.session.opened import books_of
from sunward.registry import queries as registry

NOBODY = Text("没有人到会。", "Nobody is present.")

ONLY_HEARD = Text(
    "注意：第 {items_zh} 项没有按规定的方式和天数通知：在这次会议上只能听取意见，不能表决。",
    "Alert: of item {items_en} people were not told as they have to be: it can be talked about at this meeting, and "
    "not decided.",
)


@dataclass(frozen=True, slots=True)
class HeadCount:
    """How many were there at a moment, and what the quorum rule says to it. `present` are keys of places."""

    at: datetime
    present: frozenset[int]
    counts: dict[str, dict[str, int]]
    findings: tuple[Finding, ...]

    @property
    def met(self) -> bool:
        """Enough people; where no rule book names a quorum, somebody."""
        return bool(self.present) and not breaches(self.findings)

    @property
    def said(self) -> tuple[Finding, ...]:
        """What the rules say, and that an empty room is never enough."""
        return self.findings if self.present else (*self.findings, Finding("quorum", False, NOBODY))


class Room:
    """A meeting with its rules and its roll, read once. `asked_at` says as of which moment: that of an act, else the
    end of the meeting, or now. As of that the roll counts, which can be corrected while people meet; of several moments
    whoever stands on it at one of them does."""

    def __init__(self, meeting: Meeting, asked_at: Callable[[], tuple[datetime, ...]] | None = None) -> None:
        self.meeting = meeting
        self._asked_at = asked_at
        self._places: dict[datetime, dict[int, RollPlace]] = {}

    @cached_property
    def _moments(self) -> tuple[datetime, ...]:
        if self._asked_at:
            return self._asked_at()
        return (self.meeting.closed_at or self.meeting.adjourned_at or clock.now(),)

    @property
    def moment(self) -> datetime:
        """The first of the moments for which it is asked."""
        return self._moments[0]

    @cached_property
    def day(self) -> date:
        """The civil day on which it meets."""
        return clock.civil_day(self.meeting.starts_at)

    @cached_property
    def rules(self) -> charter.Sitting:
        return self.rules_on(None)

    @cached_property
    def hearing(self) -> engine.Hearing | None:
        """The rules of a hearing (coordination, appraisal); None for a session, or where no rule book has any."""
        return hearing_rules(self.meeting)

    @property
    def channels_wanted(self) -> int:
        """Through how many channels people are told: as many as the question wants that asks for most."""
        if self.meeting.kind != "session":
            return self.hearing.channels if self.hearing else 1
        return max(map(ways_of, self._rules_of(self.to_decide)))

    def noticed_on(self, item: AgendaItem) -> date | None:
        """The day on which people had been told in as many ways as the rules ask for that decide an item."""
        return noticed_on(self.told, ways_of(self.rules_on(item)))

    @property
    def told_of_some(self) -> bool:
        """Whether people have been told as the rules ask that decide one of the items: it can be put to the vote,
        though of others too few may know (`Meeting.all_told_on`)."""
        if self.meeting.all_told_on or self.meeting.agenda_fixed_on is None:
            return self.meeting.all_told_on is not None
        return self.meeting.kind == "session" and any(map(self.noticed_on, self.to_decide))

    @cached_property
    def told(self) -> list[date]:
        """Since when each way counts in which people were told."""
        return [max(one.given_on, one.recorded_on) for one in self.meeting.notices.all()]

    def notice(self, given_on: date | None) -> tuple[Finding, ...]:
        """Were people told in time? Where open cases keep other rules, by those that ask for more."""
        if self.meeting.kind == "session":
            found = [rules.notice(given_on) for rules in self.rules_to_decide]
            return next((one for one in found if breaches(one)), found[0])
        return hearing_notice(self.hearing, given_on, self.day)

    def notice_as_it_opens(self) -> tuple[Finding, ...]:
        """The same as a session begins: with questions of which people were told, and others of which they were not, it
        is said of which; nothing can be decided where it was of none."""
        untold = [item for item in self.to_decide if not self.told_of(item)]
        if self.meeting.kind != "session" or not untold or len(untold) == len(self.to_decide):
            return self.notice(self.meeting.noticed_on)
        places = [place for place, item in enumerate(self.meeting.items.order_by("place"), 1) if item in untold]
        said = ONLY_HEARD.fill(items_zh="、".join(map(str, places)), items_en=", ".join(map(str, places)))
        return (Finding("notice_of_some", False, said, actual=str(len(untold))),)

    def told_of(self, item: AgendaItem) -> bool:
        """Whether people were told of an item in as many ways, and as early, as the rules ask that decide it."""
        told = self.noticed_on(item)
        return told is not None and not breaches(self.rules_on(item).notice(told))

    def rules_on(self, item: AgendaItem | None) -> charter.Sitting:
        """The rules of the session for what is decided: by its kind, and of an open case those that it keeps."""
        return self._by(*self.books(item)) if item else self._by(())

    def books(self, item: AgendaItem) -> tuple[tuple[str, ...], str]:
        """The rule books, and the kind, by which an item is decided; empty for those of the call."""
        versions = books_of(item)
        return (() if versions == self._books_of_call else versions, item.matter_kind)

    @cached_property
    def _books_of_call(self) -> tuple[str, ...]:
        return tuple(charter.charter_of(self.meeting.community_code, self.meeting.convened_on).ids)

    def _by(self, versions: Sequence[str], kind: str = "") -> charter.Sitting:
        meeting = self.meeting
        return charter.sitting(
            meeting.community_code, meeting.body, self.day, kind, second_call=self.second,
            called_on=meeting.convened_on, versions=versions,
        )  # fmt: skip

    @cached_property
    def rules_to_decide(self) -> list[charter.Sitting]:
        """The rules by which what is not settled is decided, those of the call first: whoever is enough by one of them
        has not come in vain."""
        left = [one for one in self.to_decide if one.settled_on is None] or self.to_decide
        return self._rules_of(left)

    def _rules_of(self, items: Collection[AgendaItem]) -> list[charter.Sitting]:
        """The rules by which some items are decided, each once; of no items those of the call."""
        return [self._by(*books) for books in sorted({self.books(item) for item in items}) or [((), "")]]

    @cached_property
    def to_decide(self) -> list[AgendaItem]:
        return [item for item in self.meeting.items.all() if item.to_decide]

    @cached_property
    def second(self) -> bool:
        """Whether it is held by the rules for second calls."""
        return is_second(self.meeting)

    @property
    def places(self) -> dict[int, RollPlace]:
        """The places that count as of the moments for which it is asked, by key."""
        at = [self.places_at(moment) for moment in self._moments]
        return at[0] if len(at) == 1 else {key: place for places in at for key, place in places.items()}

    def places_at(self, at: datetime) -> dict[int, RollPlace]:
        """The places that count at a moment, as in a vote that is put then."""
        roll = self.meeting.roll_id
        if at not in self._places:
            self._places[at] = {place.key: place for place in ballots.places(roll, at)} if roll else {}
        return self._places[at]

    def count_alike(self, moments: Collection[datetime], read: Collection[datetime]) -> None:
        """Have the roll as it is `read` at some moments, the first and each of its corrections, count at all moments
        until the next."""
        for at in moments:
            self._places.setdefault(at, self.places_at(max(hour for hour in read if hour <= at)))

    @cached_property
    def people(self) -> dict[int, frozenset[str]]:
        """Who may fill each place: whose it is, or whoever comes for the household."""
        roll = self.meeting.roll_id
        return ballots.people_of(self.places.values(), roll, self.moment) if roll else {}

    @cached_property
    def delegates(self) -> dict[int, str]:
        """Who is in the room for a household, by its place, as the list of attendance has them at that moment."""
        if not registry.of_households(self.counted_as):
            return {}
        there = Q(left_at=None) | Q(left_at__gt=self.moment)
        rows = self.meeting.attendance.filter(there, came_at__lte=self.moment)
        return {key: f"person:{number}" for key, number in rows.values_list("entry_id", "person__number")}

    @cached_property
    def proxies(self) -> dict[int, str]:
        """Who sits at a place for somebody else at that moment."""
        there = Q(left_at=None) | Q(left_at__gt=self.moment)
        rows = self.meeting.attendance.filter(there, how=PROXY, denied_on=None, came_at__lte=self.moment)
        return {key: f"person:{number}" for key, number in rows.values_list("entry_id", "person__number")}

    @property
    def without_place(self) -> frozenset[str]:
        """Who sits there for somebody else and has no place of their own on the roll."""
        there = frozenset(self.proxies.values())
        return there.difference(*self.people.values()) if there else there

    @property
    def at_another_door(self) -> frozenset[int]:
        """The places whose delegate does not come for that household: the register was put right after they had been
        ticked off."""
        return frozenset(key for key, who in self.delegates.items() if who not in self.people.get(key, {who}))

    @property
    def counted_as(self) -> str:
        """The counting class of the roll."""
        return self.meeting.roll.of if self.meeting.roll else ""

    @cached_property
    def stays(self) -> list[Stay]:
        # A stay that was denied was none, whichever hour is said.
        rows = self.meeting.attendance.filter(denied_on=None).values_list("entry_id", "came_at", "left_at")
        return [Stay(*row) for row in rows]

    def filled(self, at: datetime) -> frozenset[int]:
        """Keys of the places for which somebody was there at a moment, by the list alone."""
        return attendance.present(self.stays, at)

    def present(self, at: datetime) -> frozenset[int]:
        """Those of them that counted then."""
        return self.filled(at) & self.places_at(at).keys()

    def head_count(self, at: datetime, item: AgendaItem | None = None, *, whole: bool = False) -> HeadCount:
        """The count at a moment, for one item, or for the session as it opens: by the rules of what is to be decided
        there, and of several by those that they meet. `whole` counts those left out of the base too."""
        if item is None:
            there = self.present(at)
            found = [self.count(at, there, (), rules) for rules in self.rules_to_decide]
            return next((one for one in found if one.met), found[0])
        return self.count_without(at, NOBODY_LEAVES if whole else leaving(item), self.rules_on(item))

    def count_without(self, at: datetime, out: Leaving, rules: charter.Sitting) -> HeadCount:
        """The count at a moment for a question whose base some leave."""
        there = self.present(at)
        off = out.among(there)
        return self.count(at, there - off, off, rules)

    def count(self, at: datetime, there: frozenset[int], off: Collection[int], rules: charter.Sitting) -> HeadCount:
        """What some places come to under the quorum rule."""
        seats = self.places_at(at).values()
        figures = attendance.counts(self.counted_as, seats, there, off, CLASSES) if self.counted_as else {}
        figures |= attendance.area(AREA_OF.get(self.counted_as, ""), seats, there, off)
        return HeadCount(at, there, figures, rules.attendance(figures))


def ways_of(rules: charter.Sitting) -> int:
    """In how many ways people are told by some rules."""
    asked_for = rules.session.channels
    return asked_for.at_least if asked_for else 1


def seated_in(item: Ref, at: datetime) -> Seated:
    """Who was in the room of an item at a moment for which household, for which nobody comes by proxy; and who fills
    the other places from then on, where a proxy is among them. Whoever was denied is nobody."""
    if item.type != "item":
        return NOBODY_THERE
    of_meeting = Attendance.objects.filter(meeting__items__number=item.id)
    proxied, home = Q(entry__in=of_meeting.filter(how=PROXY).values("entry")), Q(entry__by_household=True)
    rows = of_meeting.filter(Q(left_at=None) | Q(left_at__gt=at), home & Q(came_at__lte=at) | proxied & ~home)
    came, carried = dict[int, int](), dict[int, tuple[tuple[int, datetime], ...]]()
    for row in rows.select_related("entry").order_by("came_at", "pk"):
        if row.entry.by_household:
            if row.denied_on is None:
                came[row.entry_id] = row.person_id
        else:
            stay = ballots.NOBODY if row.denied_on else row.pk if row.how == PROXY else HOLDER
            carried[row.entry_id] = (*carried.get(row.entry_id, ()), (stay, row.came_at))
    sent = {place: stays for place, stays in carried.items() if any(stay for stay, _since in stays)}
    return Seated(came, sent)


def present_at(item: Ref, at: datetime) -> frozenset[int] | None:
    """The places that were filled at a moment in the room of an item; None for what is no item."""
    found = AgendaItem.objects.select_related("meeting").filter(number=item.id).first() if item.type == "item" else None
    return Room(found.meeting).filled(at) if found else None
