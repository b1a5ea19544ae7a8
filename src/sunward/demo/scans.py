"""Papers and photographs of the sample community: small files that open, each with its words on it or in it."""

import zlib
from struct import pack

WIDTH, HEIGHT, EDGE = 320, 200, 16  # pixels of a photograph: a board with a sheet of paper on it
WOOD, SHEET = b"\xa8", b"\xf4"


def pdf(words: str) -> bytes:
    """One page with one line, in a Chinese font that every reader brings along."""
    line = b"BT /F1 16 Tf 56 760 Td <%s> Tj ET" % words.encode("utf-16-be").hex().encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(line), line),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /ItalicAngle 0 /Ascent 880 /Descent -120"
        b" /CapHeight 880 /StemV 93 /FontBBox [-25 -254 1000 880] >>",
    )
    body, places = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + end


def png(words: str) -> bytes:
    """A sheet on a board, in grey; the words stand beside the picture."""
    edge = b"\0" + WOOD * WIDTH
    middle = b"\0" + WOOD * EDGE + SHEET * (WIDTH - 2 * EDGE) + WOOD * EDGE
    pixels = edge * EDGE + middle * (HEIGHT - 2 * EDGE) + edge * EDGE
    parts = (
        (b"IHDR", pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)),
        (b"iTXt", b"Description\0\0\0\0\0" + words.encode()),
        (b"IDAT", zlib.compress(pixels)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
