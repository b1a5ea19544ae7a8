"""What somebody reads who opens a page without signing in."""

import html
import re

from django.test import Client

from tests.stage import CODE

TAGS = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]+>", re.DOTALL)


def page(path: str, language: str = "zh") -> str:
    """The words of one of the community's pages, as a stranger reads them today."""
    answer = Client().get(f"/{language}/c/{CODE}/{path}")
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return " ".join(html.unescape(TAGS.sub(" ", answer.content.decode())).split())
