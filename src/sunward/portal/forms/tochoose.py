"""Nothing is chosen beforehand: what somebody found, saw, decided or was is said by whoever fills in the form. A list
begins with “choose”; whoever passes it over is asked once more, and loses nothing."""

from copy import copy
from typing import Any, TypeGuard, cast

from django import forms
from django.utils.functional import lazystr

from sunward.kernel.facts import CHOOSE

Choices = list[tuple[str, Any]]
# A program may leave these out, and has the usual answer; a person at a form would give it by not looking.
ASKED_OF_PEOPLE = frozenset({("decisions.report_step", "outcome"), ("registry.record_departure", "reason")})


def to_choose(act: str, name: str, field: forms.Field) -> forms.Field:
    """The same question with no answer yet, where one answer of a list is wanted and nothing is known of which."""
    wanted = field.required or (act, name) in ASKED_OF_PEOPLE
    if not wanted or field.initial or not _is_list(field):
        return field
    asking = copy(field)
    asking.required, asking.widget = True, copy(field.widget)
    asking.choices = [(CHOOSE[0], lazystr(CHOOSE[1])), *(one for one in cast("Choices", field.choices) if one[0])]
    return asking


def _is_list(field: forms.Field) -> TypeGuard[forms.ChoiceField]:
    """One list to open; boxes and buttons side by side show by themselves that nothing is chosen."""
    return (
        isinstance(field, forms.ChoiceField)
        and field.widget.input_type == "select"
        and not isinstance(field.widget, forms.SelectMultiple)
    )
