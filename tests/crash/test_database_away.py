"""A database that is locked, full or gone: a plain page in both languages, and nothing acknowledged is lost."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from sunward.decisions.models import Matter
from sunward.kernel import door
from sunward.portal import demo
from sunward.record.models import Journal
from tests import stage
from tests.crash.conftest import Own

WORDS = "long enough a password"
FORM = {"title": "车棚", "kind": "asset_lease", "text": "很长" * 2400, "key": "the same form"}


@pytest.fixture
def officer(own: Own) -> Iterator[Client]:
    """A signed-in officer, on the copy; a lock is waited for a tenth of a second."""
    person = stage.holder(own.code, stage.DEPUTY)
    with own.opened(timeout=0.1):
        user = get_user_model().objects.create_user("lin", WORDS, person=person)  # type: ignore[attr-defined]
        client = Client()
        client.force_login(user)
        yield client


@contextmanager
def locked(own: Own) -> Iterator[None]:
    """Another program holds the whole database."""
    with closing(sqlite3.connect(own.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(own: Own) -> Iterator[None]:
    """Not one page more can be written, and none that other tests have emptied is left."""
    with closing(sqlite3.connect(own.database, isolation_level=None)) as other:
        other.execute("VACUUM")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count({pages})")
        yield
        cursor.execute("PRAGMA max_page_count(1000000)")


@contextmanager
def gone(own: Own) -> Iterator[None]:
    """The disk is no longer there."""
    connection.close()
    away = own.home / "unmounted"
    own.database.parent.rename(away)
    yield
    connection.close()
    away.rename(own.database.parent)


def is_the_plain_page(answer: HttpResponse) -> bool:
    words = answer.content.decode()
    return (
        answer.status_code == 503
        and answer.headers["Retry-After"].isdecimal()
        and "几分钟后恢复" in words
        and "back in a few minutes" in words
    )


def post(client: Client, own: Own) -> Any:
    return client.post(f"/zh/c/{own.code}/do/decisions.open_matter/community:{own.code}/", FORM)


@pytest.mark.parametrize("trouble", [locked, gone])
def test_the_page_promises_nothing_about_what_was_just_sent(own: Own, officer: Client, trouble: object) -> None:
    with trouble(own):
        words = " ".join(post(officer, own).content.decode().split())
    assert "已经提交的都在" not in words
    assert "What you sent is kept" not in words
    assert "此前已得到确认的，都还在" in words
    assert "刚才提交的没有得到确认，可能没有保存" in words
    assert "同一张表单提交两次，只算一次" in words
    assert "What had been confirmed before is kept" in words
    assert "sent just now was not confirmed and may not have been saved" in words
    assert "The same form sent twice counts once" in words


@pytest.mark.parametrize("trouble", [locked, full, gone])
def test_an_act_is_told_to_come_back_and_does_when_it_may(own: Own, officer: Client, trouble: object) -> None:
    before = Journal.objects.filter(log=own.code).count()
    with trouble(own):
        assert is_the_plain_page(post(officer, own))
    assert Journal.objects.filter(log=own.code).count() == before
    assert not Matter.objects.filter(community_code=own.code).exists()
    for _time in range(2):  # and the form, sent again and once more, counts once
        assert post(officer, own).status_code == 302
    assert Matter.objects.filter(community_code=own.code).count() == 1


def test_who_has_waited_for_a_lock_is_not_made_to_wait_three_times(
    own: Own, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries, once = list[str](), door._perform_once

    def counted(act: Any, *rest: Any) -> Any:
        tries.append(act.name)
        return once(act, *rest)

    monkeypatch.setattr(door, "PATIENCE", 0.05)  # seconds, and the database is waited for twice as long
    monkeypatch.setattr(door, "_perform_once", counted)
    with locked(own):
        assert is_the_plain_page(post(officer, own))
    assert tries == ["decisions.open_matter"]


def test_readers_go_on_reading_while_somebody_holds_the_database(own: Own, officer: Client) -> None:
    with locked(own):
        assert Client().get(f"/zh/c/{own.code}/").status_code == 200


@pytest.mark.parametrize("path", ["/zh/c/{code}/", "/en/c/{code}/money/", "/zh/", "/c/{code}/log/checkpoint"])
def test_a_reader_without_a_database_gets_the_plain_page(own: Own, officer: Client, path: str) -> None:
    with gone(own):
        assert is_the_plain_page(Client().get(path.format(code=own.code)))


def test_health_asks_for_a_database_with_tables(own: Own, officer: Client) -> None:
    assert Client().get("/healthz").content == b"ok\n"
    with locked(own):
        assert Client().get("/healthz").status_code == 200, "who only reads goes on"
    with gone(own):
        answer = Client().get("/healthz")
        assert answer.status_code == 503
        assert answer.content.decode().count("\n") == 1
        assert "The database does not answer" in answer.content.decode()


def test_an_empty_file_in_the_place_of_the_database_is_not_healthy(own: Own, officer: Client) -> None:
    with gone(own):
        own.database.parent.mkdir()
        own.database.touch()
        assert Client().get("/healthz").status_code == 503
        connection.close()
        own.database.unlink()
        for left in own.database.parent.iterdir():
            left.unlink()
        own.database.parent.rmdir()


def test_becoming_somebody_else_in_the_demo_is_told_to_come_back(
    own: Own, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The part is kept in the session, which is written after the page: the same answer for what meets no view."""
    monkeypatch.setattr(demo, "is_demo", lambda: True)
    visitor = Client(raise_request_exception=False)
    with locked(own):
        assert is_the_plain_page(visitor.post(f"/zh/c/{own.code}/demo/", {"part": "clerk"}))
    assert visitor.post(f"/zh/c/{own.code}/demo/", {"part": "clerk"}).status_code == 302


@pytest.mark.parametrize("trouble", [locked, gone])
def test_signing_in_is_told_to_come_back_too(own: Own, officer: Client, trouble: object) -> None:
    with trouble(own):
        answer = Client().post("/zh/accounts/login/", {"login": "lin", "password": WORDS})
        assert is_the_plain_page(answer)
