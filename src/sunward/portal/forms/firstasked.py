"""What a form asks before anything else, on a page of its own: what the petition is for, who is to be appointed. Links
and a search box lead on, without JavaScript, to a form that asks only what belongs to the answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sunward.charter.engine.vocabulary import CLASSES
from sunward.charter.queries import charter_of
from sunward.charter.wording import said
from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.portal.forms.newoffices import narrow_body, narrow_post
from sunward.portal.reader import person_of
from sunward.portal.words.choices import HEARING, MEETING, WHICH, Choices, petition_choices, signers
from sunward.registry import queries as registry

FIRST: Mapping[str, str] = {
    "ballots.open_petition": "purpose", "registry.appoint": "person", "registry.create_body": "kind",
    "registry.create_post": "body",
}  # fmt: skip
SUBGROUP = "subgroup_meeting"
Fields = dict[str, forms.Field]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to the first question, and the form that it leads to."""

    words: str
    more: str
    url: str


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """The question, the answers to choose from, and whether they are found by a word."""

    fact: str
    label: str
    answers: list[Answer]
    by_word: bool
    word: str
    kept: list[tuple[str, str]]
    number: int  # how many there are, of whom the first are shown


def first_question(request: HttpRequest, act: str, form: type[forms.Form], code: str) -> FirstQuestion | None:
    """What is asked before the form; nothing once it has been answered, or where an act asks nothing first."""
    fact = FIRST.get(act)
    if fact is None or request.method == "POST" or request.GET.get(fact):
        return None
    field, word = form.base_fields[fact], request.GET.get("q", "").replace("\0", "").strip()[:60]
    kept = [(name, str(value)) for name, value in request.GET.items() if name not in {"q", fact}]
    by_word = fact == "person"
    found = [(key, str(name), "") for key, name in _choices(field) if key and not by_word]
    number = len(found)
    if by_word:
        found, number = _people(request, code, word)
    answers = [Answer(words, more, f"?{urlencode([*kept, (fact, key)])}") for key, words, more in found]
    return FirstQuestion(fact, str(field.label), answers, by_word, word, kept, number)


def _choices(field: forms.Field) -> Any:
    return field.choices if isinstance(field, forms.ChoiceField) else ()


def _people(request: HttpRequest, code: str, word: str) -> tuple[list[tuple[str, str, str]], int]:
    found = registry.people_found(code, word, person_of(request) or "", clock.today())
    people = [(one.person, one.name, _("Door %(door)s") % {"door": one.door}) for one in found.people]
    return people, found.number


def answered(act: str, form: type[forms.Form], said_first: str, reader: str, code: str) -> str:
    """The answer to the first question in words, for the form that rests on it."""
    fact = FIRST.get(act)
    if fact is None or not said_first:
        return ""
    if fact == "person":
        return str(registry.name_of(said_first, reader, code)) if registry.person_exists(said_first) else ""
    return str(dict(_choices(form.base_fields[fact])).get(said_first, ""))


def narrowed(act: str, form: type[forms.Form], said_first: str, code: str) -> type[forms.Form]:
    """The form with what belongs to the answer, and nothing else to be seen."""
    if act not in NARROW or not said_first:
        return form
    own = dict(form.base_fields)
    NARROW[act](own, said_first, code)
    bases = (_by_its_signers(said_first, code), form) if act == "ballots.open_petition" else (form,)
    return type(form.__name__, bases, own)


def _by_its_signers(purpose: str, code: str) -> type[forms.Form]:
    """A petition is asked by those whom a rule lets ask for it: others are told at once who they are, before anything
    is refused for good."""

    class Signed(forms.Form):
        def clean(self) -> dict[str, Any]:
            given: dict[str, Any] = super().clean() or self.cleaned_data
            accepted = signers(purpose, given.get("asks_for", ""), code)
            if given.get("of") and accepted and given["of"] not in accepted:
                words = _("This is asked for by: %(groups)s.") % {"groups": _listed(accepted)}
                self.add_error("of" if not self.fields["of"].widget.is_hidden else "asks_for", words)
            return given

    return Signed


def _listed(keys: Iterable[str]) -> str:
    return _(", ").join(str(said(CLASSES[key])) for key in keys)


def _unseen(fields: Fields, name: str, value: str = "") -> None:
    fields[name].widget, fields[name].initial = forms.HiddenInput(), value


def _petition(fields: Fields, purpose: str, code: str) -> None:
    if purpose not in WHICH:
        return
    choices = petition_choices(purpose, code)
    _unseen(fields, "purpose", purpose)
    fields["asks_for"] = forms.ChoiceField(label=str(WHICH[purpose]), choices=[("", "-"), *choices])
    if SUBGROUP not in dict(choices):
        _unseen(fields, "grid")
    of = classes_of(purpose, [key for key, _name in choices], code)
    if len(of) < 2:
        _unseen(fields, "of")
    else:
        titles = [(key, _who_for(key, choices, code) if purpose == MEETING else said(CLASSES[key])) for key in of]
        fields["of"] = forms.ChoiceField(label=fields["of"].label, choices=[("", "-"), *titles], required=False)


def _who_for(of: str, choices: Choices, code: str) -> Text:
    """A group with the meetings for which it may ask, where there are several."""
    names, who = [name for key, name in choices if of in signers(MEETING, key, code)], said(CLASSES[of])
    return Text(f"{who.zh}（{'、'.join(one.zh for one in names)}）", f"{who.en} ({', '.join(one.en for one in names)})")


def classes_of(purpose: str, named: list[str], code: str) -> list[str]:
    """The groups that may sign, by the rules of whatever can be named."""
    asked = named if purpose in {MEETING, HEARING} else named[:1]
    return list(dict.fromkeys(of for key in asked for of in signers(purpose, key, code)))


def _appointment(fields: Fields, person: str, code: str) -> None:
    if registry.person_exists(person):
        _unseen(fields, "person", person)
    known = charter_of(code, clock.today())
    bodies = [(key, said(body.name)) for key, body in known.bodies.items()]
    label = fields["elected_by"].label
    fields["elected_by"] = forms.ChoiceField(label=label, choices=[("", "-"), *bodies], required=False)


NARROW: Mapping[str, Callable[[Fields, str, str], None]] = {
    "ballots.open_petition": _petition,
    "registry.appoint": _appointment,
    "registry.create_body": narrow_body,
    "registry.create_post": narrow_post,
}
