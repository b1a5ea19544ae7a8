"""Why a vote may be annulled: each ground is a fact that anybody can check, never a matter of liking the result."""

from collections.abc import Iterable, Mapping

from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SAMPLE, PAPER, QUESTION = "sample", "paper", "question"
GROUNDS: Mapping[str, Text] = {
    SAMPLE: Text("回访中有人说自己没有投过票", "somebody who was asked back did not vote"),
    PAPER: Text("纸质票对不上数，无法计票", "the paper does not reconcile and cannot be counted"),
    QUESTION: Text("题目有误，还没有人投票", "the question is wrong, and nobody has voted yet"),
}


def only_the_paper(findings: Iterable[Finding]) -> bool:
    """Whether a count was refused because the sheets do not add up, and for nothing else: not because of who counted,
    not because of when, not because the figures cannot be."""
    wrong = [found.rule for found in findings if found.breach]
    return bool(wrong) and all(rule.startswith("paper_") for rule in wrong)


def standing_grounds(did_not_vote: int, paper_differs: bool, voted: int) -> frozenset[str]:
    """The grounds that the facts bear out. `paper_differs`: the sheets were counted and do not reconcile."""
    facts = {SAMPLE: did_not_vote > 0, PAPER: paper_differs, QUESTION: voted == 0}
    return frozenset(ground for ground, holds in facts.items() if holds)
