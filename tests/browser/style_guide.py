"""The style guide served to a browser without a server: pages from templates, files from disk, our headers."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from tests.browser.specimens.every import specimens
from tests.browser.specimens.fields import EveryField
from tests.browser.specimens.made import COMMUNITY

HERE = Path(__file__).parent / "style_guide"
STATIC = Path(__file__).parents[2] / "src" / "sunward" / "kernel" / "static"
ORIGIN = "http://sunward.test"
PAGES = ("home", "matter", "desk", "form")  # beside them stands `poster`, which is paper
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"


@dataclass
class Visit:
    """What a page asked for and complained about while it loaded."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def render(name: str, language: str, *, cookies: dict[str, str] | None = None) -> str:
    """One page of the style guide as HTML, in `zh` or `en`."""
    request = RequestFactory().get(f"/{language}/c/xiangyang/", HTTP_HOST="sunward.test")
    request.COOKIES.update(cookies or {})
    request.user = AnonymousUser()
    with translation.override("zh-hans" if language == "zh" else "en"):
        context = specimens() | {
            "community": COMMUNITY, "current": "matters", "lang": "en" if language == "en" else "zh-Hans",
            "fresh": EveryField(auto_id="fresh_%s"), "back": "/zh/", "address": "https://sunward.example/zh/",
            "actions": [specimens()["matters"][0].action, specimens()["matters"][1].action], "user": request.user,
        }  # fmt: skip
        return _engine().get_template(f"{name}.html").render(context, request)


def visit(
    browser: Browser, name: str, language: str, *, cookies: dict[str, str] | None = None, **options: object
) -> tuple[Page, Visit]:
    """A page of the style guide; `options` are Playwright's (viewport, color_scheme, ...)."""
    return show(browser, render(name, language, cookies=cookies), f"/{language}/c/xiangyang/", **options)


def show(browser: Browser, html: str, address: str, **options: object) -> tuple[Page, Visit]:
    """Any HTML of ours in a browser context of its own, under our headers and with our static files."""
    seen = Visit()
    page = browser.new_page(**options)  # type: ignore[arg-type]
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.route("**/*", lambda route: answer(route, html))
    page.goto(ORIGIN + address)
    return page, seen


def answer(route: Route, html: str) -> None:
    """The page itself, or one of our static files, as the server would send it."""
    path = urlsplit(route.request.url).path
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    if not path.startswith("/static/"):
        route.fulfill(body=html, headers=headers | {"Content-Type": "text/html; charset=utf-8"})
        return
    file = finders.find(path.removeprefix("/static/"))
    if not file:
        route.fulfill(status=404, headers=headers)
        return
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    route.fulfill(path=file, headers=headers | {"Content-Type": kind})


def _engine() -> DjangoTemplates:
    from django.conf import settings

    given = dict(settings.TEMPLATES[0])
    own = {key: value for key, value in given.items() if key != "BACKEND"}
    processors = [name for name in own["OPTIONS"]["context_processors"] if "portal" not in name]
    options = own["OPTIONS"] | {"context_processors": processors}
    return DjangoTemplates({"NAME": "style_guide"} | own | {"DIRS": [HERE], "OPTIONS": options})
