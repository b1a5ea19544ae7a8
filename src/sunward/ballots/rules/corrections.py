"""What a roll is corrected for."""

from sunward.kernel.text import Text

ADD, STRIKE = "add", "strike"
CHANGES = ((ADD, Text("补上", "add")), (STRIKE, Text("划去", "strike")))
# What can come about after the days for objections, and what needs a second place on the roll.
UPHELD, UNDONE, TWICE = "objection_upheld", "departure_undone", "listed_twice"
REASONS = (
    ("left_out", Text("编制时遗漏", "left out when it was drawn up")),
    ("entered_wrongly", Text("登记有误", "the register was wrong")),
    ("moved_away_before", Text("截止日前已搬走", "had moved away before the record date")),
    ("died", Text("已去世", "has died")),
    (TWICE, Text("重复登记", "listed twice")),
    ("rights_lost", Text("依照法律被剥夺政治权利", "deprived of political rights by law")),
    (UPHELD, Text("异议成立", "an objection was upheld")),
    ("struck_wrongly", Text("划错了，恢复", "was struck wrongly, and is put back")),
    (
        UNDONE,
        Text(
            "误登记为离开、搬来或者误改了登记，已撤销",
            "was entered as gone, as moved or otherwise wrongly, and that was taken back",
        ),
    ),
    ("other", Text("其他（写明）", "another reason, in words")),
)
LATER_FACTS = frozenset({"died", "rights_lost", "struck_wrongly", UPHELD, UNDONE})
# Reasons with a direction, for whoever chooses one: a death puts nobody on a roll, and whoever was left out is not
# struck for it.
ONLY = {
    "left_out": "add", "struck_wrongly": "add", UNDONE: "add",
    "moved_away_before": "strike", "died": "strike", TWICE: "strike", "rights_lost": "strike",
}  # fmt: skip
# Strikes that a departure brings, and that its undoing takes back.
BY_DEPARTURE = frozenset({"entered_wrongly", "moved_away_before", "died"})
# Strikes that the register may have borne out by nothing but an entry that was taken back since, which does not take
# them back: another reason than the register's stands in them, or none is left to take back.
ASKED_AGAIN = frozenset({"other", UPHELD, UNDONE})

# Of a weight: it is never typed, for it is what the register gives on the roll's day.
REWEIGH = Text("更正面积", "put an area right")
WEIGHT_REASONS = (
    ("area_as_in_title", Text("面积以不动产权证书为准", "the area as in the title")),
    ("ownership_wrong", Text("登记的业主有误，已经更正", "the ownership was recorded wrongly, and was put right")),
)
