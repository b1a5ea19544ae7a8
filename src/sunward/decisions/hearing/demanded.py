"""A hearing that enough people asked for: by when it is called and held, what heeds it, who calls it in the silence."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sunward.ballots.queries import HearingForced
from sunward.charter.engine import Hearing
from sunward.charter.queries import charter_of, day_after
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.queries import HearingCard

CALLING = "decisions.call_hearing"
PETITION = "petition"
HELD = Text(
    "联名要求的听证会在规则写明的天数内开。",
    "A hearing that a petition asked for is held within the days that the rule sets.",
)


def deadline(forced: HearingForced) -> meetings.Deadline | None:
    """By the days of the powers to call hearings, the shortest of them, in the rules under which the petition was
    opened: a later change puts nothing off. None where no rule book set any."""
    powers = charter_of(forced.community, forced.opened_on).powers.values()
    return meetings.shortest_deadline(forced.reached_on, (one for one in powers if one.act == CALLING))


def latest_day(forced: HearingForced, rules: Hearing, called_on: date) -> date | None:
    """Called in time and put off for a year heeds nobody: its days run from the last day to call it, or from the call
    if that came later, and leave room for the notice. None where the rules set no days."""
    last = deadline(forced)
    if rules.on_petition is None or last is None:
        return None
    first = day_after(called_on, rules.notice) + timedelta(days=1)
    return max(first, day_after(max(last.due, called_on), rules.on_petition.held_within))


def day_findings(rules: Hearing, called_on: date, held_on: date, forced: HearingForced | None) -> list[Finding]:
    """Whether the day leaves time for the notice, and is none later than a petition has to wait for."""
    found = [meetings.told_in_time(rules, called_on, held_on)]
    latest = latest_day(forced, rules, called_on) if forced else None
    if latest and rules.on_petition:
        source = rules.on_petition.source
        found.append(Finding("held_in_time", held_on <= latest, HELD, source, f"<= {latest}", str(held_on)))
    return found


def heeded(forced: HearingForced, rules: Hearing, cards: Sequence[HearingCard], on: date) -> bool:
    """Whether a hearing stands for it: one on its matter, to come and no later than it may be, or held by the rules.
    One that was opened and left open, or never opened, heeds nobody once its day is over."""
    latest = latest_day(forced, rules, forced.reached_on)
    about = [one for one in cards if one.about == Ref("matter", forced.matter) and not (one.cancelled or one.undone)]
    return any(
        (one.closed and one.in_order)
        or (not one.closed and one.held_on >= on and (one.petition == forced.key or latest is None
                                                      or one.held_on <= latest))
        for one in about
    )  # fmt: skip


def is_heeded(forced: HearingForced, rules: Hearing, on: date, without: Collection[Ref] = ()) -> bool:
    """The same of one petition. `without` are calls that somebody's own hand is about to take the place of."""
    cards = meetings.hearings_about(Ref("matter", forced.matter))
    return heeded(forced, rules, [one for one in cards if Ref("meeting", one.number) not in without], on)
