"""Which questions of an agenda are not decided: never put to the vote, put and no answer borne out, or to be put a
second time, between the choices with most votes. Whether anybody has answered at all is `VoteOn.answered`."""

from collections.abc import Sequence
from dataclasses import dataclass

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.kernel.text import Text
from sunward.meetings.calling.demanding import decided_at_another, decided_elsewhere
from sunward.meetings.models import AgendaItem, Meeting
from sunward.meetings.session.acting import over
from sunward.meetings.session.choosing import may_come_to_a_second, second_vote, second_vote_on

TO_BE_PUT = Text("还要再表决一次，在这几项里选：", "A second vote is still to be put, between: ")
NOT_PUT = Text(
    "本来还要再表决一次，这次会议结束时没有付诸表决。要在这几项里选：",
    "A second vote was to be put, and the session ended without it. It was to decide between: ",
)


@dataclass(frozen=True, slots=True)
class SecondVote:
    """What is still to be put a second time, between which choices; `over`: the session ended without it."""

    between: tuple[Text, ...]
    over: bool

    @property
    def said(self) -> Text:
        """That it is to be put, or was not, and between what."""
        words = NOT_PUT if self.over else TO_BE_PUT
        zh, en = "、".join(one.zh for one in self.between), ", ".join(one.en for one in self.between)
        return Text(words.zh + zh, words.en + en)


def left_of(item: AgendaItem) -> SecondVote | None:
    """The second vote that an item still asks for; None where there is none."""
    keys = second_vote_on(item)
    return SecondVote(tuple(item.options[key] for key in keys), over(item.meeting) is not None) if keys else None


def not_borne_out(meeting: Meeting) -> list[AgendaItem]:
    """What a meeting is to decide, and no answer to it is borne out: an open vote that nobody serves is no answer, nor
    are hands that one alone entered and nobody has seconded; nor is a first vote that adopted nothing, while a second
    can be put."""
    items = list(meeting.items.filter(to_decide=True).order_by("place"))
    votes = [vote for vote in ballots.votes_on(*(one.ref for one in items)) if vote.stands]
    return [one for one in items if not _borne_out(one, tuple(vote for vote in votes if vote.about == one.ref))]


def to_be_put(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Of what is to be decided what was not put to the vote, or waits to be put a second time; nothing of what is being
    voted on. One query, and more for each that is a petition's, or may come to a second vote; none for none."""
    votes = [vote for vote in ballots.votes_on(*(one.ref for one in items)) if vote.stands] if items else []
    return [one for one in items if _to_be_put(one, tuple(vote for vote in votes if vote.about == one.ref))]


def decided_without_it(meeting: Meeting) -> bool:
    """Whether another meeting for the same petition has decided what this one was called for; nothing else waits."""
    return decided_at_another(meeting) and not to_be_put(list(meeting.items.filter(to_decide=True)))


def _to_be_put(item: AgendaItem, standing: tuple[VoteOn, ...]) -> bool:
    if not standing:
        return item.settled_on is None and not decided_elsewhere(item)
    return all(vote.closed_at for vote in standing) and bool(may_come_to_a_second(item, standing))


def _borne_out(item: AgendaItem, standing: tuple[VoteOn, ...]) -> bool:
    if len(standing) > 1:  # the second decides
        return standing[-1].borne_out
    voted = item.settled_on is not None or any(vote.borne_out for vote in standing)
    return voted and not may_come_to_a_second(item, standing)


def left_to_decide(meeting: Meeting) -> list[AgendaItem]:
    """What could not be decided, in its order: the items without a vote that stands, and those whose first vote adopted
    nothing, which ask for what their second vote decides between."""
    found = []
    for item in meeting.items.order_by("place"):
        standing = ballots.standing_votes(item.ref)
        if keys := second_vote(item, standing):
            item.choices = [item.options[key].as_dict() for key in keys]
            found.append(item)
        elif item.settled_on is None and not standing and not decided_elsewhere(item):
            found.append(item)
    return found
