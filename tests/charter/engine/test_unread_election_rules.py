"""An election rule that nobody has read eases nothing and grants nothing: every part of the rules is either left out,
because without it nothing is done, or held to, because without it there would be no limit."""

from dataclasses import fields, replace
from itertools import chain, combinations

import pytest

from sunward.ballots.rules import outcome
from sunward.ballots.rules.outcome import Needed
from sunward.ballots.rules.tally import Alike, counted, tally
from sunward.charter.engine import ElectionRules
from sunward.charter.engine.elections import GRANTING, HOLDING, lay_election
from sunward.charter.engine.library import charter_for
from tests.elections.scenes import VOTING

LAYERS = ("cn-urban", "demo-liuhe-street", "demo-liuhe-assemblies")
READ = charter_for(LAYERS, VOTING).elections["residents_committee"]
BARS = charter_for(LAYERS, VOTING).elections["supervision_committee"].barred
BOOK = replace(READ, barred=BARS)  # every rule there is
RULES = tuple(one.name for one in fields(ElectionRules) if one.name != "key")


def unread(*names: str) -> ElectionRules:
    """The book in which nobody has read these rules."""
    return replace(BOOK, **{name: replace(getattr(BOOK, name), unconfirmed=True) for name in names})


def test_every_rule_is_decided_and_stands_in_the_book() -> None:
    assert sorted((*GRANTING, *HOLDING)) == sorted(RULES)
    assert all(getattr(BOOK, name) for name in RULES)
    assert BOOK.granted() == BOOK


@pytest.mark.parametrize("name", GRANTING)
def test_what_an_unread_rule_grants_is_not_granted(name: str) -> None:
    assert getattr(unread(name).granted(), name) is None


@pytest.mark.parametrize("name", HOLDING)
def test_what_an_unread_rule_restricts_is_held_to(name: str) -> None:
    rule = getattr(unread(name), name)
    # Who receives in the meantime is the one thing that a rule on handover grants.
    expected = replace(rule, interim="") if name == "handover" else rule
    assert getattr(unread(name).granted(), name) == expected


@pytest.mark.parametrize("names", [one for size in (1, 2) for one in combinations(RULES, size)], ids="-".join)
def test_one_rule_unread_changes_no_other(names: tuple[str, ...]) -> None:
    found = unread(*names).granted()
    assert all(getattr(found, name) == getattr(BOOK, name) for name in RULES if name not in names)
    assert set(chain(*([name] for name in RULES if getattr(found, name) is None))) == set(names) & set(GRANTING)


def test_an_unread_turnout_is_asked_for_all_the_same() -> None:
    rules = unread("turnout").granted()
    assert rules.turnout
    assert rules.elected
    box = counted("paper", [Alike(("c1",), 5)])
    turnout = [Needed(rules.turnout.share, "entitled")]
    assert not outcome.seats(
        tally(10, None, ("c1", "c2"), [box]), 1, turnout, [Needed(rules.elected.share, "cast")]
    ).valid


@pytest.mark.parametrize("name", RULES)
def test_an_unread_rule_of_a_nearer_book_does_not_push_out_one_that_was_read(name: str) -> None:
    nearer = ElectionRules(key=BOOK.key, **{name: getattr(unread(name), name)})
    assert getattr(lay_election(BOOK, nearer), name) == getattr(BOOK, name)
    assert getattr(
        lay_election(unread(name), ElectionRules(key=BOOK.key, **{name: getattr(BOOK, name)})), name
    ) == getattr(BOOK, name), "one that was read takes the place of one that was not"
