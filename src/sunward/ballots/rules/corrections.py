"""What a roll is corrected for."""

from sunward.kernel.text import Text

ADD = "add"
CHANGES = ((ADD, Text("补上", "add")), ("strike", Text("划去", "strike")))
REASONS = (
    ("left_out", Text("编制时遗漏", "left out when it was drawn up")),
    ("entered_wrongly", Text("登记有误", "the register was wrong")),
    ("moved_away_before", Text("截止日前已搬走", "had moved away before the record date")),
    ("died", Text("已去世", "has died")),
    ("listed_twice", Text("重复登记", "listed twice")),
    ("rights_lost", Text("依照法律被剥夺政治权利", "deprived of political rights by law")),
    ("objection_upheld", Text("异议成立", "an objection was upheld")),
    ("struck_wrongly", Text("划错了，恢复", "was struck wrongly, and is put back")),
    ("departure_undone", Text("误登记为离开，已撤销", "was entered as gone wrongly, and that was taken back")),
    ("other", Text("其他（写明）", "another reason, in words")),
)
# What can come about after the days for objections.
UPHELD, UNDONE, TWICE = "objection_upheld", "departure_undone", "listed_twice"
LATER_FACTS = frozenset({"died", "rights_lost", "struck_wrongly", UPHELD, UNDONE})
# Reasons with a direction: a death puts nobody on a roll, and whoever was left out is not struck for it.
ONLY = {
    "left_out": "add", "struck_wrongly": "add", UNDONE: "add",
    "moved_away_before": "strike", "died": "strike", "listed_twice": "strike", "rights_lost": "strike",
}  # fmt: skip
# What the register itself has to bear out.
OF_THE_REGISTER = frozenset({"entered_wrongly", "moved_away_before", "died", "rights_lost"})
# Strikes that a departure brings, and that its undoing takes back.
BY_DEPARTURE = OF_THE_REGISTER - {"rights_lost"}
