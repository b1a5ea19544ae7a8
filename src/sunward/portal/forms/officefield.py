"""In which of their offices somebody acts, where the list of powers gives the act to more than one of them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunward.charter.wording import holder_name
from sunward.kernel.available import Option

FIELD = "in_office"
HINT = _("You hold more than one office that may do this. The record says in which one you did.")


def with_office(form: type[forms.Form], option: Option | None) -> type[forms.Form]:
    """The form, asking first for the office; as it is for whoever has only one, or may do it as a resident."""
    if option is None or len(option.offices) < 2 or option.post not in option.offices:
        return form
    # On top of the form as it is: what it checks is checked whichever office it is.
    own: dict[str, Any] = {FIELD: _field(option.offices), "field_order": [FIELD, *form.base_fields]}
    return type(form.__name__, (form,), own)


def _field(offices: Sequence[str]) -> forms.Field:
    choices = [(post, holder_name(post)) for post in offices]
    return forms.ChoiceField(
        label=_("In which office"), help_text=HINT, choices=choices, initial=offices[0], required=False
    )


def post_said(form: forms.Form, option: Option | None) -> str:
    """The office that was chosen; or the first, or that of everybody."""
    said: str = form.cleaned_data.get(FIELD, "")
    return said or (option.post if option else "anyone")
