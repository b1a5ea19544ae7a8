"""Whether strikes from a roll, or places added to it, that the register does not bear out decide a vote by it, or votes
that are in doubt: told with its result."""

from collections.abc import Callable, Iterator, Mapping

from sunward.ballots.counting.figures import figures_of
from sunward.ballots.models import Vote
from sunward.ballots.roll.striking import added_for, struck_for
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

Turned = Callable[[Ref, str, int], bool]
Swings = Callable[[Ref, str, Mapping[str, int], int], bool]
_TURNED: dict[str, Turned] = {}
_SWINGS: dict[str, Swings] = {}
BY_STRIKES = Text(
    "注意：异议期满以后，从名册上划去了 {struck} 个名额，登记簿没有印证；算上他们，结果或者参加人数够不够就可能不同。",
    "Alert: struck from the roll after the days for objections, without the register: {struck}. With them counted, the"
    " result, or whether enough took part, could be otherwise.",
)
BY_ADDS = Text(
    "注意：异议期满以后，名册上补了 {added} 个名额，登记簿没有印证；没有他们的票，结果就可能不同。",
    "Alert: added to the roll after the days for objections, without the register: {added}. Without their votes the "
    "result could be otherwise.",
)


def bind(kind: str, turned: Turned, swings: Swings) -> None:
    """Say whether so many more on the roll could turn a vote about one type of subject, and whether it could end
    otherwise without the votes that are taken off, by choice, and with so many cast any way instead: the thresholds are
    known above here; `config/wiring.py` does."""
    _TURNED[kind], _SWINGS[kind] = turned, swings


def swings(vote: Vote, taken: Mapping[str, int], more: int) -> bool:
    """Whether a counted vote could end otherwise: see `bind`. Where no thresholds are known, whether another choice
    could lead."""
    by_rule = _SWINGS.get(vote.about_type)
    if by_rule:
        return by_rule(vote.about, vote.number, taken, more)
    chosen = figures_of(vote).chosen
    return len({_leading(each) for each in (chosen, *swung(chosen, taken, more))}) > 1


def swung(chosen: Mapping[str, int], taken: Mapping[str, int], more: int) -> Iterator[dict[str, int]]:
    """The votes for each choice without those taken off, and with all the others cast for one."""
    bare = {key: number - taken.get(key, 0) for key, number in chosen.items()}
    yield bare
    for key, number in bare.items():
        yield bare | {key: number + more}


def _leading(chosen: Mapping[str, int]) -> frozenset[str]:
    most = max(chosen.values(), default=0)
    return frozenset(key for key, number in chosen.items() if number == most)


def marks_of_corrections(vote: str) -> list[Finding]:
    """Alerts on the result of a vote, and no bar: otherwise a strike would stop the result that it did not turn."""
    row = Vote.objects.select_related("roll").get(number=vote)
    return [*_of_strikes(row), *_of_adds(row)]


def _of_adds(row: Vote) -> list[Finding]:
    """Nobody knows how they voted: each choice is looked at without so many of its votes."""
    if not (added := added_for(row)):
        return []
    chosen = figures_of(row).chosen
    if not any(swings(row, {key: min(added, votes)}, 0) for key, votes in chosen.items()):
        return []
    return [Finding("adds_decide", False, BY_ADDS.fill(added=added), row.roll.source, actual=str(added))]


def _of_strikes(row: Vote) -> list[Finding]:
    turned, struck = _TURNED.get(row.about_type), struck_for(row)
    if turned is None or not struck or not turned(row.about, row.number, struck):
        return []
    said = BY_STRIKES.fill(struck=struck)
    return [Finding("strikes_decide", False, said, row.roll.source, actual=str(struck))]
