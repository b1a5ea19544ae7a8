"""Files kept by their content: stored before the act's transaction, never changed, swept when nothing points there."""

import hashlib
import io
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from sunward.kernel.ports import FileDigest
from sunward.kernel.readable import reads_as

LARGEST = 20 * 1024 * 1024  # bytes
SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
}


class Lost(Exception):
    """A file that was handed in is not there any more, or is no longer the one of this digest."""


def path_of(sha256: str) -> Path:
    """Where the file with this digest lies."""
    return Path(settings.SUNWARD_FILES) / sha256[:2] / sha256


def opened(sha256: str) -> tuple[BinaryIO, str]:
    """A kept file and its media type, measured again each time: nothing that was changed since is handed out.

    Raises:
        Lost: where it is not there, or its bytes have another digest or no accepted beginning.
    """
    try:
        kept = path_of(sha256).read_bytes()
        kind = kind_of(io.BytesIO(kept))
    except (OSError, ValidationError) as problem:
        raise Lost(sha256) from problem
    if hashlib.sha256(kept).hexdigest() != sha256:
        raise Lost(sha256)
    return io.BytesIO(kept), kind


def store_upload(upload: "UploadedFile[bytes]") -> FileDigest:
    """Keep an uploaded photograph or PDF.

    Raises:
        ValidationError: when it is too large, of a kind that is not accepted, or not readable as that kind.
    """
    if (upload.size or 0) > LARGEST:
        raise ValidationError(_("This file is larger than 20 MB. Take a smaller photograph or split the PDF."))
    stream: BinaryIO = upload.file  # type: ignore[assignment]
    kind = kind_of(stream)
    stream.seek(0)
    if not reads_as(kind, stream.read()):
        raise ValidationError(_("This file cannot be read: it is empty or damaged. Take or scan it again."))
    return store(stream, kind)


def kind_of(stream: BinaryIO) -> str:
    """The media type told from the first bytes, not from the name.

    Raises:
        ValidationError: for anything but PDF, PNG, JPEG and WebP.
    """
    stream.seek(0)
    start = stream.read(16)
    for signature, kind in SIGNATURES.items():
        if start.startswith(signature):
            return kind
    raise ValidationError(_("This kind of file is not accepted. Accepted: PDF, PNG, JPEG, WebP."))


def store(stream: BinaryIO, kind: str) -> FileDigest:
    """Write the bytes under their own SHA-256; storing the same bytes twice keeps one file."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    home = Path(settings.SUNWARD_FILES)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=home, delete=False) as copy:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(exist_ok=True)
    Path(copy.name).replace(target)
    return FileDigest(digest.hexdigest(), size, kind)
