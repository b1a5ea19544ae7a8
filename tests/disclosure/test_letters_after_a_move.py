"""Letters to households some of which move while they are carried. Failed before: of two the one that had gone was
waited for, for ever, unless it was entered as missed, a breach; and two letters that were printed on Tuesday and
carried on Wednesday were one too many where somebody had moved on Wednesday."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from sunward.disclosure import queries
from sunward.disclosure.models import Publication
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import Finding
from tests import stage
from tests.disclosure.scenes import MONDAY, day, post, viewer
from tests.disclosure.test_for_one_of_a_name import comes, goes
from tests.disclosure.test_whom_a_project_list_reaches import behind, listed, posted
from tests.stage import CLERK

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3))
ZHANG, LI, NEW = "7-702", "7-703", "7-704"


def a_list(*doors: str) -> Publication:
    return Publication.objects.get(number=posted(**listed(*doors))[0])


def printed(row: Publication, on: date) -> int:
    with day(on):
        batch = queries.letters(row.number, viewer("person:clerk", posts=(CLERK,)), on)
    assert batch
    return len(batch.letters)


def carried(row: Publication, on: date, **facts: int) -> Finding:
    with day(on):
        done = stage.act("disclosure.deliver_letters", CLERK, row.ref, **facts)
    return next(one for one in done.entry.findings if one.rule.startswith("letters_"))


def empty(door: str) -> None:
    with day(stage.OPENING):
        stage.act("registry.register_household", CLERK, stage.here(), door=door)


def test_whoever_moved_away_before_it_was_carried_is_not_waited_for(community: str) -> None:
    behind(ZHANG)
    li = behind(LI, "李二")
    row = a_list(ZHANG, LI)
    goes(li, TUESDAY)
    assert printed(row, WEDNESDAY) == 1
    said = carried(row, WEDNESDAY, households=1)
    assert (said.rule, said.ok, said.required, said.actual) == ("letters_delivered", True, "1", "1")
    assert said.text.en == "1 households were reached; of those of the day of the posting 1 have moved away."
    again = carried(row, THURSDAY, households=1)
    assert again.text.en == "Every household was reached.", "theirs had been brought on Monday, and is entered late"


def test_those_who_stay_are_still_waited_for(community: str) -> None:
    for door in (ZHANG, NEW):
        behind(door)
    li = behind(LI, "李二")
    row = a_list(ZHANG, LI, NEW)
    goes(li, TUESDAY)
    first = carried(row, WEDNESDAY, households=1)
    assert (first.rule, first.required) == ("letters_under_way", "2")
    assert carried(row, WEDNESDAY, households=1).ok


def test_a_batch_that_was_printed_before_somebody_moved_is_taken(community: str) -> None:
    behind(ZHANG)
    empty(LI)
    row = a_list(ZHANG, LI)
    li = comes(LI, TUESDAY)
    assert printed(row, TUESDAY) == 2
    goes(li, WEDNESDAY)
    said = carried(row, WEDNESDAY, households=2)
    assert (said.ok, said.text.en) == (True, "Every household was reached.")


def test_more_than_were_ever_written_to_are_not_taken(community: str) -> None:
    behind(ZHANG)
    empty(LI)
    row = a_list(ZHANG, LI)
    comes(LI, TUESDAY)
    goes(behind(NEW), WEDNESDAY)
    with translation.override("en"), pytest.raises(FactsError) as refused:
        carried(row, THURSDAY, households=3)
    assert "There are letters for 2 households." in str(refused.value)
    assert carried(row, THURSDAY, households=2).ok
    over = carried(row, THURSDAY, households=1)
    assert (over.ok, over.required, over.actual) == (False, "2", "3")


def test_a_list_that_all_have_left_is_not_waited_for_and_one_of_newcomers_is(community: str) -> None:
    li = behind(LI, "李二")
    empty(ZHANG)
    empty(NEW)
    row = a_list(ZHANG, LI, NEW)
    goes(li, TUESDAY)
    assert carried(row, TUESDAY, households=1).ok, "it was brought on Monday"
    for door in (ZHANG, NEW):
        comes(door, WEDNESDAY)
    another = a_list(ZHANG, LI, NEW)
    first = carried(another, THURSDAY, households=1)
    assert (first.rule, first.required) == ("letters_under_way", "2")


def test_members_who_move_are_not_waited_for_either(community: str) -> None:
    people = [behind(ZHANG), behind(LI, "李二")]
    with day(stage.OPENING):
        for one in people:
            stage.act("registry.record_membership", CLERK, stage.here(), person=one, kind="collective")
    row = post(MONDAY, audience="members")
    goes(people[1], TUESDAY)
    assert printed(row, WEDNESDAY) == 1
    said = carried(row, WEDNESDAY, households=1)
    assert said.ok
