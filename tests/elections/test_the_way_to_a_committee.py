"""From the page of an election to its committee: whoever follows the links and the forms comes to it, and nobody has to
know how a program writes a number."""

from datetime import timedelta

import pytest

from sunward.ballots import queries as ballots
from sunward.elections.models import CommitteeMember
from sunward.kernel.facts import FactsError
from sunward.meetings.models import AgendaItem, Meeting
from sunward.registry.models import ResidenceSpell
from tests import stage
from tests.ballots import scenes as votes
from tests.by_links import Walk
from tests.elections import scenes as polls
from tests.elections.scenes import CALLED, CLERK, DIRECTOR, SUPERVISOR, VOTING, at
from tests.meetings import scenes

pytestmark = pytest.mark.usefixtures("community")
BODY = "representatives_meeting"
EVENING = CALLED + timedelta(days=14)


def door_and_name(person: str) -> str:
    row = ResidenceSpell.objects.select_related("person", "household").get(person__number=person.partition(":")[2])
    return f"{row.household.door} {row.person.name}"


def elected() -> tuple[str, list[str]]:
    """An election of the supervisors is called, by the representatives; their roll is frozen."""
    with at(CALLED):
        people = votes.people(6)
        for one in people:
            polls.appoint(one, f"{BODY}.delegate")
        polls.freeze(BODY, "body_members")
    election = polls.call(
        f"{stage.SUPERVISION_MEMBER} 1", "supervision_committee", voting_day=VOTING + timedelta(days=21),
        fills_vacancies=True,
    )  # fmt: skip
    return election.number, people


def to_the_election(person: str, number: str, language: str) -> Walk:
    return Walk(person, language).go("/matters/", "/elections/", f"/elections/{number}/")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_committee_is_put_on_an_agenda_and_formed(language: str) -> None:
    """Before, "XY-L-2026-001" was no matter, a door and a name were taken without a word, and the committee was refused
    after its evening."""
    number, people = elected()
    names = [door_and_name(one) for one in people[:3]]
    clerk, director = stage.holder(stage.CODE, CLERK), stage.holder(stage.CODE, DIRECTOR)
    with at(CALLED, 10):
        walk = to_the_election(director, number, language).go("do/meetings.convene/")
        assert walk.field("body") in {BODY, "residents_assembly"}
        walk.send(
            body=BODY, title="推选选举委员会", place="社区活动室", held_on=str(EVENING), at="19:00",
            called_by="residents_committee", in_office=DIRECTOR,
        )  # fmt: skip
        meeting = Meeting.objects.get()
        walk = to_the_election(clerk, number, language).go(f"do/meetings.add_item/meeting:{meeting.number}/")
        assert walk.field("about") == number
        assert walk.field("to_decide") == "on"
        walk.send_in_vain(people=f"{names[0]}\n{names[1]}\n不在 这里")
        assert walk.status == 422
        assert "不在 这里" in walk.words
        assert ("人员编号" if language == "zh" else "the person’s number") in walk.words
        assert names[0] in walk.field("people"), "nothing typed is lost"
        walk.send(people=f"{names[0]}\n{names[1]}，{names[2]}")
        item = AgendaItem.objects.get()
        assert str(item.about) == f"election:{number}"
        assert item.concerns.split(",") == people[:3]
        scenes.notify(meeting)
    decided(meeting, item)
    with at(EVENING, 21):
        assert Walk(clerk, language).duties().links("do/elections.form_committee/"), "the vote on it is certified"
        walk = to_the_election(stage.holder(stage.CODE, SUPERVISOR), number, language)
        walk.go("do/elections.form_committee/")
        assert walk.field("decided_at") == meeting.number
        assert set(walk.field("members").split(", ")) == set(names)
        walk.send()
        assert {str(one.person) for one in CommitteeMember.objects.select_related("person")} == set(people[:3])
        walk = to_the_election(clerk, number, language)
        assert not walk.links("do/meetings."), "it is formed"
        assert meeting.number in walk.words


def decided(meeting: Meeting, item: AgendaItem) -> None:
    """The evening: everybody came and raised a hand for it."""
    assert meeting.roll
    keys = scenes.entries(meeting.roll)
    with at(EVENING, 19, 30):
        scenes.open_with(meeting, keys)
        vote = scenes.put(item)
        scenes.count_hands(vote, keys, {"for": 6, "against": 0, "abstain": 0})
    with at(EVENING, 20, 30):
        scenes.certify(vote)
        scenes.act("meetings.close_session", DIRECTOR, meeting.ref)
    assert ballots.standing_votes(item.ref)


@pytest.mark.parametrize("said", ["{number}", " {number} ", "{lower}", "election:{number}"])
def test_an_item_takes_the_number_as_it_is_printed(said: str) -> None:
    number, _people = elected()
    with at(CALLED, 10):
        meeting = scenes.convene(on=EVENING)
        item = scenes.add_item(meeting, matter_kind="", about=said.format(number=number, lower=number.lower()))
    assert str(item.about) == f"election:{number}"


def test_a_number_of_nothing_and_names_in_the_wrong_place_are_told_what_is_accepted() -> None:
    _number, people = elected()
    with at(CALLED, 10):
        meeting = scenes.convene(on=EVENING)
        with pytest.raises(FactsError, match=r"XY-L-2026-001"):
            scenes.add_item(meeting, about="XY-L-2029-009")
        with pytest.raises(FactsError, match=r"concerns.*由表决选出的人"):
            scenes.add_item(meeting, concerns=door_and_name(people[0]))
        with pytest.raises(FactsError, match=r"people.*写了两次"):
            scenes.add_item(meeting, people=f"{people[0]}, {door_and_name(people[0])}")
        with pytest.raises(FactsError, match=r"people.*300"):
            scenes.add_item(meeting, people="\n".join(votes.people(16)))
        item = scenes.add_item(meeting, people=door_and_name(people[0]), concerns="甲公司、王芳")
    assert item.concerns == f"{people[0]},甲公司、王芳"
