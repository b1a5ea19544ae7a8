"""The street rules on an objection that nobody answered: with that it is settled, for everybody and everything.

Before, it was closed on its page and open elsewhere: votes by the roll kept their mark, whoever objected could not
object again, and the words stayed hidden.
"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.disclosure import queries
from sunward.disclosure.models import Objection, Publication
from sunward.kernel.acts import Done
from sunward.kernel.available import available
from sunward.kernel.facts import FactsError
from sunward.kernel.guard import door_open
from tests import stage
from tests.disclosure.scenes import ANYONE, MONDAY, day, objection, post, resident
from tests.elections.scenes import rules_of

pytestmark = pytest.mark.usefixtures("community")
RULED = date(2026, 3, 16)


def appealed(row: Objection) -> Done:
    return stage.act("disclosure.appeal_objection", "resident", row.ref, by=row.by)


def rule(row: Objection, outcome: str) -> Objection:
    stage.act("disclosure.rule_on_appeal", stage.INSPECTOR, row.ref, outcome=outcome, ruling="已查看。")
    return Objection.objects.get(pk=row.pk)


def ruled(publication: Publication, outcome: str = "not_upheld") -> Objection:
    """Nobody answers; the street rules."""
    row = objection(publication, resident(), MONDAY)
    with day(RULED):
        appealed(row)
        return rule(row, outcome)


def test_nothing_waits_for_its_answer_any_more(community: str) -> None:
    publication = post(MONDAY)
    row = objection(publication, resident(), MONDAY)
    with day(RULED):
        appealed(row)
        assert queries.unanswered_about(publication.about) == (row.number,), "an appeal alone settles nothing"
        rule(row, "not_upheld")
    assert queries.unanswered_about(publication.about) == ()


def test_whoever_objected_can_object_again(community: str) -> None:
    publication = post(MONDAY)
    row = ruled(publication)
    again = objection(publication, row.by, RULED, text="还是低")
    with day(RULED):
        assert rules_of(lambda: objection(publication, row.by, RULED)) == {"one_open_objection"}
    assert queries.unanswered_about(publication.about) == (again.number,)


def test_the_words_are_public_with_the_ruling(community: str, client: Client) -> None:
    row = ruled(post(MONDAY))
    shown = queries.objection(row.number, ANYONE, RULED)
    assert shown
    assert shown.text == "租金低于市价"
    with day(RULED):
        page = client.get(f"/en/c/{stage.CODE}/objections/{row.number}/").content.decode()
    assert "租金低于市价" in page


@pytest.mark.postgres
def test_the_database_lets_one_wait_beside_those_that_were_ruled_on(community: str) -> None:
    row = ruled(post(MONDAY))
    again = {name: getattr(row, name) for name in ("community_code", "publication", "by", "received_on", "due_on")}
    with door_open():
        Objection.objects.create(number="again", text="低", **again)
        with pytest.raises(IntegrityError), transaction.atomic():
            Objection.objects.create(number="third", text="低", **again)


def test_a_ruling_on_a_forged_appeal_falls_beside_their_next_objection(community: str) -> None:
    """A clerk appealed in their name, and they objected again after the ruling: both wait from then on."""
    publication = post(MONDAY)
    row = objection(publication, resident(), MONDAY)
    with day(RULED):
        forged = stage.served("disclosure.appeal_objection", row.by, row.ref, text="其实没问题")
        rule(row, "not_upheld")
        again = objection(publication, row.by, RULED, text="还是低")
        stage.upheld(forged)
    assert queries.unanswered_about(publication.about) == (row.number, again.number)


def test_no_answer_comes_after_the_ruling(community: str) -> None:
    """Before, a late answer was taken in, and wrote its own person and way over those of the ruling."""
    publication = post(MONDAY, about="roll:7")
    row = objection(publication, resident(), MONDAY)
    with day(RULED):
        late = available(stage.holder(community, stage.DIRECTOR), row.ref, community)
        assert {one.act.name: one.open for one in late}["disclosure.answer_objection"], "late, and still possible"
        appealed(row)
        said = {"ruling": "应当在名册上。", "way": "add"}
        stage.act("disclosure.rule_on_appeal", stage.INSPECTOR, row.ref, outcome="upheld", **said)
        later = available(stage.holder(community, stage.DIRECTOR), row.ref, community)
        assert not {one.act.name: one.open for one in later}.get("disclosure.answer_objection")
        words = {"answer": "不应当在名册上。", "way": "strike"}
        with pytest.raises(FactsError, match="ruled|裁定"):
            stage.act("disclosure.answer_objection", stage.DIRECTOR, row.ref, outcome="upheld", **words)
    row.refresh_from_db()
    assert (row.concerns, row.way, row.answered_on) == (row.by, "add", None)
