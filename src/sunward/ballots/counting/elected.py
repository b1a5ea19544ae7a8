"""What is to be said with the certificate of those whom a vote chose: only elections can tell."""

from collections.abc import Callable, Iterable

from sunward.ballots.models import Vote
from sunward.kernel.findings import Finding
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref

# What is to be marked of those who were chosen in a vote, by what it is about and its number.
OF_ELECTED: PortByKind[Callable[[Ref, str], Iterable[Finding]]] = PortByKind()


def marks_of_elected(vote: Vote) -> Iterable[Finding]:
    told = OF_ELECTED.of(vote.about_type)
    return told(vote.about, vote.number) if told else ()
