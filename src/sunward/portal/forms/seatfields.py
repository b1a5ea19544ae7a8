"""The posts of an election and their seats, by name: a small box for each post."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.charter.queries import NoCharter, charter_of
from sunward.kernel import clock
from sunward.kernel.refs import body_of
from sunward.kernel.text import Text
from sunward.portal.forms.boxes import Boxes
from sunward.registry import queries as registry

Posts = Sequence[tuple[str, Text]]


class SeatsWidget(Boxes):
    """A box for each post. A program, or an address that leads here, may send the lines as the act has them."""

    template_name = "portal/widgets/chosen.html"

    def __init__(self, posts: Posts) -> None:
        super().__init__()
        self.posts = posts

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> str | dict[str, str]:
        if name in data:
            return str(data[name])
        return {post: str(data.get(f"{name}-{post}", "")).strip() for post, _label in self.posts}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = _seats_in(value) if isinstance(value, str) else value or {}
        context["widget"]["boxes"] = [
            {"name": f"{name}-{post}", "label": str(label), "value": typed.get(post, "")} for post, label in self.posts
        ]
        return context


class SeatsField(forms.Field):
    """What the act takes: a line for each post with its seats. An empty box, or a 0, is no post of this election."""

    def __init__(self, posts: Posts, **options: Any) -> None:
        super().__init__(widget=SeatsWidget(posts), **options)

    def clean(self, value: str | dict[str, str]) -> str:
        if isinstance(value, str):
            return str(super().clean(value.strip()))
        if any(typed and not typed.isdecimal() for typed in value.values()):
            raise ValidationError(_("Write whole numbers."))
        lines = [f"{post} {int(typed)}" for post, typed in value.items() if int(typed or 0)]
        if not lines:
            raise ValidationError(_("Write how many seats are voted on, for one post at least."))
        return "\n".join(lines)


def _seats_in(text: str) -> dict[str, str]:
    lines = (line.split() for line in text.splitlines())
    return {line[0]: line[1] for line in lines if len(line) == 2}


def seats_field(code: str, **options: Any) -> forms.Field | None:
    """The posts of the bodies that are elected by the rule books, with the seats they have; None where none is."""
    try:
        elected = charter_of(code, clock.today()).elections
    except NoCharter:
        return None
    known = {card.post: card for card in registry.posts_in(code) if body_of(card.post) in elected}
    posts = [
        (
            post,
            Text(
                f"{card.body.zh}：{card.title.zh}（共 {card.seats} 席）",
                f"{card.body.en}: {card.title.en} (has {card.seats})",
            ),
        )
        for post, card in known.items()
    ]
    return SeatsField(posts, **options) if posts else None
