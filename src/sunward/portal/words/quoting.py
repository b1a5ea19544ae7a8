"""Sentences of ours with what others wrote in them."""

from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

from sunward.kernel.templatetags.sunward import as_written


def quoting(words: str, **written: Any) -> SafeString:
    """Each part that others wrote is marked `as_written`: by `%` alone a page would show the marks as letters."""
    return SafeString(escape(words) % {name: conditional_escape(as_written(one)) for name, one in written.items()})
