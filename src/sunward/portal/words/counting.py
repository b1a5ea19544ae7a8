"""What is said of the counts of a vote that nobody has confirmed: whose turn it is, by name; what is counted anew."""

from collections.abc import Iterator, Sequence
from typing import Any

from sunward.ballots import queries as ballots
from sunward.ballots.queries import CountUnderWay
from sunward.kernel.text import Text
from sunward.registry import queries as registry

SECOND = Text(
    "{zh}：等第二名计票人{who}说自己数出多少", "{en}: {who}, the second counter, has to say what they counted"
)
THIRD = Text(
    "{zh}：等第三人核对，{first}、{second}以外的人", "{en}: a third person has to count, neither {first} nor {second}"
)
ANEW = Text("{zh}：数出的不一样，要重新计票", "{en}: somebody counted otherwise; it is to be counted anew")


SINCE = {
    "confirmed": Text(
        "后来重新清点，对上了数，并由第三人核对", "counted anew since: it added up, and a third person confirmed it"
    ),
    "two": Text("后来由两人重新清点，对上了数", "counted anew since, by two: it added up"),
}
OFF = frozenset({"paper_printed", "paper_issued", "paper_marks", "paper_differs"})


def with_recount(proofs: dict[str, Any], vote: str) -> dict[str, Any]:
    """Beside what did not add up, that it was counted since so that it does. One query, none without such a mark."""
    if all(mark["rule"] not in OFF for mark in proofs["marks"]):
        return proofs
    since = SINCE.get(ballots.adds_up_since(vote))
    marks = [mark | {"since": since} if mark["rule"] in OFF else mark for mark in proofs["marks"]]
    return proofs | {"marks": marks}


def counts_said(counts: Sequence[CountUnderWay]) -> Iterator[Text]:
    """A line for each, for whoever may count."""
    people = [person for one in counts for person in (one.counted_by, one.counted_with)]
    names = registry.names_of(people) if people else {}
    for one in counts:
        channel = ballots.channel_name(one.channel)
        said = ANEW if one.anew else THIRD if one.seconded else SECOND
        yield said.fill(
            zh=channel.zh, en=channel.en, who=names[one.counted_with], first=names[one.counted_by],
            second=names[one.counted_with],
        )  # fmt: skip
