"""Whose word it rests on that somebody is no member or no owner any more, or that they own a flat."""

from collections.abc import Iterator
from datetime import timedelta

from sunward.kernel.facts import unusable
from sunward.kernel.findings import Finding
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text
from sunward.registry.models.people import CERTIFICATE, CLAIMED, SELF

# Longer than any roll is used: what nobody spoke against for a year is no longer told with each new roll.
LOOKED_BACK = timedelta(days=366)
PAPERS = "papers"
TOLD_BY = (
    (SELF, Text("本人说的", "the person themself")),
    (PAPERS, Text("有证件或材料", "papers")),
    (CLAIMED, Text("别人说的", "others")),
)
SIGNED = Text(
    "本人说的，附本人签字的照片；有材料的，附材料（成员名册、不动产权证书等）的照片",
    "for the person's own word: what they signed; for papers: the list of members or the land register's certificate",
)
OF_A_PERSON = Text(
    "本人说的，附本人签字的照片；有材料的，附材料（身份证、户口簿等）的照片",
    "for the person's own word: what they signed; for papers: the identity card or the household book",
)
OF_A_RETURN = Text("以前在这里住过的人填", "for whoever has lived here before")
NO_PAPER = Text("请附材料的照片。", "Add a photograph of the papers.")
NOT_BORNE = Text(
    "注意：只有办理的人这样说，没有本人签字，也没有材料：名册上会注明，本人可以提出异议。",
    "Alert: it rests on the word of whoever entered it, without signature or papers. Rolls are marked with it, and the "
    "person can dispute it.",
)
BORNE = Text("有本人签字或者材料。", "It rests on their own word, signed, or on papers.")


def word(told_by: str, paper: FileDigest | None) -> str:
    """What an entry rests on: own word and papers with their photograph, or it is only claimed.

    Raises:
        FactsError: at `paper`, for papers that nobody photographed.
    """
    if told_by == PAPERS and paper is None:
        raise unusable("paper", NO_PAPER.zh, NO_PAPER.en)
    if paper is None:
        return CLAIMED
    return {SELF: SELF, PAPERS: CERTIFICATE}.get(told_by, CLAIMED)


def marks_of_word(said: str) -> Iterator[Finding]:
    """A mark on the entry of what is only claimed."""
    yield Finding.either("their_own_word", said != CLAIMED, BORNE, NOT_BORNE)
