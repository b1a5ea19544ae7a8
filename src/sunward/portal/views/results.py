"""What a vote came to, as its page shows it: figures as bars and by box, what was chosen, who was asked back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.ballots.queries import BallotView, Tally, VoteView
from sunward.ballots.rules import sample
from sunward.charter.wording import figure_said
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings
from sunward.meetings.rules import draw
from sunward.portal import charts
from sunward.portal.words.areas import OWNERS
from sunward.portal.words.checks import findings_shown
from sunward.portal.words.shares import to_a_hundred
from sunward.record import queries as record

YES_NO = "yes_no"
BOXES = {
    "hands": Text("举手", "show of hands"),
    "roll_call": Text("点名", "roll call"),
    "paper": Text("纸质票箱", "paper ballots"),
    "detached": Text("电子票箱", "electronic ballots"),
}


def result_of(page: BallotView) -> dict[str, Any] | None:
    """The figures, once there are any, as bars and as a table by box."""
    found = ballots.tally(page.number)
    if found is None:
        return None
    items = [(choice.label, Decimal(found.votes(choice.key))) for choice in page.choices]
    return {
        "tally": found,
        "bars": to_a_hundred(charts.bar_list(items, whole=Decimal(max(found.cast, 1)))),
        "table": by_channel(page, found),
        **by_area(page, found),
        **chosen_in(page),
    }


def chosen_in(page: BallotView) -> dict[str, Any]:
    """Which of several was chosen, and what the rules say to the one with most votes: a result that nobody typed."""
    if page.about.type != "item" or page.method == YES_NO:
        return {}
    found = meetings.chosen(page.about.id, page.number)
    if found is None:
        return {}
    second = meetings.second_vote_left(page.about.id) if page.annulled_on is None else None
    return {"chosen": found.said, "checks": findings_shown(found.findings), "second": second}


def by_area(page: BallotView, found: Tally) -> dict[str, Any]:
    """Where a body counts by floor area as well: what each choice weighed, and what the rules say to both counts."""
    if not found.weight:
        return {}
    areas = [(choice.label, figure_said(OWNERS, found.weight.get(choice.key, 0))) for choice in page.choices]
    item = meetings.item_named(page.about.id) if page.about.type == "item" else None
    return {"areas": areas, "checks": findings_shown(meetings.judged(item, page.number)) if item else ()}


def by_channel(page: BallotView, found: Tally) -> dict[str, Any]:
    """The figures of each box; every number keeps its label on a small screen. Where anybody could vote unseen, how
    many ballots and no more: where one alone voted on the web, its choices would be that voter's, and those of the
    hands beside the total would tell them as well. An open vote is no exception: its web and its paper name nobody."""
    labels = (_("Where"), _("Ballots"), *(str(choice.label) for choice in page.choices), _("Blank"), _("Invalid"))
    lines = (
        (BOXES.get(one.box, ballots.channel_name(one.box)), one.ballots,
         *(one.chosen.get(choice.key, 0) for choice in page.choices), one.blank, one.invalid)
        for one in found.by_box
    )  # fmt: skip
    if page.secret or any(ballots.nobody_saw(channel) for channel in page.channels):
        labels, lines = labels[:2], (line[:2] for line in lines)
    columns = [{"label": label, "numeric": bool(place)} for place, label in enumerate(labels)]
    rows = [[column | {"text": value} for column, value in zip(columns, line, strict=True)] for line in lines]
    return {"caption": _("By channel"), "columns": columns, "rows": rows}


def sample_of(vote: VoteView) -> dict[str, int] | None:
    """Those who were asked back, by answer; nothing where the rule book asks nobody."""
    if not vote.sample:
        return None
    drawn = sum(vote.sample.values())
    return {"drawn": drawn, "asked": drawn - vote.sample.get("", 0)} | {
        key: vote.sample.get(key, 0) for key in ("voted", "did_not_vote", "not_reached", "hearsay")
    }


def redrawn(vote: VoteView) -> dict[str, Any] | None:
    """What the entry of the close tells for drawing again; nothing where nobody was drawn."""
    if not vote.digest or not vote.sample:
        return None
    told = record.said_with(Ref("vote", vote.ballot.number), "ballots.close_vote")
    return lines_of(told[-1]) if told else None


def lines_of(close: Mapping[str, Any]) -> dict[str, Any]:
    """What a draw was made from, with the lines that repeat it. Closes of older releases tell no randomness (`random`),
    and their seed was made of less."""
    *before, last = sample.seed_from(close)
    given = (":".join(before), last, close["voted"], close["asked_back"])
    return {
        "digest": close["ballots_digest"], "root": close["root"], "random": close.get("random", ""),
        "voted": close["voted"], "python": draw.repeat_in_python(*given), "shell": draw.repeat_in_shell(*given),
    }  # fmt: skip
