"""Places on a roll by name: what a program writes as a key is chosen from the names, with their numbers on the printed
list."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.kernel import clock
from sunward.kernel.halfwidth import halfwidth
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.words.seatednow import BY, proxies_by_place

MOST = 300  # names that a page can show; of more, somebody is found by what is typed
Listed = list[tuple[str, str]]


class SeveralField(forms.MultipleChoiceField):
    """Places as boxes to tick; the act is told their keys with commas between them."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> list[str]:
        return listed(value) if isinstance(value, str) else list(value or ())

    def to_python(self, value: Any) -> list[str]:
        return [key for one in super().to_python(value) for key in listed(one)]

    def valid_value(self, _value: Any) -> bool:
        """The act says who cannot be meant, and why."""
        return True

    def clean(self, value: Any) -> str:
        return ", ".join(super().clean(value))


class NumberedField(forms.CharField):
    """Names as people write them; a number is the one on the printed list."""

    def __init__(self, keys: list[str], moved: bool, **options: Any) -> None:
        super().__init__(max_length=5000, **options)
        self.keys, self.moved = keys, moved

    def clean(self, value: Any) -> str:
        return ", ".join(self._key(one) for one in listed(halfwidth(super().clean(value))))

    def _key(self, said: str) -> str:
        if not said.isdecimal():
            return said
        if self.moved:
            raise ValidationError(
                _("The roll was corrected, and the numbers of its list moved: write the door, a space and the name.")
            )
        if not 0 < int(said) <= len(self.keys):
            raise ValidationError(_("The list has numbers from 1 to %(last)s.") % {"last": len(self.keys)})
        return self.keys[int(said) - 1]


def place_field(viewer: Viewer, subject: Ref, **options: Any) -> forms.Field | None:
    """One place on the roll of a meeting, for officers; None for whoever may not read the list. By name: where somebody
    lives is told only of those who share theirs."""
    return _chosen(viewer, subject, _names(viewer, meetings.roll_of(subject), doors=False), **options)


def aside_field(viewer: Viewer, subject: Ref, **options: Any) -> forms.Field | None:
    """The same, and whoever sits there for somebody else and has no place of their own."""
    names = _names(viewer, meetings.roll_of(subject), doors=False)
    sent = meetings.sent_without_a_place(subject.id, viewer) if names and len(names) <= MOST else []
    proxies = [(one.sent, _("%(name)s (a proxy)") % {"name": one.by}) for one in sent]
    return _chosen(viewer, subject, [*names, *proxies], **options)


def places_field(viewer: Viewer, subject: Ref, **options: Any) -> forms.Field | None:
    """Several of them."""
    names = _names(viewer, meetings.roll_of(subject))
    if not names or len(names) > MOST:
        return _numbered(viewer, subject, names, **options)
    return SeveralField(choices=names, **options | {"help_text": ""})


def _chosen(viewer: Viewer, subject: Ref, names: Listed, **options: Any) -> forms.Field | None:
    if not names or len(names) > MOST:
        return _numbered(viewer, subject, names, **options)
    return forms.ChoiceField(choices=[("", "-"), *names], **options)


def _numbered(viewer: Viewer, subject: Ref, names: Listed, **options: Any) -> forms.Field | None:
    if not names:
        return None
    page = ballots.roll_page(meetings.roll_of(subject), viewer, clock.today())
    return NumberedField([key for key, _name in names], bool(page and page.corrections), **options)


def raised_field(viewer: Viewer, vote: Ref, **options: Any) -> forms.Field | None:
    """Who is in the room and may raise a hand, by name and ticked already."""
    roll, keys = ballots.roll_of(vote.id), frozenset(map(str, ballots.may_raise_a_hand(vote.id)))
    sits = proxies_by_place(vote.id, frozenset(map(int, keys)), viewer)
    names = [
        (key, str(BY.fill(name=name, proxy=sits[int(key)])) if int(key) in sits else name)
        for key, name in _names(viewer, roll) if key in keys
    ]  # fmt: skip
    if len(names) < len(keys) or not 0 < len(names) <= MOST:
        return None
    said = _("Ticked are those in the room who may raise a hand. Take out whoever has gone.")
    return SeveralField(choices=names, **options | {"help_text": said})


def _names(viewer: Viewer, roll: str, *, doors: bool = True) -> Listed:
    """The list as it is printed: key, and number, door and name; without `doors` no door of a name that is one
    person's."""
    rows = ballots.by_door(roll, viewer) if roll else ()
    alike = Counter(row.name for row in rows)
    return [
        (str(row.key), _said(at, (row.door if doors or not row.name or alike[row.name] > 1 else "", row.name)))
        for at, row in enumerate(rows, 1)
    ]


def _said(at: int, words: Iterable[str]) -> str:
    return " · ".join([str(at), *filter(None, words)])
