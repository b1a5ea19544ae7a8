"""A petition for a hearing on a matter: what people may ask for, told to the petitions below."""

from datetime import date

from sunward.ballots.queries import Hearable
from sunward.charter.queries import charter_in_versions
from sunward.decisions.judging.standing import state_of
from sunward.decisions.models import Matter
from sunward.decisions.plan import Plans
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

RULE = "to_be_decided"
UNDECIDED = Text("这件事还没有决定。", "This matter is still to be decided.")
WITHDRAWN = Text("这件事已经撤回，不再听证。", "This matter has been withdrawn; nobody is heard on it any more.")
DECIDED = Text("这件事已经有决定：{number}。", "This matter has been decided: {number}.")


def hearable(community: str, number: str, on: date) -> Hearable | None:
    """Whether people may ask to be heard on a matter, by the rules under which it was opened."""
    matter = Matter.objects.filter(number=number, community_code=community).first()
    if matter is None:
        return None
    rules = charter_in_versions(tuple(matter.charter_versions)).hearing_for(matter.kind)
    source = rules.source if rules else ""
    return Hearable(Text.of(matter.title), rules.petitions if rules else (), source, still_open(matter, source, on))


def titles(numbers: frozenset[str]) -> dict[str, Text]:
    """What matters are called, in one query."""
    rows = Matter.objects.filter(number__in=numbers).values_list("number", "title")
    return {number: Text.of(title) for number, title in rows}


def still_open(matter: Matter, source: str, on: date) -> Finding:
    """A decision that is not in order has to be taken again: before that people can still be heard."""
    if matter.withdrawn_on:
        return Finding(RULE, False, WITHDRAWN, source)
    plans = Plans()
    rows = matter.decisions.select_related("step", "matter").order_by("-id")
    made = next((row for row in rows if state_of(row, on, plans).word != "not_in_order"), None)
    text = DECIDED.fill(number=made.number) if made else UNDECIDED
    return Finding(RULE, made is None, text, source, actual=made.number if made else "")
