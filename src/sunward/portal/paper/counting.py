"""How many sheets the poster of a posting takes, as whoever prints it gets them."""

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings
from django.utils import translation

from sunward.charter.engine.vocabulary import SUPERVISORS
from sunward.disclosure import queries as disclosure
from sunward.disclosure.queries import PublicationPage, Sheets
from sunward.kernel import clock
from sunward.kernel.viewer import Viewer
from sunward.portal.paper.fit import PAPERS
from sunward.portal.paper.numbered import MOST, how_many
from sunward.portal.paper.of_publication import board_with_names, poster_of
from sunward.portal.paper.sheet import Sheet
from sunward.registry import queries as registry

CLOSE = 1.2  # of a page by the estimate: a printer can have room for it


def sheets_of(number: str, code: str) -> Sheets:
    """Whether the small paper has room for all of it on one; if not, the fewest of the large one, whichever language
    and whichever board it is printed for. A poster of as many sheets as there can be may go on."""
    posters = list(_posters(number, code))
    if all(how_many(sheet, PAPERS["a4"], most=2) == 1 for sheet in posters):
        return Sheets(1, several=False)
    fewest = min(how_many(sheet, PAPERS["a3"], CLOSE) for sheet in posters)
    return Sheets(fewest, several=True, most=MOST - 1)


def _posters(number: str, code: str) -> Iterator[Sheet]:
    community, shown = registry.community(code), list(_as_posted(number, code))
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for page in shown:
                yield poster_of(page, community, code, code, board_with_names(page))


def _as_posted(number: str, code: str) -> Iterator[PublicationPage]:
    """What hung from the first day on: that it was replaced or taken down was told only later. Supervisors read it as
    those do for whom it is."""
    for viewer in (Viewer(code), Viewer(code, posts=frozenset({f"{SUPERVISORS}.head"}))):
        page = disclosure.publication(number, viewer, clock.today())
        if page:
            yield replace(page, corrected_by="", card=replace(page.card, taken_down_on=None))
