"""What every test can count on."""

from sunward.kernel import catalogues

pytest_plugins = ["tests.selection"]


def pytest_configure() -> None:
    # A fresh clone has no compiled translations, and tests read the Chinese pages too.
    catalogues.compile_stale()
