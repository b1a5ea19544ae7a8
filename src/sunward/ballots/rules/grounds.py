"""Why a vote may be annulled: each ground is a fact that anybody can check, never a matter of liking the result."""

from collections.abc import Mapping

from sunward.kernel.text import Text

SAMPLE, PAPER, QUESTION = "sample", "paper", "question"
GROUNDS: Mapping[str, Text] = {
    SAMPLE: Text("回访中有人说自己没有投过票", "somebody who was asked back did not vote"),
    PAPER: Text("纸质票对不上数，无法计票", "the paper does not reconcile and cannot be counted"),
    QUESTION: Text("题目有误，还没有人投票", "the question is wrong, and nobody has voted yet"),
}


def standing_grounds(did_not_vote: int, paper_uncounted: bool, voted: int) -> frozenset[str]:
    """The grounds that the facts bear out. `paper_uncounted`: the vote is closed, sheets were handed out, and no
    count of them was accepted."""
    facts = {SAMPLE: did_not_vote > 0, PAPER: paper_uncounted, QUESTION: voted == 0}
    return frozenset(ground for ground, holds in facts.items() if holds)
