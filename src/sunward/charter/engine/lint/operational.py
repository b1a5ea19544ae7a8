"""Can anybody act on it? A rule without owner, deadline, evidence or consequence hangs on the wall."""

from collections.abc import Collection, Iterator, Mapping

from sunward.charter.engine.charter import Charter
from sunward.charter.engine.duties import DisclosureItem, Duty
from sunward.charter.engine.hearings import Hearing
from sunward.charter.engine.lint.coherence import Complaint
from sunward.charter.engine.parameters import Right
from sunward.charter.engine.powers import Power
from sunward.charter.engine.vocabulary import Layer

# A statute is encoded as it stands: what it leaves open is said (`leaves_open`), not invented. A charter of the
# place itself has no such excuse.
_STATUTES = (Layer.NATION, Layer.PROVINCE)
_MISSING = {
    "owner": "no owner",
    "deadline": "no deadline",
    "evidence": "no evidence",
    "consequence": "no consequence",
}


def hanging(charter: Charter, whole: Charter) -> Iterator[Complaint]:
    """Rules that nobody can be held to, each with what it lacks."""
    statute = any(version.layer in _STATUTES for version in charter.versions)
    for power in charter.powers.values():
        yield from _hangs("powers", power.key, _power(power), ())
    for duty in charter.duties.values():
        yield from _hangs("duties", duty.key, _duty(duty), duty.leaves_open if statute else ())
    for item in charter.disclosure.values():
        yield from _hangs("disclosure", item.key, _item(item), item.leaves_open if statute else ())
    for right in charter.rights.values():
        yield from _hangs("rights", right.key, _right(right), right.leaves_open if statute else ())
    for hearing in charter.hearings.values():
        yield from _hangs("hearings", hearing.key, _hearing(hearing), ())
    yield from _uncounted(charter, whole)


def _hangs(part: str, key: str, has: Mapping[str, object], leaves_open: Collection[str]) -> Iterator[Complaint]:
    lacks = [_MISSING[name] for name, value in has.items() if not value and name not in leaves_open]
    if lacks:
        yield part, key, f"it hangs on the wall: {', '.join(lacks)}"


def _power(power: Power) -> Mapping[str, object]:
    """What a person may do of their own right needs no deadline; what an office may do does."""
    if not power.held_by_office:
        return {"owner": power.held_by}
    return {
        "owner": power.held_by,
        "deadline": power.within,
        "evidence": power.published or power.needs.documents,
        "consequence": power.if_not,
    }


def _duty(duty: Duty) -> Mapping[str, object]:
    return {
        "owner": duty.owner,
        "deadline": duty.due,
        "evidence": duty.met_by,
        "consequence": duty.if_not,
    }


def _item(item: DisclosureItem) -> Mapping[str, object]:
    """A publication is its own evidence."""
    return {"owner": item.owner, "deadline": item.within or item.due, "consequence": item.if_not}


def _hearing(hearing: Hearing) -> Mapping[str, object]:
    """Somebody may ask for it, people sign what was said, and by a day each opinion has its answer. Where
    people may petition for it, somebody calls it when those who should are silent."""
    return {
        "owner": hearing.asked_for_by or hearing.petitions,
        "deadline": hearing.notice.days and hearing.answers_within,
        "evidence": hearing.signed_by,
        "consequence": hearing.on_petition or not hearing.petitions,
    }


def _right(right: Right) -> Mapping[str, object]:
    return {"owner": right.owner, "deadline": right.within, "consequence": right.if_not}


def _uncounted(charter: Charter, whole: Charter) -> Iterator[Complaint]:
    """A body that decides, but by a majority that no rule names."""
    for matter in charter.matters.values():
        for rule in matter.competences:
            for key in (*rule.decided_by, *rule.delegable_to):
                body = whole.bodies.get(key)
                own = matter.rules.majority or (body.rules.majority if body else ())
                if not own and not rule.unconfirmed:
                    yield "matters", matter.key, f"it hangs on the wall: no majority is set for the {key}"
