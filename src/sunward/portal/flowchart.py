"""A procedure as a one-page flow chart, drawn from the same rule book that judges it. Black on white: it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sunward.charter import engine
from sunward.charter.wording import holder_name, lasting, said
from sunward.kernel.templatetags.sunward import HAN
from sunward.portal.charts.svg import element, together

WIDTH, BOX_LEFT, BOX_WIDTH, MARGIN = 720, 60, 600, 24
LINE, PADDING, GAP = 26, 16, 34
SIZE_TITLE, SIZE_TEXT = 20, 17
Line = tuple[str, int]  # text and its size in units of the drawing


@dataclass(frozen=True, slots=True)
class Box:
    """One step as it is drawn."""

    number: int
    lines: tuple[Line, ...]
    optional: bool

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + 2 * PADDING - 8


def flow_chart(procedure: engine.Procedure) -> SafeString:
    """The steps from top to bottom: what happens, who acts, what must be reached, by when."""
    boxes = [Box(number, tuple(_lines(step)), not step.required) for number, step in enumerate(procedure.steps, 1)]
    pieces, top = [], MARGIN
    for box in boxes:
        pieces.append(_drawn(box, top))
        top += box.height
        if box.number < len(boxes):
            pieces.append(_arrow(top))
            top += GAP
    title = str(said(procedure.title))
    shape = {"viewBox": f"0 0 {WIDTH} {top + MARGIN}", "class_": "flow", "role": "group", "aria_label": title}
    return element("svg", together(pieces), xmlns="http://www.w3.org/2000/svg", **shape)


def steps_said(procedure: engine.Procedure) -> list[dict[str, object]]:
    """The same in words, for screens too narrow for a drawing."""
    return [
        {"title": said(step.title), "optional": not step.required, "details": list(_details(step))}
        for step in procedure.steps
    ]


def _lines(step: engine.Step) -> Iterator[Line]:
    yield from ((part, SIZE_TITLE) for part in wrapped(str(said(step.title)), 26))
    for text in _details(step):
        yield from ((part, SIZE_TEXT) for part in wrapped(text, 31))


def _details(step: engine.Step) -> Iterator[str]:
    yield _("Who: %(body)s") % {"body": holder_name(step.body)}
    if step.gate:
        yield str(said(step.gate))
    if step.within:
        yield _("Within %(time)s of the step before") % {"time": lasting(step.within)}
    if step.stays_up:
        yield _("Stays posted for %(time)s") % {"time": lasting(step.stays_up)}
    if step.source:
        yield step.source


def _drawn(box: Box, top: int) -> SafeString:
    frame = element(
        "rect", x=BOX_LEFT, y=top, width=BOX_WIDTH, height=box.height, rx=10, fill="#fff", stroke="#000",
        stroke_width=2, **({"stroke_dasharray": "6 5"} if box.optional else {}),
    )  # fmt: skip
    number = element("text", str(box.number), x=BOX_LEFT - 24, y=top + 30, font_size=SIZE_TITLE, text_anchor="middle")
    lines = [_line(text, size, top + PADDING + 12 + row * LINE) for row, (text, size) in enumerate(box.lines)]
    return together([frame, number, *lines])


def _line(text: str, size: int, y: int) -> SafeString:
    weight = 700 if size == SIZE_TITLE else 400
    chinese = {"lang": "zh-Hans"} if HAN.search(text) else {}  # sources are cited as they are written
    place = {"x": BOX_LEFT + PADDING, "y": y, "font_size": size, "font_weight": weight, "fill": "#000"}
    return element("text", text, **place, **chinese)


def _arrow(top: int) -> SafeString:
    middle, end = BOX_LEFT + BOX_WIDTH // 2, top + GAP
    return element("path", d=f"M{middle} {top}V{end - 2}m-7-9l7 9l7-9", fill="none", stroke="#000", stroke_width=2)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` Chinese characters; a Latin letter counts half, and words stay whole."""
    lines, line, used = [], "", 0.0
    for piece in _pieces(text):
        room = sum(1.0 if ord(letter) > 0x2E7F else 0.52 for letter in piece)
        if line and used + room > width and piece not in "，。；：、）":
            lines.append(line.strip())
            line, used = "", 0.0
        line, used = line + piece, used + room
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> Iterator[str]:
    """Single Chinese characters, and runs of other letters up to the next space."""
    run = ""
    for letter in text:
        if ord(letter) > 0x2E7F or letter == " ":
            if run:
                yield run
            run = ""
            yield letter
        else:
            run += letter
    if run:
        yield run
