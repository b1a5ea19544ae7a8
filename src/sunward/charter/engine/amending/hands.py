"""Whether a change leaves money, or what stops it, to fewer or to less independent hands: who decides on an amount, who
reviews a payment, who stops it and who lets it go on. Whether it takes from people what they may do of their own right,
or from those who end a silence what others leave undone.

Only the rule book that is changed is read: of a name that neither it nor the usual ones know, nobody can say how wide
it is, so it counts as a committee.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sunward.charter.engine.amending.places import children, stands
from sunward.charter.engine.packs import Document
from sunward.charter.engine.procedures import RESOLUTION
from sunward.charter.engine.sessions import SILENCE_ENDED_BY
from sunward.charter.engine.spending import NONE
from sunward.charter.engine.vocabulary import BODIES, CAPACITIES, SUPERVISORS, Rank

SIGNING = "money.sign_payment"
LIFTING = "charter.lift_hold"
# What whoever spends would rather have done by nobody, or by themselves.
REVIEWING = frozenset({"money.review_payment", "money.stand_in_review"})
WATCHING = REVIEWING | {"charter.place_hold", "charter.second_hold"}
# What those do who end a silence, once those who should have not; each may be listed beside them, or alone.
ENDING_SILENCE = frozenset({
    "charter.adopt", "decisions.call_hearing_on_petition", "disclosure.rule_on_appeal", "meetings.call_again",
    "meetings.convene_on_petition", "elections.call_election", "elections.call_recall_vote", "elections.call_run_off",
    "elections.declare_recall", "elections.declare_result", "elections.move_voting_day", "elections.open_poll",
    "elections.open_recall_poll", "elections.open_run_off", "elections.post_candidates", "elections.take_roll",
})  # fmt: skip
ANYONE, RESIDENT, VOTER = "anyone", "resident", "voter"
PEOPLE = frozenset(CAPACITIES) - {"clock"}
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
    hold; whether people lose a power, or a body that ends a silence does. Somebody more independent may take a place.
    Of offices in other powers it says nothing."""
    act = str(stands(stands(document.get("powers"), path.split(".")[1]), "act"))
    if act != LIFTING and (_people_lost(old, new) or (act in ENDING_SILENCE and _silence_kept(old, new))):
        return True
    return _done_by_less(document, act, old, new)


def _people_lost(old: Collection[str], new: Collection[str]) -> bool:
    """Whether people can no longer do of their own right what they could. Whoever votes here lives here, and everybody
    is anyone."""
    reached = PEOPLE if ANYONE in new else {*new, *({VOTER} if RESIDENT in new else ())}
    return not PEOPLE.intersection(old) <= reached


def _silence_kept(old: Collection[str], new: Collection[str]) -> bool:
    """Whether one of the bodies that end a silence can do so no more, by any of its posts."""
    before, after = ({holder.partition(".")[0] for holder in holders} for holders in (old, new))
    return not before.intersection(SILENCE_ENDED_BY) <= after


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
