"""Which body and which post are registered, by name: those that the rule books know and the register lacks, or another.

The code words by which rules and powers name them are chosen with the name; nobody types one.
"""

from typing import Any

from django import forms

from sunward.kernel import clock
from sunward.kernel.text import Text
from sunward.portal.forms.placefields import SeveralField
from sunward.portal.words.choices import ANOTHER_BODY, bodies_registered, bodies_to_register, posts_to_register
from sunward.portal.words.offices import ANY_POST
from sunward.registry import queries as registry

Fields = dict[str, forms.Field]


class NamedField(forms.ChoiceField):
    """A choice by name. A program may send the code word itself: the act says whether it is one."""

    def valid_value(self, _value: Any) -> bool:
        return True


def excluded_field(code: str, **options: Any) -> forms.Field:
    """What somebody may not hold beside a post: any post of a body, or one of them."""
    bodies = [(f"{kind}.*", ANY_POST.fill(body=name)) for kind, name in bodies_registered(code, clock.today())]
    posts = {one.post: Text(f"{one.body.zh}{one.title.zh}", f"{one.title.en}, {one.body.en}")
             for one in registry.posts_in(code)}  # fmt: skip
    return SeveralField(choices=[*bodies, *posts.items()], **options)


def narrow_body(fields: Fields, kind: str, code: str) -> None:
    """The body was chosen: its names are there to be kept or changed."""
    named = dict(bodies_to_register(code, clock.today())).get(kind)
    fields["kind"].widget, fields["kind"].initial = forms.HiddenInput(), kind
    if named and named != ANOTHER_BODY:
        fields["name_zh"].initial, fields["name_en"].initial = named.zh, named.en


def narrow_post(fields: Fields, body: str, code: str) -> None:
    """The body was chosen: its posts by name. Where the rule books name one alone, its titles are there already."""
    choices = posts_to_register(body, code)
    fields["body"].widget, fields["body"].initial = forms.HiddenInput(), body
    fields["key"] = NamedField(label=fields["key"].label, choices=choices)
    if len(choices) == 2:
        fields["title_zh"].initial, fields["title_en"].initial = choices[0][1].zh, choices[0][1].en
