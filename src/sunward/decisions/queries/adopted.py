"""Rules and covenants that were adopted and that nobody has put in force yet: for whoever may do it, and for everybody
once its day is past."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.decisions.models import Decision
from sunward.decisions.waiting import COVENANT, RULES, waiting
from sunward.kernel.overdue import LOOKED_BACK
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.kernel.waiting import Waits

ADOPT = "charter.adopt"
TO_DO = Text("已经通过，等您施行", "adopted; it waits for you to put it in force")


@dataclass(frozen=True, slots=True)
class NotInForce:
    """What was adopted in order, with the last day for putting it in force and the post that owes it."""

    decision: Decision
    due_on: date
    owner_post: str


def not_in_force(community: str, on: date, matter: str = "") -> Iterator[NotInForce]:
    """All of the last year that waits, in time or late; of one matter, where it is named. One query where there is no
    such decision."""
    rows = Decision.objects.filter(community_code=community, matter__kind__in=(RULES, COVENANT), superseded_by=None)
    rows = rows.filter(matter__number=matter) if matter else rows
    if not rows.filter(decided_on__range=(on - LOOKED_BACK, on)).exists():
        return
    owner = charter.owner(ADOPT, community, on, bodies=charter.owing_bodies(ADOPT, community, on))
    for row, wrong in waiting(community, on, charter.used(community)):
        if not wrong and row.decided_on >= on - LOOKED_BACK and matter in {"", row.matter.number}:
            yield NotInForce(row, charter.done_by(ADOPT, community, row.decided_on) or row.decided_on, owner)


def to_put_in_force(viewer: Viewer, on: date, matter: str = "") -> list[Waits]:
    """Those that this reader may put in force today by the list of powers: whoever ends a silence only once its day is
    past. None whose draft was overtaken, or cannot be put in force for another reason."""
    holders = charter.holders_of(ADOPT, viewer.community, on) if viewer.posts else ()
    bodies = {body_of(post) for post in viewer.posts if post in holders or body_of(post) in holders}
    found = list(not_in_force(viewer.community, on, matter)) if bodies else []
    found = [one for one in found if one.due_on < on or not bodies.issubset(SILENCE_ENDED_BY)]
    cards = charter.draft_cards({one.decision.matter.draft for one in found} - {""}) if found else {}
    gone = {number for number, card in cards.items() if card.overtaken or card.withdrawn_on or card.in_force_from}
    return [_waits(one) for one in found if one.decision.matter.draft not in gone]


def _waits(one: NotInForce) -> Waits:
    """The form knows the draft and the decision; a rule book that lies ready is named by whoever puts it in force."""
    row = one.decision
    known = (("draft", row.matter.draft), ("adopted_by", row.number))
    given = tuple(pair for pair in known if pair[1])
    here = Ref("community", row.community_code)
    return Waits(here, Text.of(row.title), TO_DO, one.due_on, (ADOPT,), row.matter.ref, given)
