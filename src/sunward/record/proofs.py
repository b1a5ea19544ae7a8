"""One entry's proof in one file: C2SP tlog-proof."""

from dataclasses import dataclass

from sunward.record.checkpoints import opened_checkpoint
from sunward.record.merkle import leaf_hash, proves_inclusion
from sunward.record.notes import BadNote, Verifier, decode, encode

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Proof:
    """Where the entry stands, the hashes from it up to the root, and the checkpoint that signs the root."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None  # not proved by itself; we put the entry's own bytes here

    def __str__(self) -> str:
        extra = [f"extra {encode(self.extra)}"] if self.extra is not None else []
        lines = [HEADER, *extra, f"index {self.index}", *map(encode, self.path), "", self.checkpoint]
        return "\n".join(lines)

    @classmethod
    def parse(cls, text: str) -> "Proof":
        """Read a `.tlog-proof` file.

        Raises:
            BadNote: when it is not one.
        """
        top, separator, checkpoint = text.partition("\n\n")
        lines = top.split("\n")
        if not separator or lines.pop(0) != HEADER:
            raise BadNote(f"a proof begins with “{HEADER}” and has an empty line before its checkpoint")
        try:
            extra = decode(lines.pop(0).removeprefix("extra ")) if lines[0].startswith("extra ") else None
            return cls(_index(lines.pop(0)), tuple(map(decode, lines)), checkpoint, extra)
        except (IndexError, ValueError) as error:
            raise BadNote(f"the proof is not well formed: {error}") from error

    def proves(self, entry: bytes, verifier: Verifier) -> bool:
        """Is the entry, byte for byte, in the log that the verifier's key signs?

        Raises:
            BadNote: when the checkpoint in the proof is not signed by that key.
        """
        head = opened_checkpoint(self.checkpoint, verifier)
        return proves_inclusion(leaf_hash(entry), self.index, head.size, self.path, head.root)


def _index(line: str) -> int:
    word, _, number = line.partition(" ")
    if word != "index" or not (number.isascii() and number.isdigit()):
        raise ValueError("“index” and a number are expected after the first line")
    return int(number)
