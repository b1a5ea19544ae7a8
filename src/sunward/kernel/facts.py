"""The input of an act, declared once: a frozen dataclass whose fields carry their question in both languages.

Pages, the API and the command line all read it through the form that `form_for` makes of it.
"""

import base64
import binascii
import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazystr

from sunward.kernel import formfields
from sunward.kernel.ports import FileDigest
from sunward.kernel.text import Text

Choices = Sequence[tuple[str, Text]]
CHOOSE = ("", Text("请选择", "choose"))  # first among choices of which none is chosen beforehand

IN_LETTERS = {"name", "base64"}  # a file as JSON carries it
NO_FILE = Text(
    '这里要一个文件。程序这样交：{"name": "…", "base64": "…"}；命令行写：名称=文件路径。',
    'A file is wanted here. A program hands it in as {"name": "…", "base64": "…"}, the command line as name=path.',
)
NO_BASE64 = Text("“base64”里不是 Base64（RFC 4648）。", "“base64” holds no Base64 (RFC 4648).")
NO_TEXT = Text("里面有无法写成 UTF-8 的字符。", "It holds a sign that cannot be written in UTF-8.")
TOO_LONG = Text(
    "最多 %(limit_value)d 个字，现在是 %(show_value)d 个。",
    "Write at most %(limit_value)d characters; these are %(show_value)d.",
)
NO_NAMES = Text("所有人都能看到，请不要写居民的姓名。", "Everybody reads this: write no residents' names.")


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
    name: bool = False
    at_desk: bool = False  # asked only where a clerk enters the act for somebody: `slips.slip`

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
    name: bool = False,
    default: Any = dataclasses.MISSING,
) -> Any:
    """A field of an act's facts. A `private` one enters the record as a salted commitment only; a `name` of somebody
    has no sign that nobody sees."""
    how = Asked(Text(zh, en), hint, choices, long, private, most, name)
    return dataclasses.field(default=default, metadata={"asked": how})


@dataclass(frozen=True, slots=True)
class NoFacts:
    """The act needs no further facts."""


def how_asked(field: dataclasses.Field[Any]) -> Asked:
    """The question behind a field; a field without one asks by its name."""
    return field.metadata.get("asked") or Asked(Text.of(field.name))


@cache
def form_for(facts: type[Any]) -> type[forms.Form]:
    """The form of an act's facts, in the order in which they are declared."""
    hints = typing.get_type_hints(facts)
    fields = {field.name: _form_field(field, hints[field.name]) for field in dataclasses.fields(facts)}
    return type(f"{facts.__qualname__}Form", (forms.Form,), fields)


def read(facts: type[Any], data: Mapping[str, Any], files: Any = None) -> Any:
    """The typed facts in what a person or a program handed in. Whoever misplaces a word among them, such as for whom
    they act, is told: dropped, it would be another act than the one that was meant.

    Raises:
        FactsError: naming each field, what is wrong, and what is accepted.
    """
    _refuse_what_is_no_text(data)
    handed_in = _with_files(data, files)
    form = form_for(facts)(_as_form_data(data), handed_in)  # type: ignore[arg-type]  # a type has a hash
    _refuse_words_for_a_file(form, data, handed_in)
    unknown = set(data) - set(form.fields)
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
        value = form.cleaned_data.get(field.name)  # what is asked at the desk alone stands on no other form
        if value in (None, "", ()) and field.default is not dataclasses.MISSING:
            value = field.default
        given[field.name] = value
    return facts(**given)


def _refuse_what_is_no_text(data: Mapping[str, Any]) -> None:
    """Half of a sign, as JSON and the command line can carry it, fits into no database and no record."""
    wrong = [
        name for name, value in data.items() if not is_text(json.dumps([name, value], ensure_ascii=False, default=str))
    ]
    if wrong:
        raise FactsError({ascii(name)[1:-1]: [str(NO_TEXT)] for name in wrong})


def _refuse_words_for_a_file(form: forms.Form, data: Mapping[str, Any], handed_in: Mapping[str, Any]) -> None:
    files = [name for name, field in form.fields.items() if isinstance(field, forms.FileField)]
    if wrong := [name for name in files if data.get(name) and name not in handed_in]:
        raise FactsError({name: [str(NO_FILE)] for name in wrong})


def is_text(value: str) -> bool:
    """Whether it can be written down in UTF-8."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _with_files(data: Mapping[str, Any], files: Any) -> "MultiValueDict[str, Any]":
    """The uploaded files, those that a program hands in by their digests, and those that stand in the data, letter by
    letter: forms look for all of them in one place."""
    together: MultiValueDict[str, Any] = MultiValueDict(files or {})
    for name, value in data.items():
        if isinstance(value, FileDigest | UploadedFile):
            together[name] = value
        elif isinstance(value, Mapping) and set(value) == IN_LETTERS:
            together[name] = _from_letters(name, value)
    return together


def _from_letters(field: str, given: Mapping[str, Any]) -> "UploadedFile[bytes]":
    try:
        content = base64.b64decode(str(given["base64"]), validate=True)
    except (binascii.Error, ValueError) as unreadable:
        raise FactsError({field: [str(NO_BASE64)]}) from unreadable
    return SimpleUploadedFile(str(given["name"]), content)


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
    words: dict[str, Any] = {"max_length": how.most_letters, "error_messages": {"max_length": lazystr(TOO_LONG)}}
    if kind is str and how.name:
        return lambda **options: formfields.NameField(**words, **options)
    if kind is str:
        widget = forms.Textarea(attrs={"rows": 4}) if how.long else forms.TextInput()
        return lambda **options: forms.CharField(widget=widget, **words, **options)
    makers: dict[Any, Callable[..., forms.Field]] = {
        date: formfields.CivilDayField,
        Decimal: formfields.YuanFormField,
        int: formfields.CountField,
        bool: forms.BooleanField,
        FileDigest: formfields.StoredFileField,
        dict: formfields.TableField,
    }
    return makers[typing.get_origin(kind) or kind]
