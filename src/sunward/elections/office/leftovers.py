"""What somebody who leaves an office owes: whose handover has to begin, and who receives what goes with the office."""

from collections.abc import Collection, Mapping
from datetime import date

from sunward.charter.queries import NoCharter, RulesOfThen, in_force_since
from sunward.elections.book import rules_of
from sunward.elections.models import Handover
from sunward.kernel.memo import remembered, remembering
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import body_of
from sunward.registry import queries as registry
from sunward.registry.queries import Term


def owes(post: str, community: str, on: date) -> bool:
    """Whether a rule says that whoever leaves this post hands something over."""
    try:
        rule = rules_of(body_of(post), community, on).handover
    except NoCharter:
        return False
    return rule is not None and post in rule.by


def unbegun(community: str, on: date, posts: Collection[str] = ()) -> list[Term]:
    """The terms that ended, of posts (those named, or all) with something to hand over by the rules of that day, whose
    handover nobody has begun. Whoever holds the post again from that day on owes nothing, nor does a term from before
    this was in use."""
    since = max(on - LOOKED_BACK, registry.community(community).founded_on)
    with remembering():  # the rules of several days are asked for
        known = posts or _posts_that_owe(community, since, on)
        found = registry.ended_terms(known, community, since, on) if known else []
        ended = [one for one in found if one.left_on and owes(one.post, community, one.left_on)]
    rows = Handover.objects.filter(appointment__in=[one.number for one in ended])
    begun = dict(rows.order_by("arose_on").values_list("appointment", "arose_on"))
    return [one for one in ended if not _begun(one, begun) and not _goes_on(one, community)]


def _begun(term: Term, begun: Mapping[str, date]) -> bool:
    """What was begun before the term ended counts as void: a death that was none, and the office went on."""
    last = begun.get(term.number)
    return last is not None and (term.left_on is None or last >= term.left_on)


def _goes_on(term: Term, community: str) -> bool:
    held = registry.people_in_post(term.post, community, term.left_on) if term.left_on else ()
    return term.person in held


def _posts_that_owe(community: str, since: date, on: date) -> frozenset[str]:
    """By any of the rule books that were in force between two days."""
    changed = {max(day, since) for day in in_force_since(community, on).values()}
    books = filter(None, map(RulesOfThen(community).on, changed))
    rules = (one.handover for book in books for one in book.elections.values())
    return frozenset(post for rule in rules if rule for post in rule.by)


def receiver_of(post: str, giver: str, community: str, on: date) -> tuple[str, str]:
    """Whoever holds the post now; while nobody does, whoever the rules name for the time between, by the handover or by
    the vacancy. The person is empty, and the post the first of those, where nobody holds any of them."""
    between = _between(post, community, on)
    people, found = _first((post, *between), giver, community, on)
    return (people[0], found) if people else ("", between[0] if between else post)


def receiving(row: Handover, on: date) -> tuple[tuple[str, ...], str]:
    """Who can receive what is owed on a day, and in which post: the successor, while there is none whoever keeps the
    office; not whoever did when it was begun, if they have left since. Where nobody holds any of it, the one named."""
    giver, code = str(row.giver), row.community_code
    people, found = _first((row.post, row.receiver_post, *_between(row.post, code, on)), giver, code, on)
    if people:
        return people, found
    return (str(row.receiver),) if row.receiver else (), row.receiver_post


def _between(post: str, community: str, on: date) -> tuple[str, ...]:
    try:
        rules = rules_of(body_of(post), community, on)
    except NoCharter:
        return ()
    interim = (rules.handover.interim,) if rules.handover and rules.handover.interim else ()
    kept = rules.vacancy.kept_by if rules.vacancy and post in rules.vacancy.posts else ()
    return (*interim, *kept)


def _first(posts: tuple[str, ...], giver: str, community: str, on: date) -> tuple[tuple[str, ...], str]:
    for one in posts:
        held = tuple(person for person in _holding(one, community, on) if person != giver)
        if held:
            return held, one
    return (), ""


@remembered
def _holding(post: str, community: str, on: date) -> tuple[str, ...]:
    return registry.people_in_post(post, community, on)


def together(row: Handover) -> str:
    """What is handed over with one list: all that one person owes at one time."""
    if row.passes_on_id is None:
        return f"handover of {row.appointment}"
    return f"handover of {row.post} by {row.giver_id} from {row.arose_on}"
