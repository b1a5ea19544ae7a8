"""Which correction of minutes is answered, by its words, and how; in which place they are signed."""

from typing import Any

from django import forms
from django.utils.functional import lazystr

from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

TAKEN_IN = (("yes", Text("采纳", "taken in")), ("no", Text("不采纳", "not taken in")))


def correction_field(minutes: str, **options: Any) -> forms.Field | None:
    """Those that wait for an answer, each in its words; the only one is chosen already. None where none waits."""
    waiting = meetings.corrections_to_answer(minutes)
    if not waiting:
        return None
    only = waiting[0][0] if len(waiting) == 1 else None
    choices = [(place, f"{place}. {words}") for place, words in waiting]
    return forms.TypedChoiceField(choices=choices, coerce=int, initial=only, widget=forms.RadioSelect, **options)


def taken_in_field(**options: Any) -> forms.Field:
    """Said either way: a box that nobody ticked would have refused it."""
    choices = [(key, lazystr(said)) for key, said in TAKEN_IN]
    return forms.TypedChoiceField(choices=choices, coerce="yes".__eq__, **options | {"required": True})


def role_field(minutes: str, **options: Any) -> forms.Field | None:
    """The places that nobody has signed; whoever signs says in which. None where each is signed."""
    choices = [(role, lazystr(name)) for role, name in meetings.places_to_sign(minutes)]
    return forms.ChoiceField(choices=choices, **options) if choices else None
