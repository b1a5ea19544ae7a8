"""Bilingual text, as rule books carry it."""

from typing import NamedTuple


class Text(NamedTuple):
    """The same words in Chinese and in English. (A named tuple: verdicts make many of them.)"""

    zh: str
    en: str
