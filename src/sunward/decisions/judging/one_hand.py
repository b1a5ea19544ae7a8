"""Whether everything that is known of a matter comes from one person: each step was reported, and always by them.

It is allowed, and often nobody else is there to do it. It is shown because four meetings then stand on one word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sunward.decisions.judging.cases import newest
from sunward.decisions.models import Step
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

LEAST = 3  # steps; of fewer one person's word is the ordinary thing. No law speaks of it
YEAR, MOST = timedelta(days=365), 1000  # how far back the list looks, and at how many reports
ALONE = Text(
    "到目前为止的 {steps} 步都是同一个人报告的，没有第二个人说过这些会开过。这并不违规；"
    "可以看每一步的会议记录照片，也可以问到会的人。",
    "All {steps} steps so far were reported by one person; nobody else has said that these meetings took place. This "
    "is against no rule. Look at the photographed minutes of each step, or ask somebody who was there.",
)


@dataclass(frozen=True, slots=True)
class OneHand:
    """A matter of which one person reported every step so far, and in which post the last of them."""

    matter: str
    title: str
    person: str
    post: str
    steps: int


def mark(steps: Iterable[Step]) -> Finding | None:
    """What stands beside a matter of which only one person has reported; a vote in the record is nobody's report."""
    reports = list(steps)
    counting, people = newest(reports).values(), {step.reported_by for step in reports}
    if len(people) != 1 or None in people or len(counting) < LEAST or any(step.meeting for step in counting):
        return None
    return Finding("one_hand", False, ALONE.fill(steps=len(counting)), actual=str(len(counting)))


def reported_alone(community: str, on: date) -> tuple[OneHand, ...]:
    """The matters opened within a year of which one person reported every step so far, newest first. One query."""
    rows = Step.objects.filter(matter__community_code=community, matter__opened_on__gt=on - YEAR)
    rows = rows.filter(matter__withdrawn_on=None).select_related("matter").order_by("-matter_id", "sequence")
    by_matter = (list(steps) for _key, steps in groupby(rows[:MOST], key=lambda step: step.matter_id))
    return tuple(_one_hand(steps) for steps in by_matter if mark(steps))


def _one_hand(steps: list[Step]) -> OneHand:
    last = steps[-1]
    return OneHand(
        last.matter.number, last.matter.title, last.reported_by or "", last.reported_by_post, len(newest(steps))
    )
