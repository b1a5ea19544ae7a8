"""Sign-ins are handed out to people in the register; nobody makes one alone."""

import pytest
from django.test import Client

from sunward.config.commands.sign_in_command import run
from tests import stage


def handed_out(capsys: pytest.CaptureFixture[str], name: str, person: str) -> str:
    assert run([name, person]) == 0
    return capsys.readouterr().out.strip()


def test_the_first_password_opens_the_desk(community: str, capsys: pytest.CaptureFixture[str]) -> None:
    password = handed_out(capsys, "meiling", stage.holder(community, stage.CLERK))
    client = Client()
    answer = client.post("/zh/accounts/login/", {"login": "meiling", "password": password})
    assert answer.status_code == 302
    assert client.get(f"/zh/c/{community}/desk/").status_code == 200


def test_a_wrong_password_opens_nothing(community: str, capsys: pytest.CaptureFixture[str]) -> None:
    handed_out(capsys, "meiling", stage.holder(community, stage.CLERK))
    client = Client()
    client.post("/zh/accounts/login/", {"login": "meiling", "password": "wrong-password"})
    assert client.get(f"/zh/c/{community}/desk/").status_code == 302


def test_a_new_password_ends_the_old_one(community: str, capsys: pytest.CaptureFixture[str]) -> None:
    clerk = stage.holder(community, stage.CLERK)
    first = handed_out(capsys, "meiling", clerk)
    handed_out(capsys, "meiling", clerk)
    client = Client()
    client.post("/zh/accounts/login/", {"login": "meiling", "password": first})
    assert client.get(f"/zh/c/{community}/desk/").status_code == 302


def test_nobody_outside_the_register_and_no_name_twice(community: str) -> None:
    assert run(["stranger", "person:nobody"]) == 2
    assert run(["meiling", stage.holder(community, stage.CLERK)]) == 0
    assert run(["meiling", stage.holder(community, stage.DIRECTOR)]) == 1


def test_nobody_signs_up_alone(community: str) -> None:
    client = Client()
    client.post("/zh/accounts/signup/", {"username": "me", "password1": "a-long-enough-password"})
    assert client.get(f"/zh/c/{community}/desk/").status_code == 302


@pytest.mark.parametrize(
    "page", ["password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "logout/", "reauthenticate/"]
)
def test_the_pages_of_the_account_stand(community: str, capsys: pytest.CaptureFixture[str], page: str) -> None:
    password = handed_out(capsys, "meiling", stage.holder(community, stage.CLERK))
    client = Client()
    client.post("/zh/accounts/login/", {"login": "meiling", "password": password})
    assert client.get(f"/zh/accounts/{page}", follow=True).status_code == 200
