"""Every address that django-allauth mounts: it answers, signed in or not, and speaks the reader's language."""

import re
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)
from pytest_django import Settings

from sunward.accounts.models import User
from sunward.accounts.urls import WITHOUT
from tests import stage

ANSWERS = {200, 302, 404, 405}  # 405: an address that takes forms alone, or none
WORDS = "long enough a password"


@pytest.fixture(autouse=True)
def quick_hasher(settings: Settings) -> None:
    """How long one guess takes is Django's business; how many are let through is asked here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


EXAMPLES = {"pk": "7", "key": "abc", "uidb36": "1"}
ENGLISH = re.compile(r"\b[A-Za-z][a-z]{2,}\b")


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """The counts of failed sign-ins of other tests."""
    cache.clear()
    yield
    cache.clear()


def mounted() -> list[str]:
    """Every address below `accounts/`, as the resolver knows it, with an example for each part that varies."""
    [languages] = [each for each in resolvers(get_resolver()) if str(each.pattern) == "zh/"]
    [accounts] = [each for each in resolvers(languages) if str(each.pattern) == "accounts/"]
    return sorted(set(addresses(accounts, "")))


def resolvers(of: URLResolver) -> Iterator[URLResolver]:
    return (each for each in of.url_patterns if isinstance(each, URLResolver))


def addresses(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield example(here)
        else:
            yield from addresses(each, here)


def example(pattern: str) -> str:
    """One address of a pattern."""
    for name, value in EXAMPLES.items():
        pattern = re.sub(rf"<\w+:{name}>|\(\?P<{name}>[^)]*\)", value, pattern)
    return pattern.replace("^", "").replace("$", "").replace("(?:" + "|".join(WITHOUT) + ")", "email")


ADDRESSES = mounted()


def test_the_list_is_whole() -> None:
    assert {"login/", "password/change/", "2fa/webauthn/", "2fa/webauthn/keys/7/edit/", "2fa/totp/activate/"} <= set(
        ADDRESSES
    )
    assert not [address for address in ADDRESSES if re.search(r"[<>()\\]", address)]


def user(community: str) -> User:
    return User.objects.create_user("meiling", WORDS, person=stage.holder(community, stage.CLERK))


def session_of(name: str) -> str:
    """The cookie of somebody who has typed name and password, and the password again as some pages ask."""
    client = Client()
    client.post("/zh/accounts/login/", {"login": name, "password": WORDS})
    client.post("/zh/accounts/reauthenticate/", {"password": WORDS})
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def with_every_factor(person: User) -> None:
    """An authenticator app, a passkey and recovery codes."""
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    kept = {"name": "钥匙", "credential": passkey()}
    Authenticator.objects.create(pk=7, user=person, type=Authenticator.Type.WEBAUTHN, data=kept)


def passkey() -> dict[str, Any]:
    """What a browser would have answered when the passkey was made."""
    name = b"a name for the key"
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(Aaguid.NONE, name, public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    about = AuthenticatorData.create(sha256(b"testserver").digest(), flags, 0, credential)
    answered = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"asked", "http://testserver"),
        attestation_object=AttestationObject.create("none", about, {}),
    )
    return dict(RegistrationResponse(raw_id=name, response=answered))


def said(answer: HttpResponse) -> str:
    """The words of the page itself: its title, its middle, and what a field shows before it is filled."""
    page = answer.content.decode()
    middle = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert middle, page
    shown = re.sub(
        r"<script.*?</script>|<code.*?</code>|<textarea.*?</textarea>|<noscript.*?</noscript>",
        " ",
        middle[0],
        flags=re.DOTALL,
    )
    named = re.findall(r'(?:placeholder|aria-label|title|alt)="([^"]*)"', shown)
    title = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    return unescape(" | ".join([*title, *named, re.sub(r"<[^>]*>", " ", shown)]))


def english(answer: HttpResponse) -> list[str]:
    if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
        return []
    return ENGLISH.findall(said(answer))


def wrong(answer: HttpResponse, language: str) -> str:
    """What is wrong with an answer: its status, or its English on a Chinese page."""
    if answer.status_code not in ANSWERS:
        return str(answer.status_code)
    return ", ".join(english(answer)) if language == "zh" else ""


def faults(signed_in: str = "") -> list[str]:
    """Every address, asked and sent an empty form, in both languages; what one does is undone before the next."""
    asked = [(address, way, language) for address in ADDRESSES for way in ("get", "post") for language in ("zh", "en")]
    told = []
    for address, way, language in asked:
        client = Client(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in
        with transaction.atomic():
            answer = getattr(client, way)(f"/{language}/accounts/{address}")
            transaction.set_rollback(True)
        if found := wrong(answer, language):
            told.append(f"{way} {language} {address}: {found}")
    return told


def test_a_visitor_is_answered_everywhere(community: str) -> None:
    assert faults() == []


def test_whoever_has_signed_in_is_answered_everywhere(community: str) -> None:
    user(community)
    assert faults(session_of("meiling")) == []


def test_so_is_whoever_has_an_app_a_passkey_and_recovery_codes(community: str) -> None:
    person = user(community)
    session = session_of("meiling")
    with_every_factor(person)
    assert faults(session) == []


def test_so_is_whoever_is_asked_for_the_second_factor(community: str) -> None:
    with_every_factor(user(community))
    session = session_of("meiling")
    answer = Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}).get(
        "/zh/accounts/2fa/authenticate/"
    )
    assert answer.status_code == 200
    assert faults(session) == []


@pytest.mark.parametrize("gone", ["password/reset/", "password/reset/done/", "email/", "confirm-email/", "signup/"])
def test_there_is_no_way_that_needs_mail_or_makes_a_sign_in(community: str, gone: str) -> None:
    user(community)
    for session in ("", session_of("meiling")):
        client = Client(headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={session}"})
        assert client.get(f"/en/accounts/{gone}").status_code == 404
        assert client.post(f"/en/accounts/{gone}", {"email": "a@b.example"}).status_code == 404


def test_the_sign_in_page_says_who_gives_a_new_password(client: Client) -> None:
    page = client.get("/zh/accounts/login/").content.decode()
    assert "password/reset" not in page
    assert "忘记密码" not in page[page.index("<form") : page.index("</form>")], "not between a question and its field"
    assert "请找服务站的管理员，当面给您一个新密码" in page
    assert "they give you a new password in person" in client.get("/en/accounts/login/").content.decode()


def tries(name: str, password: str, address: str) -> Any:
    return Client(REMOTE_ADDR=address).post("/zh/accounts/login/", {"login": name, "password": password})


def test_who_mistypes_keeps_nobody_else_at_the_same_address_out(community: str) -> None:
    """Two colleagues of one office try until they are told to wait; the third signs in from the same address."""
    user(community)
    for name in ("zhang", "li"):
        for _time in range(8):
            assert tries(name, "a wrong password", "192.0.2.7").status_code == 200
    assert "请等五分钟再试" in tries("zhang", "a wrong password", "192.0.2.7").content.decode()
    assert tries("meiling", WORDS, "192.0.2.7").status_code == 302


def test_one_address_cannot_try_without_end(community: str) -> None:
    user(community)
    for number in range(40):
        answer = tries(f"name{number}", "a wrong password", "192.0.2.8")
    assert answer.status_code == 429
    assert "请等一分钟再试" in answer.content.decode()
    assert tries("meiling", WORDS, "192.0.2.9").status_code == 302, "another address is not asked to wait"
