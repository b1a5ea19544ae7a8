"""Who has to have adopted what makes rules looser: those whom the rules protect, not those whom they bind."""

from collections.abc import Iterator
from datetime import date

from sunward.charter import queries
from sunward.charter.drafting import newest_rules
from sunward.charter.engine.amending.amending import Change, difference, read_changes
from sunward.charter.engine.amending.looser import loosened, put_over, unweighed
from sunward.charter.engine.packs import PackVersion
from sunward.charter.engine.vocabulary import Layer, Rank
from sunward.charter.models import Draft
from sunward.kernel.findings import Finding
from sunward.kernel.text import Text
from sunward.registry.ports import decided

OF_RESIDENTS = Text(
    "放宽规则，由居民代表会议或者更大的会议通过。",
    "What makes rules looser is adopted by the residents’ representatives or a wider meeting.",
)
OF_OFFICERS = Text(
    "这份草案有 {number} 处比现行规则宽松，通过它的是{body}：受规则约束的人不能自己放宽，"
    "要由居民代表会议或者更大的会议通过。",
    "This draft makes {number} places looser, and the {body} adopted it: those whom rules bind do not loosen them "
    "alone. The residents’ representatives or a wider meeting have to adopt it.",
)
BOOK_OF_OFFICERS = Text(
    "这本规则册有 {number} 处比现行规则宽松，或者删改了看不出松紧的规定，通过它的是{body}：受规则约束的人不能自己放宽，"
    "要由居民代表会议或者更大的会议通过。",
    "This rule book makes {number} places looser, or drops or rewrites them where nobody can say which way, and the "
    "{body} adopted it: those whom rules bind do not loosen them alone. The residents’ representatives or a wider "
    "meeting have to adopt it.",
)


def draft_by_residents(draft: Draft, decision: str, on: date) -> Iterator[Finding]:
    """Whether a draft that makes rules looser was adopted by a wide enough meeting."""
    looser = loosened(read_changes(draft.changes), draft.base.body) if draft.base else ()
    return _by_residents(looser, OF_OFFICERS, draft.community_code, decision, on)


def book_by_residents(book: PackVersion, community: str, decision: str, on: date) -> Iterator[Finding]:
    """The same of a rule book of the community that lies ready, against the one that it follows. What law, a province
    or the street asks is not the community's to loosen."""
    newest = newest_rules(community) if book.layer is Layer.COMMUNITY else None
    if newest is None:
        return iter(())
    old = newest.document.body
    changes = difference(old, book.document)
    books = queries.charter_of(community, on).versions
    wider = [one.document for one in books if one.layer.depth < book.layer.depth]
    looser = (*loosened(changes, old), *unweighed(changes, old), *put_over(changes, old, wider))
    return _by_residents(looser, BOOK_OF_OFFICERS, community, decision, on)


def _by_residents(looser: tuple[Change, ...], told: Text, community: str, decision: str, on: date) -> Iterator[Finding]:
    found = decided(decision, community, on) if looser else None
    if found is None:
        return
    wide = queries.charter_of(community, on).rank_of(found.body).width
    body = queries.name_of_body(found.body, community, on)
    text = told.fill(number=len(looser), body=body)
    yield Finding.either("by_residents", wide >= Rank.REPRESENTATIVES.width, OF_RESIDENTS, text, actual=found.body)
