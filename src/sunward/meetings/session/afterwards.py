"""An evening that was held on paper because the power was cut: what an effect asks that is entered on a later day."""

from collections.abc import Collection, Iterator
from datetime import date

from sunward.ballots.queries import BY_PEOPLE, ENTERED_UNTIL
from sunward.charter import queries as charter
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.session.room import Room

THEN = Text(
    "停电那晚在纸上办的，第二天起三天内（放假的，到上班那天）补记时填当时的时间，如 19:45；当场办的不填。",
    "For an evening held on paper without power: the hour it was then, such as 19:45, entered within three days from "
    "the next day on, or when the desk opens after the holidays. Empty: now.",
)
LIST = Text("补记时必须有：签了字的纸质名单的照片", "Needed when entered afterwards: the signed list on paper")
TONIGHT = Text(
    "会议当天就当场办，不填时间；补记从第二天起。",
    "On the day of the meeting it is done now, without an hour; it is entered afterwards from the next day on.",
)
NEXT_DAY = Text("开会的日子已经过去。", "The day of the meeting is over.")
SIGNED = Text("附上签了字的纸质名单的照片。", "A photograph of the signed list on paper is added.")
NOT_SIGNED = Text("没有附上签了字的纸质名单的照片。", "The photograph of the signed list on paper is missing.")
BY_PAPER = Text(
    "补记的表决只能是举手、点名或者纸质票，不写截止时间：没有电，别的渠道当时开不了。",
    "What is entered afterwards was voted on by hands, roll call or paper, and has no closing hour: without power no "
    "other channel was open.",
)
TOLD = Text("通知和议程在开会以前就已登记。", "Notice and agenda had been entered before the meeting began.")
UNTOLD = Text(
    "通知或者议程是开会以后才登记的：补记的表决以开会时已有的通知和议程为准。",
    "Notice or agenda was entered after the meeting: what is entered afterwards goes by those that were there before.",
)


def entered_afterwards(room: Room, on: date, proof: FileDigest | None) -> Iterator[Finding]:
    """What every effect is asked that took place in a room without power and is entered later. All bars: the days
    pass by themselves, and whoever kept the evening on paper has the paper."""
    over, last = on > room.day, charter.last_day_to_enter(room.day)
    yield Finding("afterwards", over, NEXT_DAY if over else TONIGHT)
    yield Finding("entered_in_time", on <= last, ENTERED_UNTIL.fill(last=last), required=f"<= {last}", actual=str(on))
    yield Finding.either("signed_list", proof is not None, SIGNED, NOT_SIGNED)


def put_on_paper(room: Room, item: AgendaItem, channels: Collection[str], closes_at: str) -> Iterator[Finding]:
    """A question that was put without power goes by what people had been told before, and leaves nobody a vote who
    had none in the room."""
    on_paper = not closes_at and BY_PEOPLE.issuperset(channels)
    yield Finding("on_paper", on_paper, BY_PAPER, actual=", ".join(channels))
    told = room.noticed_on(item)
    before = told is not None and max(told, item.added_on) <= room.day
    yield Finding("told_before", before, TOLD if before else UNTOLD, actual=str(told or ""))
