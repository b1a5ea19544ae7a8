"""What stands in the way of a vote, said in the same words by every act that lets somebody vote."""

from collections.abc import Iterator
from datetime import datetime

from sunward.ballots import channels, places
from sunward.ballots.models import Mark, RollEntry, Vote
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

CLOSED = Text("表决已经结束。", "The vote is over.")
STILL_OPEN = Text("表决还没有结束。", "The vote is still open.")
ANNULLED = Text("这次表决已经作废。", "This vote has been annulled.")
NOT_ON_ROLL = Text("不在这次表决的名册上。", "Not on the roll of this vote.")
ASIDE = Text("在这件事上已经回避，或者不计入基数。", "Stepped aside from this question, or out of its base.")
VOTED = Text("已经投过票：{channel}。", "Has voted already: {channel}.")
NOT_OPEN = Text("这次表决没有开放这个渠道：{channel}。", "This vote is not open by this channel: {channel}.")


def is_open(vote: Vote, at: datetime) -> Finding:
    """Nobody votes after the close, or after the hour that was announced."""
    over = vote.closed_at is not None or vote.annulled_on is not None
    late = vote.closes_at is not None and at > vote.closes_at
    return Finding("closed", not (over or late), CLOSED)


def is_not_annulled(vote: Vote) -> Finding:
    return Finding("annulled", vote.annulled_on is None, ANNULLED)


def is_closed(vote: Vote) -> Finding:
    """Counting and what follows it come after the close: nobody sees a part of the result before."""
    if vote.annulled_on is not None:
        return Finding("annulled", False, ANNULLED)
    return Finding("closed_first", vote.closed_at is not None, STILL_OPEN)


def channel_is_open(vote: Vote, key: str) -> Finding:
    name = channels.name_of(key)
    text = Text(NOT_OPEN.zh.format(channel=name.zh), NOT_OPEN.en.format(channel=name.en))
    return Finding("channel_open", key in vote.channels, text, actual=key)


def is_entitled(vote: Vote, entry: RollEntry | None) -> Iterator[Finding]:
    """On the roll, not struck, and not somebody who stepped aside."""
    yield Finding("on_roll", entry is not None, NOT_ON_ROLL, "" if entry else vote.roll.source)
    if entry is not None:
        yield Finding("off_base", places.may_vote(vote, entry), ASIDE)


def has_not_voted(vote: Vote, entry: RollEntry) -> Finding:
    """One person, one vote: the first channel counts, and is named."""
    return voted_by(places.mark_of(vote, entry))


def voted_by(mark: Mark | None) -> Finding:
    name = channels.name_of(mark.channel) if mark else Text.of("")
    text = Text(VOTED.zh.format(channel=name.zh), VOTED.en.format(channel=name.en))
    return Finding("already_voted", mark is None, text, actual=mark.channel if mark else "")


def in_the_room(vote: Vote, entries: set[int]) -> set[int]:
    """Those of the entries whose hand or voice counts: in a meeting, only people who were in the room."""
    return entries if vote.in_room is None else entries & set(vote.in_room)
