"""The door of somebody who arrives: one that the register knows is found however it is spelt; one that it does not know
is new only once whoever enters it has said so."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sunward.registry import queries as registry

ARRIVAL = "registry.register_arrival"
OF_A_DOOR = frozenset({ARRIVAL, "registry.register_household"})
FIELD = "new_door"


def with_door(act: str, form: type[forms.Form], code: str) -> type[forms.Form]:
    """The form with an example from the community's own register; for an arrival also asking whether the door is new.
    Nothing of it for any other act, or while the register has no door."""
    example = registry.some_door(code) if act in OF_A_DOOR else ""
    if not example:
        return form
    fields: dict[str, Any] = {}
    for name, field in form.base_fields.items():
        fields[name] = field
        if name == "door":
            field.help_text = _("Such as %(door)s") % {"door": example}
            if act == ARRIVAL:
                fields[FIELD] = forms.BooleanField(label=_("The register has not got this door yet"), required=False)
    bases = (_said_to_be_new(code), form) if act == ARRIVAL else (form,)
    return type(form.__name__, bases, fields | {"field_order": list(fields)})


def _said_to_be_new(code: str) -> type[forms.Form]:
    class NewDoor(forms.Form):
        def clean(self) -> dict[str, Any]:
            given: dict[str, Any] = super().clean() or self.cleaned_data
            door = given.get("door", "").strip()
            if door and not given.get(FIELD) and not registry.doors_meant(door, code):
                self.add_error("door", _said_unknown(door, code))
            return given

    return NewDoor


def _said_unknown(door: str, code: str) -> str:
    """That there is no such door, and which ones of the building there are."""
    near = registry.doors_near(door, code)
    if near:
        told = _(
            "The register has no door “%(door)s”. In this building it has %(near)s. If it is a new one, say so below."
        )
        return told % {"door": door, "near": _(", ").join(near)}
    told = _("The register has no door “%(door)s”, and none in this building. If it is a new one, say so below.")
    return told % {"door": door}
