"""Tell people of the meeting: one channel at a time, each with its proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sunward.kernel.acts import Outcome, register
from sunward.kernel.facts import asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.calling.announced import not_named
from sunward.meetings.calling.forced import not_carried
from sunward.meetings.calling.reached import told_few, told_others
from sunward.meetings.models import Notice
from sunward.meetings.rules.channels import CHANNELS, FOR_ALL, OF_OFFICES
from sunward.meetings.rules.days import moment_on, noticed_on
from sunward.meetings.session.acting import OPENED, OnMeeting
from sunward.meetings.session.offtable import marks_of_withdrawn
from sunward.meetings.session.unread import told_of_unread
from sunward.meetings.session.unready import told_of_missing
from sunward.record import queries as record

NUMBERS = Text(
    "电话、短信由机构通知：号码在登记簿里。居民可以张贴、书面通知、上门。",
    "By telephone or message offices tell people: they have the numbers. Residents use posters, letters and visits.",
)
PROOF = Text(
    "张贴的照片、签收单、通话记录的照片。网页不用。", "A photograph of poster, signed list or calls; none for the page."
)  # fmt: skip
HOUR = Text(
    "如 9:30。今天的不填就是现在。当天列入过议程的，要写：贴出以后才列入的，这份通知上没有。",
    "Such as 9:30; empty for now, if it was today. Needed where an item was put on the agenda that day: what came "
    "after is not on the sheet.",
)
WHICH_HOUR = Text(
    "这一天列入过议程：写明几点贴出（送到）的，看得出上面有哪几项。",
    "An item was put on the agenda on that day: write at what time it was hung or given, so that it can be seen which "
    "items it names.",
)
# An agenda is typed in at once; nobody prints a sheet of half of it and hangs it meanwhile.
AT_ONCE = timedelta(minutes=10)
NO_HOUR = Text("请写成 9:30 这样的时间，不晚于现在。", "Write a time like 9:30, not later than now.")
NOTHING_ON_IT = Text("那时议程上还什么都没有。", "The agenda was still empty then.")
HOW_MANY = Text(
    "书面通知、上门、电话、短信的填；张贴和网页不填。不填的，或者不到名册一半的，会注明。",
    "For letters, visits, calls and messages; not for a poster or the page. Empty, or fewer than half of the roll, is "
    "marked.",
)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    channel: str = asked("用什么方式通知", "channel", choices=CHANNELS)
    given_on: date = asked(
        "哪天通知到的（贴出、送到、打通的日子）", "day on which people were told (posted, delivered, called)"
    )
    hour: str = asked("几点（贴出、送到的时间）", "time", hint=HOUR, most=20, default="")
    where: str = asked("地点或范围", "where, or to whom", most=200, default="")
    proof: FileDigest | None = asked("凭证", "proof", hint=PROOF, default=None)
    reached: int | None = asked("通知到多少人（户）", "how many it reached", hint=HOW_MANY, default=None)


@register
class GiveNotice(OnMeeting[NoticeFacts]):
    """The first notice to be entered fixes the agenda as of its own hour, for good: what it announced, no poster that
    is entered later takes away. The days of notice count from the day on which as many channels had been used and
    recorded as the charter asks for: an entry made afterwards gives nobody more time. Too few days are shown, and
    nothing can be decided then. One photograph proves one channel. Of a meeting that petitioners called themselves
    they give it themselves, and of one that was asked for whoever ends a silence: nobody lets it lapse by telling
    nobody."""

    name = "meetings.give_notice"
    title = Text("发出会议通知", "give notice of a meeting")
    kind = "report"
    facts_type = NoticeFacts
    of_some = True

    def took_place_on(self) -> date | None:
        return self.facts.given_on

    def shows(self) -> str | None:
        return f"{self.meeting.ref}/{self.facts.channel}"

    def shut(self) -> Text | None:
        return super().shut() or (OPENED if self.meeting.opened_at else None) or not_carried(self.meeting, self.call)

    @cached_property
    def given(self) -> list[date]:
        """The days since which each channel counts, this one among them."""
        known = self.meeting.notices.values_list("given_on", "recorded_on")
        return [*(max(days) for days in known), max(self.facts.given_on, self.call.day)]

    @cached_property
    def complete_on(self) -> date | None:
        return noticed_on(self.given, self.room.channels_wanted)

    @cached_property
    def given_at(self) -> datetime | None:
        """When people were told; None where only the day is known, and nothing hangs on the hour.

        Raises:
            FactsError: at `hour`, for what is no time, or one to come; and where it is left out though an item was put
                on that day after others: the sheet may have hung before it.
        """
        facts = self.facts
        if facts.channel == "page":
            return self.call.at
        if not facts.hour.strip():
            if self._items_that_day:
                raise unusable("hour", WHICH_HOUR.zh, WHICH_HOUR.en)
            return self.call.at if facts.given_on == self.call.day else None
        found = moment_on(facts.given_on, facts.hour)
        if found is None or found > self.call.at:
            raise unusable("hour", NO_HOUR.zh, NO_HOUR.en)
        if self._first_item and found < self._first_item.replace(second=0, microsecond=0):
            raise unusable("hour", NOTHING_ON_IT.zh, NOTHING_ON_IT.en)
        return found

    @cached_property
    def _first_item(self) -> datetime | None:
        """When the agenda had its first item; None where it came with the call."""
        hours = list(self.meeting.items.values_list("added_at", flat=True))
        return None if None in hours else min((hour for hour in hours if hour), default=None)

    @property
    def _called_at(self) -> datetime | None:
        """When the meeting was called, by its first entry: items that came with the call have no hour of their own."""
        return min((one.recorded_at for one in record.journal_of(self.meeting.ref)), default=None)

    @property
    def _items_that_day(self) -> bool:
        """Whether an item to be decided was put on that day a while after the agenda had others."""
        added = self.meeting.items.filter(to_decide=True, added_on=self.facts.given_on, added_at__isnull=False)
        first = self._first_item or self._called_at
        return (added.filter(added_at__gt=first + AT_ONCE) if first else added).exists()

    def judge(self) -> Iterator[Finding]:
        self.refuse_impossible()
        self._refuse_unproved()
        if self.facts.reached is not None and self.facts.reached < 1:
            raise unusable("reached", "至少写 1。", "At least 1.")
        if self.facts.channel in OF_OFFICES and not self.call.in_office:
            raise unusable("channel", NUMBERS.zh, NUMBERS.en)
        if self.facts.channel not in FOR_ALL:
            yield from told_others(self.meeting, self.facts.reached)
        if self.complete_on:
            yield from self.room.notice(self.complete_on)

    def _refuse_unproved(self) -> None:
        facts, today = self.facts, self.call.day
        if facts.given_on > today:
            raise unusable("given_on", "通知以后再登记。", "A notice is recorded after it was given.")
        if facts.given_on < self.meeting.convened_on:
            raise unusable("given_on", "那时会议还没有召集。", "The meeting had not been called by then.")
        if facts.channel == "page" and facts.given_on != today:
            raise unusable(
                "given_on", "网页从登记这一刻起才看得到。", "The page shows it from the moment of this entry."
            )
        if facts.channel != "page" and facts.proof is None:
            raise unusable("proof", "请附凭证照片。", "Add a photograph as proof.")
        if facts.proof and self.meeting.notices.filter(proof_sha256=facts.proof.sha256).exists():
            raise unusable(
                "proof", "这份凭证已经用于另一种方式。", "This proof has been used for another channel already."
            )
        if self.meeting.notices.filter(channel=facts.channel).exists():
            raise unusable("channel", "这种方式已经登记过。", "This channel has been recorded already.")
        if not self.meeting.items.exists():
            raise unusable("channel", "先列出议程，再发通知。", "First the agenda, then the notice.")
        self._refuse_hour()

    def _refuse_hour(self) -> None:
        """The hour is read before anything is written: what is no time is told at its field."""
        _read = self.given_at

    def write(self) -> Outcome:
        facts, proof = self.facts, self.facts.proof
        Notice.objects.create(
            meeting=self.meeting,
            channel=facts.channel,
            given_on=facts.given_on,
            given_at=self.given_at,
            recorded_on=self.call.day,
            proof_sha256=proof.sha256 if proof else "",
            proof_size=proof.size if proof else 0,
            proof_type=proof.type if proof else "",
            where=facts.where,
            reached=None if facts.channel in FOR_ALL else facts.reached,
        )
        if self.meeting.agenda_fixed_on is None:
            # what hung then did not name an item added later
            self.meeting.agenda_fixed_on, self.meeting.agenda_fixed_at = facts.given_on, self.given_at
        self.meeting.noticed_on = self.complete_on
        self.meeting.save(update_fields=["agenda_fixed_on", "agenda_fixed_at", "noticed_on"])
        put = list(self.meeting.items.filter(to_decide=True))
        late = [] if facts.channel == "page" else not_named(self.meeting, facts.given_on, self.given_at)
        few = told_few(self.meeting, self.room.channels_wanted)
        missing = [*told_of_missing(self.room, *put), *told_of_unread(self.meeting)]
        found = [*late, *marks_of_withdrawn(*put), *missing, *few]
        return Outcome(result=self.meeting.ref, public={"noticed_on": str(self.complete_on or "")}, findings=found)
