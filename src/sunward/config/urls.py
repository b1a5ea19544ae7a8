"""All addresses. Pages stand under `/zh/` or `/en/`; files of the record, the API and health do not."""

from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import LocalePrefixPattern
from django.utils.translation import get_language

from sunward.kernel import views as kernel_views
from sunward.record import urls as record_urls

handler400 = "sunward.kernel.views.not_readable"
handler404 = "sunward.kernel.views.not_found"
handler500 = "sunward.kernel.views.server_error"


class ShortLanguagePrefix(LocalePrefixPattern):
    """`/zh/` instead of `/zh-hans/`."""

    @property
    def language_prefix(self) -> str:
        return "en/" if (get_language() or "zh").startswith("en") else "zh/"


def in_both_languages(*patterns: Any) -> URLResolver:
    """Addresses that begin with the language."""
    return URLResolver(ShortLanguagePrefix(), list(patterns))


LOG = "c/<slug:code>/log/"
# The log's files have no language. Whoever writes one before their address is led to the file itself.
LOG_FILES = [path(f"{LOG}{each.pattern}", kernel_views.without_language) for each in record_urls.urlpatterns]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", kernel_views.healthz, name="healthz"),
    path("preferences/", kernel_views.preferences, name="preferences"),
    path(LOG, include(record_urls)),
    path("api/", include("sunward.portal.api_urls")),
    path("", kernel_views.in_my_language),
    path("c/<path:rest>", kernel_views.in_my_language),
    path("oversight/", kernel_views.in_my_language),
    in_both_languages(
        *LOG_FILES,
        path("accounts/", include("sunward.accounts.urls")),
        path("", include("sunward.portal.urls")),
    ),
]
