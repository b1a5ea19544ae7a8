"""Which of several an item came to, in words and with the figures; and between which of them a second vote decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunward.ballots import queries as ballots
from sunward.ballots.queries import VoteOn
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.meetings.models import AgendaItem
from sunward.meetings.rules import choosing
from sunward.meetings.session.carrying import Counts, choices_in
from sunward.meetings.session.results import figures_of
from sunward.meetings.session.room import Room

ADOPTED = Text("选定：{zh}。{figures_zh}", "Chosen: {en}. {figures_en}")
STILL_OPEN = Text(
    "还空着 {number} 个名额：{zh} 得票相同。", "Places that stay open: {number}, for {en} have equal votes. "
)
NONE = Text(
    "没有一项得到规则要求的票数，什么也没有选定。{figures_zh}",
    "No choice has what the rules ask for: nothing is chosen. {figures_en}",
)
LEVEL = Text("得票相同，什么也没有选定。{figures_zh}", "Equal votes: nothing is chosen. {figures_en}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a vote on a question with choices came to: the keys that are adopted, the votes of each choice, and what the
    rules say to the one with most votes. `reaching` have enough, whether or not there was a place for all; `left` is
    how many places stay open beside what is adopted, and which of them are level for these."""

    labels: Mapping[str, Text]
    votes: Mapping[str, int]
    present: int
    reaching: tuple[str, ...]
    adopted: tuple[str, ...]
    findings: tuple[Finding, ...]
    left: tuple[int, tuple[str, ...]] = (0, ())

    @property
    def said(self) -> Text:
        """The outcome in words, with the figures."""
        words = ADOPTED if self.adopted else LEVEL if self.reaching else NONE
        figures = [(self.labels[key], number) for key, number in self.votes.items()]
        zh = "、".join(f"{label.zh} {number} 票" for label, number in figures)
        en = ", ".join(f"{label.en} {number}" for label, number in figures)
        still_open = self._still_open()
        said = self._named(self.adopted) | {
            "{figures_zh}": f"{still_open.zh}{zh}；到场 {self.present}。",
            "{figures_en}": f"{still_open.en}{en}; present {self.present}.",
        }
        return Text(_filled(words.zh, said), _filled(words.en, said))

    def _still_open(self) -> Text:
        """Of several of many, that a place which nobody has is nobody's: people would think it forgotten."""
        number, level = self.left
        if not self.adopted or not number:
            return Text("", "")
        said = {"{number}": str(number)} | self._named(level)
        return Text(_filled(STILL_OPEN.zh, said), _filled(STILL_OPEN.en, said))

    def _named(self, keys: Iterable[str]) -> dict[str, str]:
        names = [self.labels[key] for key in keys]
        return {"{zh}": "、".join(one.zh for one in names), "{en}": ", ".join(one.en for one in names)}


def _filled(words: str, said: Mapping[str, str]) -> str:
    """What people typed may have braces of its own."""
    for place, text in said.items():
        if place in words:
            before, _place, after = words.partition(place)
            words = before + text + after
    return words


def outcome_of(room: Room, item: AgendaItem, counts: Counts) -> Chosen:
    """What the figures come to."""
    found, own = choices_in(room, item, counts), counts[room.counted_as]
    first = max(found.votes, key=lambda key: found.votes[key], default="")
    said = found.found.get(first, ())
    return Chosen(item.options, found.votes, own.get("present", 0), found.reaching, found.adopted, said, found.left)


def chosen_by(item: AgendaItem, vote: str) -> Chosen | None:
    """What a counted vote on an item came to; None for yes or no, and before there are figures."""
    if item.method is None or ballots.tally(vote) is None:
        return None
    room = Room(item.meeting)
    return outcome_of(room, item, figures_of(room, item, vote))


def second_vote(item: AgendaItem, standing: tuple[VoteOn, ...]) -> tuple[str, ...]:
    """Between which choices a second vote decides, once: where one of several was to be chosen, the result stands, and
    nothing was adopted. Nothing where it does not come to that."""
    if item.method != choosing.ONE_OF or len(standing) != 1 or standing[0].certified_on is None:
        return ()
    found = chosen_by(item, standing[0].number)
    return _left_of(found) if found else ()


def second_vote_on(item: AgendaItem) -> tuple[str, ...]:
    """The same, of an item as it stands. No query where it does not choose one of several."""
    return second_vote(item, ballots.standing_votes(item.ref)) if item.method == choosing.ONE_OF else ()


def may_come_to_a_second(item: AgendaItem, standing: tuple[VoteOn, ...]) -> bool:
    """Whether the one vote that was taken leaves room for a second: nothing was adopted, or nobody knows yet. From the
    minute in which the hands are counted, and not only from the certificate: until then a clerk would send the room
    home."""
    if item.method != choosing.ONE_OF or len(standing) != 1:
        return False
    found = chosen_by(item, standing[0].number)
    return found is None or bool(_left_of(found))


def _left_of(found: Chosen) -> tuple[str, ...]:
    return () if found.adopted else choosing.leading(found.votes)
