"""The secret key of this installation, made on first use and kept beside the other keys."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Read the key, or make one that only this user may read (mode 0600)."""
    path = folder / "session.secret"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key
