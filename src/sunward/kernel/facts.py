"""The input of an act, declared once: a frozen dataclass whose fields carry their question in both languages.

Pages, the API and the command line all read it through the form that `form_for` makes of it.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazystr

from sunward.kernel import formfields
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

Choices = Sequence[tuple[str, Text]]


class FactsError(ValueError):
    """The facts handed in are not usable; `errors` says per field what is wrong and what is accepted."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors = {name: list(messages) for name, messages in errors.items()}
        super().__init__("; ".join(f"{name}: {' '.join(messages)}" for name, messages in self.errors.items()))


def unusable(field: str, zh: str, en: str) -> FactsError:
    """The error for facts that cannot be, with which even a report is not accepted: in the reader's language, what is
    wrong with one field and what is accepted."""
    return FactsError({field: [str(Text(zh, en))]})


@dataclass(frozen=True, slots=True)
class Asked:
    """How a fact is asked for."""

    question: Text
    hint: Text | None = None
    choices: Choices | None = None
    long: bool = False
    private: bool = False
    most: int = 0  # letters that are kept, where they are fewer than of other words

    @property
    def most_letters(self) -> int:
        """How many letters an answer in words has at most; whoever writes more is told the number and loses nothing."""
        return self.most or (5000 if self.long else 300)


def asked(
    zh: str,
    en: str,
    *,
    hint: Text | None = None,
    choices: Choices | None = None,
    long: bool = False,
    private: bool = False,
    most: int = 0,
    default: Any = dataclasses.MISSING,
) -> Any:
    """A field of an act's facts. A `private` one enters the record as a salted commitment only."""
    how = Asked(Text(zh, en), hint, choices, long, private, most)
    return dataclasses.field(default=default, metadata={"asked": how})


@dataclass(frozen=True, slots=True)
class NoFacts:
    """The act needs no further facts."""


def how_asked(field: dataclasses.Field[Any]) -> Asked:
    """The question behind a field; a field without one asks by its name."""
    return field.metadata.get("asked") or Asked(Text.of(field.name))


def private_names(facts: type) -> frozenset[str]:
    """The fields that enter the record as commitments only."""
    return frozenset(field.name for field in dataclasses.fields(facts) if how_asked(field).private)


@cache
def form_for(facts: type[Any]) -> type[forms.Form]:
    """The form of an act's facts, in the order in which they are declared."""
    hints = typing.get_type_hints(facts)
    fields = {field.name: _form_field(field, hints[field.name]) for field in dataclasses.fields(facts)}
    return type(f"{facts.__qualname__}Form", (forms.Form,), fields)


def read(facts: type[Any], data: Mapping[str, Any], files: Any = None) -> Any:
    """The typed facts in what a person or a program handed in.

    Raises:
        FactsError: naming each field, what is wrong, and what is accepted.
    """
    form = form_for(facts)(_as_form_data(data), _with_stored(data, files))  # type: ignore[arg-type]  # a type has a hash
    unknown = set(data) - set(form.fields) - {"csrfmiddlewaretoken", "key", "post", "claimed_at", "on_behalf_of"}
    if unknown:
        accepted = ", ".join(form.fields) or "nothing"
        raise FactsError({name: [f"unknown; accepted: {accepted}"] for name in sorted(unknown)})
    if not form.is_valid():
        raise FactsError({name: [str(message) for message in messages] for name, messages in form.errors.items()})
    return from_form(facts, form)


def from_form(facts: type[Any], form: forms.Form) -> Any:
    """The typed facts in a form that has been found valid; an empty answer takes the field's default."""
    given: dict[str, Any] = {}
    for field in dataclasses.fields(facts):
        value = form.cleaned_data[field.name]
        if value in (None, "", ()) and field.default is not dataclasses.MISSING:
            value = field.default
        given[field.name] = value
    return facts(**given)


def _with_stored(data: Mapping[str, Any], files: Any) -> "MultiValueDict[str, Any]":
    """The uploaded files and those that a program hands in by their digests: forms look for both in one place."""
    together: MultiValueDict[str, Any] = MultiValueDict(files or {})
    for name, value in data.items():
        if isinstance(value, FileDigest):
            together[name] = value
    return together


def _as_form_data(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return data if hasattr(data, "getlist") else {name: "" if value is None else value for name, value in data.items()}


def _form_field(field: dataclasses.Field[Any], hint: Any) -> forms.Field:
    how = how_asked(field)
    kind = _without_none(hint)
    options: dict[str, Any] = {
        "label": lazystr(how.question),
        "help_text": lazystr(how.hint) if how.hint else "",
        "required": field.default is dataclasses.MISSING and kind is not bool,
    }
    if how.choices is not None:
        return forms.ChoiceField(choices=_choices(how.choices, options["required"]), **options)
    return _maker(kind, how)(**options)


def _choices(choices: Choices, required: bool) -> list[tuple[str, Any]]:
    empty = [] if required else [("", "-")]
    return [*empty, *((value, lazystr(text)) for value, text in choices)]


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return next(option for option in typing.get_args(hint) if option is not types.NoneType)
    return hint


def _maker(kind: Any, how: Asked) -> Callable[..., forms.Field]:
    if kind is str:
        widget = forms.Textarea(attrs={"rows": 4}) if how.long else forms.TextInput()
        return lambda **options: forms.CharField(widget=widget, max_length=how.most_letters, **options)
    makers: dict[Any, Callable[..., forms.Field]] = {
        date: formfields.CivilDayField,
        Decimal: formfields.YuanFormField,
        int: formfields.CountField,
        bool: forms.BooleanField,
        FileDigest: formfields.StoredFileField,
        dict: formfields.TableField,
    }
    return makers[typing.get_origin(kind) or kind]
