"""A vote at the desk: the terminal that gives nothing away, sheets, codes, the roll call and the count."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.ballots import queries
from sunward.ballots.models import Roll, RollEntry, Vote
from sunward.ballots.queries import tellers
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from sunward.registry.models import ResidenceSpell
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import cast, close, code_for, count_paper, issue, put, roll_of
from tests.papers import pdf
from tests.portal.pages import signed_in
from tests.portal.voting import address, read
from tests.stage import CLERK, CODE, SUPERVISION_MEMBER, SUPERVISOR, holder

pytestmark = pytest.mark.usefixtures("morning")


def test_a_machine_is_a_terminal_once_the_desk_has_opened_it(vote: Vote, voters: list[str], client: Client) -> None:
    """Whoever opened it is signed out: nobody votes on a machine at which an officer stays signed in."""
    code = code_for(vote, voters[0], voters[4:])
    at_home = client.post(address(vote, "terminal/"), {"code": code, "cast": "1", "chosen": "for"})
    assert (at_home.status_code, scenes.voted_by(vote, voters[0])) == (422, "")
    assert "On any other machine a code opens nothing" in at_home.content.decode()
    assert client.post(address(vote, "terminal/"), {"do": "open"}).status_code == 422, "a stranger opens none"
    signed_in(client, holder(CODE, CLERK))
    assert "Open the terminal here" in read(client, vote, "terminal/")
    assert client.post(address(vote, "terminal/"), {"do": "open"}).status_code == 302
    assert Journal.objects.filter(act="ballots.open_terminal", kind="effect").count() == 1
    assert "_auth_user_id" not in client.session
    assert client.cookies[f"terminal-{vote.number}"]["httponly"]
    client.post(address(vote, "terminal/"), {"code": code, "cast": "1", "chosen": "for"})
    assert scenes.voted_by(vote, voters[0]) == "terminal"


def test_the_desk_terminal(vote: Vote, voters: list[str], client: Client) -> None:
    scenes.at_the_desk(client, vote)
    code = code_for(vote, voters[0], voters[4:])
    assert "Type the code" in read(client, vote, "terminal/")
    wrong = client.post(address(vote, "terminal/"), {"code": "00000-00000"})
    assert (wrong.status_code, b"does not fit" in wrong.content) == (422, True)
    opened = client.post(address(vote, "terminal/"), {"code": code})
    assert b"Nobody sees what you choose" in opened.content
    done = client.post(address(vote, "terminal/"), {"code": code, "cast": "1", "chosen": "for"})
    assert done["Location"] == address(vote, "terminal/done/")
    again = client.post(address(vote, "terminal/"), {"code": code, "cast": "1", "chosen": "against"})
    assert b"Has voted already: desk terminal." in again.content
    assert scenes.voted_by(vote, voters[0]) == "terminal"


def test_nothing_stays_in_the_terminal_s_browser(vote: Vote, voters: list[str], client: Client) -> None:
    scenes.at_the_desk(client, vote)
    code = code_for(vote, voters[0], voters[4:])
    answers = [
        client.get(address(vote, "terminal/")),
        client.post(address(vote, "terminal/"), {"code": code}),
        client.post(address(vote, "terminal/"), {"code": code, "cast": "1", "chosen": "for"}),
        client.get(address(vote, "terminal/done/")),
    ]
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
    assert code not in answers[-1].content.decode()
    assert "sessionid" not in client.cookies
    assert not any("chosen" in answer.get("Location", "") for answer in answers)


def test_the_terminal_does_not_vote_for_whoever_is_signed_in(vote: Vote, voters: list[str], client: Client) -> None:
    signed_in(scenes.at_the_desk(client, vote), voters[1])
    code = code_for(vote, voters[0], voters[4:])
    client.post(address(vote, "terminal/"), {"code": code, "cast": "1", "chosen": "for"})
    assert (scenes.voted_by(vote, voters[0]), scenes.voted_by(vote, voters[1])) == ("terminal", "")


def test_the_teller_hands_out_a_sheet_and_takes_it_back(vote: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    place = scenes.entry_of(vote, voters[0])
    here = address(vote, "door/?q=居民0")
    assert "Hand out a sheet" in client.get(here).content.decode()
    assert client.post(here, {"entry": place, "do": "issue"}).status_code == 302
    assert "Unused, taken back" in client.get(here).content.decode()
    again = client.post(here, {"entry": place, "do": "issue"})
    assert (again.status_code, b"Has voted already: paper." in again.content) == (409, True)
    assert client.post(here, {"entry": place, "do": "take_back"}).status_code == 302


def test_whoever_has_no_sheet_yet_stands_there_without_being_looked_for(
    vote: Vote, voters: list[str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, each sheet cost the clerk a search by hand, in a room of thirty as well."""
    signed_in(client, holder(CODE, CLERK))
    names = [f"居民{place}" for place in range(len(voters))]

    def offered() -> list[str]:
        page = client.get(address(vote, "door/")).content.decode()
        assert ("Have no sheet yet" in page) is ("Hand out a sheet" in page)
        return [name for name in names if f"<b>{name}" in page or f">{name}</span></b>" in page or f">{name} ·" in page]

    assert offered() == names
    cast(vote, voters[1])
    assert client.post(address(vote, "door/"), {"entry": scenes.entry_of(vote, voters[0])}).status_code == 302
    assert offered() == names[2:], "nor has anybody who has voted"
    with monkeypatch.context() as many:
        many.setattr(tellers, "MOST_CALLED", 3)
        assert offered() == [], "more than a page holds are looked for"


def test_no_code_is_offered_to_a_household(voters: list[str], client: Client) -> None:
    """Refused by the act: so its pages do not offer it, neither on a roll of households nor for a single one on it."""
    roll = roll_of(voters[:1])
    house = ResidenceSpell.objects.get(person__number=voters[0].removeprefix("person:")).household
    with door_open():
        RollEntry.objects.create(roll=roll, by_household=True, household=house)
    mixed = put(roll)
    signed_in(client, voters[4])
    page = read(client, mixed, f"codes/?q={house.door}")
    assert "A household: no code fits" in page
    assert page.count("Make the code") == 0
    assert "Make the code" in read(client, mixed, "codes/?q=居民")
    with door_open():
        Roll.objects.filter(pk=roll.pk).update(of="household_delegates")
    offered = read(client, mixed)
    assert "Hand over codes" not in offered
    assert "Vote with a code" not in offered
    page = read(client, mixed, f"codes/?q={house.door}")
    assert "each household has one vote" in page
    assert "Make the code" not in page
    assert "not open at the terminal" in client.get(address(mixed, "terminal/")).content.decode()


def test_two_residents_hand_a_code_over_and_see_it_once(vote: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, voters[4])
    here = address(vote, "codes/?q=居民")
    door = ResidenceSpell.objects.get(person__number=voters[5].removeprefix("person:")).household.door
    nobody = client.post(here, {"entry": scenes.entry_of(vote, voters[0]), "handed_with": f"{door} 王二"})
    assert (nobody.status_code, "Nobody lives behind this door" in nobody.content.decode()) == (409, True)
    answer = client.post(here, {"entry": scenes.entry_of(vote, voters[0]), "handed_with": f"{door} 居民5"})
    shown = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", answer.content.decode())
    assert shown
    assert queries.voter_of_code(vote.number, shown[0], stage.CODE) is None
    second = Client()
    signed_in(second, voters[5])
    waiting = second.get(here).content.decode()
    assert "Codes to confirm" in waiting
    assert shown[0] not in waiting
    slip = re.search(r'name="slip" value="(\d+)"', waiting)
    assert slip
    assert client.post(here, {"do": "confirm", "slip": slip[1]}).status_code == 409
    without = second.post(here, {"do": "confirm", "slip": slip[1]})
    assert (without.status_code, queries.voter_of_code(vote.number, shown[0], stage.CODE)) == (409, None)
    drawing = SimpleUploadedFile("signed.txt", b"I signed")
    assert second.post(here, {"do": "confirm", "slip": slip[1], "signature": drawing}).status_code == 409
    signed = SimpleUploadedFile("signed.pdf", pdf("signed"))
    assert second.post(here, {"do": "confirm", "slip": slip[1], "signature": signed}).status_code == 302
    assert "Codes to confirm" not in second.get(here).content.decode()
    assert queries.voter_of_code(vote.number, shown[0], stage.CODE) == voters[0]
    assert "no-store" in answer["Cache-Control"]
    assert shown[0] not in client.get(here).content.decode()


def test_the_roll_is_called_on_one_page(aloud: Vote, voters: list[str], client: Client) -> None:
    """Two answer, the third is called once more; who stepped aside or is not in the room is not called at all."""
    signed_in(client, holder(CODE, CLERK))
    assert f'href="{address(aloud, "roll-call/")}"' in read(client, aloud)
    page, place = read(client, aloud, "roll-call/"), [scenes.entry_of(aloud, person) for person in voters]
    assert set(re.findall(r'name="said-(\d+)"', page)) == {str(one) for one in place[:3]}
    assert page.count('type="radio"') == 9
    nobody = client.post(address(aloud, "roll-call/"), {})
    assert (nobody.status_code, "answer is marked yet" in nobody.content.decode()) == (409, True)
    two = {"counted_with": holder(CODE, SUPERVISION_MEMBER)}
    wrong = client.post(address(aloud, "roll-call/"), {f"said-{place[0]}": "for", f"said-{place[2]}": "perhaps"} | two)
    assert (wrong.status_code, wrong.content.decode().count(" checked")) == (409, 1), "what was marked stays marked"
    said = {f"said-{place[0]}": "for", f"said-{place[1]}": "against"} | two
    assert client.post(address(aloud, "roll-call/"), said).status_code == 302
    again = read(client, aloud, "roll-call/")
    assert re.findall(r'id="n-(\d+)"', again) == [str(one) for one in (place[2], place[0], place[1])]
    assert "1 to be called" in again
    assert "checked" not in again, "whoever says the same has their own figures"
    assert client.post(address(aloud, "roll-call/"), {f"said-{place[1]}": "abstain"} | two).status_code == 302
    assert client.post(address(aloud, "roll-call/"), {f"said-{place[1]}": "against"} | two).status_code == 302
    assert client.post(address(aloud, "roll-call/"), {f"said-{place[2]}": "for"} | two).status_code == 302
    everybody = read(client, aloud, "roll-call/")
    assert "has answered" in everybody
    assert everybody.count("radiogroup") == 3, "what was entered wrongly is entered anew until the second says the same"
    scenes.sure_of_the_call(aloud)
    assert "radiogroup" not in read(client, aloud, "roll-call/")
    close(aloud)
    assert "The vote is over." in read(client, aloud, "roll-call/")
    assert dict(scenes.figures(aloud).chosen) == {"for": 2, "against": 1, "abstain": 0}


def test_no_roll_is_called_in_a_vote_without_that_channel(vote: Vote, client: Client) -> None:
    signed_in(client, holder(CODE, CLERK))
    assert client.get(address(vote, "roll-call/")).status_code == 403
    assert "roll-call/" not in read(client, vote)


@pytest.mark.parametrize("page", ["door/", "codes/", "asked-back/", "roll-call/"])
def test_each_of_the_desks_is_for_those_whose_it_is(vote: Vote, voters: list[str], client: Client, page: str) -> None:
    assert client.get(address(vote, page)).status_code == 302
    signed_in(client, holder(CODE, stage.DIRECTOR))
    assert client.get(address(vote, page)).status_code == 403


def test_supervisors_ask_back(vote: Vote, voters: list[str], client: Client) -> None:
    cast(vote, voters[0])
    close(vote)
    signed_in(client, holder(CODE, SUPERVISION_MEMBER))
    assert "Ask each one" in read(client, vote, "asked-back/")
    answer = {"entry": scenes.entry_of(vote, voters[0]), "answer": "voted"}
    assert client.post(address(vote, "asked-back/"), answer).status_code == 302
    assert client.post(address(vote, "asked-back/"), answer).status_code == 409


def test_paper_is_counted_on_a_page_with_a_box_for_each_choice(vote: Vote, voters: list[str], client: Client) -> None:
    issue(vote, voters[0])
    close(vote)
    signed_in(client, holder(CODE, SUPERVISOR))
    form = f"/en/c/{CODE}/do/ballots.count_paper/vote:{vote.number}/"
    assert 'name="chosen-against"' in client.get(form).content.decode()
    second = holder(CODE, SUPERVISION_MEMBER)
    sheet = {"chosen-for": "1", "ballots": "1", "printed": "10", "issued": "1", "unused": "9", "counted_with": second}
    wrong = client.post(form, sheet | {"unused": "8", "key": "k1", "as_counted": "on"}, follow=True)
    assert (wrong.status_code, b"1 off" in wrong.content) == (200, True), "taken in, and the difference is said"
    assert b"does not add up" in client.get(f"/en/c/{CODE}/votes/{vote.number}/").content
    assert client.post(form, sheet | {"key": "k2"}).status_code == 302
    assert queries.tally(vote.number) is None
    scenes.second(vote)
    signed_in(client, holder(CODE, SUPERVISION_MEMBER, 1))
    form = f"/en/c/{CODE}/do/ballots.confirm_count/vote:{vote.number}/"
    page = client.get(form).content.decode()
    assert "What you have counted yourself" in page
    assert 'value="1"' not in page
    assert client.post(form, {"channel": "paper", "key": "k3"}).status_code == 422, "a bare yes is no count"
    differs = client.post(form, {"channel": "paper", "chosen-against": "1", "key": "k4"}, follow=True)
    assert (differs.status_code, b"counted otherwise than what was entered" in differs.content) == (200, True)
    assert b"to be counted again" in client.get(f"/en/c/{CODE}/votes/{vote.number}/").content
    count_paper(vote, {"for": 1})
    assert client.post(form, {"channel": "paper", "chosen-for": "1", "key": "k5"}).status_code == 302
    assert scenes.figures(vote).cast == 1


def test_the_paper_ballot_carries_no_name_and_no_number_of_its_own(vote: Vote, client: Client) -> None:
    page = read(client, vote, "paper/")
    assert "Mark one box only" in page
    assert page.count(vote.number) <= 4
