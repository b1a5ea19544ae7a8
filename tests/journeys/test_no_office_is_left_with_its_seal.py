"""Complaint: he went, and the seal, the books and the bank card went with him.

Before, whoever resigned, on the eve of the vote on their recall or on any other day, owed nothing; nor whoever died or
came to the end of the term.
"""

from datetime import date, timedelta

import pytest

from sunward.elections.models import Handover
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.kernel.refs import Ref
from sunward.portal.views.overdue import everything_overdue
from sunward.registry import queries as registry
from sunward.registry.models import Person, ResidenceSpell
from tests import stage
from tests.ballots import scenes as votes
from tests.elections import scenes
from tests.elections.recall import Story
from tests.elections.scenes import CALLED, CLERK, CODE, DEPUTY, DIRECTOR, SUPERVISOR, at
from tests.money.cases import paper
from tests.stage import OPENING, holder

pytestmark = pytest.mark.usefixtures("community")


def resigns(person: str, on: date, post: str = DIRECTOR) -> Done:
    term = next(one for one in registry.posts_of(person, CODE, on) if one.post == post)
    leaving = {"reason": "resigned", "left_on": on, "letter": paper(f"letter {post}")}
    return stage.act("registry.end_appointment", CLERK, Ref("appointment", term.appointment), **leaving)


def dies() -> tuple[str, Done]:
    """The director, who lives here, has died: there is a certificate."""
    director, (flat,) = holder(CODE, DIRECTOR), votes.people(1)
    house = ResidenceSpell.objects.get(person__number=flat.removeprefix("person:")).household
    person = Person.objects.get(number=director.removeprefix("person:"))
    with door_open():
        ResidenceSpell.objects.create(person=person, household=house, status="registered", from_day=OPENING)
    died = {"reason": "died", "told_by": "papers", "certificate": paper("certificate")}
    return director, stage.act("registry.record_departure", CLERK, Ref.parse(director), **died)


def lines(on: date) -> list[str]:
    return [one.title.en for one in everything_overdue(CODE, on) if "handed over" in one.title.en.lower()]


def test_on_the_eve_of_the_vote_on_the_recall() -> None:
    story = Story()
    eve = story.call() - timedelta(days=1)
    with at(eve):
        resigns(story.director, eve)
        owed = scenes.owed()
        assert set(owed) == {"seal", "books", "bank_access", "archives", "assets", "debts"}
        assert {(str(row.giver), str(row.receiver), row.receiver_post) for row in owed.values()} == {
            (story.director, holder(CODE, DEPUTY), DEPUTY)
        }
        assert {row.due_on for row in owed.values()} == {eve + timedelta(days=10)}
    late = eve + timedelta(days=11)
    with at(late):
        assert len(lines(late)) == 6


def test_on_any_day_and_by_a_head_for_whom_no_rule_names_who_receives() -> None:
    with at(CALLED):
        resigns(holder(CODE, SUPERVISOR), CALLED, SUPERVISOR)
        assert set(scenes.owed()) == {"seal", "archives"}
        keeps = holder(CODE, stage.SUPERVISION_MEMBER)
        assert {(str(row.receiver), row.receiver_post) for row in scenes.owed().values()} == {
            (keeps, stage.SUPERVISION_MEMBER)
        }


def test_what_a_director_who_died_had_is_taken_over_by_whoever_keeps_it() -> None:
    with at(CALLED):
        director, _entered = dies()
        assert director not in scenes.holding(DIRECTOR, CALLED)
        assert {row.receiver_post for row in scenes.owed().values()} == {DEPUTY}
    late = CALLED + timedelta(days=11)
    with at(late):
        (seal,) = [one for one in everything_overdue(CODE, late) if one.subject == scenes.owed()["seal"].ref]
        assert (seal.owner_post, "died" in seal.stuck_at.en) == (DEPUTY, True)


def test_a_death_that_was_none_leaves_the_office_as_it_was() -> None:
    with at(CALLED):
        director, entered = dies()
    with at(CALLED + timedelta(days=2)):
        entry = Ref("entry", entered.entry.ref)
        said = stage.act("disclosure.dispute_desk_act", "anyone", entry, by=director, text="我还活着").result
        assert said
        stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="已查实。")
        assert director in scenes.holding(DIRECTOR, CALLED + timedelta(days=2))
    late = CALLED + timedelta(days=30)
    with at(late):
        assert lines(late) == []


def test_and_what_was_begun_then_blocks_no_handover_later() -> None:
    """Refused before with `begun_once`, and nothing was owed when the office did end."""
    with at(CALLED):
        director, entered = dies()
        before = {row.pk for row in Handover.objects.all()}
    with at(CALLED + timedelta(days=2)):
        entry = Ref("entry", entered.entry.ref)
        said = stage.act("disclosure.dispute_desk_act", "anyone", entry, by=director, text="我还活着").result
        assert said
        stage.act("disclosure.answer_dispute", SUPERVISOR, said, outcome="upheld", answer="已查实。")
    later = CALLED + timedelta(days=20)
    with at(later):
        resigns(director, later)
        owed = Handover.objects.filter(void_on=None)
        assert {row.arose_on for row in owed} == {later}
        assert {row.pk for row in Handover.objects.exclude(void_on=None)} == before
    late = later + timedelta(days=11)
    with at(late):
        assert len(lines(late)) == 6


def test_an_end_of_term_that_nobody_enters_is_overdue_until_it_is_begun() -> None:
    term = registry.terms_of(DIRECTOR, CODE)[0]
    assert term.left_on
    late = term.left_on + timedelta(days=2)
    with at(late):
        assert any("director" in one.lower() for one in lines(late))
    assert not Handover.objects.exists()
