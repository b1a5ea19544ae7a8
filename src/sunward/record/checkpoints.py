"""What a log signs: C2SP tlog-checkpoint."""

from dataclasses import dataclass

from sunward.record.merkle import HASH_SIZE
from sunward.record.notes import BadNote, Signer, Verifier, decode, encode, opened


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The claim “the log `origin` has `size` entries, and this is their root”."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "TreeHead":
        """Read the three lines of a checkpoint; lines after them are extensions and left aside.

        Raises:
            BadNote: when a line is missing or not of its form.
        """
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or not _is_decimal(lines[1]):
            raise BadNote("a checkpoint has three lines: the log's name, its size, its root")
        try:
            root = decode(lines[2])
        except ValueError as error:
            raise BadNote(f"the root of the checkpoint: {error}") from error
        if len(root) != HASH_SIZE:
            raise BadNote(f"the root of the checkpoint has {len(root)} bytes; it must have {HASH_SIZE}")
        return cls(lines[0], int(lines[1]), root)

    def signed(self, signer: Signer) -> str:
        return signer.sign(str(self))


def _is_decimal(text: str) -> bool:
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0")


def opened_checkpoint(note: str, verifier: Verifier) -> TreeHead:
    """The tree head that a checkpoint states, once its signature holds and it is about the verifier's own log.

    Raises:
        BadNote: when it is not.
    """
    head = TreeHead.parse(opened(note, verifier))
    if head.origin != verifier.name:
        raise BadNote(f"the checkpoint is about “{head.origin}”, the key belongs to “{verifier.name}”")
    return head
