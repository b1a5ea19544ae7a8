"""What is read and objected to by whoever does not live here: the rolls of bodies that are theirs, as those of owners
and of members of the collective are. Contexts above know whose a roll is."""

from collections.abc import Callable, Collection
from datetime import date

from sunward.charter import queries as charter
from sunward.charter.engine import Power
from sunward.charter.engine.vocabulary import CAPACITIES
from sunward.disclosure.models import Publication
from sunward.kernel.acts import Call
from sunward.kernel.ports import PortByKind
from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.registry import queries as registry

RESIDENT = "resident"
OBJECTING = "disclosure.object"
# Whether what was published about a subject is somebody's own (person, their capacities).
THEIRS: PortByKind[Callable[[Ref, str, Collection[str]], bool]] = PortByKind()
OF_THEIRS = Text(
    "不住在本社区的业主、集体成员、党员，只对本人在册、或者按登记簿属于本人的名册提出异议。",
    "An owner, a member of the collective or of the party who does not live here objects to rolls that they stand on,"
    " or that are theirs by the register, and to nothing else.",
)


def is_theirs(publication: Publication, person: str, capacities: Collection[str]) -> bool:
    """Whether it is about a roll on which they stand, or that is theirs by the register."""
    theirs = THEIRS.of(publication.subject_type)
    return theirs is not None and theirs(publication.about, person, capacities)


def may_object(publication: Publication, call: Call) -> bool:
    """Whether somebody may object to this posting: to any by a power that names the residents."""
    code = publication.community_code
    general = [one for one in charter.charter_of(code, call.day).powers.values() if _is_general(one)]
    if call.grant and any(one.key == call.grant.power for one in general):
        return True
    own = registry.capacities_of(call.person, code, call.day)  # the desk is granted it by the first power that opens it
    return any(not own.isdisjoint(one.held_by) for one in general) or is_theirs(publication, call.person, own)


def _is_general(power: Power) -> bool:
    return power.act == OBJECTING and RESIDENT in power.held_by


def residents_object(community: str, on: date) -> bool:
    """Whether whoever lives here can object to any posting, by the list of powers."""
    return kinds_objected_to(community, on) is None


def can_be_objected_to(about: Ref, community: str, on: date) -> bool:
    """Whether there are people who can object to a posting about this thing."""
    kinds = kinds_objected_to(community, on)
    return kinds is None or about.type in kinds


def kinds_objected_to(community: str, on: date) -> frozenset[str] | None:
    """The kinds of things to whose postings people can object by the list of powers; None for all of them. Where no
    power names the residents, others object to what is theirs."""
    held = charter.holders_of(OBJECTING, community, on)
    if RESIDENT in held:
        return None
    return THEIRS.kinds if not set(held).isdisjoint(CAPACITIES) else frozenset()
