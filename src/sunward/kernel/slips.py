"""The slip of paper on which somebody signs for what a clerk enters for them at the desk.

An act that speaks as the person, or gives up a right of theirs, declares it once among its facts; the door asks for it
wherever the act is entered for somebody, and nobody else ever sees the question.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sunward.kernel.facts import Asked, how_asked, unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest, bound
from sunward.kernel.text import Text

RULE = "signed_at_desk"
ONCE = "slip_serves_once"
ANY = ""  # no fact: whatever a slip bore out before, it was something else
AT_THE_DESK = Text(
    "在服务台代办时必须有；每办一件事拍一张新的单子",
    "Needed where it is entered at the desk: a new slip for each errand",
)
SLIP = Text("本人签字的单子的照片", "photograph of the slip that the person signed")
THERE = Text("有本人签字的照片。", "The person signed for it, and the photograph is here.")
MISSING = Text(
    "在服务台代办这件事，要有本人签字的单子的照片：不会写字的按手印。",
    "Entered at the desk this needs a photograph of a slip that the person signed; a fingerprint will do.",
)
SPENT = Text(
    "这张单子的照片已经用在另一条记录里（{ref}）。一张单子只办一件事：请本人另签一张，再拍照。",
    "The photograph of this slip belongs to another entry ({ref}). One slip serves one errand: have another signed, "
    "and photograph that.",
)


def slip(question: Text = SLIP) -> Any:
    """A field of an act's facts: the picture of what the person signed, asked for at the desk alone."""
    how = Asked(question, AT_THE_DESK, private=True, at_desk=True)
    return dataclasses.field(default=None, metadata={"asked": how})


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """The act needs no further facts; at the desk the slip."""

    signed: FileDigest | None = slip()


def slips_in(facts: type) -> frozenset[str]:
    """The facts that are asked for at the desk alone."""
    return frozenset(field.name for field in dataclasses.fields(facts) if how_asked(field).at_desk)


def signed(facts: Any) -> bool:
    """Whether what the person signed is there."""
    return any(getattr(facts, name) is not None for name in slips_in(type(facts)))


def refuse_unsigned(facts: Any, on_behalf_of: str | None) -> None:
    """For a report that must not be the clerk's own word: without the slip it is not taken, instead of being marked.

    Raises:
        FactsError: at the slip.
    """
    if on_behalf_of is not None and not signed(facts):
        raise unusable(min(slips_in(type(facts))), MISSING.zh, MISSING.en)


def signed_at_desk(facts: Any, on_behalf_of: str | None) -> Iterator[Finding]:
    """What is asked of an act that a clerk enters for somebody; nothing of one by one's own hand."""
    if on_behalf_of is not None and slips_in(type(facts)):
        yield Finding.either(RULE, signed(facts), THERE, MISSING)


def serves_once(facts: Any, on_behalf_of: str | None, community: str, *, report: bool) -> Iterator[Finding]:
    """What somebody signed for one errand is no signature under another one, theirs or anybody's. A report that would
    be the clerk's own word with it is not taken.

    Raises:
        FactsError: for a report, at the slip.
    """
    given = ((name, getattr(facts, name)) for name in sorted(slips_in(type(facts))) if on_behalf_of is not None)
    for name, file in given:
        before = bound().served(community, file.sha256, ANY) if file is not None else None
        if before is not None:
            text = SPENT.fill(ref=before.ref)
            if report:
                raise unusable(name, text.zh, text.en)
            yield Finding(ONCE, False, text, actual=before.ref)
