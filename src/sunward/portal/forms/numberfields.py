"""What an act names by its number, chosen by its name: a decision, a meeting, a petition. The number stands beside it,
as it is printed."""

from collections.abc import Iterable
from typing import Any

from django import forms

from sunward.ballots import queries as ballots
from sunward.decisions import queries as decisions
from sunward.kernel import clock
from sunward.kernel.refs import Ref
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.words.said import plain_date


class NumberSelect(forms.Select):
    """Names to choose from; a number that the page came with, or that was sent, and is not among them stands as it
    is."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        known = {str(key) for key, _said in self.choices}
        self.choices = [*self.choices, *((one, one) for one in value if one and one not in known)]
        return super().optgroups(name, value, attrs)


class NumberField(forms.ChoiceField):
    """The number of what was chosen. Of another one, an older one too, the act says whether it fits."""

    widget = NumberSelect

    def valid_value(self, _value: Any) -> bool:
        return True


def decision_field(viewer: Viewer, _subject: Ref, **options: Any) -> forms.Field | None:
    """The decisions of the community by what was decided, the newest first."""
    return _chosen(decisions.titles(viewer.community), **options)


def meeting_field(viewer: Viewer, about: Ref, **options: Any) -> forms.Field | None:
    """The meetings with the subject on their agenda, the newest first."""
    found = reversed(meetings.meetings_about(about, viewer.community))
    return _chosen([(one.number, f"{one.title}, {plain_date(one.day)}") for one in found], **options)


def petition_field(viewer: Viewer, _subject: Ref, **options: Any) -> forms.Field | None:
    """The petitions that have enough signatures and ask for a meeting, the newest first."""
    return _chosen(ballots.calling_meetings(viewer.community, clock.today()), **options)


def _chosen(found: Iterable[tuple[str, str]], **options: Any) -> forms.Field | None:
    """None where there is nothing to choose: then the number is typed."""
    choices = [(number, f"{title} · {number}") for number, title in found]
    return NumberField(choices=[("", "-"), *choices], **options) if choices else None
