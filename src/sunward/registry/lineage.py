"""The way from the top of the tree of areas down to a community."""

from sunward.kernel.memo import remembered
from sunward.registry.models import Area


@remembered
def lineage_of(code: str) -> list[str]:
    """The area codes from the top of the tree down to the community; none for an unknown community."""
    path = Area.objects.filter(community__code=code).values_list("path", flat=True).first()
    return path.strip("/").split("/") if path else []
