"""Taking a rule book into the database, word for word, and putting it in force."""

from datetime import date, timedelta

from django.conf import settings

from sunward.charter import engine
from sunward.charter.models import Adoption, Document

LAYERS = ("nation", "province", "county", "street", "community", "party")


def take_in(pack: str, on: date) -> Document:
    """Store the version of a rule book that is in force on a day, once.

    Raises:
        engine.PackError: when there is no such rule book, or none of its versions is in force on that day.
    """
    found = engine.document_of(settings.SUNWARD_CHARTERS / pack, on)
    document, _new = Document.objects.get_or_create(
        digest=found.digest, defaults={"pack": pack, "version": found.version, "body": found.body}
    )
    return document


def put_in_force(document: Document, community: str, on: date, entry: str) -> Adoption:
    """From this day on the version counts; an older one of the same rule book ends the day before."""
    older = Adoption.objects.filter(community_code=community, document__pack=document.pack, in_force_to=None)
    older.filter(in_force_from__lt=on).update(in_force_to=on - timedelta(days=1))
    return Adoption.objects.create(
        community_code=community, document=document, in_force_from=on, entry=entry,
        place=LAYERS.index(document.body["layer"]) if "layer" in document.body else len(LAYERS),
    )  # fmt: skip
