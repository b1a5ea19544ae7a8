"""The boxes and channels that every community has: hands, roll call, paper, and the detached ballots of the desk
terminal and of the web, which lie in one box: who voted where does not narrow down how."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Count as Number
from django.db.models import Sum

from sunward.ballots.casting.channels import Box, Channel, all_channels, register
from sunward.ballots.models import Ballot, Count, Mark, RollCall, Vote
from sunward.ballots.rules.tally import Alike, Counted, counted
from sunward.kernel.text import Text

DOES_NOT_ADD_UP = Text(
    "清点过，对不上数，要重新清点；两个人都这样说的，也可以宣布作废。",
    "It was counted and does not add up: to be counted again. Where both who counted say so, the vote can be annulled.",
)

NOT_COUNTED = Text("还没有计票。", "It has not been counted yet.")


def standing_marks(vote: Vote, channel: str) -> int:
    """How many have voted by a channel; sheets that were handed back do not count."""
    return Mark.objects.filter(vote=vote, channel=channel, withdrawn_on=None).count()


def _counted_by_people(vote: Vote, channel: str) -> Counted | None:
    row = Count.objects.filter(vote=vote, channel=channel).first()
    return Counted(channel, row.ballots, row.blank, row.invalid, row.chosen) if row else None


def _unconfirmed(vote: Vote, channel: str) -> Text | None:
    row = Count.objects.filter(vote=vote, channel=channel).first()
    if row is None:
        waits = standing_marks(vote, channel) > 0
        if waits and channel == "paper" and vote.discrepancies.exists():
            return DOES_NOT_ADD_UP
        return NOT_COUNTED if waits else None
    return _to_confirm(row)


def _to_confirm(row: Count | RollCall) -> Text | None:
    if row.confirmed_by:
        return None
    if row.found_otherwise_on:
        return Text("有人数出的不一样，要重新计票。", "Somebody has counted otherwise: to be counted again.")
    if row.seconded_on is None:
        return Text("第二名计票人还没有确认。", "The second counter has not confirmed the count yet.")
    return Text("计票还没有第三人核对。", "No third person has confirmed the count yet.")


def unconfirmed_call(vote: Vote) -> Text | None:
    """What is missing before a roll call is sure: what one alone entered could be anything, and after the close no
    answer is corrected any more."""
    row = RollCall.objects.filter(vote=vote).first()
    if row is None:
        return NOT_COUNTED if standing_marks(vote, "roll_call") else None
    return _to_confirm(row)


def unconfirmed_aloud(vote: Vote) -> bool:
    """Whether hands were counted or answers called that nobody has confirmed: they cannot be counted again later."""
    hands = Count.objects.filter(vote=vote, channel="hands", confirmed_by="").exists()
    return hands or unconfirmed_call(vote) is not None


def _roll_call(vote: Vote) -> Counted | None:
    rows = Mark.objects.filter(vote=vote, channel="roll_call").values_list("named").order_by("named")
    groups = list(rows.annotate(number=Number("pk"), weight=Sum("entry__weight")))
    return (
        counted("roll_call", (Alike((key,), number, weight or 0) for key, number, weight in groups)) if groups else None
    )


def _detached(vote: Vote) -> Counted | None:
    groups = list(alike(vote))
    return counted("detached", groups) if groups else None


def detached(vote: Vote) -> tuple[int, int]:
    """How many detached ballots lie in the box, and how many have cast one by the roll: the two must be equal."""
    own_hand = [channel.key for channel in all_channels() if channel.self_cast]
    marks = Mark.objects.filter(vote=vote, channel__in=own_hand, withdrawn_on=None)
    return Ballot.objects.filter(vote=vote).count(), marks.count()


def alike(vote: Vote) -> Iterator[Alike]:
    """The detached ballots of a vote, those that chose the same together: counted by the database."""
    rows = Ballot.objects.filter(vote=vote).values_list("chosen").order_by("chosen")
    for chosen, number, weight in rows.annotate(number=Number("pk"), weight=Sum("weight")):
        yield Alike(tuple(_read(chosen)), number, weight or 0)


def _read(chosen: Any) -> list[str]:
    found: list[str] = json.loads(chosen) if isinstance(chosen, str) else chosen
    return found


def _nothing_missing(_vote: Vote) -> Text | None:
    return None


HANDS_BOX = Box(
    "hands", Text("举手", "show of hands"),
    lambda vote: _counted_by_people(vote, "hands"), lambda vote: _unconfirmed(vote, "hands"), weighs=False,
)  # fmt: skip
ROLL_CALL_BOX = Box("roll_call", Text("点名", "roll call"), _roll_call, _nothing_missing)
PAPER_BOX = Box(
    "paper", Text("纸质票箱", "paper ballots"),
    lambda vote: _counted_by_people(vote, "paper"), lambda vote: _unconfirmed(vote, "paper"), weighs=False,
)  # fmt: skip
DETACHED_BOX = Box("detached", Text("电子票箱", "electronic ballots"), _detached, _nothing_missing)

register(Channel("hands", Text("举手", "show of hands"), False, False, False, HANDS_BOX))
register(Channel("roll_call", Text("点名", "roll call"), False, False, False, ROLL_CALL_BOX))
register(Channel("paper", Text("纸质票", "paper"), True, False, False, PAPER_BOX))
register(Channel("terminal", Text("服务台终端", "desk terminal"), True, True, False, DETACHED_BOX))
register(Channel("web", Text("网上", "web"), True, True, True, DETACHED_BOX))
