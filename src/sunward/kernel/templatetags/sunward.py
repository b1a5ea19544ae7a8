"""What templates need: icons, amounts, civil dates, the language of the page, addresses of a community's pages."""

import datetime
import io
import re
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import segno
from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sunward.kernel import clock
from sunward.kernel.text import Text

register = template.Library()
SPRITE = Path(__file__).parents[1] / "static" / "sunward" / "icons.svg"
HAN = re.compile(r"[\u4e00-\u9fff]")
# As rules and the record write a day; not at the beginning of a quotation, nor where it shows how a day is typed.
WRITTEN_DAY = re.compile(r"(?<![A-Za-z0-9@“-])(?<!如 )(?<!写：)(?<!uch as )(?<!like )\d{4}-\d{2}-\d{2}(?![A-Za-z0-9-])")
OTHER = {"zh": "en", "en": "zh"}


class Sign(NamedTuple):
    """How a state is shown: its name (a class in the stylesheet), icon, word, and the kind of its tag."""

    name: str
    icon: str
    word: Any
    kind: str = "idle"


STEP_SIGNS = {
    "done": Sign("done", "check", _("Done"), "do"),
    "current": Sign("current", "", _("Now"), "info"),
    "future": Sign("future", "", _("Still to come")),
    "blocked": Sign("blocked", "lock", _("Locked"), "warn"),
    "breached": Sign("breached", "cross", _("Not in order"), "alert"),
    "late": Sign("late", "overdue", _("Late"), "alert"),
    "skipped": Sign("skipped", "skipped", _("Left out")),
    "untaken": Sign("skipped", "skipped", _("Not done so far")),
}
CHECK_SIGNS = {
    "ok": Sign("ok", "check", _("Met")),
    "bad": Sign("bad", "cross", _("Not met")),
    "wait": Sign("wait", "wait", _("Not yet")),
    "unconfirmed": Sign("unconfirmed", "unsure", _("Unconfirmed")),
}
KIND_ICONS = {"do": "check", "info": "info", "warn": "warn", "alert": "alert", "idle": "clock"}


class HasCode(Protocol):
    """Whatever stands for a community in a page: its code is part of every address."""

    code: str


@register.simple_tag
def icon(name: str, *, inline: bool = False) -> SafeString:
    """The named icon, hidden from screen readers: a word always stands beside it.

    With `inline` the shapes are written into the page, for paper made without a browser.

    Raises:
        ValueError: when the sprite has no such icon.
    """
    if name not in icons():
        raise ValueError(f"no icon “{name}” in {SPRITE.name}; there are: {', '.join(sorted(icons()))}")
    if inline:
        shapes = SafeString(icons()[name])
        stroke = SafeString('fill="none" stroke="currentColor" stroke-width="2"')
        return format_html('<svg class="i" viewBox="0 0 24 24" {} aria-hidden="true">{}</svg>', stroke, shapes)
    return _drawn(name, static("sunward/icons.svg"))


@lru_cache(maxsize=256)
def _drawn(name: str, sprite: str) -> SafeString:
    """A page has a dozen icons; each is put together once in a process."""
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name)


@lru_cache(maxsize=1)
def icons() -> dict[str, str]:
    """The shapes of every icon in the sprite, by name."""
    symbols = SPRITE.read_text(encoding="utf-8").split("<symbol ")[1:]
    return {symbol.split('"')[1]: symbol.split(">", 1)[1].split("</symbol>")[0] for symbol in symbols}


@register.simple_tag
def step_sign(state: str) -> Sign:
    """How a step's state is shown; the states are the keys of `STEP_SIGNS`."""
    return STEP_SIGNS[state]


@register.simple_tag
def check_sign(check: Any) -> Sign:
    """How a rule check is shown: by its own `state`, or, for findings and conditions, by what the rule said."""
    state = check.get("state") if isinstance(check, dict) else getattr(check, "state", None)
    return CHECK_SIGNS[state or _state_of(check)]


def _state_of(check: Any) -> str:
    """A rule not met is a breach, unless time alone will meet it: then it is awaited until that day."""
    if getattr(check, "unconfirmed", False):
        return "unconfirmed"
    if check.ok:
        return "ok"
    return "wait" if getattr(check, "until", None) else "bad"


@register.filter
def icon_of_kind(kind: str) -> str:
    """The icon that a tag or note of this kind bears unless it names its own."""
    return KIND_ICONS.get(kind, "info")


@register.filter
def text(value: Any) -> str:
    """A text that carries both languages, in the language of the page, its days as pages write them; a plain string, or
    what is the same in both and somebody's own word, stays as it is."""
    said = Text.of(value) if isinstance(value, dict) else value
    if not hasattr(said, "zh"):
        return str(said)
    words = str(Text(said.zh, said.en))
    return words if said.zh == said.en else days_said(words)


@register.filter
def as_written(value: Any) -> str:
    """A text that keeps the language it was written in, marked as Chinese where the page is English; what is marked
    already stays as it is."""
    if isinstance(value, SafeString):
        return value
    words = text(value)
    if _in_chinese() or not HAN.search(words):
        return words
    return format_html('<span lang="zh-Hans">{}</span>', words)


@register.filter
def yuan(amount: Decimal | int | None) -> str:
    """An exact amount: ¥8,640 or ¥8,640.50. Fen are written only where there are any."""
    if amount is None:
        return "—"
    exact = Decimal(amount)
    written = f"{abs(exact):,.0f}" if exact == exact.to_integral() else f"{abs(exact):,.2f}"
    return f"−¥{written}" if exact < 0 else f"¥{written}"


@register.filter
def civil_date(value: datetime.date | None) -> str:
    """A day in full, with its weekday: 2026年11月26日（星期四）, Thursday 26 November 2026."""
    # Translators: a date format of Django's `dateformat`
    return _written(value, gettext("l j F Y"))


@register.filter
def short_date(value: datetime.date | None) -> str:
    """A day in a list: 11月26日, 26 Nov; with its year unless it is this year: 2025年11月26日, 26 Nov 2025."""
    if value is not None and value.year != clock.today().year:
        # Translators: a date format of Django's `dateformat`
        return _written(value, gettext("j M Y"))
    # Translators: a date format of Django's `dateformat`
    return _written(value, gettext("j M"))


def days_said(words: object) -> str:
    """A sentence with its days as pages write them; rules and the record keep them for programs."""
    return WRITTEN_DAY.sub(_day_said, str(words))


def _day_said(found: re.Match[str]) -> str:
    with suppress(ValueError):
        return short_date(datetime.date.fromisoformat(found[0]))
    return found[0]


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """A day and hour in the community's zone: 2026年11月23日 09:40, 23 November 2026, 09:40."""
    # Translators: a date format of Django's `dateformat`
    return _written(value, gettext("j F Y, H:i"))


@register.simple_tag
def html_lang() -> str:
    """The page's language as HTML names it."""
    return "zh-Hans" if _in_chinese() else "en"


@register.simple_tag
def page(community: HasCode | None, name: str = "") -> str:
    """The stable address of one of a community's public pages (`money`, `people`); of its home without a name."""
    place = f"c/{community.code}/" if community else ""
    return f"{get_script_prefix()}{_prefix()}/{place}{name + '/' if name else ''}"


@register.simple_tag
def in_other_language(request: HttpRequest) -> str:
    """The address of this same page in the other language."""
    root, here = get_script_prefix(), request.get_full_path()
    language, _, rest = here.removeprefix(root).partition("/")
    return f"{root}{OTHER[language]}/{rest}" if language in OTHER else f"{root}{OTHER[_prefix()]}/"


@register.simple_tag
def qr(address: str) -> SafeString:
    """A QR code as SVG in black and white, with the border that scanners need."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, svgns=False, omitsize=True, dark="#000", light="#fff", border=2
    )
    shapes = SafeString(written.getvalue().decode().removeprefix("<svg"))
    return format_html('<svg role="img" aria-label="{}"{}', gettext("QR code"), shapes)


def _written(value: datetime.date | None, pattern: str) -> str:
    if value is None:
        return "—"
    local = localtime(value) if isinstance(value, datetime.datetime) and value.tzinfo else value
    return dateformat.format(local, pattern)


def _prefix() -> str:
    return "zh" if _in_chinese() else "en"


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")
