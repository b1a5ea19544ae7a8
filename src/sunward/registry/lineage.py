"""The way from the top of the tree of areas down to a community."""

from sunward.kernel import sql
from sunward.kernel.memo import remembered

PATH = """
    SELECT area.path FROM registry_area area JOIN registry_community community ON community.area_id = area.id
    WHERE community.code = %s
"""


@remembered
def lineage_of(code: str) -> list[str]:
    """The area codes from the top of the tree down to the community; none for an unknown community."""
    found = sql.rows(PATH, [code])
    return str(found[0][0]).strip("/").split("/") if found else []
