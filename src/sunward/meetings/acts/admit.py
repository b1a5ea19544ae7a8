"""Who came: ticked on the list at the door, by their code, for a household, as a proxy, or from outside the room."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Q

from sunward.ballots.queries import RollPlace, deaths_before, doors_for
from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.listed import listed
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.models import BY_CODE, PROXY, Attendance
from sunward.meetings.rules.attendance import INSTEAD
from sunward.meetings.session.acting import AT, OnMeeting, evening_over
from sunward.meetings.session.admitting import KEEPER, ON_PAPER, Arrival, objections_to
from sunward.meetings.session.doorcodes import come_by
from sunward.meetings.session.evening import CAME_WHEN
from sunward.meetings.session.naming import SEVERAL, not_on_the_roll, place_called
from sunward.meetings.session.presence import Came, denied_presence, said_before
from sunward.meetings.session.proxies import denied_by_themselves, end, filled_now
from sunward.meetings.session.recusal import marks_of_arrivals
from sunward.registry import queries as registry

WAYS: tuple[tuple[str, Text], ...] = (
    ("door_list", Text("门口签到", "list at the door")),
    (BY_CODE, Text("凭码", "by code")),
    ("household_delegate", Text("户的代表", "for the household")),
    (PROXY, Text("代理", "as a proxy")),
    ("online", Text("在线", "from outside the room")),
)
KIN_ON_PAPER = Text(
    "登记簿里没有登记亲属关系的要填，并写在书面委托上", "where the register knows of none; it stands on the paper"
)
WHO = Text("本人来就不填", "left empty: the people themselves")
CODES = Text(
    "凭码到会的填，几个码用逗号分开；各人的码在会议页面上，本人登录后看得到",
    "by code only, several with commas; each reads their own on the page of the meeting, signed in",
)


THEMSELVES = Text(
    "有 {number} 个位置原来由代理人到会，本人来了：代理从这时起结束。",
    "{number} came themselves to a place that a proxy filled: the proxy has ended.",
)
FILLED = Text(
    "注意：有 {number} 个位置已经有人到会，没有再登记。",
    "Alert: {number} of the places were filled already, and nothing was entered for them.",
)
SENT_NOBODY = Text(
    "本人说过没有委托别人到会：这个位置不能由代理人占。",
    "Whose place it is has said that they gave no proxy: nobody stands in for them here.",
)
OF_THE_DEAD = Text(
    "注意：登记到会的，有 {number} 个位置的人（或者代替到会的人）在开会以前已经去世，登记簿里有证明。",
    "Alert: entered as filled by or for people who had died before the meeting, as the register says by a certificate: "
    "{number}.",
)
BY_CODE_ALONE = Text(
    "本人说过没有到会：本人来了，凭本人的到会码登记。",
    "They have said that they were not there: come after all, they are let in by their own code.",
)


@dataclass(frozen=True, slots=True)
class ArrivalFacts:
    """`places` are keys of places on the roll, or names, with commas."""

    places: str = asked("谁到了", "who came", hint=SEVERAL, private=True, default="")
    how: str = asked("怎么来的", "how", choices=WAYS, default="door_list")
    person: str = asked("代替到会的人", "who came instead", hint=WHO, private=True, default="")
    said_kin: str = asked(
        "代理人是本人的", "the proxy is their", hint=KIN_ON_PAPER, choices=tuple(registry.CLOSE_KIN.items()),
        private=True, default="",
    )  # fmt: skip
    at: str = asked("到的时间", "time of coming", hint=AT, default="")
    proof: FileDigest | None = asked("委托书或签到表照片", "photograph of the proxy, or of the list", default=None)
    codes: str = asked("到会码", "codes", hint=CODES, private=True, default="")


@dataclass
class Judged:
    """Who fills a place from now on, and what the rules say against the others."""

    filled: list[Arrival] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@register
class Admit(OnMeeting[ArrivalFacts]):
    """People are in the room from this moment. Whoever stands in without a rule that allows it does not count: the
    report stands, with the rule named, and the place stays empty."""

    name = "meetings.admit"
    title = Text("登记到会", "record who came")
    kind = "report"
    facts_type = ArrivalFacts
    of_some = True

    def shows(self) -> str | None:
        """The list at the door is one; a proxy is given by one."""
        places = ",".join(map(str, self.keys)) if self.facts.how == PROXY else ""
        return f"{self.meeting.ref}/{places}"

    def shut(self) -> Text | None:
        return super().shut() or not_carried(self.meeting, self.call)

    @cached_property
    def wanted(self) -> list[RollPlace]:
        """The places named that are still empty, or that a proxy fills and whose they are come themselves.

        Raises:
            FactsError: when one is not on the roll, or was left after the time said; for a proxy of no name.
        """
        if not self.keys and self.facts.how == BY_CODE:
            raise unusable("codes", "请写到会码。", "Type the codes.")
        if not self.keys:
            raise not_on_the_roll("places", self.facts.places)
        if self.facts.how == PROXY and not self.facts.person.strip():
            raise unusable("person", "代理到会的，请写明是谁来代理。", "Of a proxy, say who came for them.")
        if any(stay.left_at and stay.left_at > self.at and stay.place in self.keys for stay in self.room.stays):
            raise unusable("at", "请按时间先后登记。", "Enter comings and goings in their order.")
        free = {row.entry_id for row in self.displaced}
        if any(row.came_at > self.at for row in self.displaced):
            raise unusable("at", "请按时间先后登记。", "Enter comings and goings in their order.")
        return [self.room.places[key] for key in self.keys if key not in self.here or key in free]

    @cached_property
    def keys(self) -> list[int]:
        """The places named, or those of the codes, each once."""
        if self.facts.how == BY_CODE:
            return list(self.coded)
        return list(dict.fromkeys(place_called("places", one, self.room) for one in listed(self.facts.places)))

    @cached_property
    def coded(self) -> dict[int, str]:
        """Who comes to which place by their code.

        Raises:
            FactsError: for a code that is nobody's at this meeting.
        """
        found = dict[int, str]()
        for typed in listed(self.facts.codes.replace("\n", ",")):
            who = come_by(self.room, typed)
            if who is None:
                raise unusable("codes", f"这次会议没有这个码：{typed}。", f"No code of this meeting: {typed}.")
            found[who[0]] = who[1]
        return found

    @cached_property
    def here(self) -> dict[int, Attendance]:
        """Who fills a place now."""
        return {row.entry_id: row for row in self.meeting.attendance.filter(left_at=None)}

    @cached_property
    def _filled(self) -> list[RollPlace]:
        """The places named that somebody fills."""
        return [self.room.places[key] for key in self.keys if key in self.here]

    @cached_property
    def displaced(self) -> list[Attendance]:
        """The proxies whose place somebody comes to themselves."""
        return [self.here[one.key] for one in self._filled if self._comes(one, self.here[one.key])]

    def _comes(self, place: RollPlace, there: Attendance) -> bool:
        """Whether somebody comes to their own place, which a proxy fills."""
        oneself = self.facts.how != PROXY and bool(place.person) and self._who(place) == place.person
        return there.how == PROXY and oneself

    @cached_property
    def judged(self) -> Judged:
        found = Judged()
        own, proxies = self._filled_already()
        members = frozenset(place.person for place in self.room.places.values())
        for place in self.wanted:
            arrival = self._arrival(place, own, proxies)
            against = [*objections_to(arrival, self.room.rules.session, members), *self._denied(arrival)]
            found.findings += against
            if not against:
                found.filled.append(arrival)
                (proxies if arrival.stands_in else own).append(arrival.person)
        return found

    def _denied(self, arrival: Arrival) -> Iterator[Finding]:
        """By their own hand they have said that they sent nobody, or were not there: that others ticked them once more
        bears out nothing. Of an evening on paper the signed list does, and is marked."""
        if arrival.stands_in and arrival.place.key in denied_by_themselves(self.meeting):
            yield Finding("proxy_denied", False, SENT_NOBODY)
        by_others = not arrival.stands_in and arrival.how != BY_CODE and not (self.entered_late and arrival.written)
        if by_others and (arrival.place.key, arrival.person) in self.absent:
            yield Finding("presence_denied", False, BY_CODE_ALONE)

    @cached_property
    def absent(self) -> frozenset[Came]:
        """Who has said by their own hand, of which place, that they were not there."""
        return denied_presence(self.meeting, by_own_hand=True)

    def _filled_already(self) -> tuple[list[str], list[str]]:
        """Everybody in the room from the hour said on: once for an own place, and for each place by proxy. Whoever
        comes stays from then on, so that an evening which is entered afterwards has nobody twice."""
        there = Q(left_at=None) | Q(left_at__gt=self.at)
        rows = list(self.meeting.attendance.filter(there, denied_on=None).values_list("person__number", "how"))
        return (
            [f"person:{number}" for number, how in rows if how != PROXY],
            [f"person:{number}" for number, how in rows if how == PROXY],
        )

    def _who(self, place: RollPlace) -> str:
        return self.coded.get(place.key, "") or self.facts.person.strip() or place.person

    @cached_property
    def rows(self) -> dict[str, int]:
        """The rows of everybody who came, in one query."""
        return registry.person_rows({self._who(place) for place in self.wanted})

    @cached_property
    def homes(self) -> dict[str, int | None]:
        """The household whose delegate somebody may be, of age on the record date as for every place on the roll: by
        what is known now, or where it is entered on a later day, was then."""
        who = {self._who(place) for place in self.wanted if place.by_household}
        roll, at = self.meeting.roll_id, self.call.at if self.call.day == self.room.day else self.at
        return doors_for(who, roll, at) if who and roll else {}

    def _arrival(self, place: RollPlace, own: list[str], proxies: list[str]) -> Arrival:
        person = self._who(place)
        if person not in self.rows:
            raise unusable("person", "请写明谁来了（person:p…）。", "Say who came (person:p...).")
        found = Arrival(
            place, person, self.facts.how, self.facts.proof is not None, own.count(person), proxies.count(person),
            self.room.day, self.meeting.community_code, self.homes.get(person), self.facts.said_kin,
        )  # fmt: skip
        if found.stands_in:
            return replace(found, how=PROXY)
        if found.how == PROXY:  # whoever comes for a household is one of it; nobody is their own proxy
            return replace(found, how="household_delegate" if place.by_household else "door_list")
        return found

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        if self.call.day < self.room.day:
            raise unusable("at", "还没到开会的日子。", "The day of the meeting has not come yet.")
        if not self.facts.at and evening_over(self.meeting, self.call.at):
            raise unusable("at", CAME_WHEN.zh, CAME_WHEN.en)
        return iter(self.judged.findings)

    def write(self) -> Outcome:
        proof = self.facts.proof.sha256 if self.facts.proof else ""
        rows = [
            Attendance(
                meeting=self.meeting,
                entry_id=one.place.key,
                person_id=self.rows[one.person],
                how=one.how,
                came_at=self.at,
                proof_sha256=proof,
                admitted_by=self.call.by,
                entered_in=self.call.ref,
            )
            for one in self.judged.filled
        ]
        came = {one.entry_id for one in rows}
        gone = [row for row in self.displaced if row.entry_id in came]
        for row in gone:
            end(row, self.at)
        Attendance.objects.bulk_update(gone, ["left_at"])
        Attendance.objects.bulk_create(rows)
        marks = [*self.entered_late, *self.late_kin, *self._said_to_be_kin(), *self._of_filled(len(gone)),
                 *self._said_before(), *self._keeper(), *self._of_the_dead(),
                 *marks_of_arrivals(self.meeting, rows)]  # fmt: skip
        filled = filled_now(self.meeting, rows)
        return Outcome(self.meeting.ref, {"came": len(rows)}, findings=marks, consequences=filled)

    def _said_before(self) -> Iterator[Finding]:
        by_others = [one for one in self.judged.filled if one.how not in {PROXY, BY_CODE}]
        return said_before(self.meeting, [(one.place.key, one.person) for one in by_others])

    def _keeper(self) -> Iterator[Finding]:
        if number := sum(one.stands_in and one.person == self.call.by for one in self.judged.filled):
            yield Finding("keeper_stands_in", False, KEEPER.fill(number=number), actual=str(number))

    def _of_the_dead(self) -> Iterator[Finding]:
        """Whoever is ticked at the door, or sent somebody, lived that day. No bar: a death can be entered wrongly."""
        dead = deaths_before(self.meeting.roll_id, self.room.day) if self.judged.filled else frozenset[str]()
        number = sum(not dead.isdisjoint({one.person, one.place.person}) for one in self.judged.filled)
        if number:
            yield Finding("dead_admitted", False, OF_THE_DEAD.fill(number=number), actual=str(number))

    def _of_filled(self, gone: int) -> Iterator[Finding]:
        """What came of places that somebody filled before: told, never dropped."""
        if gone:
            yield Finding(INSTEAD, True, THEMSELVES.fill(number=gone), actual=str(gone))
        if number := len(self._filled) - len(self.displaced):
            yield Finding("filled_before", False, FILLED.fill(number=number), actual=str(number))

    def _said_to_be_kin(self) -> Iterator[Finding]:
        """A mark and no bar, as for a proxy in an election: few have their kinship in the register."""
        rule = self.room.rules.session.proxy
        if rule and rule.who == "close_relative" and any(one.kin_on_paper for one in self.judged.filled):
            yield Finding("said_to_be_kin", False, ON_PAPER, rule.source)
