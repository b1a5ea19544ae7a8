"""Cast a vote by one's own hand: signed in on the web, or at the desk terminal with a voting code."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.crypto import constant_time_compare

from sunward.ballots.acting import ActOnVote
from sunward.ballots.casting import channels, obstacles, urn
from sunward.ballots.casting.afterwards import by_hand_that_evening
from sunward.ballots.casting.codes import code_hash, terminal_mark
from sunward.ballots.casting.proxied import by_own_hand, has_gone
from sunward.ballots.casting.sharing import find_shared
from sunward.ballots.counting.counters import keys_of, most_on_a_ballot
from sunward.ballots.models import RollEntry
from sunward.ballots.roll import places
from sunward.ballots.rules.choosing import read_choices
from sunward.kernel import sql
from sunward.kernel.acts import Outcome, Refused, Unknown, register
from sunward.kernel.facts import asked
from sunward.kernel.findings import Finding
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

VALID_CODE = """
    SELECT by_stay FROM ballots_votingcode
    WHERE vote_id = %s AND entry_id = %s AND code_hash = %s AND void_on IS NULL AND confirmed_on IS NOT NULL
"""
OWN_HAND = Text("投票只能本人来，不能代办。", "A vote is cast by one's own hand, never for somebody else.")
NOT_HERE = Text(
    "投票码只能在服务台的终端上用。", "A code is typed at a terminal that the desk has opened, and nowhere else."
)
GONE = Text(
    "这个投票码是交给代理人的，代理人已经不再占这个位置：请另领一个。",
    "This code was handed to a proxy who does not sit there any more: ask for another.",
)
NO_CODE = Text("投票码不对，或者已经作废。", "The voting code is wrong, or void.")
CODE_FITS = Text("投票码对，没有作废。", "The voting code is right, and not void.")
NOT_A_CHOICE = Text("选票上没有这个选项。", "That is not a choice of this vote.")
A_CHOICE = Text("选的都在选票上。", "What was chosen is on the ballot paper.")
CHOOSE = Text("选一项，或者明确投空白票。", "Choose, or say that the ballot is to be blank.")


@dataclass(frozen=True, slots=True)
class CastFacts:
    """`chosen` are keys of choices with commas between. Nothing of this is recorded."""

    channel: str = asked("渠道", "channel", most=12)
    chosen: str = asked("选择", "choice", private=True, default="")
    blank: bool = asked("投空白票", "leave it blank", private=True, default=False)
    code: str = asked("投票码", "voting code", private=True, default="")
    terminal: str = asked("终端的标记", "mark of the terminal", private=True, default="")


@register
class Cast(ActOnVote[CastFacts]):
    """A vote is cast: a mark on the roll, and a ballot that leads to nobody. No entry; the close commits to all.

    Many vote at once: they share the lock on the vote, which the close takes alone. The constraint on marks decides
    between two votes of one person at the same moment.
    """

    name = "ballots.cast"
    title = Text("投票", "cast a vote")
    kind = "effect"
    facts_type = CastFacts
    recorded = False
    own_page = True

    @classmethod
    def find(cls, ref: Ref, lock: bool = False) -> Any:
        if ref.type != cls.subject_type:
            raise Unknown(f"There is no {ref}.")
        return find_shared(ref.id, lock)

    @cached_property
    def entry(self) -> RollEntry | None:
        return places.place_of(self.subject, self.call.by)

    @cached_property
    def chosen(self) -> tuple[str, ...]:
        return read_choices(self.facts.chosen)

    def standing(self) -> Iterator[Finding]:
        yield obstacles.is_open(self.subject, self.call.at)
        yield from obstacles.is_entitled(self.subject, self.entry)
        if self.entry is not None:
            yield obstacles.has_not_voted(self.subject, self.entry)

    def judge(self) -> Iterator[Finding]:
        yield Finding("own_hand", self.call.on_behalf_of is None, OWN_HAND)
        yield from self._channel()
        yield from self._choice()

    def _channel(self) -> Iterator[Finding]:
        yield obstacles.channel_is_open(self.subject, self.facts.channel)
        channel = channels.known(self.facts.channel)
        yield Finding("self_cast", channel is not None and channel.self_cast, OWN_HAND, actual=self.facts.channel)
        if self.facts.channel == "terminal":
            yield from by_hand_that_evening(self.subject, self.call.at)
            yield Finding("at_the_desk", self._at_the_desk(), NOT_HERE)
            yield Finding.either("code", bool(self.codes), CODE_FITS, NO_CODE)
            if self.entry is not None and any(has_gone(self.subject, self.entry, stay) for (stay,) in self.codes):
                yield Finding("code", False, GONE)

    def _at_the_desk(self) -> bool:
        return constant_time_compare(self.facts.terminal, terminal_mark(self.subject.number))

    @cached_property
    def codes(self) -> Sequence[Any]:
        """The code that was typed, where it is valid, with who was handed it if a proxy filled the place."""
        if self.entry is None:
            return ()
        hashed = code_hash(self.subject.number, self.facts.code)
        return sql.rows(VALID_CODE, [self.subject.pk, self.entry.pk, hashed])

    def _choice(self) -> Iterator[Finding]:
        """What was chosen never enters a finding: a refusal is recorded."""
        keys = keys_of(self.subject)
        most = most_on_a_ballot(self.subject, len(keys))
        many = Text(f"最多选 {most} 项。", f"Choose {most} at most.")
        yield Finding.either("known_choice", set(self.chosen) <= set(keys), A_CHOICE, NOT_A_CHOICE)
        yield Finding("at_most", len(self.chosen) <= most, many)
        yield Finding("something_chosen", bool(self.chosen) != self.facts.blank, CHOOSE)

    def write(self) -> Outcome:
        assert self.entry is not None  # noqa: S101 - judged before
        came = registry.person_row(self.call.by) if self.entry.by_household else None
        stay = self.codes[0][0] if self.facts.channel == "terminal" else by_own_hand(self.subject, self.entry)
        if not urn.mark(self.subject, self.entry, self.facts.channel, self.call.day, came=came, stay=stay):
            raise Refused(type(self), [obstacles.has_not_voted(self.subject, self.entry, self.call.by)])
        urn.drop_in(self.subject, self.chosen, self.entry.weight)
        return Outcome(result=self.subject.ref)
