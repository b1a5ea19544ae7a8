"""What a count of a vote asks on its page: a box for each choice, and who counted too, by name."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.ballots.acts.correct_roll import SERVES
from sunward.charter import queries as charter
from sunward.kernel import clock
from sunward.kernel.listed import listed
from sunward.kernel.refs import Ref
from sunward.kernel.templatetags.sunward import as_written
from sunward.kernel.text import Text
from sunward.kernel.viewer import Viewer
from sunward.meetings import queries as meetings
from sunward.portal.forms.boxes import Boxes
from sunward.registry import queries as registry

QUARTER = 15  # minutes
ONE = ("", "one_of")  # where everybody says one thing
Choices = Sequence[tuple[str, Text]]


class ChosenWidget(Boxes):
    """A small box for each choice of the ballot."""

    template_name = "portal/widgets/chosen.html"

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.lines = choices

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> dict[str, str]:
        return {key: str(data.get(f"{name}-{key}", "")).strip() for key, _label in self.lines}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value or {}
        context["widget"]["boxes"] = [
            {"name": f"{name}-{key}", "label": str(label), "value": typed.get(key, "")} for key, label in self.lines
        ]
        return context


class ChosenField(forms.Field):
    """Votes for each choice, `{"for": 41, "against": 5}`; an empty box is none."""

    def __init__(self, choices: Choices, **options: Any) -> None:
        super().__init__(widget=ChosenWidget(choices), **options)

    def clean(self, value: dict[str, str]) -> dict[str, int]:
        if any(typed and not typed.isdecimal() for typed in value.values()):
            raise ValidationError(_("Write whole numbers."))
        if not any(value.values()):
            raise ValidationError(_("Write how many there were for each choice, 0 where there were none."))
        return {key: int(typed or 0) for key, typed in value.items()}


def chosen_field(vote: str, **options: Any) -> forms.Field:
    """The boxes for the choices of one vote."""
    page = ballots.ballot_of(vote)
    choices = [(choice.key, choice.label) for choice in page.choices] if page else []
    return ChosenField(choices, **options)


def decided_field(_code: str, meeting: Ref, **options: Any) -> forms.Field:
    """Whether an item is to be voted on; where people have been told of the meeting, why it cannot be there."""
    return forms.BooleanField(help_text=str(meetings.not_decided_there(meeting.id) or ""), **options)


def said_field(vote: str, **options: Any) -> forms.Field:
    """One of the choices of a vote, or none told."""
    page = ballots.ballot_of(vote)
    choices = [(choice.key, choice.label) for choice in page.choices] if page else []
    return forms.ChoiceField(
        choices=[("", Text("不说", "I do not say")), *choices], widget=forms.RadioSelect, **options
    )


def to_confirm_field(viewer: Viewer, vote: Ref, **options: Any) -> forms.Field | None:
    """The counts that wait for the reader, or else for anybody, each with who has counted; the only one is chosen
    already. None while there are none: what the act says then is why."""
    waiting = ballots.counts_to_confirm(vote.id)
    waiting = {key: one for key, one in waiting.items() if one.is_turn_of(viewer.person)} or waiting
    if not waiting:
        return None
    names = registry.names_of([person for one in waiting.values() for person in (one.counted_by, one.counted_with)])
    choices = [
        (channel, Text(f"{ballots.channel_name(channel).zh}：{names[one.counted_by]}、{names[one.counted_with]}计票",
                       f"{ballots.channel_name(channel).en}: counted by {names[one.counted_by]} and"
                       f" {names[one.counted_with]}"))
        for channel, one in waiting.items()
    ]  # fmt: skip
    only = choices[0][0] if len(choices) == 1 else None
    return forms.ChoiceField(choices=choices, initial=only, widget=forms.RadioSelect, **options | {"help_text": ""})


class ChannelsField(forms.MultipleChoiceField):
    """Channels as boxes to tick; the act is told their keys with commas between them."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> list[str]:
        return listed(value) if isinstance(value, str) else list(value or ())

    def to_python(self, value: Any) -> list[str]:
        return [key for one in super().to_python(value) for key in listed(one)]

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))


def channels_field(item: str, **options: Any) -> forms.Field:
    """The ways to vote on an item; the show of hands is ticked already. Where several may be chosen nobody calls the
    roll; what there is to choose among is said again, for whoever puts the question."""
    title, method, among = meetings.asked_in(item)
    choices = [(one.key, one.name) for one in ballots.all_channels() if method in ONE or one.key != "roll_call"]
    names = format_html_join(" / ", "{}", ((as_written(one),) for one in among))
    asked = format_html("{} ({})", as_written(title), names) if among else ""
    one = _(
        "Hands or a roll call: one of them counts everybody in the room. Tick both only if some answer by the other."
    )
    said = format_html("{} {}", asked, one) if asked else one
    return ChannelsField(choices=choices, initial=["hands"], help_text=said, **options | {"required": True})


def closing_field(_code: str, _item: Ref, **options: Any) -> forms.Field:
    """Until when people vote: how long the web takes at least, with an hour that would do if it were put now."""
    soonest = clock.now() + ballots.BESIDE_A_ROOM
    enough = soonest + timedelta(minutes=-soonest.minute % QUARTER, seconds=-soonest.second)
    said = _("On the web it is open for %(hours)s hours at least: write day and hour, now such as %(example)s.") % {
        "hours": ballots.BESIDE_A_ROOM // timedelta(hours=1),
        "example": f"{enough.astimezone(clock.ZONE):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    return forms.CharField(help_text=said, **options)


def poll_channels_field(**options: Any) -> forms.Field:
    """The ways to vote in a poll on people, never the web; paper is ticked already."""
    choices = [(one.key, one.name) for one in ballots.all_channels() if one.secret and not one.needs_rule]
    return ChannelsField(choices=choices, initial=["paper"], help_text="", **options | {"required": True})


def grounds_field(vote: str, **options: Any) -> forms.Field:
    """The grounds for annulling that the facts of this vote bear out; no other can be chosen."""
    borne_out = [(key, text) for key, text in ballots.grounds_borne_out(vote).items()]
    return forms.ChoiceField(choices=borne_out, widget=forms.RadioSelect, help_text="", **options)


def objection_field(roll: str, **options: Any) -> forms.Field:
    """The upheld objections to a roll that have borne out no correction yet, with their words."""
    choices = [
        (number, f"{number} · {words[:80]}") for number, words in ballots.objections_to_serve(roll, clock.today())
    ]
    return forms.ChoiceField(choices=[("", "-"), *choices], help_text=str(SERVES), **options)


def counters(code: str) -> dict[str, str]:
    """Who may count with somebody: those who may count by the list of powers, by name."""
    today = clock.today()
    return {
        holder.person: f"{holder.name} · {holder.title}"
        for post in charter.holders_of("ballots.confirm_count", code, today)
        for holder in registry.holders(post, code, today)
    }


def counter_field(viewer: Viewer, _vote: Ref, **options: Any) -> forms.Field:
    """One of those who may count with the reader."""
    found = [(who, name) for who, name in counters(viewer.community).items() if who != viewer.person]
    return forms.ChoiceField(choices=[("", "-"), *found], **options | {"help_text": ""})
