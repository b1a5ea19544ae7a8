"""Every crash happens to a database of its own: a copy, with a community in it, that nobody else uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from tests import stage
from tests.copies import copy_database, standing_on


@dataclass(frozen=True, slots=True)
class Own:
    """The community's code, and the folder with its database, keys and files."""

    code: str
    home: Path

    @property
    def database(self) -> Path:
        return self.home / "var" / "sunward.sqlite3"

    @property
    def keys(self) -> Path:
        return self.home / "var" / "keys"

    @property
    def places(self) -> dict[str, str]:
        """What a process of its own needs to know."""
        return {
            "SUNWARD_HOME": str(self.home),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SUNWARD_KEYS": str(self.keys),
            "SUNWARD_FILES": str(self.home / "var" / "files"),
            "OFFICER": stage.holder(self.code, stage.DEPUTY),
        }

    @contextmanager
    def opened(self, timeout: float = 20) -> Iterator[None]:
        """This process runs on the copy; a lock is waited for that many seconds."""
        with standing_on(self.database, timeout):
            yield


@pytest.fixture
def own(committed: str, tmp_path: Path, settings: Settings) -> Own:
    made = Own(committed, tmp_path)
    made.keys.mkdir(parents=True)
    settings.SUNWARD_KEYS = made.keys
    copy_database(made.database)
    return made
