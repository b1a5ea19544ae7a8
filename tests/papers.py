"""Small files that can be read as what they are, for whoever uploads one in a test."""

import zlib
from struct import pack


def pdf(words: str = "") -> bytes:
    """A PDF of one empty page; the words stand in a comment."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    )
    body, places = f"%PDF-1.7\n% {words}\n".encode(), list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + end


def png(words: str = "") -> bytes:
    """One grey pixel; the words stand beside it."""
    size = pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (
        (b"IHDR", size),
        (b"tEXt", b"note\0" + words.encode()),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
