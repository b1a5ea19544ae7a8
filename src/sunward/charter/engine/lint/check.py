"""`sunward charter check DIR`: one list of everything to mend in a rule book."""

from collections.abc import Iterator
from pathlib import Path

from sunward.charter.engine.charter import Charter
from sunward.charter.engine.errors import PackError
from sunward.charter.engine.library import known_packs
from sunward.charter.engine.lint.coherence import incoherent
from sunward.charter.engine.lint.operational import hanging
from sunward.charter.engine.lint.remarks import Pages, Remark, read_pages
from sunward.charter.engine.lint.said_again import differing
from sunward.charter.engine.lint.shapes import shape_remarks
from sunward.charter.engine.lint.sources import unsourced
from sunward.charter.engine.lint.worked_examples import example_remarks
from sunward.charter.engine.packs import Pack, PackVersion, read_pack


def check(root: Path) -> list[Remark]:
    """Everything to mend; shapes first, because nothing else can be trusted before they are right.

    Raises PackError when the folder is no rule book or a file is not readable at all.
    """
    folder = root.resolve()
    if not (folder / "pack.yaml").is_file():
        raise PackError(str(root), "is no rule book: it has no pack.yaml")
    pages = read_pages(folder)
    shapes = shape_remarks(pages)
    if shapes:
        return shapes
    try:
        content = list(_content(pages))
    except PackError as error:
        return [Remark(pages.place_of(error.where), error.what)]
    return [*content, *example_remarks(folder)]


def _content(pages: Pages) -> Iterator[Remark]:
    pack = read_pack(pages.root)
    yield from _misnamed(pages, pack)
    yield from _strangers(pages, pack)
    for version in pack.versions:
        yield from _version(pages, pack, version)


def _misnamed(pages: Pages, pack: Pack) -> Iterator[Remark]:
    if pack.id != pages.root.name:
        yield Remark(f"{pages.root.name}/pack.yaml", f"the id {pack.id!r} must be the name of its folder")


def _strangers(pages: Pages, pack: Pack) -> Iterator[Remark]:
    known = known_packs()
    for name in pack.under:
        if name not in known:
            what = f"no rule book is called {name!r}; accepted: {', '.join(known)}"
            yield Remark(pages.place_of("pack.yaml.under"), what)


def _version(pages: Pages, pack: Pack, version: PackVersion) -> Iterator[Remark]:
    alone = Charter.from_versions([version])
    whole = Charter.from_versions([*_above(pack, version), version])
    for part, path in unsourced(alone):
        yield Remark(pages.place(version, part, path), "it names no source (law and article)")
    for part, path, what in (*incoherent(alone, whole), *hanging(alone, whole), *differing(version, whole)):
        yield Remark(pages.place(version, part, path), what)
    for loosened in whole.loosened:
        part, _, path = loosened.where.partition(".")
        if loosened.pack == pack.id:
            yield Remark(pages.place(version, part, path), _LAXER)


_LAXER = (
    "it is laxer than the higher rule book, which therefore stays; "
    "if a higher article lets it, name it under allowed_by"
)


def _above(pack: Pack, version: PackVersion) -> list[PackVersion]:
    """The rule books this one lies on, as they stood when the version began (else as they stand last)."""
    known = known_packs()
    packs = [read_pack(known[name]) for name in pack.under if name in known]
    return [above.on(version.effective_from) or above.versions[-1] for above in packs]
