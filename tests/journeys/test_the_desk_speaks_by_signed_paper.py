"""A clerk alone gives up nobody's right and speaks as nobody: what the person signed is photographed.

Before, a clerk withdrew signatures and candidates, put people aside and vouched in their names, with no paper, and
nothing showed it.
"""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sunward.ballots.models import Signature
from sunward.kernel.acts import Refused
from sunward.kernel.facts import FactsError
from sunward.kernel.findings import breaches
from sunward.portal.links import act_address
from tests import stage
from tests.ballots import scenes as votes
from tests.journeys.coming import (
    Coming,
    accept_answer,
    accept_nomination,
    answer_for_oneself,
    confirm_attendance,
    confirm_throw,
    day_of,
    deny_answer,
    deny_sheet,
    deny_signature,
    deny_taken_back,
    leave_committee,
    nominate,
    nominate_speaker,
    step_aside,
    vouch,
    withdraw_candidacy,
    withdraw_signature,
)
from tests.meetings import scenes as meetings
from tests.money.cases import paper
from tests.papers import png
from tests.portal.pages import signed_in
from tests.stage import CLERK, CODE, DIRECTOR, holder, served

pytestmark = pytest.mark.usefixtures("community", "own_keys")


SPEAKS = (
    withdraw_signature, deny_signature, deny_answer, deny_taken_back, deny_sheet, accept_answer, answer_for_oneself,
    withdraw_candidacy, leave_committee, nominate, accept_nomination, confirm_throw, nominate_speaker, vouch,
)  # fmt: skip


@pytest.mark.parametrize("scene", SPEAKS, ids=lambda scene: scene.__name__)
def test_nothing_is_given_up_or_said_for_anybody_without_what_they_signed(scene: Callable[[], Coming]) -> None:
    coming = scene()
    with day_of(scene):
        with pytest.raises(Refused) as refusal:
            coming()
        assert [one.rule for one in breaches(refusal.value.findings)] == ["signed_at_desk"]
        assert not {"signed_at_desk", "picture_served"} & {
            one.rule for one in breaches(coming.on_paper().entry.findings)
        }


def test_nobody_is_said_to_have_looked_around_without_what_they_signed() -> None:
    coming = confirm_attendance()
    with day_of(confirm_attendance):
        with pytest.raises(FactsError, match="signed"):
            coming()
        coming.on_paper()


def test_who_is_put_aside_at_the_desk_without_a_slip_is_put_aside_by_others() -> None:
    coming = step_aside()
    with day_of(step_aside):
        assert {one.rule for one in breaches(coming().entry.findings)} == {"own_word", "signed_at_desk"}


def test_with_the_slip_it_is_their_own_word() -> None:
    coming = step_aside()
    with day_of(step_aside):
        assert not breaches(coming.on_paper().entry.findings)


def test_one_slip_does_not_speak_for_two_people() -> None:
    """Failed before: the second was taken, and marked."""
    coming = withdraw_signature()
    with votes.at(10):
        other = str(Signature.objects.latest("id").entry.person)
        coming(signed=paper("one slip"))
        with pytest.raises(Refused) as refusal:
            served(coming.act, other, coming.about, signed=paper("one slip"))
        assert [one.rule for one in breaches(refusal.value.findings)] == ["slip_serves_once"]
        assert not breaches(served(coming.act, other, coming.about, signed=paper("another")).entry.findings)


def test_by_their_own_hand_nobody_is_asked_for_a_slip(client: Client) -> None:
    coming = withdraw_signature()
    with votes.at(10):
        address = act_address(coming.act, coming.about, CODE)
        signed_in(client, coming.person)
        assert "the person signed" not in client.get(address).content.decode()
        stage.act(coming.act, "resident", coming.about, by=coming.person)
    with votes.at(11):
        signed_in(client, holder(CODE, CLERK))
        coming = deny_answer()
        address = act_address(coming.act, coming.about, CODE) + f"?for={coming.person}"
        assert 'name="signed"' in client.get(address).content.decode()


def test_an_office_needs_no_slip_where_it_acts_as_itself() -> None:
    coming = step_aside()
    with day_of(step_aside):
        item = meetings.AgendaItem.objects.get(number=coming.about.id)
        entry = item.meeting.roll.entries.latest("id").pk  # type: ignore[union-attr]
        done = stage.act(coming.act, DIRECTOR, coming.about, place=str(entry), **coming.facts)
        assert {one.rule for one in breaches(done.entry.findings)} == {"own_word"}


def test_the_form_at_the_desk_asks_for_the_slip_and_takes_it(client: Client) -> None:
    coming = withdraw_signature()
    with votes.at(11):
        signed_in(client, holder(CODE, CLERK))
        address, given = act_address(coming.act, coming.about, CODE), {"for": coming.person}
        assert client.post(address, given).status_code == 422
        slip = SimpleUploadedFile("slip.png", png("slip"), content_type="image/png")
        assert client.post(address, given | {"signed": slip}).status_code == 302
