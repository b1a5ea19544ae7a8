"""What is told to the calendar when a hearing on a matter is called."""

from datetime import date

from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.decisions.hearing.demanded import PETITION
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans, planned
from sunward.kernel.refs import body_of
from sunward.meetings.acts import HearingFacts

OPINION = "opinion"


def hearing_facts(
    matter: Matter, plans: Plans, place: str, held_on: date, at: str, *, own: str, petition: int | None
) -> HearingFacts:
    """`own` is the post that calls it; with a petition it is called in the name of that petition."""
    body = body_of(own)
    return HearingFacts(
        about=str(matter.ref),
        matter_kind=matter.kind,
        body=_host(matter, plans, body if body != own else ""),
        title=f"听证会：{matter.title}",
        place=place,
        held_on=held_on,
        at=at,
        called_by=PETITION if petition else body,
        petition=petition,
    )


def _host(matter: Matter, plans: Plans, own: str) -> str:
    """Whose step it is by the procedure; else of whoever calls it. Nobody who only ends a silence is made its host: the
    body that should have called it is."""
    heard, rules = planned(plans.plan_of(matter), OPINION), plans.charter_of(matter).hearing_for(matter.kind)
    if heard and heard.body:
        return heard.body
    asked = rules.asked_for_by if rules else ()
    return own if own and (own in asked or own not in SILENCE_ENDED_BY) else next(iter(asked), own)
