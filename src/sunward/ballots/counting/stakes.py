"""Who has a stake of their own: in a vote, and so neither counts it nor settles its result (whoever stands in it, and
whom the context above that put the question says it is about); and in a roll, and so does not correct it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sunward.ballots.models import Petition, Roll, Vote
from sunward.ballots.rules.asking import RECALL
from sunward.charter import queries as charter
from sunward.kernel.findings import Finding
from sunward.kernel.ports import Port, PortByKind
from sunward.kernel.refs import Ref, body_of
from sunward.kernel.text import Text
from sunward.registry import queries as registry


@dataclass(frozen=True, slots=True)
class Stake:
    """Who is to be recalled or elected by a roll, with the day before which kinship had to be declared to count, and
    the bodies that spare or wish for their own."""

    people: frozenset[tuple[str, date]] = frozenset()
    bodies: frozenset[str] = frozenset()

    def touches(self, person: str, post: str) -> bool:
        """Whether it is of somebody, of their kin, or of the body for which they act; without a person: whether it is
        of the body alone."""
        if body_of(post) in self.bodies:
            return True
        return bool(person) and any(_concerns(person, whom, since) for whom, since in self.people)

    def tied_since(self, person: str) -> date | None:
        """The day since which alone a declared kinship ties somebody to it; none where nothing does."""
        return max((since for whom, since in self.people if _tied_late(person, whom, since)), default=None)


CORRECTING = "ballots.correct_roll"
# Who is a party (`person:<number>`) to the votes about a subject; who has a stake in a roll (by its row and community)
# on a day.
PARTIES: PortByKind[Callable[[Ref], frozenset[str]]] = PortByKind()
IN_ROLLS: Port[Callable[[int, str, date], Stake]] = Port("who has a stake in a roll")
NOT_THEIRS = Text(
    "表决涉及的人不能核定这次表决，也不能宣布作废。", "Whoever a vote is about neither certifies nor annuls it."
)


def parties_to(vote: Vote) -> frozenset[str]:
    """Candidates, and whom the vote is about."""
    numbers = vote.choices.filter(person__isnull=False).values_list("person__number", flat=True)
    told = PARTIES.of(vote.about_type)
    return frozenset(f"person:{number}" for number in numbers) | (told(vote.about) if told else frozenset())


def not_a_party(vote: Vote, person: str) -> Finding:
    return Finding("not_a_party", person not in parties_to(vote), NOT_THEIRS)


def has_a_stake(roll: Roll, person: str, post: str, on: date) -> bool:
    """Whether a recall or an election by this roll is of somebody, of their kin, or of the body for which they act.
    Kinship counts if it was declared before the petition was opened, or the election called: whoever is to be recalled
    declares it alone, and would leave nobody who can answer."""
    return _stake(roll, on).touches(person, post)


def anybody_else_corrects(roll: Roll, body: str, on: date) -> bool:
    """Whether somebody of another body than this may correct a roll, and has no stake in it."""
    posts = [one for one in charter.holders_of(CORRECTING, roll.community_code, on) if body_of(one) != body]
    holders = ((person, post) for post in posts for person in registry.people_in_post(post, roll.community_code, on))
    return any(not has_a_stake(roll, person, post, on) for person, post in holders)


def tied_since(roll: Roll, person: str, on: date) -> date | None:
    """The day since which alone a declared kinship ties somebody to whom the roll is about; none where nothing does."""
    return _stake(roll, on).tied_since(person)


def _stake(roll: Roll, on: date) -> Stake:
    return IN_ROLLS.answer(roll.pk, roll.community_code, on)


def _tied_late(person: str, whom: str, since: date) -> bool:
    return registry.related(person, whom) and not registry.related(person, whom, before=since)


def _concerns(person: str, whom: str, since: date) -> bool:
    return person == whom or registry.related(person, whom, before=since)


def stake_in_posting(about: Ref, person: str, post: str, on: date) -> bool:
    """The same of the roll, or the petition, that something was published about: whoever has a stake answers no
    objection to it. A recall that people still sign for is of somebody already."""
    roll, signed = _posted(about)
    if roll is None:
        return False
    return any(_recalls(one, person, post) for one in signed) or has_a_stake(roll, person, post, on)


def tied_since_by_posting(about: Ref, person: str, on: date) -> date | None:
    """The same of `tied_since`."""
    roll, signed = _posted(about)
    days = [tied_since(roll, person, on) if roll else None]
    for one in signed:
        term = registry.term(one.asks_for) if one.purpose == RECALL else None
        days.append(one.opened_on if term and _tied_late(person, term.person, one.opened_on) else None)
    return max((day for day in days if day), default=None)


def _posted(about: Ref) -> tuple[Roll | None, list[Petition]]:
    """The roll that something was published about, and the petitions that are signed by it."""
    if about.type == "roll":
        roll = Roll.objects.filter(number=about.id).first()
        return roll, list(Petition.objects.filter(roll=roll)) if roll else []
    signed = list(Petition.objects.filter(number=about.id).select_related("roll"))
    return signed[0].roll if signed else None, signed


def _recalls(petition: Petition, person: str, post: str) -> bool:
    term = registry.term(petition.asks_for) if petition.purpose == RECALL else None
    if term is None:
        return False
    return Stake(frozenset([(term.person, petition.opened_on)]), frozenset([body_of(term.post)])).touches(person, post)
