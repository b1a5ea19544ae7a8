"""A sheet that is entered as taken back unused: by whom is kept, a second person says so too, the voter sees it.

Seen before: somebody took back a sheet that lay in the box, the count did not add up, the poll was annulled, and nobody
could tell who had done it, nor that anybody had.
"""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from sunward.ballots.models import Mark, TakenBack, Vote
from sunward.kernel.acts import Done
from sunward.kernel.guard import door_open
from sunward.record.models import Journal
from tests import stage
from tests.ballots import scenes
from tests.ballots.scenes import act, close, confirm, count_paper, enter_paper, entry_of, issue, rules_of, take_back
from tests.money.cases import paper
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, SUPERVISION_MEMBER, holder

pytestmark = pytest.mark.postgres
BY_CLERK = {"taken_back": 1, "taken_back_by": {CLERK: 1}, "taken_back_unconfirmed": 1}


def said(done: Done) -> dict[str, str]:
    return {one.rule: one.text.en for one in done.entry.findings if one.breach}


@pytest.fixture
def taken(vote: Vote, voters: list[str]) -> Vote:
    """Three took a sheet and put it in the box; the clerk enters one as taken back."""
    for person in voters[:3]:
        issue(vote, person, SUPERVISION_MEMBER)
    take_back(vote, voters[0])
    return vote


def test_who_handed_it_out_and_who_took_it_back_is_kept(taken: Vote, voters: list[str]) -> None:
    mark = Mark.objects.get(vote=taken, entry=entry_of(taken, voters[0]))
    kept = TakenBack.objects.get(mark=mark)
    assert (mark.issued_by, kept.taken_by) == (holder(CODE, SUPERVISION_MEMBER), holder(CODE, CLERK))
    assert kept.taken_by_post == CLERK


def test_close_discrepancy_and_certificate_name_the_sheets_and_no_voter(taken: Vote, voters: list[str]) -> None:
    closed = close(taken)
    assert {key: closed.entry.public[key] for key in BY_CLERK} == BY_CLERK
    assert "1 by clerk" in said(closed)["sheets_taken_back"]
    off = enter_paper(taken, {"for": 3})
    assert set(said(off)) == {"paper_marks", "sheets_taken_back"}
    assert off.entry.public["taken_back"] == 1
    count_paper(taken, {"for": 2})
    confirm(taken)
    scenes.ask_back(taken)
    certificate = scenes.certify(taken)
    assert "sheets_taken_back" in said(certificate)
    told = [str(entry.public) + str(entry.findings) for entry in Journal.objects.filter(subject_id=taken.number)]
    number, place = voters[0].removeprefix("person:"), entry_of(taken, voters[0])
    assert not any(number in each or f"'entry': {place}" in each for each in told)


def test_the_voter_or_another_body_confirms_it_and_nobody_else(taken: Vote, voters: list[str]) -> None:
    clerk, entry, records = holder(CODE, CLERK), entry_of(taken, voters[0]), Journal.objects.count()
    for by, post in ((clerk, CLERK), (clerk, "anyone"), (voters[1], "anyone")):
        assert rules_of(lambda by=by, post=post: act("confirm_taken_back", post, taken, by=by, entry=entry)) == {
            "second_person"
        }
    assert rules_of(lambda: act("confirm_taken_back", "anyone", taken, by=voters[1])) == {"taken_back"}
    refused = Journal.objects.count()
    close(taken)
    act("confirm_taken_back", "anyone", taken, by=voters[0])
    assert Journal.objects.count() == refused + 1 > records, "the close alone: their word leaves no entry"
    assert rules_of(lambda: act("confirm_taken_back", "anyone", taken, by=voters[0])) == {"taken_back"}
    assert "sheets_taken_back" not in said(count_paper(taken, {"for": 2}))


def test_another_body_confirms_at_the_door(taken: Vote, voters: list[str]) -> None:
    act("confirm_taken_back", SUPERVISION_MEMBER, taken, entry=entry_of(taken, voters[0]))
    assert close(taken).entry.public["taken_back_unconfirmed"] == 0


@pytest.mark.usefixtures("own_keys")
def test_the_voter_sees_it_and_the_door_offers_the_second_word(taken: Vote, voters: list[str], client: Client) -> None:
    page = f"/en/c/{CODE}/votes/{taken.number}/"
    signed_in(client, voters[0])
    for here in (page, f"{page}receipt/"):
        read = client.get(here).content.decode()
        assert "A sheet of yours was taken back" in read
        assert "do/ballots.confirm_taken_back/" in read
    signed_in(client, voters[1])
    assert "A sheet of yours was taken back" not in client.get(page).content.decode()
    signed_in(client, holder(CODE, stage.SUPERVISOR))
    door = f"{page}door/?q=居民"
    assert "Confirm: came back unused" in client.get(door).content.decode()
    answer = client.post(door, {"do": "confirm", "entry": entry_of(taken, voters[0])})
    assert answer.status_code == 302
    assert "Confirm: came back unused" not in client.get(door).content.decode()
    signed_in(client, voters[0])
    assert "Somebody else has confirmed it." in client.get(page).content.decode()


def test_the_database_takes_no_word_of_whoever_took_it_back(taken: Vote) -> None:
    kept = TakenBack.objects.get(mark__vote=taken)
    kept.confirmed_by, kept.confirmed_on = kept.taken_by, scenes.DAY
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        kept.save()


def test_the_voter_says_that_it_lies_in_the_box_and_settles_it_alone(taken: Vote, voters: list[str]) -> None:
    """Seen before: the page told them to tell the supervision committee, and no act took their word."""
    assert rules_of(lambda: act("deny_taken_back", "anyone", taken, by=voters[1])) == {"taken_back"}
    act("deny_taken_back", "anyone", taken, by=voters[0])
    assert rules_of(lambda: act("deny_taken_back", "anyone", taken, by=voters[0])) == {"taken_back"}
    act("confirm_taken_back", SUPERVISION_MEMBER, taken, entry=entry_of(taken, voters[0]))
    closed = close(taken)
    assert closed.entry.public["taken_back_denied"] == 1
    assert "1 say" in said(closed)["sheets_in_the_box"], "another body's word stands beside theirs, not over it"
    assert "sheets_in_the_box" in said(enter_paper(taken, {"for": 3}))
    act("confirm_taken_back", "anyone", taken, by=voters[0])
    assert "sheets_in_the_box" not in said(count_paper(taken, {"for": 2}))
    assert rules_of(lambda: act("deny_taken_back", "anyone", taken, by=voters[0])) == {"taken_back"}


def test_their_word_marks_the_certificate_and_comes_before_it(taken: Vote, voters: list[str]) -> None:
    act("deny_taken_back", "anyone", taken, by=voters[0])
    close(taken)
    count_paper(taken, {"for": 2})
    confirm(taken)
    scenes.ask_back(taken)
    assert "sheets_in_the_box" in said(scenes.certify(taken))
    assert "before_the_certificate" in rules_of(lambda: act("deny_taken_back", "anyone", taken, by=voters[0]))


@pytest.mark.usefixtures("own_keys")
def test_the_page_offers_both_words(taken: Vote, voters: list[str], client: Client) -> None:
    signed_in(client, voters[0])
    page = f"/en/c/{CODE}/votes/{taken.number}/"
    assert "No, it lies in the box" in client.get(page).content.decode()
    act("deny_taken_back", "anyone", taken, by=voters[0])
    read = client.get(page).content.decode()
    assert "You have said that it lies in the box." in read
    assert "Yes, I gave it back unused" in read
    assert "No, it lies in the box" not in read


@pytest.mark.usefixtures("own_keys")
def test_whoever_is_refused_is_not_told_that_it_is_on_the_record(
    taken: Vote, voters: list[str], client: Client
) -> None:
    signed_in(client, voters[1])
    answer = client.post(f"/en/c/{CODE}/do/ballots.confirm_taken_back/vote:{taken.number}/", {"entry": 0})
    read = answer.content.decode()
    assert (answer.status_code, "The door stays closed" in read, "on the record" in read) == (409, True, False)


def test_nobody_has_voted_is_not_shown_by_one_who_took_the_sheet_back(vote: Vote, voters: list[str]) -> None:
    """The one sheet lay in the box. A clerk took it back, nobody had voted, and the question was annulled as wrong."""
    annul = lambda: act("annul_vote", stage.SUPERVISOR, vote, grounds="question", because="写错了")  # noqa: E731
    issue(vote, voters[0])
    take_back(vote, voters[0])
    assert rules_of(annul)
    act("confirm_taken_back", "anyone", vote, by=voters[0])
    annul()


def test_at_the_desk_by_a_slip_and_by_another_clerk_than_took_it(vote: Vote, voters: list[str]) -> None:
    """Whoever has no telephone could not say so at all."""
    issue(vote, voters[0])
    take_back(vote, voters[0])
    name, slip = "ballots.confirm_taken_back", paper("slip")
    assert rules_of(lambda: stage.served(name, voters[0], vote.ref, signed=slip)) == {"second_person"}
    with door_open():
        TakenBack.objects.update(taken_by=holder(CODE, SUPERVISION_MEMBER), taken_by_post=SUPERVISION_MEMBER)
    assert rules_of(lambda: stage.served(name, voters[0], vote.ref, signed=None)) == {"signed_at_desk"}
    place = entry_of(vote, voters[0])
    assert rules_of(lambda: stage.served(name, voters[1], vote.ref, entry=place, signed=slip)) == {"open", "own_word"}
    stage.served(name, voters[0], vote.ref, signed=slip)
    assert TakenBack.objects.get().signed_sha256 == slip.sha256


@pytest.fixture
def two_back(vote: Vote, voters: list[str]) -> Vote:
    """Two sheets that a supervisor took back, so that the clerk at the desk may enter the voters' own word."""
    for person in voters[:2]:
        issue(vote, person)
        take_back(vote, person)
    with door_open():
        TakenBack.objects.update(taken_by=holder(CODE, SUPERVISION_MEMBER), taken_by_post=SUPERVISION_MEMBER)
    return vote


def test_one_slip_serves_one_voter(two_back: Vote, voters: list[str]) -> None:
    """Seen before: one photograph served everybody; what leaves no entry is shown to nobody twice."""
    name, slip = "ballots.confirm_taken_back", paper("slip")
    stage.served(name, voters[0], two_back.ref, signed=slip)
    assert rules_of(lambda: stage.served(name, voters[1], two_back.ref, signed=slip)) == {"slip_serves_once"}
    stage.served(name, voters[1], two_back.ref, signed=paper("another slip"))


def test_nor_does_a_slip_that_bore_out_an_entry(two_back: Vote, voters: list[str]) -> None:
    slip = paper("signed by the first")
    stage.served("ballots.deny_taken_back", voters[0], two_back.ref, signed=slip)
    again = lambda: stage.served("ballots.confirm_taken_back", voters[1], two_back.ref, signed=slip)  # noqa: E731
    assert rules_of(again) == {"slip_serves_once"}


def test_nor_again_once_the_voter_has_said_so_themselves(two_back: Vote, voters: list[str]) -> None:
    name, slip = "ballots.confirm_taken_back", paper("slip")
    stage.served(name, voters[0], two_back.ref, signed=slip)
    act("deny_taken_back", "anyone", two_back, by=voters[0])
    act("confirm_taken_back", "anyone", two_back, by=voters[0])
    assert rules_of(lambda: stage.served(name, voters[1], two_back.ref, signed=slip)) == {"slip_serves_once"}


def test_one_slip_is_enough_for_two_sheets_of_one_voter(two_back: Vote, voters: list[str]) -> None:
    issue(two_back, voters[0])
    take_back(two_back, voters[0])
    with door_open():
        TakenBack.objects.update(taken_by=holder(CODE, SUPERVISION_MEMBER), taken_by_post=SUPERVISION_MEMBER)
    stage.served("ballots.confirm_taken_back", voters[0], two_back.ref, signed=paper("slip"))
    assert TakenBack.objects.filter(confirmed_by=None).count() == 1


def test_the_database_takes_a_slip_once(two_back: Vote) -> None:
    with door_open(), pytest.raises(IntegrityError), transaction.atomic():
        TakenBack.objects.filter(mark__vote=two_back).update(signed_sha256="a" * 64)


def test_what_a_clerk_said_for_them_the_voter_denies_at_the_desk_too(two_back: Vote, voters: list[str]) -> None:
    """No entry, hence no receipt and no dispute: the denial is what undoes it, by either way."""
    for person, slip in zip(voters[:2], ("one", "two"), strict=True):
        stage.served("ballots.confirm_taken_back", person, two_back.ref, signed=paper(slip))
    stage.served("ballots.deny_taken_back", voters[0], two_back.ref, signed=paper("their own"))
    act("deny_taken_back", "anyone", two_back, by=voters[1])
    assert close(two_back).entry.public["taken_back_denied"] == 2


@pytest.mark.usefixtures("own_keys")
def test_the_desk_promises_no_receipt_where_there_is_no_entry(
    two_back: Vote, voters: list[str], client: Client
) -> None:
    signed_in(client, holder(CODE, CLERK))
    page = f"/en/c/{CODE}/do/ballots.{{}}/vote:{two_back.number}/?for={voters[0]}"
    assert "gets a receipt" in client.get(page.format("deny_taken_back")).content.decode()
    assert "gets a receipt" not in client.get(page.format("confirm_taken_back")).content.decode()
