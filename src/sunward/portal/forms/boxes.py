"""Facts that are typed into several small boxes under one name."""

from typing import Any

from django import forms


class Boxes(forms.Widget):
    """Several boxes, each of which has the fact's name before its own; together they are a group with a legend."""

    use_fieldset = True

    def value_omitted_from_data(self, data: Any, _files: Any, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def id_for_label(self, _id: str, _index: str | None = None) -> str:
        return ""
