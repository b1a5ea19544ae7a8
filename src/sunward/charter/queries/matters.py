"""What the rule books say of procedures, hearings, postings, bodies, and of who has a voice and a vote."""

from collections.abc import Sequence
from datetime import date, timedelta

from sunward.charter import engine
from sunward.charter.deadlines import day_after
from sunward.charter.queries.in_force import NoCharter, charter_of, charter_of_case, days_of_change
from sunward.charter.queries.periods import days
from sunward.charter.wording import holder_name, said
from sunward.kernel.text import Text
from sunward.registry.ports import Enough, Franchise, OnConsent, Vouching

CONSENT = "voter_consent"  # the rule books' word for the matter


def procedure(community: str, matter: str, body: str, on: date) -> engine.Procedure | None:
    """The ordered steps that a matter takes before this body decides it; the most local rule book's wins."""
    found = charter_of(community, on).procedure_for(matter, body)
    return found[-1] if found else None


def franchise(community: str, on: date) -> Franchise | None:
    """Port of the registry: who has a vote, by rules that were read; None where none says from which age."""
    try:
        book = charter_of(community, on)
    except NoCharter:
        return None
    age = next((age for age in book.franchise.ages if not age.unconfirmed), None)
    if age is None:
        return None
    posted = (day_after(on, days(community, "voter_list_objection", on, 0)) - on).days
    matter = CONSENT if CONSENT in book.matters else ""
    consent = {
        rule.status: OnConsent(rule.months, rule.consent_of, posted, rule.source, matter)
        for rule in book.franchise.entitlements
        if rule.consent_of and not rule.unconfirmed
    }
    sources = {rule.status: rule.source for rule in book.franchise.entitlements if not rule.unconfirmed}
    return Franchise(age.years, book.franchise.months, consent, age.source, sources)


def vouching(community: str, on: date) -> Vouching | None:
    """Port of the registry: how many neighbours must vouch for somebody without papers; None where no rule lets them.

    An unread rule lets nobody vouch.
    """
    try:
        rule = charter_of(community, on).parameters.get("vouching_neighbours")
    except NoCharter:
        return None
    if rule is None or rule.unconfirmed or not isinstance(rule.value, int):
        return None
    return Vouching(rule.value, rule.source)


def enough_before(community: str, on: date) -> tuple[Enough, ...]:
    """Port of the registry: by which rules before a day fewer neighbours were enough than by any since, the newest
    first. A rule that asked for none had nobody vouch, and gave no voice by it."""
    found, ends, rule = list[Enough](), on, vouching(community, on)
    least = rule.needed if rule else None
    for since in reversed(days_of_change(community, on)):
        then = vouching(community, since)
        if then and then.needed > 0 and (least is None or then.needed < least):
            found.append(Enough(ends, then.needed))
            least = then.needed
        ends = since - timedelta(days=1)
    return tuple(found)


def disclosure_item(community: str, key: str, on: date) -> engine.DisclosureItem | None:
    """An item of the disclosure catalogue: audience, days it stays up, by when."""
    return charter_of(community, on).disclosure.get(key)


def hearing(community: str, key: str, on: date, versions: Sequence[str] = ()) -> engine.Hearing | None:
    """The rules of hearings on a kind of matter (or of the `coordination`, `appraisal` meetings) on a day; `versions`
    are those that an open case keeps."""
    return charter_of_case(community, on, versions).hearing_for(key)


def name_of_body(body: str, community: str, on: date) -> Text:
    """What a body is called in a community; by its usual name where no rule book in force names it."""
    try:
        found = charter_of(community, on).bodies.get(body)
    except NoCharter:
        found = None
    return said(found.name) if found else holder_name(body)
