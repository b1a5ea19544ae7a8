"""What the ways of asking a question, and the answers to the plainest one, are called: here and on every page."""

from collections.abc import Mapping

from sunward.kernel.text import Text

NOTHING_DECIDED = Text(
    "结果没有成立：三天里没有人核对举手或者点名的结果。什么都没有决定，既不是通过，也不是没通过；可以再次表决。",
    "Not established: for three days nobody confirmed the show of hands or the roll call. Nothing is decided, neither "
    "carried nor rejected; the question can be put again.",
)
NEVER_CONFIRMED = f"{NOTHING_DECIDED.zh} {NOTHING_DECIDED.en}"  # why such a vote was ended, as it is kept with it

# A question is kept in one wording for both languages; pages say in theirs that it is put a second time.
SECOND = "第二次表决 Second vote · "
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


def question_kept(kept: str | dict[str, str]) -> Text:
    """The question of a vote as minutes keep it: in both languages, in older ones as it was put."""
    return question_said(kept) if isinstance(kept, str) else Text.of(kept)


def question_said(question: str) -> Text:
    """A question as pages write it: as it was put, and of a second vote that it is one."""
    if not question.startswith(SECOND):
        return Text.of(question)
    put = question.removeprefix(SECOND)
    return Text(f"第二次表决：{put}", f"Second vote: {put}")
