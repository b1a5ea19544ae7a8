"""Whether strikes from a roll that the register does not bear out decide a vote by it: told with its result."""

from collections.abc import Callable

from sunward.ballots.models import Vote
from sunward.ballots.roll.striking import struck_for
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

Turned = Callable[[Ref, str, int], bool]
_TURNED: dict[str, Turned] = {}
BY_STRIKES = Text(
    "注意：异议期满以后，从名册上划去了 {struck} 个名额，登记簿没有印证；算上他们，结果或者参加人数够不够就可能不同。",
    "Alert: struck from the roll after the days for objections, without the register: {struck}. With them counted, the"
    " result, or whether enough took part, could be otherwise.",
)


def bind(kind: str, turned: Turned) -> None:
    """Say whether so many more on the roll could turn a vote about one type of subject: the thresholds are known above
    here; `config/wiring.py` does."""
    _TURNED[kind] = turned


def marks_of_strikes(vote: str) -> list[Finding]:
    """An alert on the result of a vote, and no bar: otherwise a strike would stop the result that it did not turn."""
    row = Vote.objects.select_related("roll").get(number=vote)
    turned, struck = _TURNED.get(row.about_type), struck_for(row)
    if turned is None or not struck or not turned(row.about, row.number, struck):
        return []
    said = BY_STRIKES.fill(struck=struck)
    return [Finding("strikes_decide", False, said, row.roll.source, actual=str(struck))]
