"""What a roll is corrected for."""

from dataclasses import dataclass

from sunward.kernel.text import Text

ADD, STRIKE = "add", "strike"
CHANGES = ((ADD, Text("补上", "add")), (STRIKE, Text("划去", "strike")))
UPHELD, UNDONE, TWICE = "objection_upheld", "departure_undone", "listed_twice"
OTHER, AGAIN, DIED, RIGHTS_LOST = "other", "struck_wrongly", "died", "rights_lost"


@dataclass(frozen=True, slots=True)
class Reason:
    """One of them. `only` is the change that it is for, where it is for one alone: a death puts nobody on a roll, and
    whoever was left out is not struck for it. `later`: it can come about after the days for objections. `paper` is what
    it needs a photograph of, and `proves` what that one bears out; of any other paper it is whose place it is."""

    code: str
    words: Text
    only: str = ""
    later: bool = False
    paper: Text | None = None
    proves: str = ""


REASONS = (
    Reason("left_out", Text("编制时遗漏", "left out when it was drawn up"), only=ADD),
    Reason("entered_wrongly", Text("登记有误", "the register was wrong")),
    Reason("moved_away_before", Text("截止日前已搬走", "had moved away before the record date"), only=STRIKE),
    Reason(DIED, Text("已去世", "has died"), only=STRIKE, later=True),
    Reason(TWICE, Text("重复登记", "listed twice"), only=STRIKE),
    Reason(
        RIGHTS_LOST,
        Text("依照法律被剥夺政治权利", "deprived of political rights by law"),
        only=STRIKE,
        later=True,
        paper=Text("判决书等文书", "the judgement, or another paper that says so"),
        proves="lost rights",
    ),
    Reason(UPHELD, Text("异议成立", "an objection was upheld"), later=True),
    Reason(AGAIN, Text("划错了，恢复", "was struck wrongly, and is put back"), only=ADD, later=True),
    Reason(
        UNDONE,
        Text(
            "误登记为离开、搬来或者误改了登记，已撤销",
            "was entered as gone, as moved or otherwise wrongly, and that was taken back",
        ),
        only=ADD,
        later=True,
    ),
    Reason(OTHER, Text("其他（写明）", "another reason, in words")),
)
NAMED = {one.code: one for one in REASONS}
REASON_WORDS = tuple((one.code, one.words) for one in REASONS)
# Strikes that a departure brings, and that its undoing takes back.
BY_DEPARTURE = frozenset({"entered_wrongly", "moved_away_before", DIED})
# Strikes that the register may have borne out by nothing but an entry that was taken back since, which does not take
# them back: another reason than the register's stands in them, or none is left to take back.
ASKED_AGAIN = frozenset({OTHER, UPHELD, UNDONE})

# Of a weight: it is never typed, for it is what the register gives on the roll's day.
REWEIGH = Text("更正面积", "put an area right")
WEIGHT_REASONS = (
    ("area_as_in_title", Text("面积以不动产权证书为准", "the area as in the title")),
    ("ownership_wrong", Text("登记的业主有误，已经更正", "the ownership was recorded wrongly, and was put right")),
)
