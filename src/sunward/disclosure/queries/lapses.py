"""What disclosure shows as overdue: silence on objections and appeals, postings taken down before their time."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from sunward.charter import queries as charter
from sunward.disclosure.models import DeskDispute, Objection, Publication
from sunward.disclosure.queries.objections import waiting
from sunward.disclosure.rules import objection_state, posting_state
from sunward.kernel.overdue import Overdue
from sunward.kernel.text import Text

DISPUTE = "disclosure.answer_dispute"
RULING = "disclosure.rule_on_appeal"
STUCK_AT = {
    "answer": Text("等答复", "waits for an answer"),
    "ruling": Text("等街道裁定", "waits for the street's ruling"),
}


def overdue(community: str, on: date) -> list[Overdue]:
    """Everything past its day, in three queries; `owner_post` is who must act."""
    return [*_silences(community, on), *_short_postings(community, on), *_disputes(community, on)]


def _silences(community: str, on: date) -> Iterator[Overdue]:
    rules = charter.charter_of(community, on)
    ruler = next((post for power in rules.powers.values() if power.act == RULING for post in power.held_by), "")
    for row in waiting(community).select_related("publication").order_by("due_on"):
        state = objection_state(row, on)
        if state.silent_days:
            yield _silence(row, state.waits_for, state.silent_days, ruler)


def _silence(row: Objection, waits_for: str, days: int, ruler: str) -> Overdue:
    ruling, title = waits_for == "ruling", row.publication.title
    return Overdue(
        title=Text(f"对“{title.zh}”的异议没有答复", f"No answer to an objection to “{title.en}”"),
        owner_post=ruler if ruling else row.publication.owner_post,
        due_on=(row.ruling_due_on or row.due_on) if ruling else row.due_on,
        days_late=days,
        stuck_at=STUCK_AT[waits_for],
        next_step=Text("书面答复并公开", "answer in writing, in public"),
        subject=row.ref,
        source=row.publication.source,
    )


def _disputes(community: str, on: date) -> Iterator[Overdue]:
    """What was said at the desk to be wrong, and nobody has answered."""
    rules = charter.charter_of(community, on)
    owner = next((post for power in rules.powers.values() if power.act == DISPUTE for post in power.held_by), "")
    rows = DeskDispute.objects.filter(community_code=community, answered_on=None, due_on__lt=on, received_on__lte=on)
    for row in rows.order_by("due_on"):
        yield Overdue(
            title=Text("对窗口代办的异议没有答复", "No answer to a dispute about the desk"),
            owner_post=owner,
            due_on=row.due_on,
            days_late=(on - row.due_on).days,
            stuck_at=STUCK_AT["answer"],
            next_step=Text("书面答复本人", "answer the person in writing"),
            subject=row.ref,
        )


def _short_postings(community: str, on: date) -> Iterator[Overdue]:
    """Taken down early and not posted again: the obligation to post is open from that day on."""
    rows = Publication.objects.filter(
        community_code=community,
        taken_down_on__lte=on,
        taken_down_on__lt=F("must_stay_until"),
        corrections__isnull=True,
    )
    for row in rows.order_by("taken_down_on"):
        state = posting_state(row, on)
        yield Overdue(
            title=Text(f"“{row.title_zh}”提前撤下", f"“{row.title_en}” was taken down early"),
            owner_post=row.owner_post,
            due_on=row.taken_down_on or on,
            days_late=(on - (row.taken_down_on or on)).days,
            stuck_at=Text(f"少公开 {state.short_by} 天", f"{state.short_by} days short"),
            next_step=Text("重新公开", "post it again"),
            subject=row.ref,
            source=row.source,
        )
