"""Budget lines and bank statements typed as lines, the cells apart by commas or as pasted from a spreadsheet."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunward.kernel.halfwidth import halfwidth

_apart = re.compile(r"\s*[,，;；\t]\s*")
_cut_amount = re.compile(r"[0-9]+(\.[0-9]+)? *元?")  # what a thousands comma leaves in the next cell
_cut_balance = re.compile(r"0[0-9]+(\.[0-9]+)? *元?")


class LinesField(forms.CharField):
    """Lines of so many cells; cells at the end may be left out down to `least`."""

    columns: Sequence[Any] = ()
    least = 0

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        lines = [self.cells(line.strip()) for line in text.splitlines() if line.strip()]
        wrong = [
            _("line %(line)d: %(found)d cells; accepted: %(columns)s")
            % {"line": at, "found": len(line), "columns": _(", ").join(map(str, self.columns))}
            for at, line in enumerate(lines, 1)
            if not self.least <= len(line) <= len(self.columns)
        ]  # fmt: skip
        if wrong:
            raise ValidationError(wrong)
        return self.made([line + [""] * (len(self.columns) - len(line)) for line in lines]) if lines else None

    def cells(self, line: str) -> list[str]:
        return _apart.split(line)

    def made(self, lines: list[list[str]]) -> Any:
        """The fact that the lines come to."""
        raise NotImplementedError


class BudgetLinesField(LinesField):
    """Budget lines: a name and an amount in yuan. A line's key is its name; an amount may have no thousands commas."""

    columns = (gettext_lazy("name"), gettext_lazy("amount in yuan"))
    least = 2

    def made(self, lines: list[list[str]]) -> dict[str, Any]:
        names = [name for name, _amount in lines]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValidationError(
                _("Written twice: %(names)s. One line for each purpose.") % {"names": ", ".join(twice)}
            )
        return {name: {"name": name, "amount": amount} for name, amount in lines}


class MovementsField(LinesField):
    """A bank statement: the first line is the opening and the closing balance, each further line a movement.

    A comma ends a cell here, so `1,000` would be one yuan, paid to a “000”: such a line is refused.
    """

    columns = (gettext_lazy("day"), gettext_lazy("amount (minus for money out)"), gettext_lazy("counterparty"),
               gettext_lazy("order"))  # fmt: skip
    least = 2

    def made(self, lines: list[list[str]]) -> dict[str, Any]:
        wrong = [
            _("line %(line)d: an amount cannot have thousands commas here; write 1000.00") % {"line": at}
            for at, line in enumerate(lines, 1)
            if (at == 1 and (line[2] or _cut_balance.fullmatch(halfwidth(line[1]))))
            or _cut_amount.fullmatch(halfwidth(line[2]))
        ]
        if wrong:
            raise ValidationError(wrong)
        (opening, closing, *_rest), *movements = lines
        keys = ("day", "amount", "counterparty", "order")
        return {
            "opening": opening,
            "closing": closing,
            "lines": [dict(zip(keys, line, strict=True)) for line in movements],
        }
