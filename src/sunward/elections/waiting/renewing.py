"""Bodies whose terms end: by when a whole election is called at the latest, and whether anybody has called it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sunward.charter.engine import Charter, Duration, ElectionRules
from sunward.charter.queries import NoCharter, charter_of
from sunward.elections.book import DAYS_TO_NOMINATE, NOMINATING, before, rules_of
from sunward.elections.models import Contest
from sunward.elections.office.terms import days_before_the_end
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import body_of
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Renewal:
    """A body some of whose terms end, the first of them on `ends`, and no election of those posts was called. Called
    on `due` there is just time for all that the rules ask for before the voting day."""

    body: str
    posts: tuple[str, ...]
    ends: date
    due: date
    source: str


def uncalled(community: str, on: date, ahead: timedelta) -> list[Renewal]:
    """Those whose terms end within so many days, or ended: for a year, and while nobody is in office. Three queries."""
    try:
        book = charter_of(community, on)
    except NoCharter:
        return []
    rules = {body: found for body in book.elections if _grants(found := rules_of(body, community, on))}
    ends = registry.ends_of_terms(rules, community, on - LOOKED_BACK, on) if rules else {}
    open_ends = {post: day for post, day in ends.items() if day <= on + ahead}
    waiting = _not_called(open_ends, community, on) if open_ends else {}
    return [_renewal(book, rules[body], posts) for body, posts in _by_body(waiting).items()]


def _grants(rules: ElectionRules) -> bool:
    """Whether the call would be let through."""
    return bool(rules.voters and rules.ballot and rules.elected)


def _not_called(ends: Mapping[str, date], community: str, on: date) -> dict[str, date]:
    """Without those whose election was called: of all seats around the end of the term, or of vacant ones after it.
    One that was called and came to nothing is overdue itself for a year, and then counts as none."""
    early = days_before_the_end(community, on).length
    since = max(before(min(ends.values()), early), on - LOOKED_BACK)
    rows = Contest.objects.filter(
        election__community_code=community, post__in=ends, election__voting_day__gte=since
    ).select_related("election")
    called = {
        row.post
        for row in rows
        if row.election.voting_day > before(ends[row.post], None if row.election.fills_vacancies else early)
    }
    return {post: day for post, day in ends.items() if post not in called}


def _by_body(ends: Mapping[str, date]) -> dict[str, dict[str, date]]:
    found: dict[str, dict[str, date]] = {}
    for post, day in ends.items():
        found.setdefault(body_of(post), {})[post] = day
    return found


def _renewal(book: Charter, rules: ElectionRules, posts: Mapping[str, date]) -> Renewal:
    ends = min(posts.values())
    due, source = ends, rules.voters.source if rules.voters else ""
    # The roll hangs while people nominate, and the list after that: whichever of the two takes longer.
    for needed in (_longest(ends, rules, book), Duration(_notice(book, rules))):
        due = before(due, needed)
    return Renewal(rules.key, tuple(sorted(posts)), ends, due, source)


def _longest(ends: date, rules: ElectionRules, book: Charter) -> Duration:
    hangs = before(ends, rules.voter_list.posted_before if rules.voter_list else None)
    listed = before(ends, rules.candidates.posted_before if rules.candidates else None)
    named = before(listed, _nominating(book))
    return Duration((ends - min(hangs, named)).days)


def _nominating(book: Charter) -> Duration:
    said = book.parameters.get(NOMINATING)
    return said.value if said and isinstance(said.value, Duration) else Duration(DAYS_TO_NOMINATE)


def _notice(book: Charter, rules: ElectionRules) -> int:
    """How long before the meeting that chooses the election committee its notice goes out: of the bodies that may
    choose it, the one that is called soonest."""
    made_by: Iterable[str] = rules.committee.made_by if rules.committee else ()
    return min((max(_days(book, body), default=0) for body in made_by), default=0)


def _days(book: Charter, body: str) -> Iterator[int]:
    found = book.bodies.get(body)
    yield from (one.days for one in found.rules.notices if not one.unconfirmed) if found else ()
