"""The log over HTTP: what a mirror or a verifier fetches is what `export` writes."""

from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from sunward.record import views
from sunward.record.command import main
from sunward.record.export import export
from sunward.record.proofs import Proof
from sunward.record.sequencer import drain
from sunward.record.verify import Unusable
from tests.record.paper import an_entry, append

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

COUNT = 260


@pytest.fixture
def served(log: str) -> str:
    for _ in range(COUNT):
        append(an_entry(log))
    drain(log)
    return log


def get(log: str, path: str, **headers: str) -> HttpResponse:
    request = RequestFactory().get(f"/c/{log}/log/{path}", headers=headers)
    if path.startswith("tile/"):
        response = views.tile(request, log, path.removeprefix("tile/"))
    else:
        response = {"checkpoint": views.checkpoint, "log.vkey": views.vkey}[path](request, log)
    assert isinstance(response, HttpResponse)
    return response


def test_the_served_files_are_the_exported_files_and_verify(served: str, tmp_path: Path) -> None:
    export(served, tmp_path / "out")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    for file in files:
        copy = tmp_path / "mirror" / file.relative_to(tmp_path / "out")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(get(served, str(file.relative_to(tmp_path / "out"))).content)
    assert len(files) == 7
    assert main(["verify", str(tmp_path / "out")]) == 0
    assert main(["verify", str(tmp_path / "mirror"), "--vkey", str(tmp_path / "out" / "log.vkey")]) == 0


def test_a_checkpoint_is_kept_for_seconds_and_a_tile_for_ever(served: str) -> None:
    checkpoint, tile = get(served, "checkpoint"), get(served, "tile/0/000")
    assert checkpoint["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint["Cache-Control"] == "public, max-age=5"
    assert "immutable" in tile["Cache-Control"]
    assert len(tile.content) == 8192


def test_what_a_reader_already_has_is_not_sent_again(served: str) -> None:
    first = get(served, "tile/0/000")
    assert get(served, "tile/0/000", If_None_Match=first["ETag"]).status_code == 304
    assert get(served, "tile/0/001.p/4", If_None_Match=first["ETag"]).status_code == 200


def test_a_narrow_tile_is_the_beginning_of_the_wide_one(served: str) -> None:
    wide = get(served, "tile/0/000").content
    assert get(served, "tile/0/000.p/17").content == wide[: 17 * 32]
    entries = get(served, "tile/entries/000").content
    assert entries.startswith(get(served, "tile/entries/000.p/17").content)


@pytest.mark.parametrize(
    "path",
    ["tile/0/001", "tile/0/001.p/5", "tile/entries/001.p/5", "tile/1/001.p/1", "tile/2/000.p/1", "tile/0/000.p/0",
     "tile/0/000.p/256", "tile/0/0", "tile/../../keys"],
)  # fmt: skip
def test_what_is_not_there_is_404_in_plain_words(served: str, path: str) -> None:
    with translation.override("en"):
        response = get(served, path)
    assert response.status_code == 404
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "tile" in response.content.decode()
    assert response.content.decode().endswith(".\n")


def test_a_missing_checkpoint_is_said_in_chinese(log: str) -> None:
    with translation.override("zh-hans"):
        assert get(log, "checkpoint").content.decode() == "这份日志还没有签过名的检查点。\n"


@pytest.mark.parametrize("path", ["checkpoint", "log.vkey", "tile/0/000"])
def test_a_log_that_does_not_exist_is_404(log: str, path: str) -> None:
    assert get(log, path).status_code == 404


def test_a_proof_is_served_for_its_own_log_only(served: str) -> None:
    ref = an_entry(served).ref
    entry = an_entry(served, ref=ref)
    append(entry)
    request = RequestFactory().get("/")
    assert views.proof(request, served, ref).status_code == 404
    drain(served)
    response = views.proof(request, served, ref)
    assert isinstance(response, HttpResponse)
    assert Proof.parse(response.content.decode()).index == COUNT
    assert views.proof(request, "elsewhere", ref).status_code == 404


def test_the_log_stands_at_its_stable_address(served: str, client: Client) -> None:
    """Outside the language prefixes, and without a cookie or a redirect."""
    for path in ("checkpoint", "log.vkey", "tile/0/000", "tile/entries/001.p/4"):
        response = client.get(f"/c/{served}/log/{path}")
        assert response.status_code == 200
        assert response.content == get(served, path).content
        assert not response.cookies
    assert client.get(f"/c/{served}/log/tile/0/007").status_code == 404


def test_nothing_can_be_sent_to_the_log(served: str) -> None:
    assert views.checkpoint(RequestFactory().post("/"), served).status_code == 405


def test_an_export_does_not_overwrite_something_else(served: str, tmp_path: Path) -> None:
    tmp_path.joinpath("letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(Unusable, match="holds something else"):
        export(served, tmp_path)
    export(served, tmp_path / "out")
    append(an_entry(served))
    assert export(served, tmp_path / "out") == COUNT + 1
    assert main(["verify", str(tmp_path / "out")]) == 0


def test_a_log_without_entries_cannot_be_exported(log: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no log"):
        export(log, tmp_path / "out")
