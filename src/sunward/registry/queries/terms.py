"""Terms in posts: who served them, since when and until when, those that are over too."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from sunward.kernel.refs import person_number
from sunward.kernel.text import Text
from sunward.registry import rules
from sunward.registry.lineage import lineage_of
from sunward.registry.models import Appointment


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one post: `person_row` for a foreign key of a context above, `left_on` the first day
    without the post as far as it is known."""

    number: str
    post: str
    title: Text
    person: str
    person_row: int
    community: str
    since: date
    until: date | None
    left_on: date | None
    by_hand: bool = False  # see Holder
    entry: str = ""


def appointments_in(community: str, on: date, post: str | None = None) -> QuerySet[Appointment]:
    """Who holds the posts of a community and of the areas above it on a day, those of higher areas first."""
    rows = _all(community, post).filter(Q(left_on=None) | Q(left_on__gt=on), from_day__lte=on)
    return rows.order_by("post__body__area__path", "post__body_id", "post_id", "seat")


def _all(community: str, post: str | None) -> QuerySet[Appointment]:
    rows = Appointment.objects.select_related("person", "post__body").filter(
        post__body__area__code__in=lineage_of(community)
    )
    if post is not None:
        body, _dot, key = post.partition(".")
        rows = rows.filter(post__body__kind=body, post__key=key)
    return rows


def term(number: str) -> Term | None:
    """An appointment by its number."""
    row = Appointment.objects.select_related("person", "post__body").filter(number=number).first()
    return _term(row) if row else None


def _term(row: Appointment) -> Term:
    return Term(
        row.number, row.post.name, row.post.title, str(row.person), row.person_id, row.community_code, row.from_day,
        row.until_day, row.left_on, row.by_hand_on is not None, row.entry,
    )  # fmt: skip


def terms_of(post: str, community: str) -> QuerySet[Appointment]:
    """Everybody who ever held a post, newest first."""
    return _all(community, post).order_by("-from_day", "seat")


def terms_in(person: str, community: str, on: date) -> list[Term]:
    """The terms that somebody serves for this community on a day. One query."""
    return [_term(row) for row in appointments_in(community, on).filter(person__number=person_number(person))]


def seats_beside(post: str, people: Iterable[int], community: str, on: date, *, but_by: str = "") -> list[Term]:
    """The terms after a day that some people (rows of the register) have in other posts of the same body by an
    election; without what one election (its number) gave. One query."""
    body, _dot, key = post.partition(".")
    rows = _all(community, None).filter(post__body__kind=body, person_id__in=list(people), by_hand_on=None)
    rows = rows.filter(Q(left_on=None) | Q(left_on__gt=on)).exclude(post__key=key)
    return [_term(row) for row in (rows.exclude(elected_by=but_by) if but_by else rows).order_by("pk")]


def ended(numbers: Iterable[str], on: date) -> frozenset[str]:
    """Those of some appointments (by their numbers) that are over on a day. One query."""
    rows = Appointment.objects.filter(number__in=list(numbers), left_on__lte=on)
    return frozenset(rows.values_list("number", flat=True))


def ended_terms(posts: Collection[str], community: str, since: date, on: date) -> list[Term]:
    """The terms in these posts that ended from a day on and by another, newest first. One query."""
    rows = _all(community, None).filter(left_on__gt=since, left_on__lte=on).order_by("-left_on", "-pk")
    return [_term(row) for row in rows if row.post.name in posts]


def past_terms(person: str, community: str, on: date) -> list[Term]:
    """Every term of somebody in a post for this community that is over, newest first; none that was for no day."""
    rows = _all(community, None).filter(person__number=person_number(person), left_on__lte=on)
    return [_term(row) for row in rows.exclude(left_on=F("from_day")).order_by("-left_on", "-pk")]


def ends_of_terms(bodies: Iterable[str], community: str, since: date, on: date) -> dict[str, date]:
    """The posts of these bodies with a seat whose term ends, or ended from a day on, and whom nobody has taken after:
    the first such day of each. A post that nobody holds is told of however long ago its term ended. Of seats that
    somebody left before the end of the term nothing is said, unless somebody keeps them whom nobody has elected: by
    them no term grows longer. One query."""
    rows = _all(community, None).filter(post__body__kind__in=list(bodies)).order_by("from_day", "pk")
    seats: defaultdict[tuple[str, int], list[Appointment]] = defaultdict(list)
    for row in rows:
        seats[row.post.name, row.seat].append(row)
    held = {post for (post, _seat), (*_, last) in seats.items() if last.left_on is None or last.left_on > on}
    found: dict[str, date] = {}
    for (post, _seat), terms in seats.items():
        if (day := _end_of_seat(terms)) and (day >= since or post not in held):
            found[post] = min(day, found.get(post, day))
    return found


def _end_of_seat(terms: list[Appointment]) -> date | None:
    """The day on which the term of a seat ends, of those who held it one after another."""
    last, elected = terms[-1], [one for one in terms if one.by_hand_on is None]
    if last.by_hand_on is None:
        return None if last.ended_reason else last.until_day
    if elected:
        return elected[-1].until_day
    if last.ended_reason or last.until_day is None or not last.post.term_years:
        return None if last.ended_reason else last.until_day
    return min(last.until_day, rules.birthday(last.from_day, last.post.term_years) - timedelta(days=1))
