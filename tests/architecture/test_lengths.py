"""What a form takes in words fits into the column where it is kept: PostgreSQL would answer the rest with an error."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import CharField

from sunward.kernel.acts import Act, all_acts
from sunward.kernel.facts import form_for
from tests.architecture.files import SOURCE

OWN_IMPORTS = re.compile(r"^from (sunward\.[\w.]+) import ", re.MULTILINE)
# Where a fact and a column share a name, and the one is not written to the other.
OTHERS = {
    ("money.correct_bank_statement", "reason", "Order"),
    ("decisions.open_matter", "kind", "Series"),
    ("meetings.void_signing", "person", "MinutesSignature"),
    *((f"meetings.{name}", "place", "Meeting")
      for name in ("leave_out_of_base", "record_statement", "step_aside", "take_back_exclusion")),
}  # fmt: skip


def source_of(module: str) -> str:
    path = SOURCE.parent / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text("utf-8")


def words_around(act: type[Act[Any, Any]]) -> str:
    """The text of an act's module, and of what it imports from its own context to write with."""
    own = source_of(act.__module__)
    context = ".".join(act.__module__.split(".")[:2])
    read = (".models", ".queries", ".events", ".policies", ".ports")
    near = [name for name in OWN_IMPORTS.findall(own) if name.startswith(f"{context}.")]
    return own + "".join(source_of(name) for name in near if not name.startswith(tuple(context + end for end in read)))


def columns(act: type[Act[Any, Any]]) -> Iterator[tuple[str, str, int]]:
    """The columns of the context's tables that the act may write: table, column, letters."""
    text = words_around(act)
    for model in apps.get_app_config(act.name.partition(".")[0]).get_models():
        if re.search(rf"\b{model.__name__}\b", text):
            for field in model._meta.get_fields():
                if isinstance(field, CharField) and field.max_length:
                    yield model.__name__, field.name, field.max_length


def too_long(act: type[Act[Any, Any]]) -> Iterator[str]:
    fields = form_for(act.facts_type).base_fields
    for table, column, most in columns(act):
        accepted = getattr(fields.get(column), "max_length", None)
        if accepted and accepted > most and (act.name, column, table) not in OTHERS:
            yield f"{act.name}.{column}: {accepted} letters, {table} takes {most}"


def test_no_form_takes_more_letters_than_its_column() -> None:
    assert [line for act in all_acts() for line in too_long(act)] == []
