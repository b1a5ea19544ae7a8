"""What can be wrong with input, said so that the person who wrote it can mend it."""


class UnusableCase(ValueError):
    """A case that cannot be judged: `where` is a path such as `counts.members.present`."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class PackError(ValueError):
    """A rule book that cannot be read: `where` is a file with a line or a key."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class NotInForce(PackError):
    """No version of the given rule books was in force on the day asked for."""
