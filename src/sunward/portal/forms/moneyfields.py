"""Fields of acts on money that are chosen among what is there."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunward.kernel import clock
from sunward.kernel.templatetags.sunward import yuan
from sunward.kernel.text import Text, day_in_full
from sunward.money import queries as money


def refund_field(payment: str, **options: Any) -> forms.Field:
    """The bank lines by which an urgent payment may have come back; the only one is chosen already."""
    choices = [
        (number, Text(f"{day_in_full(day).zh}，{yuan(amount)}", f"{day_in_full(day).en}, {yuan(amount)}"))
        for number, day, amount in money.refund_lines_of(payment, clock.today())
    ]
    only = choices[0][0] if len(choices) == 1 else None
    hint = _("What came in by the bank's statement, in the same amount; record the statement first.")
    return forms.ChoiceField(choices=choices, initial=only, widget=forms.RadioSelect, help_text=hint, **options)
