"""Status tags made once: the same sign stands in hundreds of rows."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sunward.kernel.templatetags.sunward import icon


def tag(kind: str, sign: str, words: object) -> SafeString:
    """`parts/tag.html` for lists: the kind colours it, a sign and words say it."""
    return _tag(kind, sign, str(words), get_language())


@lru_cache(maxsize=512)
def _tag(kind: str, sign: str, words: str, _language: str | None) -> SafeString:
    return format_html('<span class="tag {}">{}<span>{}</span></span>', kind, icon(sign), words)
