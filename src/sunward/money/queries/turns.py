"""Whose turn an unfinished payment can be, in a fixed number of queries: a desk looks in full at no others."""

from datetime import date

from sunward.charter import queries as charter
from sunward.kernel.memo import remembering
from sunward.kernel.refs import body_of
from sunward.kernel.viewer import Viewer
from sunward.money.queries.payments import PaymentRow, unfinished
from sunward.money.queries.waits import next_steps

ANSWER = "money.answer_order"
READ = 200  # unfinished payments of a community, the oldest first


def turns_of(viewer: Viewer, on: date) -> list[PaymentRow]:
    """The unfinished payments whose next step comes with one of the reader's posts, those that wait longest first: an
    order's answer, a review, the signature in its place, a release. What waits for a posting alone, or stands refused
    by the accounting centre, is nobody's turn. The same few queries, however many there are."""
    rows = unfinished(viewer.community, READ) if viewer.posts else []
    steps = next_steps(viewer.community, rows, on)
    theirs = _granted(viewer, {ANSWER, *(act for step in steps.values() for act in step.acts)}, on)

    def is_theirs(row: PaymentRow) -> bool:
        step = steps.get(row.number)
        if step is None:
            return row.state == "released" and ANSWER in theirs
        return not theirs.isdisjoint(step.acts) and step.post in ("", *viewer.posts)

    return [row for row in rows if is_theirs(row)]


def _granted(viewer: Viewer, acts: set[str], on: date) -> frozenset[str]:
    """Those of the acts that one of their posts holds by the list of powers."""
    held = viewer.posts | {body_of(post) for post in viewer.posts}
    with remembering():
        return frozenset(act for act in acts if not held.isdisjoint(charter.holders_of(act, viewer.community, on)))
