"""What the waiting payments of a list wait for next, in a fixed number of queries.

A hint for lists, by the rules of the day and the sums that payments were tested on when asked for; the whole lock
stands on the payment's own page (`gate.conditions`).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Charter
from sunward.charter.engine.spending import NONE, Requires
from sunward.disclosure import queries as disclosure
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.money.models import Review, Signature
from sunward.money.queries.payments import PaymentRow
from sunward.money.rules.facts import ReviewFacts
from sunward.money.rules.handled import standing_vetoes
from sunward.money.rules.wording import phrase, said_day

REVIEWS = ("money.review_payment", "money.stand_in_review")
SIGN, RELEASE = "money.sign_payment", "money.release_payment"
VETOED, TO_REVIEW = Text("审核被否决", "the review was refused"), Text("等审核", "waits for the review")
TO_RELEASE = Text("等放行", "waits for its release")


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing a waiting payment waits for: the acts that would bring it, none where only a day does; `post`
    where it has to be that one."""

    said: Text
    acts: tuple[str, ...] = ()
    post: str = ""


def waits(community: str, rows: Sequence[PaymentRow], on: date) -> Mapping[str, Text]:
    """The next thing each waiting payment waits for, in words, by number. Five queries; none when nothing waits.

    Raises:
        NoCharter: when no rule book is in force.
    """
    return {number: step.said for number, step in next_steps(community, rows, on).items()}


def next_steps(community: str, rows: Sequence[PaymentRow], on: date) -> Mapping[str, Step]:
    """The same with who may bring it.

    Raises:
        NoCharter: when no rule book is in force.
    """
    waiting = [row for row in rows if row.state == "waiting"]
    if not waiting:
        return {}
    book = charter.charter_of(community, on)
    reviews, signed = _reviews(waiting), _signed(waiting)
    posted = _posting_ends(waiting, book, on)
    return {
        row.number: _by_hand(_requires(book, row), reviews[row.number], signed[row.number])
        or (Step(posted[row.decision]) if row.decision in posted else Step(TO_RELEASE, (RELEASE,)))
        for row in waiting
    }


def _requires(book: Charter, row: PaymentRow) -> Requires:
    spending = book.spending
    if row.urgent:
        return Requires(NONE, NONE, spending.urgent.signatures if spending.urgent else (), None, False)
    tier = spending.tier(row.tested_sum)
    return tier.requires if tier else Requires(NONE, NONE, (), None, False)


def _reviews(rows: Sequence[PaymentRow]) -> defaultdict[str, list[ReviewFacts]]:
    found: defaultdict[str, list[ReviewFacts]] = defaultdict(list)
    given = Review.objects.filter(payment__number__in=[row.number for row in rows]).order_by("id")
    for number, by, outcome in given.values_list("payment__number", "by", "outcome"):
        found[number].append(ReviewFacts(by, outcome))
    return found


def _signed(rows: Sequence[PaymentRow]) -> Counter[str]:
    given = Signature.objects.filter(payment__number__in=[row.number for row in rows])
    return Counter(given.values_list("payment__number", flat=True))


def _by_hand(requires: Requires, reviews: Sequence[ReviewFacts], signed: int) -> Step | None:
    """What somebody has to do."""
    if standing_vetoes(reviews):
        return Step(VETOED, REVIEWS)
    if requires.review != NONE and not reviews:
        return Step(TO_REVIEW, REVIEWS)
    if signed < len(requires.signatures):
        said = phrase("等第 {place} 个签字", "waits for signature {place}", place=signed + 1)
        return Step(said, (SIGN,), requires.signatures[signed])
    return None


def _posting_ends(rows: Sequence[PaymentRow], book: Charter, on: date) -> Mapping[str, Text]:
    """Until when the decisions behind these payments must still hang, by decision."""
    times = {row.decision: posting for row in rows if (posting := _requires(book, row).posting) and row.decision}
    posted = disclosure.postings_of([Ref("decision", number) for number in times], on, "resolutions") if times else {}
    ends = {ref.id: charter.time_to_act(posting.state.up_from, times[ref.id]) for ref, posting in posted.items()}
    running = {number: end for number, end in ends.items() if on <= end}
    whole = {ref.id for ref, posting in posted.items() if posting.whole}
    missing = {number: Text("等决定公示", "waits for the posting of its decision") for number in times.keys() - whole}
    return {
        number: phrase("公示到{day}", "posting ends {day}", day=said_day(end)) for number, end in running.items()
    } | missing
