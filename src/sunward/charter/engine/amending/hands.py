"""Whether a change leaves money, or what stops it, to fewer or to less independent hands: who decides on an amount, who
reviews a payment, who stops it and who lets it go on.

Only the rule book that is changed is read: of a name that neither it nor the usual ones know, nobody can say how wide
it is, so it counts as a committee.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sunward.charter.engine.amending.places import children, stands
from sunward.charter.engine.packs import Document
from sunward.charter.engine.procedures import RESOLUTION
from sunward.charter.engine.spending import NONE
from sunward.charter.engine.vocabulary import BODIES, SUPERVISORS, Rank

SIGNING = "money.sign_payment"
LIFTING = "charter.lift_hold"
# What whoever spends would rather have done by nobody, or by themselves.
REVIEWING = frozenset({"money.review_payment", "money.stand_in_review"})
WATCHING = REVIEWING | {"charter.place_hold", "charter.second_hold"}
NOBODY, SIGNS, OTHERS, ELECTED_TO_WATCH = range(4)


def decided_by_less(document: Document, old: str, new: str) -> bool:
    """Whether a decision falls away, a step on the way to it does, or a narrower body takes it."""
    if NONE in {old, new}:
        return new == NONE
    before, after = _steps(document, old), _steps(document, new)
    return not before.keys() <= after.keys() or _width(document, after) < _width(document, before)


def _steps(document: Document, decider: str) -> Mapping[str, str]:
    """The steps that have to be taken, each with its body; a body alone is a resolution and no more."""
    procedure = stands(document.get("procedures"), decider)
    if procedure is None:
        return {RESOLUTION: decider}
    rows: Iterable[Any] = (row for _key, row in children(stands(procedure, "steps")))
    return {row["step"]: row["body"] for row in rows if row.get("required", True)}


def _width(document: Document, steps: Mapping[str, str]) -> int:
    body = steps.get(RESOLUTION, "")
    usual = BODIES[body][0] if body in BODIES else Rank.COMMITTEE
    return Rank(str(stands(stands(document.get("bodies"), body), "rank") or usual)).width


def reviewed_by_less(document: Document, old: str, new: str) -> bool:
    """Whether a review falls away, or goes to a body that is less independent of whoever signs."""
    return _apart(document, new) < _apart(document, old)


def held_by_less(document: Document, path: str, old: Collection[str], new: Collection[str]) -> bool:
    """Whether a power that watches over money loses somebody, or comes to whoever signs; whether more people can lift a
    hold. Somebody more independent may take a place. Of other powers it says nothing."""
    act = stands(stands(document.get("powers"), path.split(".")[1]), "act")
    return _done_by_less(document, str(act), old, new)


def added_for_less(document: Document, power: object) -> bool:
    """Whether a power beside those of a rule book brings what they guard to less independent hands: everybody who does
    its act by any power counts. To sign once more, up to a limit of its own, always does."""
    act = str(stands(power, "act"))
    if act == SIGNING:
        return True
    there: list[str] = [one for old in _powers_for(document, act) for one in _held(old)]
    return _done_by_less(document, act, there, [*there, *_held(power)])


def comes_to_others(documents: Collection[Document], power: object) -> bool:
    """Whether a new power gives an act that somebody holds by these rule books to others besides. Of what watches over
    money `added_for_less` tells."""
    act = str(stands(power, "act"))
    if act in WATCHING | {SIGNING, LIFTING}:
        return False
    there = [one for document in documents for old in _powers_for(document, act) for one in _held(old)]
    return bool(there) and not all(_among(one, there) for one in _held(power))


def _powers_for(document: Document, act: str) -> list[object]:
    return [power for _key, power in children(document.get("powers")) if stands(power, "act") == act]


def _held(power: object) -> Collection[str]:
    held: Any = stands(power, "held_by")
    return held or ()


def _done_by_less(document: Document, act: str, old: Collection[str], new: Collection[str]) -> bool:
    """The same of an act, by all who did it and all who do it."""
    gone = {one: _apart(document, one) for one in old if not _among(one, new)}
    come = {one: _apart(document, one) for one in new if not _among(one, old)}
    if act == LIFTING:
        return any(apart <= min(gone.values(), default=ELECTED_TO_WATCH) for apart in come.values())
    lost = act in WATCHING and any(apart >= max(come.values(), default=NOBODY) for apart in gone.values())
    return lost or (act in REVIEWING and SIGNS in come.values())


def _among(holder: str, others: Collection[str]) -> bool:
    """Whether a post is one of some holders, by itself or with its whole body."""
    return holder in others or holder.partition(".")[0] in others


def _apart(document: Document, holder: str) -> int:
    """How independent of whoever signs: nobody, those themselves, others, whom the residents elected to watch."""
    body = holder.partition(".")[0]
    if body == NONE:
        return NOBODY
    if body in _signing(document):
        return SIGNS
    return ELECTED_TO_WATCH if body == SUPERVISORS else OTHERS


def _signing(document: Document) -> frozenset[str]:
    """The bodies whose posts sign payments: a colleague of whoever signs is no stranger to the bill."""
    spending: Any = document.get("spending") or {}
    tiers = [stands(tier, "requires") for _key, tier in children(stands(spending, "tiers"))]
    signing: Any = [stands(one, "signatures") for one in (*tiers, stands(spending, "urgent"))]
    signing += [_held(power) for power in _powers_for(document, SIGNING)]
    return frozenset(post.partition(".")[0] for posts in signing for post in posts or ())
