"""For which days a meeting that a petition forced can be called, told before somebody names one."""

from datetime import date

from sunward.ballots import queries as ballots
from sunward.charter import queries as charter
from sunward.meetings.calling.demanding import first_day, last_day, own_roll


def days_for_petition(number: str, community: str, on: date) -> tuple[date, date | None] | None:
    """The first and the last day, were it called on a day; no last where no rule sets one. None for a petition that
    forces no meeting."""
    asked = ballots.meeting_demanded(number, community)
    if asked is None:
        return None
    rules = charter.sitting(community, asked.body, on, called_on=on)
    known = own_roll(community, asked.body, asked.grid, on)
    if known is None or ballots.outlived(known, community, on, first_day(rules, on, known.open_until)):
        until = ballots.open_if_frozen(community, asked.body, on, grid=asked.grid) or on
    else:
        until = known.open_until
    return first_day(rules, on, until), last_day(asked, rules, on, until)
