"""Whose word a correction of the register rests on, and whose vote it gives or takes by it alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunward.kernel import evidence
from sunward.kernel.ports import FileDigest
from sunward.registry import ports, rules
from sunward.registry.models import Membership, PersonCorrection, ResidenceSpell
from sunward.registry.models.people import CLAIMED, NO_PAPERS
from sunward.registry.residence import voice
from sunward.registry.residence.borne import LOOKED_BACK, word


def word_of(told_by: str, paper: FileDigest | None, community: str, shows: str | None) -> str:
    """What it rests on: own word and papers with a photograph that has served for nobody else, or it is only claimed.

    Raises:
        FactsError: at `paper`, for papers that nobody photographed.
    """
    said = word(told_by, paper)
    served = paper is not None and evidence.served(community, paper, shows or "") is not None
    return CLAIMED if served else said


@dataclass(frozen=True, slots=True)
class Swayed:
    """People (their rows, each with the household where they live) who have a vote, or have none, on a day by nothing
    but corrections that rest on the word of whoever entered them."""

    given: frozenset[tuple[int, int | None]]
    taken: frozenset[tuple[int, int | None]]
    renamed: frozenset[int] = frozenset()  # who bears a name by such a correction alone


Before = dict[str, Any]
COLUMNS = ("born", "papers", "status")


def swayed(community: str, day: date, people: Iterable[int] | None = None) -> Swayed:
    """Whom corrections of the last year give a vote, and whom they take it from; of some people only, if they are
    named."""
    found = PersonCorrection.objects.filter(told_by=CLAIMED, undone_on=None, corrected_on__gt=day - LOOKED_BACK)
    found = found if people is None else found.filter(person__in=list(people))
    rows = PersonCorrection.objects.filter(undone_on=None, person__in=found.values("person")).order_by("-pk")
    of: dict[int, list[PersonCorrection]] = {}
    for row in rows.select_related("person", "spell"):
        of.setdefault(row.person_id, []).append(row)
    homes = _homes(community, day, of)
    members = Membership.objects.on(day).filter(community__code=community, person__in=list(of))
    given, taken = set[tuple[int, int | None]](), set[tuple[int, int | None]]()
    voices = _voices(community, day, homes.values())
    for person in {*homes, *members.values_list("person_id", flat=True)}:
        stay, born_on = homes.get(person), of[person][0].person.born_on
        was = _before(of[person], stay)
        now = voices.votes(stay, born_on, {})
        if voices.votes(stay, was.get("born", born_on), was) != now:
            (given if now else taken).add((person, stay.household_id if stay else None))
    return Swayed(frozenset(given), frozenset(taken), frozenset(one for one in of if _renamed(of[one])))


def _renamed(rows: list[PersonCorrection]) -> bool:
    """Whether the newest correction of a name is only claimed; rows from the newest on."""
    last = next((row for row in rows if row.name_was is not None), None)
    return last is not None and last.told_by == CLAIMED


def _homes(community: str, day: date, people: Iterable[int]) -> dict[int, ResidenceSpell]:
    stays = ResidenceSpell.objects.on(day).filter(household__community__code=community, person__in=list(people))
    return {stay.person_id: stay for stay in stays.select_related("person", "began_with")}


def _before(rows: list[PersonCorrection], stay: ResidenceSpell | None) -> Before:
    """What would stand there without what is only claimed: rows from the newest on. What papers or their own word have
    borne out since counts."""
    found, settled = Before(), set[str]()
    for row in rows:
        touched = {"born": row.born, "papers": row.papers_was is not None, "status": row.status_was is not None}
        for column in COLUMNS:
            if not touched[column] or (column != "born" and not _of_this(row, stay)):
                continue
            if row.told_by != CLAIMED:
                settled.add(column)
            elif column not in settled:
                found[column] = getattr(row, f"{column}_was")
    return found


def _of_this(row: PersonCorrection, stay: ResidenceSpell | None) -> bool:
    """Whether it is of a stay, or of one behind another door from which they have moved: what was seen goes along."""
    of = row.spell
    if of is None or stay is None or of.from_day > stay.from_day:
        return False
    return (of.began_with_id or of.pk) == (stay.began_with_id or stay.pk)


@dataclass(frozen=True, slots=True)
class _Voices:
    """The rules of a day, and what neighbours and bodies have said for some stays: asked for once for all of them."""

    on: date
    franchise: ports.Franchise | None
    vouching: voice.Wanted
    vouched: Mapping[int, Collection[date]]
    consents: Mapping[int, date]

    def votes(self, stay: ResidenceSpell | None, born: date | None, was: Before) -> bool:
        """Whether somebody has a vote; of members who live elsewhere, whether they are of age."""
        rule, on = self.franchise, self.on
        if stay is None:
            return rule is not None and born is not None and rules.birthday(born, rule.years) <= on
        papers, status = was.get("papers", stay.papers), was.get("status", stay.status)
        seen = papers != NO_PAPERS or not self.vouching.missing(self.vouched[stay.pk])
        return seen and rules.votes(rule, born, status, stay.origin.from_day, on, self.consents.get(stay.pk))


def _voices(community: str, day: date, stays: Iterable[ResidenceSpell]) -> _Voices:
    some = list(stays)
    vouched = voice.vouched_for(some, day) if some else {}
    consents = voice.consents_of(some) if some else {}
    return _Voices(day, ports.franchise(community, day), voice.wanted(community, day), vouched, consents)
