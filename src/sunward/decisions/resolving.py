"""What a resolution does to the register, and how a disclosure step becomes a posting."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sunward.charter.engine import Duration
from sunward.charter.queries import day_after
from sunward.decisions.models import Decision, Step
from sunward.decisions.plan import PlannedStep
from sunward.decisions.series import DECISION, next_number
from sunward.disclosure import queries as disclosure
from sunward.disclosure.acts import PublicationFacts, Publish
from sunward.kernel.acts import Consequence
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text

HEADINGS = {"resolutions": Text("决议", "Resolution"), "results": Text("结果", "Result")}


def carried_over(decisions: Iterable[Decision]) -> Decimal:
    """What earlier decisions of a matter have released, in yuan: a new one on the same matter begins with it."""
    return sum((made.released for made in decisions if made.superseded_by_id is None), Decimal(0))


def make_decision(
    step: Step, title: str, text: str, amount: Decimal | None, in_order: bool, earlier: list[Decision]
) -> Decision:
    """Enter a resolution in the register. Only one that is in order takes the place of the earlier ones."""
    code, matter = step.matter.community_code, step.matter
    decision = Decision.objects.create(
        number=next_number(code, DECISION, step.recorded_on),
        matter=matter,
        community_code=code,
        step=step,
        title=title,
        text=text,
        decided_on=step.held_on,
        authorised=amount,
    )
    if in_order:
        replace(earlier, decision, step.recorded_on)
    return decision


def replace(earlier: Iterable[Decision], decision: Decision, on: date) -> None:
    """Have a decision take the place of the earlier ones of its matter, with what they have released."""
    standing = [made for made in earlier if made.superseded_by_id is None and made.pk != decision.pk]
    decision.released = carried_over([*standing, decision])
    decision.save(update_fields=["released"])
    for made in standing:
        made.superseded_by, made.superseded_on = decision, on
        made.save(update_fields=["superseded_by", "superseded_on"])


def publish_step(decision: Decision, item: str, report: Step, wanted: PlannedStep | None) -> Consequence:
    """The posting that a disclosure step is.

    It hangs as long as the catalogue asks, or the procedure if that is longer; the procedure's shorter time is only
    how long the execution waits.
    """
    event_on = decision.decided_on if item == "resolutions" else decision.carried_out_on or decision.decided_on
    event_on = min(event_on, report.held_on)  # said to have been posted before: its own day is out of order already
    heading = HEADINGS[item]
    terms = disclosure.Catalogue(decision.community_code, report.held_on).terms(item, event_on)
    hangs_from = max(report.held_on, report.recorded_on)
    own = wanted.stays_up if wanted and wanted.stays_up else Duration(0)
    facts = PublicationFacts(
        item=item,
        title=f"{heading.zh}：{decision.title}",
        title_en=f"{heading.en}: {decision.title}",
        text=report.note or decision.text,
        about=str(decision.ref),
        posted_on=report.held_on,
        event_on=event_on,
        stays_up_days=max((day_after(hangs_from, own) - hangs_from).days, terms.days),
        due_by=day_after(event_on, wanted.within) if wanted and wanted.within else None,
    )
    return Consequence(Publish, Ref("community", decision.community_code), facts)
