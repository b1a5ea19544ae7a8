"""What follows when somebody leaves a list of speakers: told before they do it, and with the entry."""

from sunward.kernel.text import Text
from sunward.meetings.models import Meeting

BEFORE = Text(
    "名单上的序号留着，人不算在内：抽签时跳过，推荐的位子让给别人。",
    "The number stays on the list, without them: lots pass it over, and a place by nomination is free for others.",
)
THROWN = Text(
    "抽签的数已经掷过：抽签不改，也不补人。抽中的，不再等您发言，会议记录写明是本人退出，不算缺席。",
    "Numbers for the draw had been thrown: it is not changed, and nobody moves up. If the number is drawn, nobody "
    "waits for them to speak; the record says that they left by their own word, which is no absence.",
)


def numbers_thrown(meeting: Meeting) -> bool:
    return meeting.throws.exists()


def what_follows(meeting: Meeting) -> Text:
    return THROWN if numbers_thrown(meeting) else BEFORE
