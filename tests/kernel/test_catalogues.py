"""What the check of the catalogues says of a text that nobody uses, has no Chinese, or stands twice."""

from pathlib import Path

from sunward.kernel import catalogues

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def told(source: Path, code: str, entries: str) -> list[str]:
    """The problems of a context with this code and this catalogue."""
    context = source / "garden"
    po = catalogues.po_of(context)
    po.parent.mkdir(parents=True)
    (context / "__init__.py").write_text(code, "utf-8")
    po.write_text(HEAD + entries, "utf-8")
    return catalogues.problems(source)


def test_a_text_that_stands_twice_is_told(tmp_path: Path) -> None:
    twice = 'msgid "Tree"\nmsgstr "树"\n\nmsgid "Tree"\nmsgstr "树木"\n'
    assert told(tmp_path, '_("Tree")', twice) == ['garden: stands twice: "Tree"']


def test_unused_and_untranslated_texts_are_told(tmp_path: Path) -> None:
    found = told(tmp_path, '_("Bench")', 'msgid "Tree"\nmsgstr "树"\n')
    assert found == ["garden: no Chinese for 'Bench'", "garden: nobody uses 'Tree'"]


def test_a_whole_catalogue_is_quiet(tmp_path: Path) -> None:
    assert told(tmp_path, '_("Tree")', 'msgid "Tree"\nmsgstr "树"\n') == []
