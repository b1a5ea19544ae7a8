"""Taking rule books into the database, word for word, and putting them in force."""

from datetime import date, timedelta

from django.conf import settings

from sunward.charter import engine
from sunward.charter.drafting import lies_on
from sunward.charter.models import Adoption, Covenant, Document, Draft
from sunward.kernel.memo import forget


def packs() -> frozenset[str]:
    """The rule books that lie ready to be adopted."""
    return frozenset(file.parent.name for file in settings.SUNWARD_CHARTERS.glob("*/pack.yaml"))


def used(community: str) -> frozenset[str]:
    """The decisions by which something has been put in force here."""
    rules = Adoption.objects.filter(community_code=community).exclude(decision="").values_list("decision")
    covenants = Covenant.objects.filter(community_code=community).values_list("decision")
    return frozenset(number for (number,) in rules.union(covenants))


def lying_ready(pack: str, on: date, community: str) -> engine.PackVersion:
    """The version of a rule book that is in force on a day, as its files have it: one that can be laid over the others
    of a community.

    Raises:
        engine.PackError: when there is no such rule book, none of its versions is in force on that day, or what its
            files say are no rules.
    """
    version = engine.read_pack(settings.SUNWARD_CHARTERS / pack).on(on)
    if version is None:
        raise engine.NotInForce(pack, f"no version is in force on {on}")
    engine.Charter.from_versions([*lies_on(community, version.pack, on), version])
    return version


def take_in_all(pack: str, since: date) -> list[Document]:
    """Store every version of a rule book that is in force on or after a day: a law's revision comes by itself."""
    versions = engine.read_pack(settings.SUNWARD_CHARTERS / pack).versions
    return [take_in(version) for version in versions if version.effective_to is None or version.effective_to >= since]


def take_in(version: engine.PackVersion) -> Document:
    """Store a version of a rule book, once."""
    document, _new = Document.objects.get_or_create(
        digest=version.digest, defaults={"pack": version.pack, "version": version.id, "body": version.document}
    )
    return document


def put_in_force(
    document: Document, community: str, on: date, entry: str, decision: str = "", draft: Draft | None = None
) -> Adoption:
    """From this day on the version counts, as long as it says itself; the older version ends the day before."""
    forget()
    version = engine.read_version(document.body)
    start = max(on, version.effective_from)
    ends = [day for day in (version.effective_to, _before_the_next(document.pack, community, start)) if day]
    older = Adoption.objects.filter(community_code=community, document__pack=document.pack, in_force_from__lt=start)
    older.exclude(in_force_to__lt=start).update(in_force_to=start - timedelta(days=1))
    return Adoption.objects.create(
        community_code=community, document=document, entry=entry,
        in_force_from=start, in_force_to=min(ends, default=None), place=version.layer.depth,
        decision=decision, draft=draft,
    )  # fmt: skip


def _before_the_next(pack: str, community: str, start: date) -> date | None:
    """The day before the next version begins that is coming already."""
    rows = Adoption.objects.filter(community_code=community, document__pack=pack, in_force_from__gt=start)
    coming = rows.order_by("in_force_from").values_list("in_force_from", flat=True).first()
    return coming - timedelta(days=1) if coming else None


def put_covenant_in_force(draft: Draft, on: date, entry: str, decision: str) -> Covenant:
    """From this day on the covenant reads like the draft; the older one ends the day before."""
    forget()
    older = Covenant.objects.filter(community_code=draft.community_code, in_force_from__lt=on)
    older.exclude(in_force_to__lt=on).update(in_force_to=on - timedelta(days=1))
    return Covenant.objects.create(
        community_code=draft.community_code, draft=draft, in_force_from=on, entry=entry, decision=decision
    )
