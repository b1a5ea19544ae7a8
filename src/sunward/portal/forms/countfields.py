"""Head counts as a person types them, and areas in square metres: a line of small boxes for each group counted."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunward.charter.engine.vocabulary import AREAS
from sunward.kernel.text import Text
from sunward.portal.forms.boxes import Boxes
from sunward.portal.words.figures import FIGURES

SIGNATURES: Mapping[str, Text] = {
    "entitled": Text("共有多少人", "of how many"),
    "signed": Text("签名人数", "signed"),
}
SQUARE_METRES = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?")
Line = list[str]  # the group's key, then the figures as they were typed


class CountsWidget(Boxes):
    """A line of boxes per group; `figures` name the boxes."""

    template_name = "portal/widgets/counts.html"

    def __init__(self, groups: Sequence[tuple[str, Text]], figures: Mapping[str, Text], lines: int) -> None:
        super().__init__()
        self.groups, self.figures, self.lines = groups, figures, lines

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[Line]:
        boxes = ("group", *self.figures)
        return [[str(data.get(f"{name}-{at}-{box}", "")).strip() for box in boxes] for at in range(self.lines)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value or []
        empty = ["", *("" for _box in self.figures)]
        lines = [typed[at] if at < len(typed) else empty for at in range(self.lines)]
        context["widget"]["lines"] = [self._line(name, at, line) for at, line in enumerate(lines)]
        return context

    def _line(self, name: str, at: int, line: Line) -> dict[str, Any]:
        return {
            "name": f"{name}-{at}-group", "group": line[0], "number": at + 1, "folded": at > 0 and not any(line),
            "groups": [(key, str(title)) for key, title in self.groups],
            "boxes": [
                {"name": f"{name}-{at}-{box}", "label": str(label), "value": typed}
                for (box, label), typed in zip(self.figures.items(), line[1:], strict=True)
            ],
        }  # fmt: skip


class CountsField(forms.Field):
    """Attendance and votes by group: `{"representatives": {"entitled": 57, "present": 50, "for": 41}}`."""

    def __init__(
        self,
        groups: Sequence[tuple[str, Text]],
        *,
        figures: Mapping[str, Text] = FIGURES,
        lines: int = 2,
        **options: Any,
    ) -> None:
        self.groups, self.figures = dict(groups), figures
        super().__init__(widget=CountsWidget(groups, figures, lines), **options)

    def clean(self, value: list[Line]) -> dict[str, Any] | None:
        filled = [line for line in value or [] if any(line[1:])]
        if not filled:
            return super().clean(None)  # type: ignore[no-any-return]
        problems = [problem for line in filled for problem in self._problems(line)]
        if problems:
            raise ValidationError(problems)
        return self.compressed(filled)

    def compressed(self, lines: list[Line]) -> dict[str, Any]:
        return {
            line[0]: {box: _number(line[0], typed) for box, typed in zip(self.figures, line[1:], strict=True) if typed}
            for line in lines
        }

    def _problems(self, line: Line) -> list[str]:
        wrong = [] if line[0] in self.groups else [_("Say who was counted.")]
        for label, typed in zip(self.figures.values(), line[1:], strict=True):
            said = {"label": label, "typed": typed}
            if typed and line[0] in AREAS and not SQUARE_METRES.fullmatch(typed):
                wrong.append(_("%(label)s: “%(typed)s” is no area; accepted: square metres such as 89.60.") % said)
            elif typed and line[0] not in AREAS and not (typed.isascii() and typed.isdigit()):
                wrong.append(_("%(label)s: “%(typed)s” is not a whole number; accepted: 0 or more.") % said)
        return wrong


def _number(group: str, typed: str) -> int:
    """Persons; of an area, hundredths of the square metres that were typed."""
    return int(Decimal(typed) * 100) if group in AREAS else int(typed)


class PetitionField(CountsField):
    """The signatures of a petition: `{"class": "adults", "signed": 120, "entitled": 900}`."""

    def __init__(self, groups: Sequence[tuple[str, Text]], **options: Any) -> None:
        super().__init__(groups, figures=SIGNATURES, lines=1, **options)

    def compressed(self, lines: list[Line]) -> dict[str, Any]:
        [(group, figures)] = super().compressed(lines).items()
        return {"class": group, **figures}
