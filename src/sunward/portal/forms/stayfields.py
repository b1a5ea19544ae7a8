"""Which of several entries on the list of who came is denied, by its hour; whoever has one is not asked."""

from django import forms
from django.utils.functional import lazystr

from sunward.kernel.refs import Ref
from sunward.kernel.text import Text
from sunward.meetings import queries as meetings

NOT_THERE, FIELD = "meetings.deny_presence", "came"
ALL = ("all", Text("都不对，我没有到会", "all of them: I was not there"))
BY_HOUR = Text("{hour} 登记的", "the entry of {hour}")


def with_entry(act: str, fields: dict[str, forms.Field], person: str, subject: Ref) -> dict[str, forms.Field]:
    """The fields, with the entries of whoever denies (`person:<number>`) to choose from; as they are for other acts."""
    if act != NOT_THERE:
        return fields
    hours = meetings.hours_entered(person, subject.id)
    if len(hours) < 2:
        return {name: field for name, field in fields.items() if name != FIELD}
    return fields | {FIELD: _which(hours, fields[FIELD])}


def _which(hours: tuple[str, ...], asked: forms.Field) -> forms.Field:
    """Nothing is chosen beforehand: whoever passed it over would deny what is true as well."""
    choices = [*((hour, lazystr(BY_HOUR.fill(hour=hour))) for hour in hours), (ALL[0], lazystr(ALL[1]))]
    return forms.TypedChoiceField(choices=choices, coerce=_meant, label=asked.label, required=True)


def _meant(chosen: str) -> str:
    """As the act takes it: no hour, all entries."""
    return "" if chosen == ALL[0] else chosen
