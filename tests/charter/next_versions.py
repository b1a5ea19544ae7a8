"""The next version of a rule book of any layer, adopted and put in force through the door: a short way for stories in
which the rules change while something is open."""

import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.test import override_settings

from sunward.charter.models import Adoption
from sunward.kernel import clock
from tests.charter.amendments import rules_voted
from tests.money.cases import act
from tests.stage import CODE, DIRECTOR, here

STREET_BOOK = "demo-liuhe-assemblies"
Changed = Callable[[dict[str, Any]], None]


def in_force(changed: Changed, since: date, pack: str = STREET_BOOK, code: str = CODE) -> None:
    """The representatives adopt the next version of a rule book, which lies ready as files, for a day."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "charters"
        shutil.copytree(settings.SUNWARD_CHARTERS, shelf)
        _lies_ready(shelf / pack, _newest(pack, code), since, changed)
        with override_settings(SUNWARD_CHARTERS=shelf):
            act("charter.adopt", DIRECTOR, here(code), code=code, pack=pack, in_force_from=since,
                adopted_by=rules_voted(code))  # fmt: skip


def _newest(pack: str, code: str) -> dict[str, Any]:
    row = Adoption.objects.filter(community_code=code, document__pack=pack, in_force_from__lte=clock.today())
    return deepcopy(dict(row.select_related("document").latest("in_force_from").document.body))


def _lies_ready(book: Path, body: dict[str, Any], since: date, changed: Changed) -> None:
    parts = set(body)
    changed(body)
    head = yaml.safe_load((book / "pack.yaml").read_text("utf-8"))
    old = head["versions"][-1]
    head["versions"].append(deepcopy(old) | {"version": str(since), "effective_from": since, "folder": "next"})
    old["effective_to"] = since - timedelta(days=1)
    (book / "pack.yaml").write_text(yaml.safe_dump(head, allow_unicode=True), "utf-8")
    (book / "next").mkdir()
    for name, part in body.items():
        if (book / f"{name}.yaml").exists() or name not in parts:
            (book / "next" / f"{name}.yaml").write_text(yaml.safe_dump(part, allow_unicode=True), "utf-8")
