"""Which body and which post are registered, by name: those that the rule books know and the register lacks, or another.

The code words by which rules and powers name them are chosen with the name; nobody types one.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from django import forms

from sunward.charter import engine
from sunward.charter.queries import charter_of
from sunward.charter.wording import POSTS, holder_name, said
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.portal.forms.placefields import SeveralField
from sunward.portal.words.offices import ANY_POST
from sunward.registry import queries as registry

Choices = list[tuple[str, Text]]
Fields = dict[str, forms.Field]
ANOTHER_BODY = Text("规则册里没有写到的其他组织", "another body, which no rule book names")
ANOTHER_POST = Text("规则册里没有写到的其他岗位", "another post, which no rule book names")


class NamedField(forms.ChoiceField):
    """A choice by name. A program may send the code word itself: the act says whether it is one."""

    def valid_value(self, _value: Any) -> bool:
        return True


def bodies_to_register(code: str, on: date) -> Choices:
    """Bodies of whose posts the rule books speak, and which are not registered yet; then any other."""
    here = {one.kind for one in registry.bodies_of(code)}
    book = charter_of(code, on)
    known = dict.fromkeys(body_of(post) for post in _named(book) if body_of(post) not in here)
    return [*((kind, _body_name(kind, book)) for kind in known), (_unused("body", here), ANOTHER_BODY)]


def bodies_registered(code: str, _on: date) -> Choices:
    """The bodies here and above by name; of two kinds that are one in the rule books the nearest counts."""
    return list({one.kind: one.name for one in registry.bodies_of(code)}.items())


def areas_here(code: str, _on: date) -> Choices:
    """The community and the areas above it, the nearest first."""
    return [(one.code, one.name) for one in reversed(registry.community(code).areas)]


def posts_to_register(body: str, code: str) -> Choices:
    """Posts of one body that the rule books name and the register lacks; then any other."""
    here = {one.post for one in registry.posts_in(code)}
    named = (post for post in _named(charter_of(code, clock.today())) if body_of(post) == body and post not in here)
    keys = [post.partition(".")[2] for post in named]
    taken = {post.partition(".")[2] for post in here if body_of(post) == body}
    return [*((key, POSTS.get(key, Text.of(key))) for key in keys), (_unused("post", taken), ANOTHER_POST)]


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


def _named(book: engine.Charter) -> Iterator[str]:
    """Every post that the list of powers or the rules of a meeting name."""
    held = [post for power in book.powers.values() for post in power.held_by]
    members = [post for one in book.sessions.values() if one.members for post in one.members.posts]
    yield from dict.fromkeys(post for post in (*held, *members) if "." in post)


def _body_name(kind: str, book: engine.Charter) -> Text:
    return said(book.bodies[kind].name) if kind in book.bodies else holder_name(kind)


def _unused(stem: str, taken: set[str]) -> str:
    return next(word for number in count(1) if (word := f"{stem}_{number}") not in taken)
