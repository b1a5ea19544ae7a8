"""What needs a say today: postings that can be objected to, and matters whose deciding step is next."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sunward.decisions.models import Decision, Matter
from sunward.decisions.plan import Plans
from sunward.decisions.queries.lapses import undecided
from sunward.decisions.queries.steps import step_views
from sunward.disclosure import queries as disclosure
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say something about: object until a day, or what step comes next."""

    kind: Literal["object", "next_step"]
    matter: str
    title: Text
    what: Text
    until: date | None
    subject: Ref


def needs_say(community: str, on: date, limit: int = 10) -> tuple[Say, ...]:
    """What residents, delegates and members can still influence, the nearest day first."""
    return (*_postings(community, on, limit), *_next_steps(community, on, limit))[:limit]


def _postings(community: str, on: date, limit: int) -> list[Say]:
    postings = disclosure.open_for_objection(community, on, limit)
    numbers = [posting.about.id for posting in postings if posting.about.type == "decision"]
    matters = dict(Decision.objects.filter(number__in=numbers).values_list("number", "matter__number"))
    return [
        Say(
            "object",
            matters.get(posting.about.id, ""),
            posting.title,
            Text(f"可以提出异议，到 {posting.state.asked_until}", f"object until {posting.state.asked_until}"),
            posting.state.asked_until,
            Ref("publication", posting.number),
        )
        for posting in postings
    ]


def _next_steps(community: str, on: date, limit: int) -> list[Say]:
    plans = Plans()
    return [say for row in undecided(community, on, limit) if (say := _next_step(row, on, plans))]


def _next_step(row: Matter, on: date, plans: Plans) -> Say | None:
    reports = [step for step in row.steps.all() if step.recorded_on <= on]
    views = step_views(plans.charter_of(row), row.kind, reports, {})
    ahead = next((view for view in views if view.place == "next"), None)
    if ahead is None:
        return None
    what = Text(f"下一步：{ahead.title.zh}（{ahead.body.zh}）", f"next: {ahead.title.en} ({ahead.body.en})")
    return Say("next_step", row.number, Text.of(row.title), what, ahead.due_on, row.ref)
