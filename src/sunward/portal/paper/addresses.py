"""The addresses that stand on paper: without a language, so that whoever reads the code has their own."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

# The short ones, as `config.urls` has them.
PREFIXES = tuple(f"/{language.partition('-')[0]}/" for language, _name in settings.LANGUAGES)


def without_language(request: HttpRequest, path: str) -> str:
    """The whole address of a page, as a square code has it: shorter, and in whatever language its reader has."""
    prefix = next((each for each in PREFIXES if path.startswith(each)), "/")
    return request.build_absolute_uri(f"/{path.removeprefix(prefix)}")


def check_words(request: HttpRequest, code: str) -> str:
    """Where anybody types the code from the paper."""
    where = without_language(request, reverse("portal:check", args=[code])).partition("://")[2]
    return _("type it in at %(where)s to see whether it is the newest and unchanged") % {"where": where}
