"""The fields in which a place of the rules is changed: by what may stand there, with its unit, never as YAML."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunward.charter.engine.amending.clocks import span_of
from sunward.charter.engine.amending.fitting import LAST_CERTAIN_DAY, MOST_MONTHS, accepted, fits
from sunward.charter.engine.amending.places import Kind, Place
from sunward.charter.wording import AUDIENCES, CAPACITIES, holder_name, said
from sunward.kernel.formfields import YuanFormField
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.text import Text
from sunward.portal.words.rulevalues import LAST_DAY, NOBODY, SWITCHED
from sunward.portal.words.rulewords import label_of

Choices = list[tuple[str, Any]]
SIGNATURES = 4  # places for signatures
_sign, _percent = re.compile(r"\s*([/%])\s*"), re.compile(r"([0-9]{1,3})%")
UNITS = (("days", Text("天", "days")), ("working days", Text("个工作日", "working days")))
WORDS = (("at_least", Text("以上（含）", "at least")), ("more_than", Text("超过", "more than")))


class WithUnit(forms.MultiWidget):
    """A small box with a choice beside it."""

    use_fieldset = True
    template_name = "portal/widgets/with_unit.html"

    def __init__(self, choices: Choices, first: bool, labels: Sequence[Any]) -> None:
        box = forms.TextInput(attrs={"inputmode": "text" if first else "numeric", "autocomplete": "off"})
        unit = forms.Select(choices=choices)
        for widget, label in zip((box, unit), labels, strict=True):
            widget.attrs["aria-label"] = label
        self.choice_first = first
        super().__init__([unit, box] if first else [box, unit])

    def decompress(self, value: Any) -> list[str]:
        if not value or value == "none":
            return ["", ""] if self.choice_first else ["", "days"]
        head, _gap, rest = str(value).partition(" ")
        if self.choice_first:
            return [head, rest]
        return [head, "working days" if rest.startswith("working") else "days"]


class TimeField(forms.MultiValueField):
    """A number of days, and which days: written as the rule book writes it, `5 working days`."""

    def __init__(self, **options: Any) -> None:
        labels = (gettext_lazy("How many"), gettext_lazy("Which days"))
        number = forms.IntegerField(min_value=0, required=False)
        fields = (number, forms.ChoiceField(choices=UNITS, required=False))
        super().__init__(fields, widget=WithUnit(list(UNITS), False, labels), require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> str | None:
        if not data_list or data_list[0] is None:
            if self.required:  # the unit beside the box is never empty
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        number, unit = data_list
        return f"{number} {unit.removesuffix('s') if number == 1 else unit}"


class ShareField(forms.MultiValueField):
    """At least or more than a share, or a number of persons."""

    def __init__(self, **options: Any) -> None:
        labels = (gettext_lazy("At least, or more than"), gettext_lazy("Share, such as 2/3"))
        fields = (forms.ChoiceField(choices=WORDS), forms.CharField(max_length=20))
        super().__init__(fields, widget=WithUnit(list(WORDS), True, labels), **options)

    def compress(self, data_list: list[Any]) -> str | None:
        return f"{data_list[0]} {share_typed(data_list[1])}" if data_list and data_list[1] else None


class FractionField(forms.CharField):
    """A share as the rule book writes it, `1/3`."""

    def clean(self, value: Any) -> str:
        return share_typed(super().clean(value))


def share_typed(text: str) -> str:
    """A share as people type it, in the words of the rule book: in half-width signs, whole percent as a fraction."""
    plain = _sign.sub(r"\1", halfwidth(text.replace("％", "%"))).strip()
    percent = _percent.fullmatch(plain)
    if percent is None:
        return plain
    share = Fraction(int(percent[1]), 100)
    return f"{share.numerator}/{share.denominator}"


class OrderWidget(forms.MultiWidget):
    """Several choices in their order."""

    use_fieldset = True
    template_name = "portal/widgets/in_order.html"

    def __init__(self, choices: Choices) -> None:
        super().__init__([
            forms.Select(choices=choices, attrs={"aria-label": gettext_lazy("Signature %(place)d") % {"place": place}})
            for place in range(1, SIGNATURES + 1)
        ])  # fmt: skip

    def decompress(self, value: Any) -> list[str]:
        given = list(value or [])
        return [*given, *("" for _place in range(SIGNATURES - len(given)))]


class OrderField(forms.MultiValueField):
    """Posts in the order in which they sign."""

    def __init__(self, choices: Choices, **options: Any) -> None:
        empty = [("", "-"), *choices]
        fields = [forms.ChoiceField(choices=empty, required=False) for _place in range(SIGNATURES)]
        super().__init__(fields, widget=OrderWidget(empty), require_all_fields=False, **options)

    def compress(self, data_list: list[Any]) -> list[str]:
        return [one for one in data_list if one]


class YuanPlaceField(YuanFormField):
    """An amount as the rule book writes it, `8000 yuan`."""

    def clean(self, value: Any) -> Any:
        amount: Decimal | None = super().clean(value)
        if amount is None:
            return None
        exact = f"{amount:f}"
        return f"{exact.rstrip('0').rstrip('.') if '.' in exact else exact} yuan"

    def prepare_value(self, value: Any) -> Any:
        return str(value).removesuffix(" yuan") if value else value


class DayField(forms.ChoiceField):
    """A day of the month that every month has, or its last one."""

    def __init__(self, **options: Any) -> None:
        days = [(str(day), str(day)) for day in range(1, LAST_CERTAIN_DAY + 1)]
        super().__init__(choices=[*days, ("last", LAST_DAY)], **options)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return int(found) if found.isdecimal() else found


class ManyField(forms.MultipleChoiceField):
    """Posts that hold a power, each once, in the order of the list."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


class SwitchField(forms.TypedChoiceField):
    """Yes or no, as the rule book writes it: 1 or 0."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=list(SWITCHED.items()), coerce=int, **options)


Choosing = Mapping[str, Choices]


def _time(place: Place, _known: Choosing, options: dict[str, Any]) -> forms.Field:
    empty = f" {_('Left empty: no time is set.')}" if not options["required"] else ""
    return TimeField(**options | {"help_text": f"{_from_to(place)}{empty}"})


def _days(place: Place, _known: Choosing, options: dict[str, Any]) -> forms.Field:
    least = span_of(place.path).least
    return forms.IntegerField(min_value=least, **options | {"help_text": _from_to(place)})


def _from_to(place: Place) -> str:
    span = span_of(place.path)
    return _("From %(least)d to %(most)d days.") % {"least": span.least, "most": span.most}


def _holder(_place: Place, known: Choosing, options: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[*([] if options["required"] else [("", "-")]), *known["holders"]], **options)


def _holders(place: Place, known: Choosing, options: dict[str, Any]) -> forms.Field:
    if place.path.endswith("signatures"):
        return OrderField(known["holders"], **options)
    return ManyField(choices=known["holders"], **options)


MAKERS: Mapping[Kind, Callable[[Place, Choosing, dict[str, Any]], forms.Field]] = {
    Kind.YUAN: lambda _place, _known, options: YuanPlaceField(**options),
    Kind.TIME: _time,
    Kind.DAYS: _days,
    Kind.NUMBER: lambda _place, _known, options: forms.IntegerField(min_value=0, max_value=10**9, **options),
    Kind.SWITCH: lambda _place, _known, options: SwitchField(**options),
    Kind.FRACTION: lambda _place, _known, options: FractionField(max_length=20, **options),
    Kind.SHARE: lambda _place, _known, options: ShareField(**options),
    Kind.DAY: lambda _place, _known, options: DayField(**options),
    Kind.MONTHS: lambda _place, _known, options: forms.IntegerField(min_value=0, max_value=MOST_MONTHS, **options),
    Kind.HOLDER: _holder,
    Kind.HOLDERS: _holders,
    Kind.DECIDER: lambda _place, known, options: forms.ChoiceField(choices=known["deciders"], **options),
    Kind.REVIEWER: lambda _place, known, options: forms.ChoiceField(choices=known["reviewers"], **options),
    Kind.AUDIENCE: lambda _place, _known, options: forms.ChoiceField(choices=list(AUDIENCES.items()), **options),
}
UNIT_OF = {
    Kind.YUAN: gettext_lazy("in yuan"), Kind.MONTHS: gettext_lazy("in months"),
}  # fmt: skip


def form_of_entry(
    places: Sequence[Place], document: Mapping[str, Any], known: Choosing, wanted: Mapping[str, object]
) -> type[forms.Form]:
    """The form of one rule: a field for each of its places, filled with what is wanted, else with what stands there.

    Fields are called `p0`, `p1`, in the order of the places.
    """
    fields = {f"p{at}": _field(place, document, known, wanted) for at, place in enumerate(places)}
    return type("RuleForm", (forms.Form,), fields)


def _field(place: Place, document: Mapping[str, Any], known: Choosing, wanted: Mapping[str, object]) -> forms.Field:
    options: dict[str, Any] = {
        "label": label_of(document, place.path), "required": not may_be_left_out(document, place),
        "initial": wanted.get(place.path, place.value), "help_text": UNIT_OF.get(place.kind, ""),
    }  # fmt: skip
    return MAKERS[place.kind](place, known, options)


def may_be_left_out(document: Mapping[str, Any], place: Place) -> bool:
    """Whether a field may be handed in empty. Of a power, a right, a duty or an item the check refuses to do without
    somebody who answers for it and without a day, save where people do it of their own right."""
    if place.kind is Kind.TIME and place.value == "none":
        return True
    part, key = place.path.split(".")[:2]
    if part == "powers" and place.path == f"powers.{key}.within":
        return set(document[part][key].get("held_by") or ()) <= CAPACITIES.keys()
    return place.optional and part == "procedures"


def typed(form: forms.Form, places: Sequence[Place]) -> dict[str, object]:
    """What was typed, by path; a value that does not fit is put on its field."""
    found: dict[str, object] = {}
    for at, place in enumerate(places):
        value = form.cleaned_data.get(f"p{at}")
        value = _same_as_before(place, None if value in ("", []) else value)
        if not fits(place, value):
            form.add_error(f"p{at}", ValidationError(str(said(accepted(place)))))
        found[place.path] = value
    return found


def _same_as_before(place: Place, value: object) -> object:
    """An empty time is no time where the rule book says so; the same posts in another order are the same posts."""
    if value is None and place.kind is Kind.TIME and not place.optional and place.value == "none":
        return "none"
    old = place.value
    if place.path.endswith("held_by") and isinstance(value, list) and isinstance(old, list) and set(value) == set(old):
        return old
    return value


def choosing(places: Mapping[str, Place], titles: Mapping[str, Text], posts: Mapping[str, Text]) -> Choosing:
    """What can be chosen from: the posts and bodies that these rules name already, and those of the community."""
    held: dict[str, Text] = dict(posts)
    for place in places.values():
        for key in _holders_in(place):
            held.setdefault(key, titles.get(key) or holder_name(key))
    nobody = ("none", NOBODY)
    reviewers = {str(place.value) for place in places.values() if place.kind is Kind.REVIEWER} - {"none"}
    return {
        "holders": sorted(held.items()),
        "deciders": [nobody, *((key, title) for key, title in titles.items() if "." not in key)],
        "reviewers": [nobody, *((key, holder_name(key)) for key in sorted(reviewers))],
    }


def _holders_in(place: Place) -> list[str]:
    if place.kind is Kind.HOLDER:
        return [str(place.value)]
    return [str(one) for one in place.value] if place.kind is Kind.HOLDERS and isinstance(place.value, list) else []
