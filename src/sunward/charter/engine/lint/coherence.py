"""Do the parts of a rule book fit together: bodies, matters, tiers, steps, layers?"""

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import pairwise

from sunward.charter.engine.amending.clocks import COUNTED_ACTS, span_of
from sunward.charter.engine.amending.readers import SWITCHES
from sunward.charter.engine.amounts import Duration
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.library import known_packs
from sunward.charter.engine.procedures import Procedure
from sunward.charter.engine.spending import NONE, Spending, SpendingTier
from sunward.charter.engine.vocabulary import BODIES, CAPACITIES, OFFICES, STEPS, SUPERVISORS

Complaint = tuple[str, str, str]
PUBLISHING = "disclosure.publish"
_USUAL_ORDER = {step: place for place, step in enumerate(STEPS)}


def incoherent(charter: Charter, whole: Charter) -> Iterator[Complaint]:
    """File part, key path and what does not fit; `whole` is the charter with the packs it lies on."""
    known = {*BODIES, *whole.bodies}
    yield from _unknown_deciders(charter, known)
    yield from _unknown_offices(charter, {*known, *OFFICES})
    yield from _unknown_matters(charter, whole.matters)
    yield from _unknown_items(charter, whole.disclosure)
    for procedure in charter.procedures.values():
        yield from _disordered(procedure)
    yield from _franchise(charter, whole, known)
    yield from _switches(charter)
    yield from _out_of_reach(charter)
    yield from _minorities(charter)
    yield from _lengths(charter)
    yield from _tiers(charter.spending, {*known, *whole.procedures, NONE})


def _unknown_deciders(charter: Charter, known: Collection[str]) -> Iterator[Complaint]:
    for matter in charter.matters.values():
        for rule in matter.competences:
            named = {*rule.decided_by, *rule.delegable_to, *rule.withheld_from}
            for name in sorted(named.difference(known)):
                yield "matters", f"{matter.key}.competence", _no_body(name, known)
            for name in sorted(rule.yields_to.keys() - known_packs().keys()):
                yield (
                    "matters",
                    f"{matter.key}.competence.yields_to",
                    f"no rule book is called {name!r}; accepted: {', '.join(known_packs())}",
                )
    for body in charter.bodies.values():
        for conveners in body.rules.conveners:
            for name in sorted(set(conveners.bodies).difference({*known, SUPERVISORS})):
                yield "bodies", f"{body.key}.convened_by", _no_body(name, {*known, SUPERVISORS})


def _no_body(name: str, known: Collection[str]) -> str:
    return f"no body is called {name!r}; accepted: {', '.join(sorted(known))}, or name it in bodies.yaml"


def _unknown_offices(charter: Charter, known: Collection[str]) -> Iterator[Complaint]:
    for part, key, office in _offices(charter):
        body = office.partition(".")[0]
        if body not in known:
            yield part, key, f"no body or office is called {body!r}; name it in bodies.yaml"


def _offices(charter: Charter) -> Iterator[Complaint]:
    for power in charter.powers.values():
        for office in (*power.held_by, *power.needs.signatures):
            if office not in CAPACITIES:
                yield "powers", power.key, office
        if power.if_not:
            yield "powers", power.key, power.if_not.goes_to
    for part in ("duties", "disclosure", "rights"):
        for entry in getattr(charter, part).values():
            named = (entry.owner, entry.if_not.goes_to if entry.if_not else "")
            yield from ((part, entry.key, office) for office in named if office)
    for procedure in charter.procedures.values():
        yield from (("procedures", procedure.key, step.body) for step in procedure.steps)


def _unknown_matters(charter: Charter, known: Collection[str]) -> Iterator[Complaint]:
    for procedure in charter.procedures.values():
        for name in procedure.matters:
            if name not in known:
                yield (
                    "procedures",
                    f"{procedure.key}.applies_to",
                    f"no matter is called {name!r}; accepted: {', '.join(known)}",
                )
    for matter in charter.matters.values():
        if not matter.competences and matter.key not in known:
            yield "matters", matter.key, "no body is named that decides it (competence)"


def _unknown_items(charter: Charter, known: Collection[str]) -> Iterator[Complaint]:
    """Whoever did such a duty would be told that the catalogue lacks what they posted."""
    for duty in charter.duties.values():
        item = duty.met_by.facts.get("item") if duty.met_by and duty.met_by.act == PUBLISHING else None
        if item is not None and item not in known:
            yield (
                "duties",
                f"{duty.key}.met_by.facts.item",
                f"no item of a disclosure catalogue is called {item!r}; accepted: {', '.join(known) or 'none'}",
            )


def _disordered(procedure: Procedure) -> Iterator[Complaint]:
    keys = [step.key for step in procedure.steps]
    for twice in sorted({key for key in keys if keys.count(key) > 1}):
        yield "procedures", f"{procedure.key}.steps", f"the step {twice} stands twice"
    for earlier, later in pairwise(keys):
        if _USUAL_ORDER[earlier] > _USUAL_ORDER[later]:
            yield "procedures", f"{procedure.key}.steps", f"{later} cannot come after {earlier}"


def _franchise(charter: Charter, whole: Charter, known: Collection[str]) -> Iterator[Complaint]:
    for rule in charter.franchise.entitlements:
        for name in sorted(set(rule.consent_of).difference(known)):
            yield "franchise", f"residence.{rule.status}.consent_of", _no_body(name, known)
    if charter.franchise.entitlements and not whole.franchise.ages:
        yield "franchise", "residence", "it hangs on the wall: no rule says from which age (age)"


def _switches(charter: Charter) -> Iterator[Complaint]:
    """A third value would lift the rule without a word: it is in force at 1 alone."""
    for key in sorted(SWITCHES.intersection(charter.parameters)):
        if (value := charter.parameters[key].value) not in (0, 1):
            yield "parameters", key, f"it is a switch and says {value}; accepted: 1 (yes), 0 (no)"


def _out_of_reach(charter: Charter) -> Iterator[Complaint]:
    """From the day of such a rule on no meeting would decide anything, a mend of the rule included."""
    for part, entries in (("bodies", charter.bodies), ("matters", charter.matters)):
        for key, entry in entries.items():
            for name, needs in (("quorum", entry.rules.quorum), ("majority", entry.rules.majority)):
                if any(one.share.more_than_all for need in needs for one in need.alternatives):
                    yield part, f"{key}.{name}", "it asks for more than all of them, which nobody can fulfil"


def _minorities(charter: Charter) -> Iterator[Complaint]:
    """What fewer than half of those counted can carry, the others cannot keep from being carried."""
    for part, entries in (("bodies", charter.bodies), ("matters", charter.matters)):
        for key, entry in entries.items():
            shares = [one.share for need in entry.rules.majority for one in need.alternatives]
            if any(not share.counts_persons and share.amount < Fraction(1, 2) for share in shares):
                yield part, f"{key}.majority", "it lets fewer than half decide against the others"


def _lengths(charter: Charter) -> Iterator[Complaint]:
    """An answer that is due at once, or in a year, and a sheet that hangs for no day: a slip of the pen, or a trick."""
    said: list[tuple[str, str, object]] = []
    said += [("parameters", f"{one.key}.value", one.value) for one in charter.parameters.values()]
    said += [("rights", f"{one.key}.within", one.within) for one in charter.rights.values()]
    said += [("disclosure", f"{one.key}.stays_up", one.stays_up) for one in charter.disclosure.values()]
    counted = [one for one in charter.powers.values() if one.act in COUNTED_ACTS]
    said += [("powers", f"{one.key}.within", one.within) for one in counted]
    for part, path, length in said:
        span = span_of(f"{part}.{path}")
        if isinstance(length, Duration) and not span.least <= length.days <= span.most:
            yield part, path.rpartition(".")[0], f"it says {length}; accepted: {span.least} to {span.most} days"


def _tiers(spending: Spending, deciders: Collection[str]) -> Iterator[Complaint]:
    for tier in spending.tiers:
        if tier.requires.decision not in deciders:
            yield "spending", "tiers", f"{tier.key}: {tier.requires.decision!r} is no body and no procedure"
    for lower, upper in pairwise(spending.tiers):
        yield from _boundary(lower, upper)
    if spending.tiers and spending.tiers[-1].up_to is not None:
        last = spending.tiers[-1]
        yield "spending", "tiers", f"nothing says who decides above {last.up_to} yuan (a gap after {last.key})"


def _boundary(lower: SpendingTier, upper: SpendingTier) -> Iterator[Complaint]:
    if lower.up_to is None:
        yield "spending", "tiers", f"{lower.key} has no limit, so {upper.key} is never reached (they overlap)"
    elif upper.up_to is not None and upper.up_to <= lower.up_to:
        yield "spending", "tiers", f"{upper.key} ends where {lower.key} already applies (they overlap)"
