"""What the report of a step says: typed by whoever enters it, or told by a meeting in the record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sunward.charter.engine.vocabulary import STEPS
from sunward.kernel.facts import NO_NAMES, asked
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

OUTCOMES = (("adopted", Text("通过", "adopted")), ("not_adopted", Text("未通过", "not adopted")))
YES_NO = (("yes", Text("是", "yes")), ("no", Text("否", "no")))
STEP_CHOICES = tuple((key, Text(title.zh, title.en)) for key, title in STEPS.items())
COUNTS = Text(
    "例如 {“representatives”: {“entitled”: 57, “present”: 50, “for”: 41}}；"
    "业主的面积写在 owners_area，单位是百分之一平方米",
    "for example {“representatives”: {“entitled”: 57, “present”: 50, “for”: 41}}; floor area of the owners under "
    "owners_area, in hundredths of a square metre",
)
PLANNED_BODY = Text("不填就是程序规定的机构", "left empty: the body that the procedure names")
ASKED_FOR_HEARING = Text(
    "规则册要求先听证、或者联名要求听证的事项，决议要引用",
    "a resolution cites it where the rules, or enough people, ask for a hearing first",
)
AUTHORISED = Text(
    "只在决定权属于居民（村民）会议或成员大会、由它授权本机构决定时填；不填就是事项上写的",
    "only where the assembly has to decide and handed it over to this body; left empty: the one that the matter names",
)
MATTER_AMOUNT = Text(
    "不填就是事项的预计金额；更正时不填，标题、内容和金额都照原来的",
    "left empty: the matter's expected cost; in a correction title, words and amount left empty are as they stood",
)


@dataclass(frozen=True, slots=True)
class StepFacts:
    step: str = asked("哪一步", "which step", choices=STEP_CHOICES)
    held_on: date = asked("开会（办理）的日子", "day it was held")
    body: str = asked("哪个机构", "by which body", hint=PLANNED_BODY, most=60, default="")
    notice_on: date | None = asked("发出通知的日子（没有通知就不填）", "day of the notice (empty: none)", default=None)
    called_by: str = asked("由谁召集", "called by", most=60, default="")
    petition: dict[str, Any] | None = asked("联名人数", "signatures of a petition", default=None)
    authorised_by: str = asked(
        "授权的决定（编号）",
        "the decision that authorised this body (its number)",
        hint=AUTHORISED,
        most=40,
        default="",
    )
    agenda_fixed_on: date | None = asked("议程确定的日子", "day the agenda was fixed", default=None)
    agenda_includes_matter: str = asked("议程里有这件事", "the agenda includes it", choices=YES_NO, default="")
    counts: dict[str, Any] | None = asked("应到、实到和票数", "attendance and votes", hint=COUNTS, default=None)
    outcome: str = asked("结果", "outcome", choices=OUTCOMES, default="adopted")
    title: str = asked("决议标题", "title of the resolution", default="")
    text: str = asked("决议内容", "what was resolved", hint=NO_NAMES, long=True, default="")
    authorised_amount: Decimal | None = asked("批准金额（元）", "yuan authorised", hint=MATTER_AMOUNT, default=None)
    hearing: str = asked(
        "引用的听证会编号", "number of the hearing it cites", hint=ASKED_FOR_HEARING, most=40, default=""
    )
    note: str = asked("记录", "note", hint=NO_NAMES, long=True, default="")
    minutes: FileDigest | None = asked("会议记录照片", "photograph of the minutes", default=None)
    corrects: str = asked("更正哪一份报告", "which report this corrects", default="")


@dataclass(frozen=True, slots=True)
class FormerFacts:
    """What older entries say instead of the decision that authorised the body."""

    authorised: bool = asked("居民（村民）会议或成员大会已授权", "the assembly authorised this body", default=False)


@dataclass(frozen=True, slots=True)
class FromMeeting(StepFacts):
    """What a meeting told by itself: these two are never asked for."""

    meeting: str = asked("来自哪次会议", "from which meeting", default="")
    vote: str = asked("来自哪次表决", "from which vote", default="")
