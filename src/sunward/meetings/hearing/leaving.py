"""What follows when somebody leaves a list of speakers, told before they do it and with the entry; and from when on
nothing changes whom a draw can choose."""

from sunward.kernel.text import Text
from sunward.meetings.models import Meeting, Throw

BEFORE = Text(
    "名单上的序号留着，人不算在内：抽签时跳过，推荐的位子让给别人。",
    "The number stays on the list, without them: lots pass it over, and a place by nomination is free for others.",
)
THROWN = Text(
    "抽签的数已经掷过：抽签不改，也不补人。抽中的，不再等您发言，会议记录写明是本人退出，不算缺席。",
    "Numbers for the draw had been thrown: it is not changed, and nobody moves up. If the number is drawn, nobody "
    "waits for them to speak; the record says that they left by their own word, which is no absence.",
)


def numbers_thrown(meeting: Meeting) -> Throw | None:
    """The first that were: from then on everybody can work out who is drawn, and whoever were still taken off the list,
    or put back on it, would choose who moves up. Whether or not those numbers are the ones that count."""
    return meeting.throws.order_by("pk").first()


def what_follows(meeting: Meeting) -> Text:
    return THROWN if numbers_thrown(meeting) else BEFORE
