"""The log over HTTP: C2SP tlog-tiles, and one file for each entry's proof."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunward.record import queries
from sunward.record.export import tile_data
from sunward.record.models import LogHead
from sunward.record.tiles import TilePath

PLAIN = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"  # a tile's address names its width: what it holds never changes
SHORTLY = "public, max-age=5"


@require_safe
def checkpoint(request: HttpRequest, code: str) -> HttpResponseBase:
    """The newest signed checkpoint."""
    newest = queries.newest_checkpoint(code)
    if newest is None:
        return _missing(_("This log has no signed checkpoint yet."))
    return _served(request, newest.note.encode(), PLAIN, SHORTLY)


@require_safe
def tile(request: HttpRequest, code: str, path: str) -> HttpResponseBase:
    """A tile of hashes, or a bundle of entries."""
    try:
        wanted = TilePath.parse(path)
    except ValueError:
        return _missing(_("This is not the address of a tile. Examples: tile/0/000, tile/entries/x001/234.p/17."))
    data = tile_data(code, wanted)
    if data is None:
        return _missing(_("The log does not reach as far as this tile."))
    return _served(request, data, "application/octet-stream", FOR_EVER)


@require_safe
def vkey(request: HttpRequest, code: str) -> HttpResponseBase:
    """The key that checks the log's signatures. Whoever verifies should have it from somewhere else as well."""
    key = LogHead.objects.filter(log=code).values_list("vkey", flat=True).first()
    if not key:
        return _missing(_("This log has no key yet: nothing has been signed."))
    return _served(request, f"{key}\n".encode(), PLAIN, SHORTLY)


@require_safe
def proof(request: HttpRequest, code: str, ref: str) -> HttpResponseBase:
    """One entry's proof, with the entry itself in its `extra` line."""
    text = queries.proof_of(ref, code)
    if text is None:
        return _missing(_("There is no proof under this address. A new entry is proved after the next signature."))
    return _served(request, text.encode(), PLAIN, SHORTLY)


def _served(request: HttpRequest, body: bytes, kind: str, caching: str) -> HttpResponseBase:
    response = HttpResponse(body, content_type=kind)
    response["ETag"] = f'"{sha256(body).hexdigest()[:32]}"'
    response["Cache-Control"] = caching
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _missing(why: str) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=404, content_type=PLAIN)
