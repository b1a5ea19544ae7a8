"""What stands in the way of a vote, said in the same words by every act that lets somebody vote."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sunward.ballots.casting import channels
from sunward.ballots.casting.delegates import voted_elsewhere
from sunward.ballots.casting.proxied import in_the_room, seats_aside, stays_aside, takes_sheet
from sunward.ballots.models import Mark, RollEntry, Vote
from sunward.ballots.roll import places
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

CLOSED = Text("表决已经结束。", "The vote is over.")
OPEN = Text("表决正在进行。", "The vote is open.")
STILL_OPEN = Text("表决还没有结束。", "The vote is still open.")
ANNULLED = Text("这次表决已经作废。", "This vote has been annulled.")
CERTIFIED = Text("结果已经核定。", "The result has been certified.")
NOT_CERTIFIED = Text("结果还没有核定。", "The result has not been certified yet.")
STANDS = Text("这次表决没有作废。", "This vote has not been annulled.")
NOT_ON_ROLL = Text("不在这次表决的名册上。", "Not on the roll of this vote.")
ASIDE = Text("在这件事上已经回避，或者不计入基数。", "Stepped aside from this question, or out of its base.")
ON_ROLL = Text("在这次表决的名册上。", "On the roll of this vote.")
OUTSIDE = Text(
    "表决在会场进行，规则没有写明不在会场的人可以投票：付诸表决时，这个位置的人不在会场。",
    "The vote is taken in the room, and no rule grants one from outside: nobody was there for this place when the "
    "question was put.",
)
PROXY_ASIDE = Text(
    "在会场代理这个位置的人，在这件事上已经回避：不能替别人表决。本人可以自己来，或者另外委托人来。",
    "Whoever sits there as a proxy has stepped aside from this question, and answers it for nobody. Whose place it is "
    "may come themselves, or send somebody else.",
)
COUNTS = Text("没有回避，计入基数。", "Has not stepped aside, and counts.")
NOT_YET = Text("还没有投票。", "Has not voted yet.")
ELSEWHERE = Text(
    "在会场代表这一户的人，在这次表决里已经为另一户投过票：{channel}。",
    "Whoever is in the room for this household has voted for another one: {channel}.",
)
VOTED = Text("已经投过票：{channel}。", "Has voted already: {channel}.")
BY_CHANNEL = Text("这次表决开放了这个渠道：{channel}。", "This vote is open by this channel: {channel}.")
NOT_OPEN = Text("这次表决没有开放这个渠道：{channel}。", "This vote is not open by this channel: {channel}.")


def is_open(vote: Vote, at: datetime) -> Finding:
    """Nobody votes after the close, or after the hour that was announced."""
    over = vote.closed_at is not None or vote.annulled_on is not None
    late = vote.closes_at is not None and at > vote.closes_at
    return Finding("closed", not (over or late), CLOSED if over or late else OPEN)


def is_not_annulled(vote: Vote) -> Finding:
    return Finding("annulled", vote.annulled_on is None, ANNULLED if vote.annulled_on else STANDS)


def is_closed(vote: Vote) -> Finding:
    """Counting and what follows it come after the close: nobody sees a part of the result before."""
    if vote.annulled_on is not None:
        return Finding("annulled", False, ANNULLED)
    return Finding("closed_first", vote.closed_at is not None, CLOSED if vote.closed_at else STILL_OPEN)


def before_certificate(vote: Vote) -> Finding:
    """What is said of a vote counts until its result is certified; of one that was annulled there is nothing to say."""
    if vote.annulled_on is not None:
        return is_not_annulled(vote)
    early = vote.certified_on is None
    return Finding.either("before_the_certificate", early, NOT_CERTIFIED, CERTIFIED)


def closed_before_certificate(vote: Vote) -> Iterator[Finding]:
    """The time in which those who were drawn are asked."""
    yield is_closed(vote)
    if vote.annulled_on is None:
        yield before_certificate(vote)


def channel_is_open(vote: Vote, key: str) -> Finding:
    name = channels.name_of(key)
    said = BY_CHANNEL if key in vote.channels else NOT_OPEN
    text = Text(said.zh.format(channel=name.zh), said.en.format(channel=name.en))
    return Finding("channel_open", key in vote.channels, text, actual=key)


def is_entitled(vote: Vote, entry: RollEntry | None, hour: datetime | None = None) -> Iterator[Finding]:
    """On the roll, not struck, not somebody who stepped aside, and in the room where the vote is taken there alone, now
    or at an hour that is past."""
    yield Finding("on_roll", entry is not None, ON_ROLL if entry else NOT_ON_ROLL, "" if entry else vote.roll.source)
    if entry is not None:
        may = places.counts(vote, entry)
        yield Finding("off_base", may, COUNTS if may else ASIDE)
        if vote.room_alone and not in_the_room(vote, [entry.pk], hour):
            aside = entry.pk in seats_aside(vote, hour)
            yield Finding("proxy_aside", False, PROXY_ASIDE) if aside else Finding("in_the_room", False, OUTSIDE)


def taken_by_one_aside(vote: Vote, entry: RollEntry, at: datetime, hour: datetime | None = None) -> Iterator[Finding]:
    """Where people outside the room vote as well, its sheets and codes are still given to nobody who stepped aside: not
    for others, in whose place they sit there."""
    taker = None if vote.room_alone else takes_sheet(vote, entry, at, hour)
    if taker is not None and stays_aside(vote, [taker]):
        yield Finding("proxy_aside", False, PROXY_ASIDE)


def has_not_voted(vote: Vote, entry: RollEntry, person: str = "") -> Finding:
    """One person, one vote: the first channel counts, and is named; of a household also that by which somebody
    (`person:<number>`) has come for another, where they are named."""
    return voted_by(places.mark_of(vote, entry) or (places.mark_by(vote, person) if person else None))


def seat_has_not_voted(vote: Vote, entry: RollEntry, elsewhere: Mapping[int, Mark] | None = None) -> Finding:
    """The same for what is entered of whoever is in the room: of a household its delegate, who may have voted for
    another since (`voted_elsewhere`, given where many are asked for). By their own hand others of it can still vote."""
    if mark := places.mark_of(vote, entry):
        return voted_by(mark)
    other = (voted_elsewhere(vote) if elsewhere is None else elsewhere).get(entry.pk)
    if other is None:
        return voted_by(None)
    name = channels.name_of(other.channel)
    text = Text(ELSEWHERE.zh.format(channel=name.zh), ELSEWHERE.en.format(channel=name.en))
    return Finding("already_voted", False, text, actual=other.channel)


def voted_by(mark: Mark | None) -> Finding:
    if mark is None:
        return Finding("already_voted", True, NOT_YET)
    name = channels.name_of(mark.channel)
    text = Text(VOTED.zh.format(channel=name.zh), VOTED.en.format(channel=name.en))
    return Finding("already_voted", False, text, actual=mark.channel)
