"""Matters as pages show them: the list, and one matter with every step, finding and report."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from sunward.decisions.models import Decision, Matter, Step
from sunward.decisions.plan import Plans, kind_title, step_title
from sunward.decisions.queries.register import DecisionCard, card_of
from sunward.decisions.queries.steps import StepView, step_views
from sunward.decisions.rules import StateWord
from sunward.decisions.standing import RELATED, REPORTS, word_of
from sunward.disclosure import queries as disclosure
from sunward.kernel.text import Text

PAGE = 50


@dataclass(frozen=True, slots=True)
class MatterCard:
    """One line of the list. `key` is what the next page starts `before`; `last_step` the newest report's step."""

    key: int
    number: str
    title: str
    kind: str
    kind_title: Text
    amount: Decimal | None
    opened_on: date
    withdrawn_on: date | None
    last_step: Text | None
    last_on: date | None
    decision: str
    word: StateWord | None


@dataclass(frozen=True, slots=True)
class MatterPage:
    """One matter: what, who opened it, under which rule books, step by step, and what was decided."""

    card: MatterCard
    community: str
    text: str
    opened_by_post: str
    withdrawn_reason: str
    versions: tuple[str, ...]
    steps: tuple[StepView, ...]
    decisions: tuple[DecisionCard, ...]
    postings: tuple[disclosure.Posting, ...]


def matters(community: str, on: date, before: int | None = None, limit: int = PAGE) -> tuple[MatterCard, ...]:
    """The community's matters, newest first; the number of queries does not grow with the list."""
    rows = Matter.objects.filter(community_code=community, opened_on__lte=on)
    rows = rows.filter(id__lt=before) if before else rows
    plans = Plans()
    found = rows.prefetch_related("steps", _decisions()).order_by("-id")[:limit]
    return tuple(_card(row, on, plans) for row in found)


def matter_page(number: str, on: date) -> MatterPage | None:
    """One matter as it was known on a day; None when there is none of this number."""
    row = Matter.objects.filter(number=number).prefetch_related("steps", _decisions()).first()
    if row is None:
        return None
    plans = Plans()
    decisions = _made(row, on)
    postings = _postings(decisions, on)
    reports = [step for step in row.steps.all() if step.recorded_on <= on]
    return MatterPage(
        card=_card(row, on, plans),
        community=row.community_code,
        text=row.text,
        opened_by_post=row.opened_by_post,
        withdrawn_reason=row.withdrawn_reason,
        versions=tuple(row.charter_versions),
        steps=step_views(plans.charter_of(row), row.kind, reports, postings),
        decisions=tuple(card_of(made, word_of(made, on, plans)) for made in decisions),
        postings=tuple(postings.values()),
    )


def _decisions() -> "Prefetch[str]":
    return Prefetch("decisions", Decision.objects.select_related(*RELATED).prefetch_related(*REPORTS).order_by("id"))


def _made(row: Matter, on: date) -> list[Decision]:
    return [made for made in row.decisions.all() if made.step.recorded_on <= on]


def _postings(decisions: Iterable[Decision], on: date) -> Mapping[str, disclosure.Posting]:
    """The postings of the newest decision that has any, by catalogue item."""
    refs = [made.ref for made in decisions]
    found: dict[str, disclosure.Posting] = {}
    for item in ("resolutions", "results") if refs else ():
        posted = disclosure.postings_of(refs, on, item)
        found.update((item, posted[ref]) for ref in refs if ref in posted)
    return found


def _card(row: Matter, on: date, plans: Plans) -> MatterCard:
    last = _last(row, on)
    decisions = _made(row, on)
    made = decisions[-1] if decisions else None
    return MatterCard(
        key=row.pk,
        number=row.number,
        title=row.title,
        kind=row.kind,
        kind_title=kind_title(plans.charter_of(row), row.kind),
        amount=row.amount,
        opened_on=row.opened_on,
        withdrawn_on=row.withdrawn_on,
        last_step=step_title(last.key) if last else None,
        last_on=last.held_on if last else None,
        decision=made.number if made else "",
        word=word_of(made, on, plans) if made else None,
    )


def _last(row: Matter, on: date) -> Step | None:
    known = [step for step in row.steps.all() if step.recorded_on <= on]
    return max(known, key=lambda step: step.sequence, default=None)
