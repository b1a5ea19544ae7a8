"""An election committee that has fewer members than the rule asks for: it goes on, and what it does says so."""

from collections.abc import Iterator

from sunward.charter.engine import ElectionRules
from sunward.elections.models import SITTING, Election
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text

SHRUNK = Text(
    "注意：选举委员会只剩 {number} 人，规则要 {needed} 人；推选它的机构可以补足。",
    "Alert: only {number} of the {needed} members are left on the election committee. Whoever chose it can name those "
    "who are missing.",
)


def missing(election: Election, rules: ElectionRules) -> int:
    """How many places are to be filled again; none before the committee is formed."""
    if rules.committee is None or election.committee_formed_on is None:
        return 0
    return max(rules.committee.at_least - _sitting(election), 0)


def to_be_chosen_by(election: Election, rules: ElectionRules, sitting: int) -> tuple[str, ...]:
    """The bodies that may choose the committee while it is to be formed or has too few `sitting`; none afterwards."""
    if rules.committee is None or (election.committee_formed_on and sitting >= rules.committee.at_least):
        return ()
    return rules.committee.made_by


def marks_of_size(election: Election, rules: ElectionRules) -> Iterator[Finding]:
    """No bar: members leave, and an election does not stop for it."""
    if rules.committee and missing(election, rules):
        number, needed = _sitting(election), rules.committee.at_least
        text = SHRUNK.fill(number=number, needed=needed)
        yield Finding("committee_shrank", False, text, rules.committee.source, f">= {needed}", str(number))


def _sitting(election: Election) -> int:
    return election.members.filter(SITTING).count()
