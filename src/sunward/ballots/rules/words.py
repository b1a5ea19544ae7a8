"""What the ways of asking a question, and the answers to the plainest one, are called: here and on every page."""

from collections.abc import Mapping

from sunward.kernel.text import Text

CHOICES: Mapping[str, Text] = {
    "for": Text("赞成", "for"),
    "against": Text("反对", "against"),
    "abstain": Text("弃权", "abstain"),
}
METHODS: Mapping[str, Text] = {
    "yes_no": Text("赞成、反对或弃权", "for, against or abstain"),
    "one_of": Text("从几项里选一项", "one of several"),
    "several_of": Text("从几项里选若干项", "several of many"),
    "approval": Text("同意的都可以选", "every choice one approves of"),
    "election": Text("选举", "an election"),
    "run_off": Text("另行选举", "a run-off"),
}
