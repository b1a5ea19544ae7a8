"""What a newcomer reads first has to be true."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "SECURITY.md"]
PAGES += sorted((REPOSITORY / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_between_our_pages_leads_somewhere(page: Path) -> None:
    links = re.findall(r"[^!]\[[^\]]+\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_glossary_names_what_the_code_names() -> None:
    places = [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "charters").rglob("*.yaml"), *REPOSITORY.glob("*.py")]
    words = set(re.findall(r"\w+", " ".join(place.read_text("utf-8") for place in places)))
    rows = [line for line in (REPOSITORY / "docs/concepts.md").read_text("utf-8").splitlines() if line.startswith("|")]
    names = {name for row in rows for name in re.findall(r"`([^`]+)`(?!\*)", row)}
    files = {"powers.yaml", "charters/<id>/"}
    unknown = {name for name in names - files if not set(re.findall(r"\w+", name)) <= words}
    assert len(names) > 80
    assert unknown == set()
