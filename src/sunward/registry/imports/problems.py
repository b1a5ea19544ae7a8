"""What is wrong with a file, line by line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: the line of the file (the heading is line 1), the column, what is wrong and what is accepted."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return _("line %(line)d, %(column)s: %(what)s") % {
            "line": self.line, "column": self.column, "what": self.what}  # fmt: skip


class UnusableFile(ValueError):
    """The file cannot be read as a table at all; says why and what is accepted."""
