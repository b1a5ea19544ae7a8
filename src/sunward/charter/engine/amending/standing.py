"""What the check of rule books says against a draft, in both languages: only what the draft brings in itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sunward.charter.engine.amending.laxer import (
    laxer_parameters,
    laxer_than_higher,
    laxer_than_unread,
    shorter_on_the_board,
)
from sunward.charter.engine.amending.readers import ASKING_URGENTLY
from sunward.charter.engine.amending.remarks import remark
from sunward.charter.engine.charter import Charter
from sunward.charter.engine.errors import PackError
from sunward.charter.engine.lint.coherence import PUBLISHING, Complaint, incoherent
from sunward.charter.engine.lint.complaints import explain
from sunward.charter.engine.lint.operational import hanging
from sunward.charter.engine.lint.said_again import differing
from sunward.charter.engine.lint.shapes import shape_errors
from sunward.charter.engine.lint.sources import unsourced
from sunward.charter.engine.packs import PARTS, PackVersion
from sunward.charter.engine.powers import Power
from sunward.charter.engine.spending import NONE
from sunward.charter.engine.texts import Text

SIGNING = "money.sign_payment"  # the act by which a tier's signatures are given
REVIEWING = "money.review_payment"  # the act by which a tier's review is given
OF_DECISIONS = ("resolutions", "results")  # items that are owed for every decision
NO_SOURCE = "it names no source (law and article)"
LAXER = "it is laxer than the higher rule book, which therefore stays"
LAXER_THAN_UNREAD = "it is laxer than what is known of a higher rule book whose text nobody here has read yet"


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that keeps a draft from being put to a vote: which rule, and what is wrong with it."""

    path: str
    what: Text
    on_the_wall: bool = False


def objections(above: Sequence[PackVersion], base: PackVersion, draft: PackVersion) -> tuple[Objection, ...]:
    """What is wrong with a draft and was not wrong before it; `above` are the rule books that it lies on."""
    try:
        touched = [part for part in PARTS if base.document.get(part) != draft.document.get(part)]
        found = set(_complaints(above, draft, touched))
        if found:
            found -= set(_complaints(above, base, touched))
    except PackError as error:
        return (Objection(error.where.rpartition(" ")[2], remark(error.what)),)
    return tuple(
        Objection(f"{part}.{path}", remark(what), what.startswith("it hangs on the wall"))
        for part, path, what in sorted(found)
    )


def _complaints(above: Sequence[PackVersion], version: PackVersion, touched: Sequence[str]) -> Iterator[Complaint]:
    alone = Charter.from_versions([version])
    higher = Charter.from_versions(above)
    whole = Charter.from_versions([*above, version])
    for part in touched:
        for error in shape_errors(part, version.document.get(part) or {}) if part in version.document else ():
            yield part, ".".join(map(str, error.absolute_path)), explain(error)
    for part, path in unsourced(alone):
        yield part, path, NO_SOURCE
    yield from incoherent(alone, whole)
    yield from hanging(alone, whole)
    for loosened in whole.loosened:
        part, _, path = loosened.where.partition(".")
        if loosened.pack == version.pack:
            yield part, path, LAXER
    yield from ((part, path, LAXER) for part, path in laxer_than_higher(higher, alone))
    yield from laxer_parameters(higher, alone)
    yield from shorter_on_the_board(higher, alone)
    yield from ((part, path, LAXER_THAN_UNREAD) for part, path in laxer_than_unread(higher, alone))
    yield from differing(version, whole)
    yield from _unsignable(alone, whole)
    yield from _unreviewable(alone, whole)
    yield from _unaskable(alone, whole)
    yield from _unpostable(whole)


def _unsignable(alone: Charter, whole: Charter) -> Iterator[Complaint]:
    """A signature that is asked for and that no power gives: such a payment would wait for ever."""
    urgent = alone.spending.urgent
    asked = [(f"tiers.{tier.key}", tier.up_to, tier.requires.signatures) for tier in alone.spending.tiers]
    asked += [("urgent", urgent.up_to, urgent.signatures)] if urgent else []
    signing = _opening(whole, SIGNING)
    for path, up_to, signatures in asked if signing else ():
        holders = _holders(power for power in signing if _reaches(power, up_to))
        for post in signatures:
            if post not in holders and post.partition(".")[0] not in holders:
                yield "spending", path, f"no power lets {post!r} sign payments of this size"


def _unreviewable(alone: Charter, whole: Charter) -> Iterator[Complaint]:
    """A review that is owed by whoever has no power to review, or by nobody: such a payment would wait for ever."""
    reviewing = _opening(whole, REVIEWING)
    for tier in alone.spending.tiers if whole.powers else ():
        body, holders = tier.requires.review, _holders(power for power in reviewing if _reaches(power, tier.up_to))
        if body not in {NONE, *(holder.partition(".")[0] for holder in holders)}:
            yield "spending", f"tiers.{tier.key}", f"no power lets {body!r} review payments of this size"


def _unaskable(alone: Charter, whole: Charter) -> Iterator[Complaint]:
    """A limit of urgent spending that no power reaches: what lies above the power would be refused as before."""
    urgent, asking = alone.spending.urgent, _opening(whole, ASKING_URGENTLY)
    if urgent and asking and not any(_reaches(power, urgent.up_to) for power in asking):
        yield "spending", "urgent", f"no power lets anybody ask for urgent payments up to {urgent.up_to} yuan"


def _unpostable(whole: Charter) -> Iterator[Complaint]:
    """A posting that is owed by whoever has no power to post: it would stand on nobody's desk."""
    holders = _holders(_opening(whole, PUBLISHING))
    able = holders | {holder.partition(".")[0] for holder in holders}
    for item in whole.disclosure.values() if holders else ():
        owed = bool(item.period) or item.key in OF_DECISIONS
        if owed and item.owner and item.owner not in able and item.owner.partition(".")[0] not in holders:
            yield "disclosure", item.key, f"no power lets {item.owner!r} publish what it owes"


def _opening(whole: Charter, act: str) -> list[Power]:
    return [power for power in whole.powers.values() if power.act == act]


def _holders(powers: Iterable[Power]) -> set[str]:
    return {holder for power in powers for holder in power.held_by}


def _reaches(power: Power, up_to: Decimal | None) -> bool:
    limit = power.limit.amount_up_to
    return limit is None or (up_to is not None and limit >= up_to)
