"""What decisions shows as overdue: steps past their day, resolutions and results not posted in time,
hearings that enough people asked for and that nobody calls."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from sunward.charter import queries as charter
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.decisions.queries.adopted import not_in_force
from sunward.decisions.queries.steps import step_views
from sunward.decisions.queries.unheard import unheard
from sunward.decisions.queries.unposted import unposted
from sunward.kernel.clock import civil_day
from sunward.kernel.overdue import LOOKED_BACK, Overdue
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.record import queries as record

LIMIT = 100
NOT_IN_FORCE = Text("已经通过，没有施行：{zh}", "Adopted and not put in force: {en}")
WAITS = Text("等待施行", "waits to be put in force")
PUT_IN_FORCE = Text(
    "施行；监督委员会、街道也可以", "put it in force; now the supervision committee or the street may do so too"
)
OVERTAKEN = Text("又改过，不能施行了", "overtaken by another change, it cannot be put in force")
ANEW = Text("照现行的重新起草", "draft it anew from what stands now")


def overdue(community: str, on: date) -> list[Overdue]:
    """Everything past its day; the number of queries does not grow with the matters."""
    steps, postings = _late_steps(community, on), _late_postings(community, on)
    return [*steps, *postings, *_not_in_force(community, on), *unheard(community, on)]


def undecided(community: str, on: date, limit: int = LIMIT) -> QuerySet[Matter]:
    """Matters under way: opened not too long ago, not withdrawn, nothing decided yet."""
    rows = Matter.objects.filter(community_code=community, opened_on__range=(on - LOOKED_BACK, on))
    rows = rows.filter(withdrawn_on__isnull=True, decisions__isnull=True)
    return rows.prefetch_related("steps").order_by("-id")[:limit]


def _late_steps(community: str, on: date) -> Iterator[Overdue]:
    plans = Plans()
    for row in undecided(community, on):
        views = step_views(plans.charter_of(row), row.kind, row.steps.all(), {})
        ahead = next((view for view in views if view.place == "next"), None)
        if ahead and ahead.due_on and ahead.due_on < on:
            yield Overdue(
                title=Text.of(row.title),
                owner_post=row.opened_by_post,
                due_on=ahead.due_on,
                days_late=(on - ahead.due_on).days,
                stuck_at=ahead.title,
                next_step=ahead.title,
                subject=row.ref,
                source=ahead.source,
            )


def _late_postings(community: str, on: date) -> Iterator[Overdue]:
    """Decisions whose resolution, or whose result after it was carried out, has not been posted in time."""
    for one in unposted(community, on):
        if one.due_on < on:
            named = one.decision.title
            yield Overdue(
                title=Text(f"{one.what.zh}没有公开：{named}", f"{one.what.en.capitalize()} not posted: {named}"),
                owner_post=one.owner_post,
                due_on=one.due_on,
                days_late=(on - one.due_on).days,
                stuck_at=one.stuck_at,
                next_step=Text("公开", "post it"),
                subject=one.decision.ref,
                source=one.source,
            )


def _not_in_force(community: str, on: date) -> Iterator[Overdue]:
    """Rules or a covenant that were adopted in order, and that whoever puts them in force leaves lying: still so when
    another change has overtaken them, but then nobody is asked to put them in force. What had been overtaken before the
    vote could be put in force by nobody."""
    late = [one for one in not_in_force(community, on) if one.due_on < on]
    gone = charter.overtaken_among({one.decision.matter.draft for one in late} - {""})
    moments = record.moments_of(one.entry for one in gone.values())
    since = {one.number: civil_day(moments[one.entry]) for one in gone.values() if one.entry in moments}
    for one in late:
        if since.get(one.decision.matter.draft, on) < one.decision.decided_on:
            continue
        title = one.decision.title
        stuck, step = (OVERTAKEN, ANEW) if one.decision.matter.draft in gone else (WAITS, PUT_IN_FORCE)
        yield Overdue(
            NOT_IN_FORCE.fill(zh=title, en=title), one.owner_post, one.due_on,
            (on - one.due_on).days, stuck, step, Ref("decision", one.decision.number),
        )  # fmt: skip
