"""Minutes are chained: each locked one carries the digest of the one before it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def digest_of(content: Any) -> str:
    """SHA-256 of JSON with sorted keys, no spaces and all letters written out."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def locked(
    number: str,
    content_sha256: str,
    corrections: Sequence[Mapping[str, Any]],
    signatures: Sequence[Mapping[str, Any]],
    previous: str,
) -> str:
    """The digest of minutes with everything that belongs to them, and of the minutes before."""
    return digest_of({
        "number": number, "content": content_sha256, "corrections": list(corrections),
        "signatures": list(signatures), "previous": previous,
    })  # fmt: skip
