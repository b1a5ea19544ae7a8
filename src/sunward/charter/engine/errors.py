"""What can be wrong with input, said so that the person who wrote it can mend it."""


class Unread:
    """A number that no place in a case accepts (with decimals, or endless); it is refused where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text if len(self.text) <= 20 else f"{self.text[:20]}..."


def shown(value: object) -> str:
    """A value as the writer of the JSON knows it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)


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
