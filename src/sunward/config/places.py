"""Where the keys and files of an installation lie: with the database they belong to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

OWN = "sunward.sqlite3"


def kept_beside(database: Mapping[str, Any], var: Path) -> str:
    """The beginning of the folders' paths: `var/` for the installation's own database and for PostgreSQL,
    `<folder>/<name>-` for any other SQLite file, so that two of them never share a key.
    """
    path = Path(str(database["NAME"]))
    if "sqlite3" not in str(database["ENGINE"]) or path.name == OWN:
        return f"{var}/"
    return f"{path.with_suffix('')}-"
