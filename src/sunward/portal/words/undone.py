"""What a clerk had entered for somebody who wanted none of it, in words for the page of the meeting."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from sunward.kernel.templatetags.sunward import civil_date
from sunward.kernel.text import Text
from sunward.meetings.queries import UndoneEntry

CALL = Text("召集", "The call")
END = Text("散会（休会）", "The end of the session")
SIGNATURE = Text("签字", "A signature")
WHAT: Mapping[str, Text] = {
    "meetings.convene_on_petition": CALL,
    "meetings.call_again": CALL,
    "decisions.call_hearing_on_petition": CALL,
    "meetings.close_session": END,
    "meetings.adjourn": END,
    "meetings.put_to_vote": Text("付诸表决", "The question put to the vote"),
    "meetings.take_back_exclusion": Text("撤回的回避", "The return of somebody who had stepped aside"),
    "meetings.close_speakers_list": Text("名单的截止", "The close of the list of speakers"),
    "meetings.draft_minutes": Text("会议记录的草稿", "The draft of the minutes"),
    "meetings.record_statement": Text("一条发言", "A statement"),
    "meetings.state_opinion": Text("一条意见", "An opinion"),
    "meetings.correct_minutes": Text("要求的一条更正", "A correction asked for"),
    "meetings.answer_correction": Text("对更正的一条答复", "An answer to a correction"),
    "meetings.sign_minutes": SIGNATURE,
    "meetings.sign_hearing_record": SIGNATURE,
}
GONE = Text(
    "{what}不算数：服务台代办的，本人没有要求过，异议已经查实。",
    "{what} does not count: a clerk had entered it at the desk for somebody who had not asked for it.",
)
LATE = Text(
    "{what}是服务台代办的，本人没有要求过；发现得晚，仍算数。",
    "{what} was entered by a clerk for somebody who had not asked for it. It was found too late, and stays.",
)


def undone_shown(rows: Iterable[UndoneEntry]) -> Iterator[dict[str, Any]]:
    """A line for each, with its day."""
    for one in rows:
        what, text = WHAT.get(one.act, Text.of(one.act)), LATE if one.late else GONE
        words = Text(text.zh.format(what=what.zh), text.en.format(what=what.en))
        yield {"label": _("Found on %(day)s") % {"day": civil_date(one.undone_on)}, "value": str(words)}
