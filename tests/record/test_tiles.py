"""Paths, bundles and widths of C2SP tlog-tiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunward.record.tiles import TilePath, bundle, bundles_of, paths_of, unbundle


@pytest.mark.parametrize(
    ("path", "written"),
    [
        (TilePath(0, 0), "tile/0/000"),
        (TilePath(8, 1_234_067), "tile/8/x001/x234/067"),
        (TilePath(None, 1000, 17), "tile/entries/x001/000.p/17"),
        (TilePath(1, 999, 255), "tile/1/999.p/255"),
    ],
)
def test_paths_are_written_as_the_specification_writes_them(path: TilePath, written: str) -> None:
    assert str(path) == written
    assert TilePath.parse(written.removeprefix("tile/")) == path


@given(st.one_of(st.none(), st.integers(0, 63)), st.integers(0, 10**12), st.integers(1, 256))
def test_every_path_is_read_back(level: int | None, index: int, width: int) -> None:
    path = TilePath(level, index, width)
    assert TilePath.parse(str(path).removeprefix("tile/")) == path


@pytest.mark.parametrize(
    "written",
    ["0/0", "0/0000", "00/000", "64/000", "x/000", "0/000.p/0", "0/000.p/256", "0/000.p/01", "0/000.p/999",
     "0/x000/001", "0/000/001", "entries/x001", "0/000.p/", "0/../000", "0/٠٠٠", "0/000\n", "", "-1/000"],
)  # fmt: skip
def test_other_spellings_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"not a tile address|no level above"):
        TilePath.parse(written)


@given(st.lists(st.binary(max_size=300), max_size=256))
def test_a_bundle_gives_its_entries_back(entries: list[bytes]) -> None:
    assert unbundle(bundle(entries)) == entries


def test_a_bundle_holds_the_longest_entry_there_can_be() -> None:
    assert unbundle(bundle([b"x" * 65_535])) == [b"x" * 65_535]


@given(st.lists(st.binary(min_size=1, max_size=20), min_size=1, max_size=5), st.integers(1, 10))
def test_a_bundle_that_is_cut_off_says_so(entries: list[bytes], missing: int) -> None:
    cut = bundle(entries)[: -min(missing, len(entries[-1]) + 1)]
    with pytest.raises(ValueError, match="in the middle of"):
        unbundle(cut)


def test_a_log_consists_of_exactly_these_files() -> None:
    assert [str(path) for path in (*bundles_of(600), *paths_of(600))] == [
        "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88",
        "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
    ]  # fmt: skip
    assert [str(path) for path in paths_of(65_536) if path.level] == ["tile/1/000", "tile/2/000.p/1"]
    assert list(paths_of(0)) == []
