"""Text that is data and therefore carries its own languages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Chinese and in English; `str()` gives the language of the request."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if (get_language() or "zh").startswith("zh") else self.en

    def fill(self, **values: Any) -> "Text":
        """The same text with `{name}` places filled in, in both languages; another text with what it says in each."""
        return Text(self.zh.format(**_in("zh", values)), self.en.format(**_in("en", values)))

    def as_dict(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}

    @classmethod
    def of(cls, value: "Text | dict[str, str] | str") -> "Text":
        """Read a text from data; a plain string (a name typed by a user) is the same in both languages."""
        if isinstance(value, Text):
            return value
        return cls(value, value) if isinstance(value, str) else cls(value["zh"], value["en"])


def _in(language: str, values: dict[str, Any]) -> dict[str, Any]:
    return {key: getattr(one, language) if isinstance(one, Text) else one for key, one in values.items()}


def day_in_full(day: date) -> Text:
    """A day as a title carries it that stands for good: 2026年11月26日, 26 November 2026."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B %Y}")
