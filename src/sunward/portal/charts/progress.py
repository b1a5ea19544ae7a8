"""How far along a procedure is: one segment a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString

from sunward.portal.charts.svg import element, number, together

GAP = Fraction(6, 5)  # per cent of the width between two segments
TONES = {"done": "f-brand", "current": "f-soft", "breached": "f-alert", "late": "f-alert", "blocked": "f-warn"}


@dataclass(frozen=True, slots=True)
class Progress:
    """The step reached, counted from 1, of how many, and the drawing."""

    step: int
    steps: int
    svg: SafeString


def progress(states: Sequence[str]) -> Progress:
    """Segments for the states of a procedure's steps, in the stepper's words: `done`, `current`, `future` and so on."""
    width = (100 - GAP * (len(states) - 1)) / max(len(states), 1)
    segments = (_segment(state, place * (width + GAP), width) for place, state in enumerate(states))
    picture = element("svg", together(segments), class_="segments", aria_hidden="true")
    return Progress(_reached(states), len(states), picture)


def _reached(states: Sequence[str]) -> int:
    """The current step, or else the last one that is not still to come."""
    if "current" in states:
        return states.index("current") + 1
    return max((place for place, state in enumerate(states, 1) if state != "future"), default=0)


def _segment(state: str, start: Fraction, width: Fraction) -> SafeString:
    outline = {"current": "s-brand", "future": "s-line"}.get(state)
    shape = {"x": f"{number(start)}%", "y": "10%", "width": f"{number(width)}%", "height": "80%", "rx": "4"}
    fill = element("rect", class_=TONES.get(state, "f-sunk"), **shape)
    return fill + element("rect", class_=outline, fill="none", **shape) if outline else fill
