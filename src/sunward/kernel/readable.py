"""Whether a file is what its first bytes say: its parts are there, in their order, to the end.

No picture is drawn: a reader of pictures is a large thing to trust with what strangers upload. This tells an empty
file with a borrowed beginning from a photograph; what is to be seen on it, people look at.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from struct import error as TooShort  # noqa: N812 - said as what it means here
from struct import unpack_from

PNG = b"\x89PNG\r\n\x1a\n"
SIZED = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG: the segments that say how large the picture is
START_OF_SCAN, END = 0xDA, b"\xff\xd9"
STARTS = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
TABLE = re.compile(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)")
LOOKED_AT = 1 << 16  # bytes of a picture that are unpacked, so that no file can unpack without end


def reads_as(kind: str, data: bytes) -> bool:
    """Whether the bytes have the structure of this media type (PDF, PNG, JPEG or WebP)."""
    try:
        return CHECKS[kind](data)
    except (TooShort, zlib.error):
        return False


def _png(data: bytes) -> bool:
    """Every chunk whole by its own checksum: a size first, pixels that unpack, an end."""
    chunks = list(_chunks(data))
    names = [name for name, _body in chunks]
    if not chunks or names[0] != b"IHDR" or names[-1] != b"IEND" or not all(unpack_from(">II", chunks[0][1])):
        return False
    pixels = b"".join(body for name, body in chunks if name == b"IDAT")
    return bool(pixels) and bool(zlib.decompressobj().decompress(pixels, LOOKED_AT))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, name = len(PNG), b""
    while name != b"IEND":
        length, name = unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length]
        (checksum,) = unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(name + body) != checksum:
            return
        yield name, body
        place += 12 + length


def _jpeg(data: bytes) -> bool:
    """Segments up to the scan, one of them with a size; something scanned, and an end."""
    place, sized = 2, False
    while True:
        mark, kind, length = unpack_from(">BBH", data, place)
        if mark != 0xFF or length < 2:
            return False
        if kind in SIZED:
            sized = all(unpack_from(">HH", data, place + 5))
        place += 2 + length
        if kind == START_OF_SCAN:
            return sized and data.rfind(END) > place


def _pdf(data: bytes) -> bool:
    """Its end says where its table of contents starts, and there it is."""
    found = STARTS.findall(data)
    return bool(found) and TABLE.match(data, int(found[-1])) is not None


def _webp(data: bytes) -> bool:
    riff, size, webp, kind, length = unpack_from("<4sI4s4sI", data)
    whole = size + 8 <= len(data) and 0 < length <= size
    return riff == b"RIFF" and webp == b"WEBP" and kind in {b"VP8 ", b"VP8L", b"VP8X"} and whole


CHECKS: Mapping[str, Callable[[bytes], bool]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "application/pdf": _pdf,
    "image/webp": _webp,
}
