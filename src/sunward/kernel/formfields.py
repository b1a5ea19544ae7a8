"""Form fields for civil days, yuan, counts and files: they accept what people type and say what is accepted."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sunward.kernel import files
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.ports import FileDigest
from sunward.kernel.spelling import unseen
from sunward.kernel.yuan import yuan

_day = re.compile(
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?|([0-9]{4})([0-9]{2})([0-9]{2})"
)


FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)
PLAIN_DIGITS = re.compile(r"[0-9]{1,12}")


def read_day(value: Any) -> date:
    """A civil day as people type it: 2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日 or 23号, 20261123; digits and
    signs may be full-width.

    Raises:
        ValidationError: saying what is accepted.
    """
    if isinstance(value, date):
        return _within(value)
    found = _day.fullmatch(halfwidth(str(value)).strip())
    try:
        return _within(date(*(int(part) for part in found.groups() if part))) if found else _no_day(value)
    except ValueError:
        return _no_day(value)


def _within(day: date) -> date:
    """A year that was typed into a box by its first digits alone is no day of anybody's life."""
    if not FIRST <= day <= LAST:
        raise ValidationError(
            _("“%(value)s” is no day between %(first)s and %(last)s."),
            params={"value": day, "first": FIRST, "last": LAST},
        )
    return day


def _no_day(value: Any) -> date:
    raise ValidationError(
        _("“%(value)s” is not a day. Write it like 2026-11-23, 2026/11/23 or 2026年11月23日."), params={"value": value}
    )


class CivilDayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> date | None:
        return None if value in self.empty_values else read_day(value)


class TableField(forms.JSONField):
    """Structured facts, such as the rows of a table: one JSON object."""

    def clean(self, value: Any) -> dict[str, Any] | None:
        try:
            found = super().clean(value)
        except (ValueError, RecursionError) as problem:  # a number of thousands of digits, a table within a table...
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": "…"}) from problem
        if found is not None and not isinstance(found, dict):
            raise ValidationError(_("Write one JSON object, beginning with { and ending with }."))
        return found


class YuanFormField(forms.CharField):
    """An amount above zero, in yuan."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        if text in self.empty_values:
            return None
        amount = yuan(text)
        if amount <= 0:
            raise ValidationError(_("The amount must be above zero."))
        return amount


class CountField(forms.IntegerField):
    """A whole number, zero or more, in digits and nothing else: what is read as a number in one way by a person and in
    another by a program is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=100_000_000, **options)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or (isinstance(value, int) and not isinstance(value, bool)):
            return None if value in self.empty_values else int(value)
        written = halfwidth(str(value)).strip()
        if not PLAIN_DIGITS.fullmatch(written):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(written)


class StoredFileField(forms.FileField):
    """An uploaded file, stored by its content; the value is its digest. A program may hand in a digest itself."""

    def to_python(self, data: Any) -> FileDigest | None:  # type: ignore[override]
        if isinstance(data, FileDigest):
            return data
        upload = super().to_python(data)
        return files.store_upload(upload) if isinstance(upload, UploadedFile) else None


class NameField(forms.CharField):
    """The name of a person or a firm: what is written is what is seen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_length": 300} | options))

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if unseen(text):
            raise ValidationError(_("has signs that nobody sees. Type the name anew instead of pasting it."))
        return text
