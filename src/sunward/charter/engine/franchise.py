"""Who has a vote: from which age, and after how long a residence of which kind."""

from dataclasses import dataclass

from sunward.charter.engine.nodes import Node
from sunward.charter.engine.powers import SOURCED
from sunward.charter.engine.rule_reading import provenance
from sunward.charter.engine.rules import Sourced
from sunward.charter.engine.vocabulary import RESIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingAge(Sourced):
    """Whole years, reached on the day that is asked about."""

    years: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement(Sourced):
    """Residents of this status vote after so many calendar months here (0: at once).

    With `consent_of`, one of these bodies has to agree for each person; time alone gives no vote.
    """

    status: str
    months: int
    consent_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Franchise:
    """Rules that were read, and beside them unread ones on what no read rule settles."""

    ages: tuple[VotingAge, ...] = ()
    entitlements: tuple[Entitlement, ...] = ()

    @property
    def years(self) -> int | None:
        """The voting age by a rule that was read; None when there is none, and then nobody has a vote."""
        return next((age.years for age in self.ages if not age.unconfirmed), None)

    @property
    def months(self) -> dict[str, int]:
        """Status -> months of residence after which time alone gives the vote, by rules that were read."""
        read = (rule for rule in self.entitlements if not rule.unconfirmed and not rule.consent_of)
        return {rule.status: rule.months for rule in read}


def read_franchise(node: Node, unconfirmed: bool) -> Franchise:
    node.only(("age", "residence"))
    age, residence = node.find("age"), node.find("residence")
    return Franchise(
        ages=(_age(age, unconfirmed),) if age else (),
        entitlements=tuple(_entitlement(key, rule, unconfirmed) for key, rule in residence.items())
        if residence
        else (),
    )


def _age(node: Node, unconfirmed: bool) -> VotingAge:
    node.only(("years", *SOURCED))
    return VotingAge(years=_whole(node.need("years"), 1), **provenance(node, unconfirmed))


def _entitlement(status: str, node: Node, unconfirmed: bool) -> Entitlement:
    node.only(("months", "consent_of", *SOURCED))
    return Entitlement(
        status=Node(status, node.where).one_of(RESIDENCE),
        months=_whole(node.need("months"), 0),
        consent_of=node.optional_strings("consent_of"),
        **provenance(node, unconfirmed),
    )


def _whole(node: Node, least: int) -> int:
    if node.integer() < least:
        raise node.wrong(f"{node.value} is too small; accepted: {least} or more")
    return node.integer()
