"""Who holds a post is found by name, as they stand among those who hold power; nobody else is.

Seen before: the name of the secretary, which the page of posts shows to everybody, was nowhere to be found.
"""

import pytest

from sunward.registry import queries as registry
from tests import stage
from tests.by_links import Walk
from tests.meetings import scenes
from tests.stage import CODE

pytestmark = pytest.mark.usefixtures("community")


def test_the_holder_of_a_post_is_found_and_a_resident_is_not() -> None:
    secretary = stage.holder(CODE, stage.SECRETARY)
    scenes.people(1)
    walk = Walk()
    walk.client.get(f"/zh/c/{CODE}/search/")
    for word, found in ((str(registry.full_name(secretary)), True), ("代表01", False)):
        page = walk.client.get(f"/zh/c/{CODE}/search/", {"q": word}).content.decode()
        assert (f"/people/{secretary.removeprefix('person:')}/" in page) is found
        assert ("没有找到这个词" in page) is not found
