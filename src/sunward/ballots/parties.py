"""Who has a stake of their own in a vote, and so neither counts it nor settles its result: whoever stands in it, and
whom the context above that put the question says it is about."""

from collections.abc import Callable

from sunward.ballots.models import Vote
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

Told = Callable[[Ref], frozenset[str]]
_TOLD: dict[str, Told] = {}
NOT_THEIRS = Text(
    "表决涉及的人不能核定这次表决，也不能宣布作废。", "Whoever a vote is about neither certifies nor annuls it."
)


def bind(kind: str, told: Told) -> None:
    """Say who is a party (`person:<number>`) to the votes about one type of subject; `config/wiring.py` does."""
    _TOLD[kind] = told


def parties_to(vote: Vote) -> frozenset[str]:
    """Candidates, and whom the vote is about."""
    numbers = vote.choices.filter(person__isnull=False).values_list("person__number", flat=True)
    told = _TOLD.get(vote.about_type)
    return frozenset(f"person:{number}" for number in numbers) | (told(vote.about) if told else frozenset())


def not_a_party(vote: Vote, person: str) -> Finding:
    return Finding("not_a_party", person not in parties_to(vote), NOT_THEIRS)
