"""The form of a count of paper: what must equal what, and what does not add up, told before it is recorded for good."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.ballots import queries as ballots
from sunward.kernel.templatetags.sunward import as_written

FIGURES = ("printed", "issued", "ballots", "spoiled", "unused", "not_returned")
ALL_THE_SAME = "as_counted"


class PaperCountForm(forms.Form):
    """A first send of sums that do not add up comes back with what differs, and a box for recording it all the same:
    a slip of the pen stays no public breach, and what two have found is kept as they found it."""

    vote: ClassVar[str] = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound:
            label = _("That is what we counted: record it all the same")
            self.fields[ALL_THE_SAME] = forms.BooleanField(label=label, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        off = [] if self.errors else ballots.what_does_not_add_up(self.vote, _sheets(given))
        if not off:
            self.fields.pop(ALL_THE_SAME, None)
        elif not given.get(ALL_THE_SAME):
            asked = _("Nothing is recorded yet. Look at the figures again; if you counted so, tick the last box.")
            raise ValidationError([*(as_written(one) for one in off), asked])
        return given


def _sheets(given: dict[str, Any]) -> ballots.Sheets:
    printed, issued, box, spoiled, unused, not_returned = (given.get(name) or 0 for name in FIGURES)
    return ballots.Sheets(printed, issued, box, spoiled, unused, not_returned)


def what_must_equal_what() -> str:
    """The sums of a count of paper, in words."""
    return _(
        "Every sheet is somewhere. Printed = issued + not used. Issued = in the box + spoiled and exchanged + not "
        "returned. In the box + not returned = as many as took a sheet by the roll. An empty box counts as 0."
    )
