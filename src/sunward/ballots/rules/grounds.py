"""Why a vote may be annulled: each ground is a fact that anybody can check, never a matter of liking the result."""

from collections.abc import Mapping

from sunward.kernel.text import Text

GENERATED = frozenset({"contest", "recall"})  # their question follows from the post: nobody has worded it
SAMPLE, PAPER, DENIED, QUESTION = "sample", "paper", "denied", "question"
LEFT_OFF = "left_off"
GROUNDS: Mapping[str, Text] = {
    SAMPLE: Text("回访中有人说自己没有投过票", "somebody who was asked back did not vote"),
    PAPER: Text("两人清点，纸质票都对不上数", "two have counted the paper, and it does not add up"),
    DENIED: Text(
        "有人说点名时登记的不是本人的回答、没有被计入、没有委托代理人、没有到会，或者没有领过纸质票，人数足以改变结果",
        "answers of a roll call, proxies, sheets of paper or having been there are denied, or people were left out, "
        "enough to turn the result",
    ),
    LEFT_OFF: Text(
        "在世的候选人被误登记为去世，没有上选票", "a living candidate was left off the ballot by a wrong death entry"
    ),
    QUESTION: Text("题目有误，还没有人投票", "the question is wrong, and nobody has voted yet"),
}


def standing_grounds(
    did_not_vote: int, paper_differs: bool, denied: bool, question: bool, left_off: bool = False
) -> frozenset[str]:
    """The grounds that the facts bear out. `paper_differs`: two counted the sheets, which do not reconcile; `denied`:
    as many deny their answer as could turn the result; `question`: nobody has voted, and it was not taken back yet;
    `left_off`: somebody who lives is missing from the ballot as dead."""
    facts = {SAMPLE: did_not_vote > 0, PAPER: paper_differs, DENIED: denied, QUESTION: question, LEFT_OFF: left_off}
    return frozenset(ground for ground, holds in facts.items() if holds)
