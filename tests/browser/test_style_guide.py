"""Every component in every state: looked at, measured, walked through by keyboard, and printed."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sunward.kernel import catalogues
from tests.browser.layout import axe, lint
from tests.browser.style_guide import PAGES, STATIC, render, visit
from tests.browser.window import Window

pytestmark = pytest.mark.browser
WIDTHS = (320, 360, 390, 768, 1024, 1280)
LANGUAGES = ("zh", "en")
LARGE = {"size": "l"}
FOCUSED = """() => {
    const focused = document.activeElement;
    const style = getComputedStyle(focused);
    const name = focused === document.body ? "" : focused.outerHTML.slice(0, 90);
    return [name, `${style.outlineStyle} ${style.outlineWidth}`, style.boxShadow];
}"""


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    catalogues.compile_stale()


def findings_at(window: Window, widths: tuple[int, ...]) -> list[str]:
    found = []
    for width in widths:
        window.resize(width)
        found += [f"{width}px {finding}" for finding in lint(window.page)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_overlaps_breaks_or_hides_at_any_width(window: Window, name: str, language: str) -> None:
    page, seen = window.show(render(name, language), f"/{language}/c/xiangyang/")
    assert findings_at(window, WIDTHS) == []
    assert axe(page) == []
    assert seen.complaints == [], "the Content-Security-Policy, the script or a file that is missing"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_large_text_has_room_and_large_controls(window: Window, name: str, language: str) -> None:
    window.show(render(name, language, cookies=LARGE), f"/{language}/c/xiangyang/")
    assert findings_at(window, (320, 390, 1280)) == []


@pytest.mark.parametrize("name", PAGES)
def test_dark_is_as_accessible_as_light(browser: Browser, name: str) -> None:
    page, _ = visit(browser, name, "en", cookies=LARGE, color_scheme="dark")
    assert axe(page) == []
    page.close()


def test_the_hand_overrules_the_device(browser: Browser) -> None:
    grounds = []
    for theme, device in (("dark", "light"), ("light", "dark")):
        page, _ = visit(browser, "home", "zh", cookies={"theme": theme}, color_scheme=device)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        offered = page.locator("button[name=theme]:visible").evaluate_all("found => found.map(button => button.value)")
        assert offered == ["light" if theme == "dark" else "dark", "auto"]
        page.close()
    assert grounds == ["rgb(17, 24, 22)", "rgb(246, 245, 241)"]


def test_a_first_visit_is_light_to_carry(browser: Browser) -> None:
    page, seen = visit(browser, "home", "zh")
    files = ["site.css", "enhance.js", "icons.svg", "mark.svg"]
    carried = [gzip.compress((STATIC / "sunward" / name).read_bytes(), 9) for name in files]
    assert len(set(seen.requests)) <= 6
    assert len(gzip.compress(render("home", "zh").encode(), 9)) + sum(map(len, carried)) <= 20 * 1024
    assert page.evaluate("document.querySelectorAll('*').length") <= 900
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_and_seen_by_keyboard(browser: Browser, name: str) -> None:
    page, _ = visit(browser, name, "en", viewport={"width": 1280, "height": 900})
    page.evaluate("document.activeElement.blur()")
    stops: list[str] = []
    while len(stops) < 200:
        page.keyboard.press("Tab")
        stop, outline, shadow = page.evaluate(FOCUSED)
        if not stop:
            break
        stops.append(stop)
        assert outline == "solid 3px", stop
        assert "7px" in shadow, stop
    assert len(stops) >= 10
    if name != "form":  # a form that came back puts the focus on its summary of errors first
        assert 'class="skip"' in stops[0]
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_pages_work_without_javascript(browser: Browser, name: str) -> None:
    page, seen = visit(browser, name, "zh", java_script_enabled=False, viewport={"width": 320, "height": 700})
    assert page.locator("main h1").is_visible()
    assert page.locator("[data-read]").is_hidden(), "a control that can do nothing is not shown"
    assert page.locator("button[name=size]").is_visible()
    assert seen.complaints == []
    page.close()


def test_the_summary_of_errors_leads_to_each_field(browser: Browser) -> None:
    page, _ = visit(browser, "form", "en")
    assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
    targets = page.locator("[data-errors] a").evaluate_all(
        "links => links.map(link => document.getElementById(link.hash.slice(1))?.id ?? 'missing ' + link.hash)"
    )
    assert len(targets) >= 6
    assert not [target for target in targets if target.startswith("missing")]
    for described in page.locator("[aria-describedby]").evaluate_all(
        "fields => fields.flatMap(field => field.getAttribute('aria-describedby').split(' '))"
    ):
        assert page.locator(f"[id='{described}']").count() == 1, described
    page.close()


def test_tables_keep_their_meaning_as_cards(browser: Browser) -> None:
    page, _ = visit(browser, "desk", "en", viewport={"width": 390, "height": 844})
    tree = page.locator("table[role=table]").last.aria_snapshot()
    for role in ("table", "columnheader", "rowheader", "cell"):
        assert role in tree
    page.close()


def test_forced_colours_keep_the_shapes(browser: Browser) -> None:
    page, _ = visit(browser, "matter", "zh", forced_colors="active")
    seats = page.locator("svg.seats rect.f-brand").first
    assert seats.evaluate("seat => getComputedStyle(seat).fill") not in {"none", "rgba(0, 0, 0, 0)"}
    assert axe(page) == []
    page.close()


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_poster_is_one_sheet_in_black(browser: Browser, tmp_path: Path) -> None:
    page, _ = visit(browser, "poster", "zh", color_scheme="dark")
    assert pages_of(page.pdf(path=tmp_path / "poster.pdf", prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet')).color") == "rgb(0, 0, 0)"
    assert page.locator(".no-print").is_hidden()
    page.emulate_media(media="screen")
    assert lint(page) == []
    assert axe(page) == []
    page.close()


@pytest.mark.parametrize("name", ["home", "matter"])
def test_a_printed_page_is_paper(browser: Browser, name: str) -> None:
    page, _ = visit(browser, name, "zh", color_scheme="dark", cookies={"theme": "dark"})
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    for chrome in (".tools", ".nav", ".btn"):
        assert page.locator(chrome).first.is_hidden(), chrome
    page.close()


def test_the_lint_sees_what_it_is_there_for(browser: Browser) -> None:
    """One flaw of each kind, put into a page that has none."""
    page, _ = visit(browser, "home", "zh", viewport={"width": 320, "height": 844}, bypass_csp=True)
    flaws = """<p style="margin-bottom: -1.4em">第一条,半角逗号</p><p><a href="#">小</a></p>
        <p style="font-size: 9px; white-space: nowrap; text-indent: 30em">这一行不会换行，一直伸到边上看不见的地方去</p>
        <p style="color: #123456; background: #123456">底色一样的字</p>
        <div style="width: 2em; word-break: break-all">123,456,789</div>"""
    page.evaluate("flaws => document.querySelector('main > .wrap').insertAdjacentHTML('beforeend', flaws)", flaws)
    kinds = {finding.split()[0] for finding in lint(page)}
    assert kinds >= {"PUNCTUATION", "SMALL", "OFFSCREEN", "SIDEWAYS", "TINY", "BROKEN", "OVERLAP", "INVISIBLE"}
    page.close()
