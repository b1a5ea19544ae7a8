"""Whoever holds a post declares relatives and interests from their own page: the desk leads there."""

import pytest

from sunward.registry import queries as registry
from tests.by_links import Walk
from tests.disclosure.scenes import resident
from tests.stage import ACCOUNTANT, CODE, DIRECTOR, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("community")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("post", [DIRECTOR, ACCOUNTANT])
def test_an_officer_declares_an_interest_and_a_relative(post: str, language: str) -> None:
    """Before, both were granted to every officer and stood on no page; officers of the street had no page at all."""
    cousin, officer = resident("程磊"), holder(CODE, post)
    walk = Walk(officer, language).duties().go("#interests", "/do/registry.declare_interest/")
    walk.send(kind="company_share", what="磊诚维修有限公司")
    assert walk.dead() == []
    walk.home().duties().go("#interests", "/do/registry.declare_kinship/")
    walk.send(relative=cousin, relation="cousin", source="own")
    said = registry.declarations_of(officer)
    assert (said.kin, said.interests) == (1, 1)
    assert "程磊" not in walk.home().duties().go("#interests").html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_supervisor_declares_a_kinship_that_was_found(language: str) -> None:
    cousin, director = resident("程磊"), holder(CODE, DIRECTOR)
    number = director.partition(":")[2]
    walk = Walk(holder(CODE, SUPERVISOR), language).go("/people/", f"/people/{number}/")
    assert "/do/registry.declare_interest/" not in walk.html
    walk.go("/do/registry.declare_kinship/").send(relative=cousin, relation="in_law", source="inspection")
    assert registry.declarations_of(director).kin == 1


def test_readers_and_residents_are_offered_none_of_it() -> None:
    number = holder(CODE, DIRECTOR).partition(":")[2]
    for person in ("", resident("赵德海")):
        walk = Walk(person).go("/people/", f"/people/{number}/")
        assert "/do/" not in walk.html
