"""What a person sees at a glance and axe does not: overlaps, clipped, tiny or invisible text, broken words and
numbers, small targets, sideways scrolling, half-width punctuation. `lint(page)` and `axe(page)` list what is wrong.
"""

import json
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Playwright

# The same engine without windows takes half the processor time; the one with windows will do where it is missing.
CHROMIUM = next(filter(Path.exists, map(Path, ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium"))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_TEXT = 13.2  # px
SCRIPT = (Path(__file__).parent / "layout.js").read_text("utf-8")


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, which asks nothing of the network by itself."""
    assert CHROMIUM
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


def lint(page: Page, *, target: float | None = None) -> list[str]:
    """Findings about the layout of the page as it is shown now, each with the words it concerns.

    `target` is the least height of a control in px; by default 44, and 60 in large mode.
    """
    large = page.evaluate("document.documentElement.dataset.size === 'l'")
    options = {"target": target or (60 if large else 44), "text": SMALLEST_TEXT}
    found: list[str] = page.evaluate(f"({SCRIPT})({json.dumps(options)})")
    return found


def axe(page: Page) -> list[str]:
    """Violations of WCAG 2.0 to 2.2 A and AA and of axe's best practices: rule, element, what to mend."""
    if not page.evaluate("'axe' in window"):  # it stays in the document, whose width may have changed since
        page.evaluate(AXE_SCRIPT)
    # Only violations are carried over: the list of what is in order is longer than everything else together.
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
    violations: list[dict[str, Any]] = page.evaluate(f"axe.run({json.dumps(options)}).then(found => found.violations)")
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
